import type { Column } from "@kendali/datasets";
import type { LocalizedText } from "@kendali/domain";
import {
  runAncova,
  type AncovaComparison,
  type AncovaInference,
  type AncovaResult,
  type AdjustedMean,
  type Covariate,
} from "@kendali/stats";
import { comparedArms, type ComparedArms } from "../../arms.ts";
import { adjustComparisons, comparisonName, type ArmComparison, type SeveralComparisons } from "../../comparisons.ts";
import { columnsAt, rColumn, type Frame } from "../../frame.ts";
import type { NumberBook } from "../../number-book.ts";
import {
  perOutcome,
  refused,
  type AnalysisKind,
  type OutcomeAt,
  type OutcomeRow,
  type RowOf,
  type PlanContext,
} from "../../plan-context.ts";
import type { Attempt, IntervalResult, Num, SampleInfo, TestResult } from "../../results.ts";
import { takeSample, type Sample } from "../../sample.ts";
import { bookInterval } from "../../summaries.ts";
import { bookTest } from "../../test-result.ts";

export type CovariateInfo = {
  readonly column: string;
  readonly label: LocalizedText;
  readonly kind: "numeric" | "factor";
  /** Why it is in the model; `dropped` where every row used has the same value. */
  readonly use: "baseline" | "stratum" | "covariate" | "dropped";
};

export type AdjustedArm = {
  readonly arm: string;
  readonly label: LocalizedText;
  readonly n: Num;
  readonly mean: Num;
  readonly sd: Num | null;
  readonly adjusted: Num;
  readonly interval: IntervalResult;
};

/** An arm compared with the reference. */
export type AncovaDifference = {
  readonly difference: TestResult;
  /** The same difference with a variance that does not assume equal spread (HC3), as a check. */
  readonly robust: TestResult | null;
  readonly unadjustedDifference: Num;
};

/**
 * The arms compared at one time point, adjusted for the baseline value and the factors the allocation was stratified by
 * (ICH E9 section 5.7; FDA 2023). Treatment policy: everybody allocated whose outcome was observed counts in their own arm,
 * whatever happened to the intervention. More than two arms stand in one model, in which each is compared with the reference:
 * the comparisons share its residual variance and its slopes (Dunnett (1955), JASA 50:1096).
 */
export type AncovaContent = {
  readonly rows: readonly OutcomeRow<
    {
      readonly sample: SampleInfo;
      readonly covariates: readonly CovariateInfo[];
      /** Reference first. Of more than two arms, those with somebody in the model. */
      readonly arms: readonly AdjustedArm[];
      readonly residualSd: Num;
      readonly residualDf: number;
      readonly formula: string;
    } & (AncovaDifference | SeveralComparisons<AncovaDifference>)
  >[];
};

export const ancova: AnalysisKind<AncovaContent> = {
  needsArm: true,
  run: (context) => {
    const rows = perOutcome<RowOf<AncovaContent>>(context, (at) => runAt(context, at));
    return {
      ok: true,
      result: {
        rows: adjustComparisons(context, rows, ({ difference }: AncovaDifference) => difference.p?.value ?? null),
      },
    };
  },
};

type Content = RowOf<AncovaContent>;

function runAt(context: PlanContext, at: OutcomeAt): Attempt<Content> {
  const { book, frame, protocol, selection, level } = context;
  const arms = comparedArms(protocol);
  if (arms === null) return refused("wrong_number_of_arms", { count: protocol.arms.length });
  const planned = plannedCovariates(context, at);
  const sample = takeSample(book, frame, selection, at.name, [
    { part: "outcome", column: at.after.name },
    ...planned.map(({ column, use }) => ({
      part: use === "baseline" ? ("baseline" as const) : ("covariate" as const),
      column: column.name,
    })),
  ]);
  if (sample.rows.length === 0) return refused("nobody_measured", { outcome: at.outcome.key });
  const varying = planned.filter(
    ({ column }) => new Set(sample.rows.map((row) => frame.cells(column.name)[row])).size > 1,
  );
  const armCells = pick(frame, sample, "arm").map(String);
  const inModel = armsInModel(arms, armCells);
  if (inModel === null) return refused("one_group_empty", { n: sample.rows.length });
  const outcome = runAncova(
    {
      outcome: pick(frame, sample, at.after.name).map(Number),
      arm: armCells,
      armLevels: inModel,
      covariates: varying.map(({ column, isFactor }, index): Covariate => {
        const values = pick(frame, sample, column.name);
        const name = `c${index + 1}`;
        return isFactor ? { name, kind: "factor", values } : { name, kind: "numeric", values: values.map(Number) };
      }),
    },
    { level, covariance: "classical" },
  );
  if (!outcome.ok) return outcome;
  const { result } = outcome;
  writeModel(book, at, varying, inModel, level);
  book.by("ancova", sample.info);
  return {
    ok: true,
    result: {
      sample: sample.info,
      covariates: planned.map((each) => describeCovariate(each, varying.includes(each))),
      arms: result.details.arms.map((arm, index) => bookArm(context, at, arm, index)),
      ...bookComparisons(context, at, result, arms),
      residualSd: book.number(`${at.name}.residual_sd`, result.details.residualSd, "summary(fit)$sigma"),
      residualDf: result.details.residualDf,
      formula: ["outcome ~ arm", ...varying.map(({ column }) => column.name)].join(" + "),
    },
  };
}

/**
 * The arms of the model: both of two; of more the reference and those with anybody in them, since an empty arm tells nothing of the
 * others. Null where nothing is left to compare.
 */
function armsInModel({ reference, compared }: ComparedArms, cells: readonly string[]): ArmKeys | null {
  const [first, ...more] = compared.length === 1 ? compared : compared.filter(({ key }) => cells.includes(key));
  if (first === undefined || (compared.length > 1 && !cells.includes(reference.key))) return null;
  return [reference.key, first.key, ...more.map(({ key }) => key)];
}

type ArmKeys = readonly [string, string, ...string[]];

function bookArm({ book, protocol }: PlanContext, at: OutcomeAt, arm: AdjustedMean, index: number): AdjustedArm {
  const key = String(arm.arm);
  const name = `${at.name}.arm.${key}`;
  const rows = `d$y[d$arm == "${key}"]`;
  return {
    arm: key,
    label: protocol.arms.find((each) => each.key === key)?.label ?? { id: key, en: key },
    n: book.number(`${name}.n`, arm.n, `length(${rows})`, "exact"),
    mean: book.number(`${name}.mean`, arm.mean, `mean(${rows})`),
    sd: book.optional(`${name}.sd`, arm.sd, `sd(${rows})`),
    adjusted: book.number(`${name}.adjusted`, arm.adjusted, `adjusted$mean[${index + 1}]`),
    interval: bookInterval(
      book,
      `${name}.adjusted`,
      arm.adjustedInterval,
      `unlist(adjusted[${index + 1}, c("lower", "upper")])`,
    ),
  };
}

type PlannedCovariate = {
  readonly column: Column;
  readonly isFactor: boolean;
  readonly use: "baseline" | "stratum" | "covariate";
};

/** The baseline value, every stratification factor, then what the plan adds; each once. */
function plannedCovariates(context: PlanContext, at: OutcomeAt): readonly PlannedCovariate[] {
  const { analysis, frame, protocol } = context;
  const byName = (name: string) => frame.columns.find((column) => column.name === name);
  const strata = (protocol.allocation?.strata ?? []).map((stratum) =>
    stratum.source === "site"
      ? byName("site")
      : frame.columns.find(
          (column) =>
            column.role === "design" &&
            column.name.startsWith("stratum__") &&
            column.name === `stratum__${stratum.item}`.slice(0, 32),
        ),
  );
  const stratumItems = new Set(
    (protocol.allocation?.strata ?? []).map((stratum) => (stratum.source === "site" ? "site" : stratum.item)),
  );
  const added = (analysis.covariates ?? [])
    .filter((key) => !stratumItems.has(key) && key !== at.outcome.item && key !== at.outcome.key)
    .map((key) =>
      key === "site"
        ? byName("site")
        : (columnsAt(frame, key, analysis.visit ?? at.outcome.baselineVisit)[0] ?? columnsAt(frame, key, null)[0]),
    );
  const all = [
    { column: at.before ?? undefined, use: "baseline" as const },
    ...strata.map((column) => ({ column, use: "stratum" as const })),
    ...added.map((column) => ({ column, use: "covariate" as const })),
  ];
  const seen = new Set<string>();
  return all.flatMap(({ column, use }) => {
    if (column === undefined || seen.has(column.name)) return [];
    seen.add(column.name);
    return [{ column, use, isFactor: use !== "baseline" && column.kind !== "number" }];
  });
}

function describeCovariate(planned: PlannedCovariate, varies: boolean): CovariateInfo {
  return {
    column: planned.column.name,
    label: planned.column.label,
    kind: planned.isFactor ? "factor" : "numeric",
    use: varies ? planned.use : "dropped",
  };
}

function pick(frame: Frame, sample: Sample, column: string): readonly (string | number)[] {
  const cells = frame.cells(column);
  return sample.rows.map((row) => cells[row] ?? "");
}

/**
 * The model in R: `d` the rows used, `fit` the linear model, `test` the line of the arm (of several arms each has its own, where it is
 * read), `adjusted` the means per arm.
 */
function writeModel(
  book: NumberBook,
  at: OutcomeAt,
  covariates: readonly PlannedCovariate[],
  levels: ArmKeys,
  level: number,
): void {
  const columns = covariates.map(({ column, isFactor }, index) => {
    const cells = `${rColumn(column.name)}[use]`;
    return `c${index + 1} = ${isFactor ? `factor(${cells})` : cells}`;
  });
  const terms = ["arm", ...covariates.map((_, index) => `c${index + 1}`)].join(" + ");
  book.code(
    `d <- data.frame(${[`y = ${rColumn(at.after.name)}[use]`, `arm = factor(${rColumn("arm")}[use], levels = c(${levels.map((each) => `"${each}"`).join(", ")}))`, ...columns].join(", ")})`,
    `fit <- lm(y ~ ${terms}, data = d) # covariates: ${covariates.map(({ column }) => column.name).join(", ") || "none"}`,
    ...(levels.length === 2 ? ["test <- summary(fit)$coefficients[2, ]"] : []),
    `adjusted <- adjusted_means(fit, d, ${level})`,
  );
}

/** The one difference of two arms; of more every arm's, by its name. */
function bookComparisons(
  context: PlanContext,
  at: OutcomeAt,
  result: AncovaResult,
  { reference, compared }: ComparedArms,
): AncovaDifference | SeveralComparisons<AncovaDifference> {
  const { comparisons } = result.details;
  if (compared.length === 1)
    return bookDifference(context, at.name, result, {
      comparison: comparisons[0],
      names: [reference.key, compared[0].key],
      coefficient: 2,
    });
  return {
    comparisons: compared.map(({ key, label }): ArmComparison<AncovaDifference> => {
      const index = comparisons.findIndex(({ arm }) => arm === key);
      const comparison = comparisons[index];
      if (comparison === undefined)
        return { arm: key, label, comparison: refused("one_group_empty", { arm: key }), adjustedP: null };
      context.book.code(`test <- summary(fit)$coefficients[${index + 2}, ]`);
      const booked = bookDifference(context, comparisonName(at.name, key), result, {
        comparison,
        names: [reference.key, key],
        coefficient: index + 2,
      });
      return { arm: key, label, comparison: { ok: true, result: booked }, adjustedP: null };
    }),
  };
}

type InModel = {
  readonly comparison: AncovaComparison;
  /** The reference and the compared arm. */
  readonly names: readonly [reference: string, compared: string];
  /** Its place among R's coefficients. */
  readonly coefficient: number;
};

function bookDifference(
  { book, level, protocol }: PlanContext,
  name: string,
  result: AncovaResult,
  { comparison, names, coefficient }: InModel,
): AncovaDifference {
  const own = { ...result, estimate: { ...result.estimate, value: comparison.difference } };
  const difference = bookTest(
    book,
    `${name}.difference`,
    { ...own, ...inferenceOf(comparison.classical) },
    {
      estimate: 'test[["Estimate"]]',
      standardError: 'test[["Std. Error"]]',
      interval: `confint(fit, ${coefficient}, level = ${level})`,
      statistic: 'test[["t value"]]',
      p: 'test[["Pr(>|t|)"]]',
    },
  );
  const { hc3 } = comparison;
  if (hc3 !== null)
    book.code(
      protocol.arms.length === 2
        ? `robust <- hc3_test(fit, ${level})`
        : `robust <- hc3_test_of(fit, ${coefficient}, ${level})`,
    );
  const robust =
    hc3 === null
      ? null
      : bookTest(
          book,
          `${name}.robust`,
          { ...own, ...inferenceOf(hc3), variant: "hc3", warnings: [] },
          { standardError: "robust$standard_error", interval: "robust$interval", statistic: "robust$t", p: "robust$p" },
        );
  const [reference, compared] = names;
  const unadjustedDifference = book.number(
    `${name}.unadjusted_difference`,
    comparison.unadjustedDifference,
    `mean(d$y[d$arm == "${compared}"]) - mean(d$y[d$arm == "${reference}"])`,
  );
  return { difference, robust, unadjustedDifference };
}

function inferenceOf(inference: AncovaInference): Pick<AncovaResult, "standardError" | "statistic" | "p" | "interval"> {
  const { standardError, statistic, p, interval } = inference;
  return { standardError, statistic, p, interval };
}
