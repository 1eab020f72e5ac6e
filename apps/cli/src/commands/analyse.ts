import { resultsJson } from "@kendali/analysis";
import { perform, runAnalysis, type AnalysisAnswer } from "@kendali/api";
import type { Locale } from "@kendali/domain";
import type { Command } from "../command.ts";
import { actingAccount } from "../runtime/acting-account.ts";
import { pickSnapshot } from "../runtime/pick-snapshot.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

export const analyseCommand: Command = {
  name: "analyse",
  summary: "run a study's analysis plan",
  synopsis: "STUDY [--snapshot NAME | --fresh] [--as USERNAME] [--json]",
  details:
    "Runs the plan on the newest snapshot, or the named one; without one, or with --fresh, the data are frozen first. With\n" +
    "--json every number with its method, definition, n used and n excluded; without it, one line for each analysis.",
  positionals: ["STUDY"],
  options: {
    snapshot: { type: "string" },
    fresh: { type: "boolean" },
    as: { type: "string" },
    json: { type: "boolean" },
    lang: { type: "string" },
  },
  run: async ({ positionals, options, settings, terminal }) => {
    const [study = ""] = positionals;
    const json = options.json === true;
    const name = typeof options.snapshot === "string" ? options.snapshot : null;
    const result = await withServer(settings, async (server) => {
      const account = await actingAccount(server, {
        study,
        acts: ["snapshot.list", "snapshot.freeze", "analysis.run"],
        as: options.as,
      });
      if (!account.ok) return account;
      const snapshot = await pickSnapshot(server, account.value, { study, name, fresh: options.fresh === true });
      if (!snapshot.ok) return snapshot;
      return perform(server, { accountId: account.value.id }, runAnalysis, { study, snapshot: snapshot.value.id });
    });
    if (!result.ok) return sayRefusal(terminal, settings.language, result.refusal, json);
    const { snapshot, results } = result.value;
    if (json) terminal.out(`{"ok":true,"snapshot":${JSON.stringify(snapshot)},"results":${resultsJson(results)}}`);
    else terminal.out(summaryOf(result.value, settings.language));
    return 0;
  },
};

/** Every number with its method and how many participants it rests on, analysis by analysis. */
function summaryOf({ snapshot, results }: AnalysisAnswer, language: Locale): string {
  const blocks = results.blocks.map((block) => {
    const numbers = results.numbers.filter((entry) => entry.analysis === block.key);
    const lines = numbers.map(
      (entry) => `  ${entry.id.padEnd(44)} ${String(entry.value).padEnd(24)} ${entry.method}, n = ${entry.used}`,
    );
    const refused = block.ok ? [] : [`  ${block.refusal.code} ${JSON.stringify(block.refusal.params)}`];
    return [block.title[language], ...refused, ...lines].join("\n");
  });
  return [`Snapshot "${snapshot.name}", SHA-256 ${snapshot.hash}`, ...blocks].join("\n\n");
}
