import { resolve } from "node:path";
import {
  defaultAssumptions,
  dryRun,
  mostParticipants,
  mostRepetitions,
  numbersCsv,
  readLivable,
  resultsJson,
  writeRScript,
  type DryRun,
  type DryRunAssumptions,
} from "@kendali/analysis";
import { packageFileName, zipDataset } from "@kendali/datasets";
import type { Protocol } from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";
import { builderDryRunCatalogue, createTranslator, formatNumber, type Locale } from "@kendali/i18n";
import { buildReport, plainText, sayDryRun, type SaidComparisons } from "@kendali/reports";
import type { Command } from "../command.ts";
import { UsageError } from "../env.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { readDocument } from "../runtime/read-document.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { writeWholeFile } from "../runtime/write-whole-file.ts";

export const studyDryRunCommand: Command = {
  name: "study dry-run",
  summary: "live through a whole study with invented participants before it goes live",
  synopsis:
    "FILE [--participants N] [--seed N] [--simulations N] [--drop-out SHARE] [--output FILE.zip] [--language id|en] [--json]",
  details: [
    "Takes invented participants through the protocol's own forms, allocation, datasets and analysis plan, and prints the power",
    "that the assumptions imply and what the run shows of the design. What is not given comes from the document's sample size",
    `and limits; up to ${mostParticipants} participants and ${mostRepetitions} simulations. --output writes the simulated dataset. The`,
    "same seed gives the same bytes. Nothing is stored; needs no database and no network. Ends with status 1 when the run",
    "found what would stop the study.",
  ].join("\n"),
  positionals: ["FILE"],
  options: {
    participants: { type: "string" },
    seed: { type: "string" },
    simulations: { type: "string" },
    "drop-out": { type: "string" },
    output: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const document = await readDocument(resolve(cwd, positionals[0] ?? ""));
    const read = document.ok ? readLivable(document.value) : document;
    if (!read.ok) return sayRefusal(terminal, locale, read.refusal, json);
    const protocol = read.value;
    const done = dryRun(protocol, assumptionsOf(protocol, options), expressionEngine);
    if (!done.ok) return sayRefusal(terminal, locale, done.refusal, json);
    const file = typeof options.output === "string" ? resolve(cwd, options.output) : null;
    const written = file === null ? null : await writeWholeFile(file, zipOf(protocol, done.value));
    if (written !== null && !written.ok) return sayRefusal(terminal, locale, written.refusal, json);
    terminal.out(json ? jsonOf(done.value, file) : textOf(protocol, done.value, { locale, file }));
    return done.value.findings.some(({ severity }) => severity === "must") ? 1 : 0;
  },
};

type Options = Readonly<Record<string, string | boolean | undefined>>;

function assumptionsOf(protocol: Protocol, options: Options): DryRunAssumptions {
  const given = defaultAssumptions(protocol);
  return {
    ...given,
    participants: wholeNumber(options["participants"], {
      option: "participants",
      least: 1,
      most: mostParticipants,
      otherwise: given.participants,
    }),
    seed: wholeNumber(options["seed"], { option: "seed", otherwise: given.seed }),
    simulations: wholeNumber(options["simulations"], {
      option: "simulations",
      most: mostRepetitions,
      otherwise: given.simulations,
    }),
    dropOut: share("drop-out", options["drop-out"], given.dropOut),
  };
}

type Asked = { readonly option: string; readonly least?: number; readonly most?: number; readonly otherwise: number };

function wholeNumber(text: string | boolean | undefined, { option, least = 0, most, otherwise }: Asked): number {
  if (text === undefined) return otherwise;
  const value = typeof text === "string" && /^\d{1,16}$/u.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least && value <= (most ?? value)) return value;
  const limits = most === undefined ? "" : `, ${least} to ${most}`;
  throw new UsageError(`--${option} is a whole number${limits}.`);
}

function share(option: string, text: string | boolean | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = typeof text === "string" && text !== "" && /^0?(\.\d{1,6})?$/u.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw new UsageError(`--${option} is a share of at least 0 and below 1, such as 0.2.`);
  return value;
}

function zipOf(protocol: Protocol, { model, results }: DryRun): Uint8Array {
  const extras = {
    resultsJson: resultsJson(results),
    numbersCsv: numbersCsv(results),
    rScript: writeRScript({ model, protocol, results }),
  };
  return Buffer.concat([...zipDataset(model, extras)]);
}

function jsonOf(
  { assumptions, power, findings, span, entries, results, data, model }: DryRun,
  file: string | null,
): string {
  return JSON.stringify({
    ok: true,
    kind: "simulated",
    assumptions,
    screened: data.screenings.length,
    entries,
    span,
    power,
    findings,
    snapshot: results.snapshot.hash,
    numbers: results.numbers.length,
    file: file ?? undefined,
    fileName: packageFileName(model),
  });
}

function textOf(
  protocol: Protocol,
  run: DryRun,
  { locale, file }: { readonly locale: Locale; readonly file: string | null },
): string {
  const t = createTranslator(locale, builderDryRunCatalogue);
  const said = sayDryRun(protocol, { ...run, screened: run.data.screenings.length }, locale);
  const report = buildReport({ results: run.results, protocol, locale });
  const { participants, seed } = run.assumptions;
  return [
    t("cli_heading", {
      title: protocol.shortTitle[locale],
      participants: formatNumber(locale, participants, 0),
      seed: String(seed),
    }),
    t("cli_note"),
    "",
    said.lead,
    ...said.after,
    ...(said.comparisons === undefined ? [] : ["", ...comparisonLines(said.comparisons)]),
    "",
    ...said.facts.map(({ label, value }) => `  ${label}: ${value}`),
    "",
    `${t("report")}: ${plainText(report.lead.sentence)}`,
    "",
    t("findings"),
    ...(said.findings.length === 0 ? [`  ${t("findings_none")}`] : []),
    ...said.findings.map(({ severity, words, times, path }) =>
      [
        `  ${t(severity === "must" ? "findings_must" : "findings_should")}: ${words}`,
        times === "" ? "" : ` (${times})`,
        `\n    ${path}`,
      ].join(""),
    ),
    ...(file === null ? [] : ["", file]),
  ].join("\n");
}

function comparisonLines({ title, head, rows, note }: SaidComparisons): readonly string[] {
  return [
    title,
    ...rows.map(([name, ...shares]) => {
      const said = shares.flatMap((share, index) => (share === "" ? [] : [`${head[index + 1] ?? ""} ${share}`]));
      return `  ${name}: ${said.join("; ")}`;
    }),
    `  ${note}`,
  ];
}
