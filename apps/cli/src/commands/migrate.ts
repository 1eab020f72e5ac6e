import { migrate } from "@kendali/db";
import { withDatabase } from "@kendali/db/embedded";
import type { Command } from "../command.ts";

export const migrateCommand: Command = {
  name: "migrate",
  summary: "bring the database to this version",
  synopsis: "[--json]",
  details: "Applies the migrations that are missing, each in a transaction of its own. Safe to run again.",
  positionals: [],
  options: { json: { type: "boolean" } },
  run: async ({ settings, terminal, options }) => {
    const report = await withDatabase({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDirectory }, migrate);
    if (options.json === true) terminal.out(JSON.stringify({ ok: true, ...report }));
    else
      terminal.out(
        report.applied.length === 0 ? "The database is up to date." : `Applied ${report.applied.join(", ")}.`,
      );
    return 0;
  },
};
