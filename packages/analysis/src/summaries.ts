import { runDescriptive, runFrequency } from "@kendali/stats";
import type { Column } from "@kendali/datasets";
import { rString } from "./r-script/r-text.ts";
import { describeColumn, type Frame, type Selection } from "./frame.ts";
import type { NumberBook } from "./number-book.ts";
import type {
  Attempt,
  CategorySummary,
  IntervalResult,
  NumericSummary,
  VariableInfo,
  VariableSummary,
} from "./results.ts";
import { cellsOf, takeSample, valuesOf } from "./sample.ts";

/** Describes one column in one group: mean, sd and quartiles of a number, counts over the code list of a code. */
export function summarizeColumn(
  book: NumberBook,
  frame: Frame,
  selection: Selection,
  column: Column,
  name: string,
): VariableSummary {
  const variable = describeColumn(column);
  const sample = takeSample(book, frame, selection, name, [{ part: "item", column: column.name }]);
  const summary: VariableSummary["summary"] =
    sample.rows.length === 0
      ? { ok: false, refusal: { code: "nobody_measured", params: { variable: variable.key } } }
      : variable.codes === null && column.kind === "number"
        ? summarizeNumbers({ book, values: valuesOf(frame, sample, column.name), r: "v1", name, info: sample.info })
        : summarizeCategories({
            book,
            values: cellsOf(frame, sample, column.name),
            r: "v1",
            name,
            variable,
            info: sample.info,
          });
  return { variable, sample: sample.info, summary };
}

type SummaryInput = {
  readonly book: NumberBook;
  readonly name: string;
  /** The R vector that holds the same values. */
  readonly r: string;
  readonly info?: VariableSummary["sample"];
};

/** Mean, sd, median, quartiles (type 7) and range of a vector that also stands in R. */
export function summarizeNumbers(
  input: SummaryInput & { readonly values: readonly number[] },
): Attempt<NumericSummary> {
  const { book, name, r } = input;
  const outcome = runDescriptive({ values: input.values });
  if (!outcome.ok) return outcome;
  book.by("descriptive", input.info);
  const { details } = outcome.result;
  return {
    ok: true,
    result: {
      kind: "numeric",
      mean: book.number(`${name}.mean`, details.mean, `mean(${r})`),
      sd: book.optional(`${name}.sd`, details.sd, `sd(${r})`),
      median: book.number(`${name}.median`, details.median, `median(${r})`),
      q1: book.number(`${name}.q1`, details.q1, `quantile(${r}, 0.25, names = FALSE)`),
      q3: book.number(`${name}.q3`, details.q3, `quantile(${r}, 0.75, names = FALSE)`),
      min: book.number(`${name}.min`, details.min, `min(${r})`),
      max: book.number(`${name}.max`, details.max, `max(${r})`),
    },
  };
}

type PlainInterval = {
  readonly level: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly quantile: number | null;
  readonly quantileName: string;
  readonly method: string;
};

/** Writes an interval's two limits; `r` is an R expression that gives both as a vector of two. */
export function bookInterval(
  book: NumberBook,
  name: string,
  interval: PlainInterval,
  r: string,
  tolerance: "value" | "iterative" = "value",
): IntervalResult {
  return {
    level: interval.level,
    lower: book.optional(`${name}.ci_lower`, interval.lower, `(${r})[1]`, tolerance),
    upper: book.optional(`${name}.ci_upper`, interval.upper, `(${r})[2]`, tolerance),
    quantile: interval.quantile,
    quantileName: interval.quantileName,
    method: interval.method,
  };
}

/** Counts and percentages over the code list; codes nobody has keep their row. */
export function summarizeCategories(
  input: SummaryInput & { readonly values: readonly (number | string)[]; readonly variable: VariableInfo },
): Attempt<CategorySummary> {
  const { book, name, r, variable, values } = input;
  const codes = variable.codes?.map(({ code }) => code);
  const outcome = runFrequency(codes === undefined ? { values } : { values, categories: codes });
  if (!outcome.ok) return outcome;
  book.by("frequency", input.info);
  const rows = outcome.result.details.rows.map((row) => {
    const code = typeof row.category === "boolean" ? Number(row.category) : row.category;
    const own = typeof code === "number" ? String(code) : rString(code);
    return {
      code,
      label: variable.codes?.find((each) => each.code === code)?.label ?? { id: String(code), en: String(code) },
      count: book.number(`${name}.count.${code}`, row.count, `sum(${r} == ${own})`, "exact"),
      percent: book.number(`${name}.percent.${code}`, row.percent, `100 * mean(${r} == ${own})`),
    };
  });
  return { ok: true, result: { kind: "categories", rows } };
}
