import type { Column } from "@kendali/datasets";
import type { LocalizedText } from "@kendali/domain";
import { runAncova, type AncovaInference, type AncovaResult, type Covariate } from "@kendali/stats";
import { comparedArms } from "../../arms.ts";
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

/**
 * The arms compared at one time point, adjusted for the baseline value and the factors the allocation was stratified by
 * (ICH E9 section 5.7; FDA 2023). Treatment policy: everybody allocated whose outcome was observed counts in their own arm,
 * whatever happened to the intervention.
 */
export type AncovaContent = {
  readonly rows: readonly OutcomeRow<{
    readonly sample: SampleInfo;
    readonly covariates: readonly CovariateInfo[];
    /** Reference first. */
    readonly arms: readonly AdjustedArm[];
    readonly difference: TestResult;
    /** The same difference with a variance that does not assume equal spread (HC3), as a check. */
    readonly robust: TestResult | null;
    readonly unadjustedDifference: Num;
    readonly residualSd: Num;
    readonly residualDf: number;
    readonly formula: string;
  }>[];
};

export const ancova: AnalysisKind<AncovaContent> = {
  needsArm: true,
  run: (context) => ({
    ok: true,
    result: { rows: perOutcome<RowOf<AncovaContent>>(context, (at) => runAt(context, at)) },
  }),
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
  const outcome = runAncova(
    {
      outcome: pick(frame, sample, at.after.name).map(Number),
      arm: pick(frame, sample, "arm").map(String),
      armLevels: [arms.reference.key, arms.compared.key],
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
  writeModel(book, at, varying, [arms.reference.key, arms.compared.key], level);
  book.by("ancova", sample.info);
  return {
    ok: true,
    result: {
      sample: sample.info,
      covariates: planned.map((each) => describeCovariate(each, varying.includes(each))),
      arms: result.details.arms.map((arm, index) => {
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
      }),
      ...bookDifference(book, at.name, result, level),
      unadjustedDifference: book.number(
        `${at.name}.unadjusted_difference`,
        result.details.unadjustedDifference,
        `mean(d$y[d$arm == "${arms.compared.key}"]) - mean(d$y[d$arm == "${arms.reference.key}"])`,
      ),
      residualSd: book.number(`${at.name}.residual_sd`, result.details.residualSd, "summary(fit)$sigma"),
      residualDf: result.details.residualDf,
      formula: ["outcome ~ arm", ...varying.map(({ column }) => column.name)].join(" + "),
    },
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

/** The model in R: `d` the rows used, `fit` the linear model, `test` the line of the arm, `adjusted` the means per arm. */
function writeModel(
  book: NumberBook,
  at: OutcomeAt,
  covariates: readonly PlannedCovariate[],
  levels: readonly [string, string],
  level: number,
): void {
  const columns = covariates.map(({ column, isFactor }, index) => {
    const cells = `${rColumn(column.name)}[use]`;
    return `c${index + 1} = ${isFactor ? `factor(${cells})` : cells}`;
  });
  const terms = ["arm", ...covariates.map((_, index) => `c${index + 1}`)].join(" + ");
  book.code(
    `d <- data.frame(${[`y = ${rColumn(at.after.name)}[use]`, `arm = factor(${rColumn("arm")}[use], levels = c("${levels[0]}", "${levels[1]}"))`, ...columns].join(", ")})`,
    `fit <- lm(y ~ ${terms}, data = d) # covariates: ${covariates.map(({ column }) => column.name).join(", ") || "none"}`,
    "test <- summary(fit)$coefficients[2, ]",
    `adjusted <- adjusted_means(fit, d, ${level})`,
  );
}

function bookDifference(
  book: NumberBook,
  name: string,
  result: AncovaResult,
  level: number,
): Pick<Content, "difference" | "robust"> {
  const difference = bookTest(book, `${name}.difference`, result, {
    estimate: 'test[["Estimate"]]',
    standardError: 'test[["Std. Error"]]',
    interval: `confint(fit, 2, level = ${level})`,
    statistic: 'test[["t value"]]',
    p: 'test[["Pr(>|t|)"]]',
  });
  const { hc3 } = result.details;
  if (hc3 === null) return { difference, robust: null };
  book.code(`robust <- hc3_test(fit, ${level})`);
  const robust = bookTest(
    book,
    `${name}.robust`,
    { ...result, ...inferenceOf(hc3), variant: "hc3", warnings: [] },
    { standardError: "robust$standard_error", interval: "robust$interval", statistic: "robust$t", p: "robust$p" },
  );
  return { difference, robust };
}

function inferenceOf(inference: AncovaInference): Pick<AncovaResult, "standardError" | "statistic" | "p" | "interval"> {
  const { standardError, statistic, p, interval } = inference;
  return { standardError, statistic, p, interval };
}
