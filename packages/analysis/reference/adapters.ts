import type { Actual, Adapters } from "@kendali/stats/reference/reference-case";
import {
  checkDebit,
  checkGrim,
  checkGrimmer,
  checkPrintedTest,
  enumerateClosure,
  readPrintedNumber,
  readPrintedTest,
  recomputePaired,
  type PrintedNumber,
  type PrintedOperator,
  type RoundingRule,
  type SdDefinition,
  type TestKind,
} from "../src/index.ts";

type Printed = string | number;
type MeanInputs = { readonly mean: Printed; readonly n: number; readonly items?: number | null };
type MomentInputs = MeanInputs & { readonly sd: Printed };
type ScaleInputs = MomentInputs & { readonly scale_min?: number | null; readonly scale_max?: number | null };
type Options = Readonly<Record<string, unknown>>;

/** Runs one case of the reported-statistics family through the public functions and names the fields as the reference does. */
export const adapters: Adapters = {
  grim: ({ mean, n, items }: MeanInputs, options: Options) =>
    withNumbers([mean], ([number]) => {
      // A percentage is a proportion with its decimal sign two places further on.
      const printed = options["percent"] === true ? { ...number, decimals: number.decimals + 2 } : number;
      const { consistent, possibleSums } = checkGrim({ mean: printed, n, items: items ?? 1 }, roundingOf(options));
      return { fields: { consistent, possible_sums: possibleSums } };
    }),
  grimmer: grimmerFields,
  "grimmer.exact": grimmerFields,
  "closure.enumerate": closureFields,
  closure: closureFields,
  debit: ({ mean, sd, n }: MomentInputs, options: Options) =>
    withNumbers([mean, sd], ([printed, printedSd]) => {
      const input = { mean: printed, sd: printedSd ?? printed, n, definition: definitionOf(options) };
      const { consistent, possibleCounts } = checkDebit(input, roundingOf(options));
      return { fields: { consistent, possible_k: possibleCounts, possible_counts: possibleCounts } };
    }),
  "consistency.paired_t": pairedFields,
  "statcheck.t": statcheckOf("t"),
  "statcheck.F": statcheckOf("F"),
  "statcheck.f": statcheckOf("F"),
  "statcheck.chisq": statcheckOf("chi2"),
  "statcheck.chi2": statcheckOf("chi2"),
  "statcheck.z": statcheckOf("z"),
  "statcheck.r": statcheckOf("r"),
};

function closureFields(inputs: ScaleInputs, options: Options): Actual {
  const { n, items, scale_min: min, scale_max: max } = inputs;
  if (min === undefined || min === null || max === undefined || max === null) return { refused: "invalid_option" };
  return withNumbers([inputs.mean, inputs.sd], ([mean, sd]) => {
    const input = { mean, sd: sd ?? mean, n, min, max, items: items ?? 1, definition: definitionOf(options) };
    const { complete, count, solutions } = enumerateClosure(input, { rule: roundingOf(options), mostListed: 100_000 });
    if (!complete) return { missing: "search of so many data sets" };
    return {
      fields: { consistent: count > 0, n_solutions: count, solutions_first5: solutions.slice(0, 5), solutions },
    };
  });
}

function grimmerFields(inputs: ScaleInputs, options: Options): Actual {
  const { n, items, scale_min: min, scale_max: max } = inputs;
  const hasScale = min !== undefined && min !== null && max !== undefined && max !== null;
  return withNumbers([inputs.mean, inputs.sd], ([mean, printedSd]) => {
    const sd = printedSd ?? mean;
    const shared = { mean, sd, n, items: items ?? 1, definition: definitionOf(options) };
    const rule = roundingOf(options);
    const { consistent, method, example } = checkGrimmer(
      { ...shared, ...(hasScale ? { scale: { min, max } } : {}) },
      rule,
    );
    const fields = { consistent, method, example, possible_sums: checkGrim(shared, rule).possibleSums };
    if (!hasScale) return { fields };
    const { count, solutions } = enumerateClosure({ ...shared, min, max }, { rule, mostListed: 5 });
    return { fields: { ...fields, n_solutions: count, solutions_first5: solutions } };
  });
}

type PairedInputs = { readonly mean_diff: number; readonly t: number; readonly n: number };

function pairedFields({ mean_diff: meanDifference, t, n }: PairedInputs, options: Options): Actual {
  if (n < 2) return { refused: "n_below_2" };
  const recomputed = recomputePaired({ meanDifference, t, n }, levelOf(options));
  if (recomputed === null) return { refused: "zero_effect" };
  const { se, sdDifference, intervalT, intervalZ, p, dZ } = recomputed;
  return { fields: { se, sd_diff: sdDifference, ci_t: intervalT, ci_z: intervalZ, p, d_z: dZ } };
}

type TestInputs = Readonly<Record<string, unknown>>;

/** The statistic's name in the inputs, under any of the names in use. */
const statisticNames: Readonly<Record<TestKind, readonly string[]>> = {
  t: ["t"],
  F: ["F", "f"],
  chi2: ["chisq", "chi2", "x2", "X2", "chi_squared"],
  z: ["z", "Z"],
  r: ["r"],
};

function statcheckOf(kind: TestKind): (inputs: TestInputs, options: Options) => Actual {
  return (inputs, options) => {
    const asText = typeof inputs["text"] === "string" ? readPrintedTest(inputs["text"]) : null;
    const given = [...statisticNames[kind], "statistic", "value"].map((name) => inputs[name]).find(isPrinted);
    const statistic = printedStatistic(given, decimalsOf(kind, options), asText?.statistic ?? null);
    const p = isPrinted(inputs["p_reported"]) ? readPrintedNumber(String(inputs["p_reported"])) : (asText?.p ?? null);
    if (statistic === null || p === null) return { refused: "invalid_option" };
    const operator = (inputs["operator"] ?? asText?.operator ?? "=") as PrintedOperator;
    const number = (...names: string[]): number | undefined =>
      names.map((name) => inputs[name]).find((value) => typeof value === "number");
    const df = number("df", "df1") ?? (kind === "r" ? freedomOfPairs(number("n")) : undefined) ?? asText?.df;
    const df2 = number("df2") ?? asText?.df2;
    const asked = kind === "z" ? [] : kind === "F" ? [df, df2] : [df];
    if (asked.some((degrees) => degrees === undefined || !(degrees > 0))) return { refused: "invalid_option" };
    const test = {
      kind,
      statistic,
      p,
      operator,
      ...(df === undefined ? {} : { df }),
      ...(df2 === undefined ? {} : { df2 }),
    };
    const alpha = typeof options["alpha"] === "number" ? options["alpha"] : 0.05;
    const result = checkPrintedTest(test, { alpha, twoSided: isTwoSided(options) });
    return {
      fields: {
        consistent: result.consistent,
        p_computed: result.pComputed,
        p_interval: result.pInterval,
        p_zero_flag: result.pZero,
        decision_error: result.decisionError,
      },
    };
  };
}

function freedomOfPairs(n: number | undefined): number | undefined {
  return n === undefined ? undefined : n - 2;
}

function isTwoSided(options: Options): boolean {
  const alternative = options["alternative"];
  if (typeof options["two_sided"] === "boolean") return options["two_sided"];
  return options["one_sided"] !== true && (typeof alternative !== "string" || alternative.startsWith("two"));
}

/** A JSON number has lost its trailing zeros; the options, or the text, say how many decimals were printed. */
function printedStatistic(
  given: unknown,
  decimals: number | undefined,
  ofText: PrintedNumber | null,
): PrintedNumber | null {
  if (typeof given === "string") return readPrintedNumber(given);
  if (typeof given !== "number") return ofText;
  if (decimals !== undefined) return readPrintedNumber(given.toFixed(decimals));
  return ofText ?? readPrintedNumber(String(given));
}

function decimalsOf(kind: TestKind, options: Options): number | undefined {
  const named = [...statisticNames[kind], "stat", "statistic"].map((name) => options[`${name}_decimals`]);
  return [...named, options["decimals"]].find((value) => typeof value === "number");
}

function isPrinted(value: unknown): value is Printed {
  return typeof value === "string" || typeof value === "number";
}

/** Reads printed numbers, or refuses where one is none. */
function withNumbers(
  texts: readonly [Printed, ...Printed[]],
  then: (numbers: readonly [PrintedNumber, ...PrintedNumber[]]) => Actual,
): Actual {
  const [first, ...others] = texts.map((text) => readPrintedNumber(String(text)));
  const rest = others.filter((number) => number !== null);
  if (first === undefined || first === null || rest.length < others.length) return { refused: "invalid_option" };
  return then([first, ...rest]);
}

function definitionOf(options: Options): SdDefinition {
  return /population|\bn\)|\/ ?n\b/u.test(String(options["sd"] ?? "sample")) ? "population" : "sample";
}

const rules: readonly (readonly [RegExp, RoundingRule])[] = [
  [/closed|up_or_down/u, "closed"],
  [/even/u, "half_even"],
  [/ceil/u, "ceiling"],
  [/floor/u, "floor"],
  [/trunc/u, "truncate"],
  [/down/u, "half_down"],
  [/up/u, "half_up"],
];

function roundingOf(options: Options): RoundingRule {
  const text = String(options["rounding"] ?? "closed");
  return rules.find(([pattern]) => pattern.test(text))?.[1] ?? "closed";
}

function levelOf(options: Options): number {
  const level = options["conf"] ?? options["level"];
  return typeof level === "number" ? level : 0.95;
}
