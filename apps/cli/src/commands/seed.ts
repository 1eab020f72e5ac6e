import type { Command } from "../command.ts";
import { withServer } from "../runtime/with-server.ts";
import { seed } from "../seed/seed.ts";

export const seedCommand: Command = {
  name: "seed",
  summary: "fill the demonstration with its studies",
  synopsis: "[--json]",
  details:
    "Makes the demonstration's accounts, the two reference studies with simulated participants, a practice study and the\n" +
    "reconstructions of the published tables, all through the use cases a browser calls. Running it again changes nothing;\n" +
    "a run that was killed is taken up where it stopped. Refused in production mode.",
  positionals: [],
  options: { json: { type: "boolean" } },
  run: async ({ settings, terminal, options }) => {
    if (settings.mode !== "demo") {
      terminal.error("Simulated studies exist only in demo mode; this is production.");
      return 1;
    }
    const started = performance.now();
    const log = (message: string): void => (options.json === true ? undefined : terminal.error(`  ${message}`));
    const report = await withServer(settings, (server) => seed(server, log), {
      canBeRepeated: true,
      mayBegin: true,
    });
    const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
    terminal.out(
      options.json === true
        ? JSON.stringify({ ok: true, seconds, ...report })
        : `Demonstration ready: ${report.studies.length} studies (${seconds} s).`,
    );
    return 0;
  },
};
