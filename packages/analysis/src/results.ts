import type { Analysis, DesignType, LocalizedText, StudyKind } from "@kendali/domain";
import type { Direction, MethodKey, Scale, StatsRefusalCode, Warning } from "@kendali/stats";
import type { AncovaContent } from "./kinds/ancova/ancova.ts";
import type { ArmFigureContent } from "./kinds/arm-figure/arm-figure.ts";
import type { BaselineByArmContent } from "./kinds/baseline-by-arm/baseline-by-arm.ts";
import type { BeforeAfterFigureContent } from "./kinds/before-after-figure/before-after-figure.ts";
import type { BeforeAfterTableContent } from "./kinds/before-after-table/before-after-table.ts";
import type { CharacteristicsContent } from "./kinds/characteristics-table/characteristics-table.ts";
import type { NormalityContent } from "./kinds/normality/normality.ts";
import type { OrdinalByArmContent } from "./kinds/ordinal-by-arm/ordinal-by-arm.ts";
import type { PairedCategoriesContent } from "./kinds/paired-categories/paired-categories.ts";
import type { PairedComparisonContent } from "./kinds/paired-comparison/paired-comparison.ts";
import type { ReliabilityContent } from "./kinds/reliability/reliability.ts";
import type { TwoProportionsContent } from "./kinds/two-proportions/two-proportions.ts";
import type { FlowResult } from "./flow.ts";
import type { MaskingResult } from "./masking.ts";
import type { ScaleChecks } from "./scales.ts";

/** A number that a reader is shown. Its `id` finds the same number in `results.numbers`, in `numbers.csv` and in the R script. */
export type Num = { readonly id: string; readonly value: number };

/**
 * How close R must come. `exact`: counts. `value`: 1e-8 relative. `p`: 1e-5 relative. `iterative`: 1e-6 relative, for limits that
 * both programs find by search (noncentral t, rank intervals).
 */
export type Tolerance = "exact" | "value" | "p" | "iterative";

/** One shown number with all that makes it checkable. The snapshot's hash stands once, in `results.snapshot`. */
export type NumberEntry = Num & {
  readonly analysis: string;
  readonly method: MethodKey | "count" | "kernel_density";
  /** The R expression that is this number, over the variables of the block's code: its definition without words. */
  readonly definition: string;
  readonly tolerance: Tolerance;
  readonly used: number;
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
};

/** Which value was missing (`outcome`, `baseline`, `covariate`, `item`), and the typed reason in the dataset. */
export type ExcludedCount = { readonly part: string; readonly missing: string; readonly count: Num };

/** Who stands in an analysis: population = used + excluded, always. */
export type SampleInfo = { readonly population: Num; readonly used: Num; readonly excluded: readonly ExcludedCount[] };

export type AnalysisRefusalCode =
  | StatsRefusalCode
  | "arm_not_in_snapshot"
  | "not_in_dataset"
  | "nobody_in_population"
  | "nobody_measured"
  | "coded_score"
  | "no_baseline"
  | "unknown_outcome";

/** Why an analysis or a part of it gave no number; shown in its place. */
export type AnalysisRefusal = {
  readonly code: AnalysisRefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
};

export type Attempt<T> =
  { readonly ok: true; readonly result: T } | { readonly ok: false; readonly refusal: AnalysisRefusal };

export type IntervalResult = {
  readonly level: number;
  readonly lower: Num | null;
  readonly upper: Num | null;
  readonly quantile: number | null;
  readonly quantileName: string;
  readonly method: string;
};

/** A test or estimate as drawn: whatever of estimate, interval, statistic and p the method defines. */
export type TestResult = {
  readonly method: MethodKey;
  readonly variant: string;
  readonly source: string;
  readonly estimate: {
    readonly name: string;
    readonly direction: Direction;
    readonly scale: Scale;
    readonly value: Num;
  } | null;
  readonly standardError: Num | null;
  readonly interval: IntervalResult | null;
  readonly statistic: { readonly name: string; readonly value: Num; readonly df: number | null } | null;
  readonly p: { readonly value: Num; readonly method: string } | null;
  readonly warnings: readonly Warning[];
};

/** A dataset column as a reader sees it. */
export type VariableInfo = {
  readonly key: string;
  readonly column: string;
  readonly visit: string | null;
  readonly label: LocalizedText;
  readonly unit: string | null;
  readonly decimals: number;
  readonly codes: readonly { readonly code: number | string; readonly label: LocalizedText }[] | null;
};

export type NumericSummary = {
  readonly kind: "numeric";
  readonly mean: Num;
  readonly sd: Num | null;
  readonly median: Num;
  readonly q1: Num;
  readonly q3: Num;
  readonly min: Num;
  readonly max: Num;
};

export type CategorySummary = {
  readonly kind: "categories";
  readonly rows: readonly {
    readonly code: number | string;
    readonly label: LocalizedText;
    readonly count: Num;
    readonly percent: Num;
  }[];
};

/** One variable described in one group of participants. */
export type VariableSummary = {
  readonly variable: VariableInfo;
  readonly sample: SampleInfo;
  readonly summary: Attempt<NumericSummary | CategorySummary>;
};

export type ContentByKind = {
  readonly characteristics_table: CharacteristicsContent;
  readonly baseline_by_arm: BaselineByArmContent;
  readonly before_after_table: BeforeAfterTableContent;
  readonly normality: NormalityContent;
  readonly paired_comparison: PairedComparisonContent;
  readonly paired_categories: PairedCategoriesContent;
  readonly before_after_figure: BeforeAfterFigureContent;
  readonly ancova: AncovaContent;
  readonly two_proportions: TwoProportionsContent;
  readonly ordinal_by_arm: OrdinalByArmContent;
  readonly arm_figure: ArmFigureContent;
  readonly reliability: ReliabilityContent;
};

type BlockBase = {
  readonly key: string;
  readonly title: LocalizedText;
  readonly role: Analysis["role"];
  readonly population: { readonly key: string; readonly label: LocalizedText; readonly definition: LocalizedText };
  readonly estimand: string | null;
  readonly note: LocalizedText | null;
  /** The R code of this block, as in the script. */
  readonly code: readonly string[];
};

/** One analysis of the plan: its content, or why there is none; a refused arm analysis still describes the pooled data. */
export type AnalysisBlock = {
  readonly [K in Analysis["kind"]]: BlockBase & { readonly kind: K } & (
      | { readonly ok: true; readonly content: ContentByKind[K] }
      | { readonly ok: false; readonly refusal: AnalysisRefusal; readonly pooled: readonly VariableSummary[] }
    );
}[Analysis["kind"]];

/** What a plan gave on a snapshot. Plain JSON; the same snapshot and plan give the same text. */
export type AnalysisResults = {
  readonly schema: "kendali-results/1";
  readonly study: {
    readonly key: string;
    readonly title: LocalizedText;
    readonly version: string;
    readonly protocolHash: string;
  };
  readonly design: DesignType;
  readonly kind: StudyKind;
  readonly clock: "server" | "injected" | "not_stated";
  readonly snapshot: { readonly hash: string; readonly withArm: boolean };
  readonly isMasked: boolean;
  readonly plan: { readonly version: string; readonly alpha: number; readonly confidenceLevel: number };
  readonly flow: FlowResult;
  /** What assessors guessed of the arms; null until guesses and arms may be read together. */
  readonly masking: MaskingResult | null;
  /** Scores of scales beside what their items give; absent where the protocol scores none. */
  readonly scales?: ScaleChecks;
  readonly blocks: readonly AnalysisBlock[];
  readonly numbers: readonly NumberEntry[];
};
