import { resolve } from "node:path";
import { readJson, refuse, type Protocol, type Result } from "@kendali/domain";
import {
  createTranslator,
  formatNumber,
  formatRange,
  problemWords,
  randomizationDesignCatalogue,
  type Locale,
} from "@kendali/i18n";
import {
  crossedStrata,
  exactPredictability,
  factorsOfProtocol,
  isOpenLabel,
  parametersOfPlan,
  simulateDesign,
  stratumKey,
  validateStudyDocument,
  type CrossedStratum,
  type DesignFactor,
  type DesignPlan,
  type DesignSimulation,
} from "@kendali/randomization";
import type { Command } from "../command.ts";
import { UsageError } from "../env.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { readText } from "../runtime/read-text.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";

/** As for `study validate`: nothing near this size is a protocol. */
const largestBytes = 5_000_000;

export const allocationSimulateCommand: Command = {
  name: "allocation simulate",
  summary: "show what a protocol's randomization does before it goes live",
  synopsis:
    "PROTOCOL-FILE [--participants N] [--trials N] [--seed N] [--recruitment LEVEL=SHARE,…] [--language id|en] [--json]",
  details: [
    "Allocates the participants of many invented trials with the protocol's own scheme, ratio and strata, and prints how far",
    "apart the arms end, overall and in each stratum, how well somebody who knows all earlier allocations guesses, the",
    "smallest stratum, and what to be warned of. Participants: the protocol's target unless given. Trials: 1000. The same seed",
    "gives the same answer. --recruitment says how participants come, relative to each other: a site's key (melati=3), or a",
    "stratum item with its code (parity_group:1=2); what is not named has share 1. Needs no database and no network.",
  ].join("\n"),
  positionals: ["PROTOCOL-FILE"],
  options: {
    participants: { type: "string" },
    trials: { type: "string" },
    seed: { type: "string" },
    recruitment: { type: "string" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    const read = await readProtocol(resolve(cwd, positionals[0] ?? ""));
    const design = read.ok ? designOf(read.value, options) : read;
    if (!design.ok) return sayRefusal(terminal, locale, design.refusal, json);
    const simulated = simulateDesign(design.value.plan);
    if (!simulated.ok) return sayRefusal(terminal, locale, simulated.refusal, json);
    const answer = { ...design.value, simulation: simulated.value, exact: exactPredictability(design.value.plan) };
    terminal.out(json ? jsonOf(answer, locale) : textOf(answer, locale));
    return 0;
  },
};

type Options = Readonly<Record<string, string | boolean | undefined>>;
type Design = {
  readonly protocol: Protocol;
  readonly factors: readonly DesignFactor[];
  readonly strata: readonly CrossedStratum[];
  readonly plan: DesignPlan;
};
type Answer = Design & { readonly simulation: DesignSimulation; readonly exact: number | null };

async function readProtocol(path: string): Promise<Result<Protocol>> {
  const text = await readText(path, largestBytes);
  const document = text.ok ? readJson(text.value) : text;
  return document.ok ? validateStudyDocument(document.value) : document;
}

function designOf(protocol: Protocol, options: Options): Result<Design> {
  const { allocation } = protocol;
  if (allocation === null) return refuse("allocation_not_in_design");
  const factors = withShares(factorsOfProtocol(protocol), options.recruitment);
  const strata = crossedStrata(factors);
  if (!strata.ok) return strata;
  const plan: DesignPlan = {
    scheme: allocation.scheme,
    parameters: parametersOfPlan(allocation),
    strata: strata.value.map(({ values, share }) => ({ values, share })),
    participants: wholeNumber("participants", options.participants, protocol.sampleSize.target),
    simulations: wholeNumber("trials", options.trials, 1000),
    seed: wholeNumber("seed", options.seed, 1),
    isSingleOpenSite: protocol.sites.length === 1 && isOpenLabel(protocol),
  };
  return { ok: true, value: { protocol, factors, strata: strata.value, plan } };
}

function wholeNumber(option: string, text: string | boolean | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = typeof text === "string" && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new UsageError(`--${option} is a whole number.`);
  return value;
}

/** Reads `melati=3,parity_group:1=2`: a level without its factor is a site. */
function withShares(factors: readonly DesignFactor[], text: string | boolean | undefined): readonly DesignFactor[] {
  if (typeof text !== "string") return factors;
  const shares = new Map<string, number>();
  for (const part of text.split(",")) {
    const read = /^(?:([^=:]+):)?([^=:]+)=(\d{1,6})$/.exec(part.trim());
    const [, factor = "site", level = "", share = ""] = read ?? [];
    const isKnown = factors.some(({ key, levels }) => key === factor && levels.some((known) => known.key === level));
    if (read === null || Number(share) < 1 || !isKnown) throw new UsageError(unknownShare(part.trim(), factors));
    if (shares.has(`${factor}:${level}`)) throw new UsageError(`--recruitment names "${level}" twice.`);
    shares.set(`${factor}:${level}`, Number(share));
  }
  return factors.map((factor) => ({
    ...factor,
    levels: factor.levels.map((level) => ({
      ...level,
      share: shares.get(`${factor.key}:${level.key}`) ?? level.share,
    })),
  }));
}

function unknownShare(part: string, factors: readonly DesignFactor[]): string {
  const offered = factors.flatMap(({ key, levels }) =>
    levels.map((level) => (key === "site" ? level.key : `${key}:${level.key}`)),
  );
  const known = offered.length === 0 ? "This protocol has no strata." : `The levels are ${offered.join(", ")}.`;
  return `--recruitment does not understand "${part}": write LEVEL=SHARE with a whole number from 1 on. ${known}`;
}

function jsonOf({ protocol, plan, simulation, exact }: Answer, locale: Locale): string {
  const { predictability, warnings, ...rest } = simulation;
  return JSON.stringify({
    ok: true,
    study: protocol.key,
    version: protocol.version,
    scheme: plan.scheme,
    parameters: plan.parameters,
    participants: plan.participants,
    ...rest,
    predictability: { ...predictability, exact },
    warnings: warnings.map((warning) => ({ ...warning, message: problemWords(locale, warning) })),
  });
}

function textOf(answer: Answer, locale: Locale): string {
  const { protocol, plan, simulation, exact } = answer;
  const say = createTranslator(locale, randomizationDesignCatalogue);
  const number = (value: number, digits?: number): string => formatNumber(locale, value, digits);
  const { overall, predictability, simulations, warnings } = simulation;
  const { arms } = plan.parameters;
  const isEven = arms.every(({ ratio }) => ratio === arms[0]?.ratio);
  const labels = stratumLabels(answer, locale, say("no_strata"));
  const smallest = simulation.strata.find((stratum) => stratum.stratumKey === simulation.smallestStratum);
  const labelled = (key: string): string => labels.get(key) ?? key;
  return [
    say("heading", {
      title: protocol.shortTitle[locale],
      scheme: say(`scheme_${plan.scheme}`),
      ratio: arms.map(({ ratio }) => ratio).join(" : "),
    }),
    say("setting", {
      participants: number(plan.participants),
      strata: number(simulation.strata.length),
      trials: number(simulations.completed),
      seed: String(simulation.seed),
    }),
    "",
    say(isEven ? "balance" : "balance_ratio", {
      difference95: number(overall.difference95, isEven ? 0 : 1),
      participants: number(plan.participants),
      mean: number(overall.meanDifference, 1),
      largest: number(overall.largestDifference, isEven ? 0 : 1),
    }),
    say("guesses", {
      guesses: number(10 * predictability.correctGuesses, 2),
      chance: number(10 * predictability.byChance, 2),
    }),
    ...(exact === null ? [] : [say("guesses_exact", { exact: number(10 * exact, 3) })]),
    "",
    ...strataTable(answer, locale, labelled),
    ...(smallest === undefined || simulation.strata.length === 1
      ? []
      : [say("smallest", { stratum: labelled(smallest.stratumKey), expected: number(smallest.expected, 1) })]),
    "",
    ...(warnings.length === 0
      ? [say("no_warnings")]
      : [say("warnings"), ...warnings.map((warning) => `  ${problemWords(locale, warning)}`)]),
  ].join("\n");
}

/** Every stratum in words, by its key. */
function stratumLabels({ strata }: Design, locale: Locale, whole: string): ReadonlyMap<string, string> {
  return new Map(
    strata.map(({ values, levels }) => {
      const key = stratumKey(values);
      return [key.ok ? key.value : "", levels.map(({ label }) => label[locale]).join(", ") || whole];
    }),
  );
}

function strataTable({ simulation }: Answer, locale: Locale, labelled: (key: string) => string): readonly string[] {
  const say = createTranslator(locale, randomizationDesignCatalogue);
  const heads = ["stratum", "expected", "least_most", "mean", "95", "largest"] as const;
  const rows = simulation.strata.map((stratum) => [
    labelled(stratum.stratumKey),
    formatNumber(locale, stratum.expected, 1),
    formatRange(locale, stratum.participants.least, stratum.participants.most).replaceAll("\u2060", ""),
    formatNumber(locale, stratum.meanDifference, 2),
    formatNumber(locale, stratum.difference95),
    formatNumber(locale, stratum.largestDifference),
  ]);
  const table = [heads.map((head) => say(`head_${head}`)), ...rows];
  const widths = heads.map((_, column) => Math.max(...table.map((row) => [...(row[column] ?? "")].length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [...table.map(line), say("strata_note")];
}
