import type { AnalysisBlock } from "@kendali/analysis";
import type { DrawBlock } from "../block-drawing.ts";
import { drawAncova } from "./ancova.ts";
import { drawArmFigure } from "./arm-figure.ts";
import { drawBaseline } from "./baseline-by-arm.ts";
import { drawBeforeAfterFigure } from "./before-after-figure.ts";
import { drawBeforeAfter } from "./before-after-table.ts";
import { drawCharacteristics } from "./characteristics-table.ts";
import { drawNormality } from "./normality.ts";
import { drawOrdinalByArm } from "./ordinal-by-arm.ts";
import { drawPairedCategories } from "./paired-categories.ts";
import { drawPairedComparison } from "./paired-comparison.ts";
import { drawReliability } from "./reliability.ts";
import { drawTwoProportions } from "./two-proportions.ts";

/** How each kind of analysis is drawn; a kind without its line does not compile. */
export const blockDrawings = {
  characteristics_table: drawCharacteristics,
  baseline_by_arm: drawBaseline,
  before_after_table: drawBeforeAfter,
  normality: drawNormality,
  paired_comparison: drawPairedComparison,
  paired_categories: drawPairedCategories,
  before_after_figure: drawBeforeAfterFigure,
  ancova: drawAncova,
  two_proportions: drawTwoProportions,
  ordinal_by_arm: drawOrdinalByArm,
  arm_figure: drawArmFigure,
  reliability: drawReliability,
} as const satisfies { readonly [K in AnalysisBlock["kind"]]: DrawBlock<K> };
