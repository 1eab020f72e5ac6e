import type {
  AnalysisRefusal,
  AnalysisResults,
  IntervalResult,
  Num,
  SampleInfo,
  TestResult,
  VariableInfo,
} from "@kendali/analysis";
import { flowReasonLabels } from "@kendali/datasets";
import type { LocalizedText, Protocol } from "@kendali/domain";
import {
  createTranslator,
  formatBounded,
  formatInterval,
  formatNumber,
  formatPercent,
  formatPValue,
  reportsCatalogue,
  scientificParts,
  type Locale,
} from "@kendali/i18n";
import type { MarginFact, ReportCell, ReportRefusal, ReportTable } from "./report-model.ts";
import { plain, rich, stat, type Rich } from "./rich-text.ts";

const noBreak = "\u00a0";

/** What every block is written with: words, number formats, and the counters of tables and figures. */
export type ReportContext = ReturnType<typeof openContext>;

/** Opens the context of one report. Tables and figures are numbered in the order they are asked for. */
export function openContext(input: {
  readonly results: AnalysisResults;
  readonly protocol: Protocol;
  readonly locale: Locale;
}) {
  const { results, protocol, locale } = input;
  const t = createTranslator(locale, reportsCatalogue);
  const say = (text: LocalizedText): string => text[locale];
  const count = { table: 0, figure: 0 };
  const number = (value: Num | number, digits: number): string =>
    formatNumber(locale, typeof value === "number" ? value : value.value, digits);
  const level = formatPercent(locale, results.plan.confidenceLevel);

  /** The item's own short label, without visit and unit, as a sentence says it. */
  const outcomeName = (item: string, fallback: LocalizedText): string => {
    const found = protocol.forms
      .flatMap((form) => form.sections)
      .flatMap((section) => section.items)
      .find((each) => each.key === item);
    const name = say(found?.shortLabel ?? found?.label ?? fallback);
    return found?.unit === undefined ? name : withoutUnit(name, found.unit);
  };
  const withUnit = (text: string, unit: string | null): string => (unit === null ? text : `${text}${noBreak}${unit}`);
  const interval = (value: IntervalResult | null, digits: number): string =>
    value === null || value.lower === null || value.upper === null
      ? "–"
      : formatInterval(locale, value.lower.value, value.upper.value, digits);

  const reason = (code: string): string => {
    const known = flowReasonLabels;
    const label = known[code];
    if (label !== undefined) return say(label).toLowerCase();
    return code === "waiting" ? t("reason_waiting") : code === "missing" ? t("reason_missing") : code;
  };
  const construction = (method: string): string => {
    if (method.startsWith("student")) return t("construction_student");
    const words: Readonly<Record<string, string>> = {
      newcombe_10: t("construction_newcombe"),
      feldt: t("construction_feldt"),
    };
    return words[method] ?? method;
  };
  const excludedText = (sample: SampleInfo): string =>
    sample.excluded
      .map(({ part, missing, count: left }) => {
        const words = { count: left.value, reason: reason(missing) };
        return part === "item" ? t("excluded_plain", words) : t("excluded_part", { ...words, part: partWord(part) });
      })
      .join("; ");
  const usedText = (sample: SampleInfo): string => {
    const counts = { used: sample.used.value, population: sample.population.value };
    return sample.excluded.length === 0
      ? t("used_all", counts)
      : t("used_some", { ...counts, excluded: excludedText(sample) });
  };
  const partWord = (part: string): string => {
    const words: Readonly<Record<string, string>> = {
      outcome: t("part_outcome"),
      baseline: t("part_baseline"),
      covariate: t("part_covariate"),
      item: t("part_item"),
      arm: t("part_arm"),
      guess: t("part_guess"),
    };
    return words[part] ?? part;
  };

  return {
    results,
    protocol,
    locale,
    t,
    say,
    level,
    number,
    interval,
    outcomeName,
    withUnit,
    reason,
    /** Digits of a mean or sd: what was measured, at least one. */
    digitsOf: (variable: VariableInfo): number => (variable.codes === null ? Math.max(1, variable.decimals) : 2),
    quantity: (value: Num | number, unit: string | null, digits: number): string =>
      withUnit(number(value, digits), unit),
    percent: (value: Num): string => formatPercent(locale, value.value / 100, 0),
    bounded: (value: Num, digits = 3): string => formatBounded(locale, value.value, digits),
    /** An interval of something that cannot exceed 1: "[.70, .94]". */
    boundedInterval: (value: IntervalResult | null, digits: number): string =>
      value === null || value.lower === null || value.upper === null
        ? "–"
        : `[${formatBounded(locale, value.lower.value, digits)}${locale === "id" ? ";" : ","} ${formatBounded(locale, value.upper.value, digits)}]`,
    /** `p = .012`, with the letter as a statistic. */
    pEquation: (value: Num): Rich => rich(stat("p"), noBreak, formatPValue(locale, value.value, { equation: true })),
    p: (value: Num): string => formatPValue(locale, value.value),
    /** The value behind a small p that three decimals cannot show: two digits of it, in powers of ten once it is tiny. */
    exactP: (value: Num): Rich | null => {
      if (value.value >= 0.005) return null;
      if (value.value >= 0.000_01) {
        const twoDigits = Math.ceil(-Math.log10(value.value)) + 1;
        return plain(t("exact_value", { value: formatBounded(locale, value.value, twoDigits) }));
      }
      const { mantissa, exponent } = scientificParts(locale, value.value, 2);
      return rich(t("exact_value", { value: `${mantissa}${noBreak}×${noBreak}10` }), [
        { text: exponent, style: "sup" },
      ]);
    },
    nextTable: (): { readonly number: number; readonly name: string } => {
      count.table += 1;
      return { number: count.table, name: t("table_number", { number: count.table }) };
    },
    nextFigure: (): { readonly number: number; readonly name: string } => {
      count.figure += 1;
      return { number: count.figure, name: t("figure_number", { number: count.figure }) };
    },
    refusal: (refusal: AnalysisRefusal, about: string | null = null): ReportRefusal => ({
      type: "refusal",
      about,
      text: t("refused", { reason: t(`refusal_${refusal.code}`) }),
    }),
    /** Who was used, per outcome where there are several. */
    usedFacts: (rows: readonly { readonly label: string; readonly sample: SampleInfo }[]): readonly MarginFact[] => {
      const lines = rows.map(({ label, sample }) =>
        rows.length > 1 ? `${label}: ${usedText(sample)}` : usedText(sample),
      );
      return rows.length === 0 ? [] : [{ heading: t("fact_used"), lines: lines.map(plain) }];
    },
    usedText,
    usedFact: (sample: SampleInfo): MarginFact => ({ heading: t("fact_used"), lines: [plain(usedText(sample))] }),
    intervalFact: (value: IntervalResult | null): readonly MarginFact[] => {
      if (value === null) return [];
      const words = { level, construction: construction(value.method), name: value.quantileName };
      const line =
        value.quantile === null
          ? t("interval_named", words)
          : t("interval_quantile", { ...words, quantile: number(value.quantile, 3) });
      return [{ heading: t("fact_interval"), lines: [plain(line)] }];
    },
    warningLines: (test: TestResult): readonly Rich[] =>
      test.warnings.map((warning) => plain(t(`warning_${warning.key}`))),
    pMethod: (method: string): string => {
      const words: Readonly<Record<string, string>> = {
        exact: t("p_exact"),
        exact_conditional: t("p_exact_conditional"),
        normal_corrected: t("p_normal_corrected"),
        normal_uncorrected: t("p_normal_uncorrected"),
        fisher: t("p_fisher"),
        chi2: t("p_chi2"),
        student: t("p_student"),
        royston_1995: t("p_royston"),
      };
      return words[method] ?? method;
    },
  };
}

/** "Milk volume (ml)" as "Milk volume": a unit that the label repeats is dropped where the unit is printed anyway. */
export function withoutUnit(label: string, unit: string): string {
  const own = trailingUnit(label);
  return own !== null && own.unit === unit ? own.name : label;
}

/** The label with its unit in brackets, unless it already ends with one. */
export function labelWithUnit(label: string, unit: string | null): string {
  if (unit === null) return label;
  return trailingUnit(label)?.unit.startsWith(unit) ? label : `${label} (${unit})`;
}

function trailingUnit(label: string): { readonly name: string; readonly unit: string } | null {
  const match = /^(.*) \(([^()]*)\)$/.exec(label);
  return match === null ? null : { name: match[1] ?? "", unit: (match[2] ?? "").replace("²", "2") };
}

/** A text cell. */
export function textCell(
  content: string | Rich,
  options: { readonly align?: ReportCell["align"]; readonly span?: number } = {},
): ReportCell {
  return {
    content: typeof content === "string" ? rich(content) : content,
    align: options.align ?? "left",
    span: options.span ?? 1,
    numbers: [],
  };
}

/** A right-aligned cell that prints the given numbers; an absent number prints a dash. */
export function numberCell(content: string | Rich, ...numbers: readonly (Num | null | undefined)[]): ReportCell {
  return {
    content: typeof content === "string" ? rich(content) : content,
    align: "right",
    span: 1,
    numbers: numbers.flatMap((each) => (each ? [each.id] : [])),
  };
}

/** The ids of an interval's limits. */
export function limitsOf(interval: IntervalResult | null): readonly (Num | null)[] {
  return interval === null ? [] : [interval.lower, interval.upper];
}

export type TableDraft = Omit<ReportTable, "type" | "number" | "name">;

/** Numbers and names a table. */
export function makeTable(context: ReportContext, draft: TableDraft): ReportTable {
  return { type: "table", ...context.nextTable(), ...draft };
}
