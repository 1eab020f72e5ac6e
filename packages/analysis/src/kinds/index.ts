import type { Analysis } from "@kendali/domain";
import type { AnalysisKind } from "../plan-context.ts";
import type { ContentByKind } from "../results.ts";
import { ancova } from "./ancova/ancova.ts";
import { armFigure } from "./arm-figure/arm-figure.ts";
import { baselineByArm } from "./baseline-by-arm/baseline-by-arm.ts";
import { beforeAfterFigure } from "./before-after-figure/before-after-figure.ts";
import { beforeAfterTable } from "./before-after-table/before-after-table.ts";
import { characteristicsTable } from "./characteristics-table/characteristics-table.ts";
import { normality } from "./normality/normality.ts";
import { ordinalByArm } from "./ordinal-by-arm/ordinal-by-arm.ts";
import { pairedCategories } from "./paired-categories/paired-categories.ts";
import { pairedComparison } from "./paired-comparison/paired-comparison.ts";
import { reliability } from "./reliability/reliability.ts";
import { twoProportions } from "./two-proportions/two-proportions.ts";

/** Every kind of analysis a plan may name: a folder and a line here. */
export const analysisKinds = {
  characteristics_table: characteristicsTable,
  baseline_by_arm: baselineByArm,
  before_after_table: beforeAfterTable,
  normality,
  paired_comparison: pairedComparison,
  paired_categories: pairedCategories,
  before_after_figure: beforeAfterFigure,
  ancova,
  two_proportions: twoProportions,
  ordinal_by_arm: ordinalByArm,
  arm_figure: armFigure,
  reliability,
} as const satisfies { readonly [K in Analysis["kind"]]: AnalysisKind<ContentByKind[K]> };
