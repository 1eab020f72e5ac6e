import { resolve } from "node:path";
import { importTable, perform } from "@kendali/api";
import type { Result } from "@kendali/domain";
import type { Command } from "../command.ts";
import { readCsv, type CsvTable } from "../import/read-csv.ts";
import { actingAccount } from "../runtime/acting-account.ts";
import { readBytes } from "../runtime/read-bytes.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

export const dataImportCommand: Command = {
  name: "data import",
  summary: "import entries from a CSV file",
  synopsis: "STUDY FILE.csv [--as USERNAME] [--lang id|en] [--json]",
  details:
    "One row is one form of one visit of one participant: columns participant, visit, form, performed_on (YYYY-MM-DD),\n" +
    "optionally performed_by (user name) and out_of_window_reason, then items by their key; ITEM__reason holds the reason for\n" +
    "an unusual value, [refused], [not_done], [not_applicable] or [unknown] in a cell the reason for an empty one. Every row\n" +
    "passes the gates that typing it would. With one problem anywhere nothing is imported, and every problem is listed.\n" +
    "--lang tells how numbers and dates are written. A study reconstructed from published numbers takes one row for each\n" +
    "participant instead, with columns ITEM__VISIT; what has no column is recorded as not available.",
  positionals: ["STUDY", "FILE.csv"],
  options: { as: { type: "string" }, json: { type: "boolean" }, lang: { type: "string" } },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const [study = "", file = ""] = positionals;
    const json = options.json === true;
    const table = await readTable(resolve(cwd, file));
    if (!table.ok) return sayRefusal(terminal, settings.language, table.refusal, json);
    const result = await withServer(settings, async (server) => {
      const account = await actingAccount(server, { study, acts: ["data.import"], as: options.as });
      if (!account.ok) return account;
      if (!json) terminal.error(`As ${account.value.username}.`);
      const input = { commandId: server.newId(), study, language: settings.language, table: table.value };
      return perform(server, { accountId: account.value.id }, importTable, input);
    });
    if (!result.ok) return sayRefusal(terminal, settings.language, result.refusal, json);
    const { participants, entries } = result.value;
    terminal.out(
      json
        ? JSON.stringify({ ok: true, ...result.value })
        : `Imported ${entries} entries of ${participants} participants.`,
    );
    return 0;
  },
};

async function readTable(path: string): Promise<Result<CsvTable>> {
  const bytes = await readBytes(path);
  return bytes.ok ? readCsv(bytes.value) : bytes;
}
