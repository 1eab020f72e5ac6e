import { resolve } from "node:path";
import { checkReportedTable, readReportedTable, type ReportedCheck, type Verdict } from "@kendali/analysis";
import { readJson } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import { reportCheck, type SaidFinding } from "@kendali/reports";
import type { Command } from "../command.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { readText } from "../runtime/read-text.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";

/** A table is text people write; nothing near this size is one. */
const largestBytes = 5_000_000;

export const reportedCheckCommand: Command = {
  name: "reported check",
  summary: "which numbers of a published table can be true together",
  synopsis: "FILE [--language id|en] [--json]",
  details: [
    "Reads the numbers of a published table (schema kendali-reported-table/1: every number as text, as printed) and tells for",
    "each whether it can be, what would fit instead, and which can be true together. With --json everything that was found,",
    "with every data set that fits. Exit status: 0 checked, whatever was found; 1 the file is not such a table, with each",
    "place. Needs no database. Method and sources: docs/statistics/reported-statistics.md.",
  ].join("\n"),
  positionals: ["FILE"],
  options: { language: { type: "string" }, lang: { type: "string" }, json: { type: "boolean" } },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const text = await readText(resolve(cwd, positionals[0] ?? ""), largestBytes);
    const document = text.ok ? readJson(text.value) : text;
    const table = document.ok ? readReportedTable(document.value) : document;
    if (!table.ok) return sayRefusal(terminal, locale, table.refusal, json);
    const check = checkReportedTable(table.value);
    terminal.out(
      json ? JSON.stringify({ ok: true, check, report: reportCheck(check, locale) }) : textOf(check, locale),
    );
    return 0;
  },
};

/** A sign beside the words, so that the eye finds its line; the words say the same. */
const signs: Readonly<Record<Verdict, string>> = {
  fits: "=",
  cannot_be: "x",
  cannot_be_together: "≠",
  print_otherwise: "~",
  information: "·",
};

const width = 100;

function textOf(check: ReportedCheck, locale: Locale): string {
  const report = reportCheck(check, locale);
  const wide = Math.max(0, ...report.claims.map(({ name }) => name.length));
  const printed = Math.max(0, ...report.claims.map((claim) => claim.printed.length));
  const claims = report.claims.flatMap((claim) => [
    `${signs[claim.verdict]} ${claim.name.padEnd(wide)}  ${claim.printed.padEnd(printed)}  ${claim.verdictWords}`,
    ...claim.own.flatMap(linesOf),
  ]);
  const joint = report.joint.length === 0 ? [] : [report.jointTitle, ...report.joint.flatMap(linesOf), ""];
  return [
    ...wrap(report.title, ""),
    ...wrap(report.source, ""),
    "",
    report.claimsTitle,
    ...claims,
    "",
    ...joint,
    ...wrap(report.note, ""),
  ].join("\n");
}

function linesOf({ verdict, text }: SaidFinding): readonly string[] {
  const [first = "", ...rest] = wrap(text, "      ");
  return [`    ${signs[verdict]} ${first.trimStart()}`, ...rest];
}

/** Breaks at spaces; no-break spaces hold. */
function wrap(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
