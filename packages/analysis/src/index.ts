export { familySize, isInFamily, type ArmComparison, type SeveralComparisons } from "./comparisons.ts";
export type { AncovaContent, AncovaDifference, AdjustedArm, CovariateInfo } from "./kinds/ancova/ancova.ts";
export type { ArmFigureContent, ArmSeries } from "./kinds/arm-figure/arm-figure.ts";
export type { BaselineByArmContent } from "./kinds/baseline-by-arm/baseline-by-arm.ts";
export type { BeforeAfterFigureContent, FigureSide } from "./kinds/before-after-figure/before-after-figure.ts";
export type { BeforeAfterTableContent, Moved } from "./kinds/before-after-table/before-after-table.ts";
export type { CharacteristicsContent } from "./kinds/characteristics-table/characteristics-table.ts";
export type { NormalityContent, NormalityReading } from "./kinds/normality/normality.ts";
export type { OrdinalByArmContent, RankComparison } from "./kinds/ordinal-by-arm/ordinal-by-arm.ts";
export type { CategoryLabel, PairedCategoriesContent } from "./kinds/paired-categories/paired-categories.ts";
export type { PairedComparisonContent, PairedEffectsResult } from "./kinds/paired-comparison/paired-comparison.ts";
export type { ReliabilityContent } from "./kinds/reliability/reliability.ts";
export type { RiskDifference, TwoProportionsContent } from "./kinds/two-proportions/two-proportions.ts";
export type { DensityPoint } from "./density.ts";
export type { FlowBreakdown, FlowGroupResult, FlowResult } from "./flow.ts";
export {
  defaultAssumptions,
  faultOfAssumptions,
  mostParticipants,
  mostRepetitions,
  type DryRunAssumptions,
  type OutcomeAssumption,
} from "./dry-run/assumptions.ts";
export { designFindingCodes, type DesignFinding, type DesignFindingCode } from "./dry-run/design-findings.ts";
export * from "./dry-run/dry-run.ts";
export type { ImpliedPower, NoPowerReason, PowerAnswer } from "./dry-run/implied-power.ts";
export type { ComparisonPower, PowerShare, SeveralPowers } from "./dry-run/several-arms-power.ts";
export type { BlindingIndex, MaskingArm, MaskingResult } from "./masking.ts";
export type { OutcomeFacts, OutcomeRow } from "./plan-context.ts";
export * from "./numbers-csv.ts";
export * from "./pilot-statistics.ts";
export * from "./results.ts";
export * from "./run-plan.ts";
export * from "./r-script/write-r-script.ts";
export { outcomeShapes, type OutcomeShape } from "./simulation/draw-outcomes.ts";
export { simulationDesigns, type ParametersOf } from "./simulation/designs/index.ts";
export { mostSimulations } from "./simulation/fault-of.ts";
export * from "./simulation/simulate-power.ts";
export type {
  AnySimulationDesign,
  DesignParameters,
  ParameterRule,
  SimulationDesignKey,
} from "./simulation/simulation-design.ts";
export { checkReportedSteps, checkReportedTable } from "./reported/check-reported-table.ts";
export type {
  ClaimVerdict,
  ReportedCheck,
  ReportedCheckControl,
  ReportedCheckOptions,
} from "./reported/check-reported-table.ts";
export type {
  ClaimKind,
  Finding,
  FindingKey,
  FindingParam,
  FindingSentence,
  Named,
  Verdict,
} from "./reported/finding.ts";
export type { JointClaim, JointClaimSet, JointReport } from "./reported/joint-report.ts";
export type { Pairing } from "./reported/pairing.ts";
export { enumerateClosure } from "./reported/closure.ts";
export { checkDebit } from "./reported/debit.ts";
export { checkGrim } from "./reported/grim.ts";
export { checkGrimmer } from "./reported/grimmer.ts";
export { recomputePaired } from "./reported/paired-recompute.ts";
export { readPrintedNumber, type PrintedNumber, type RoundingRule } from "./reported/printed-number.ts";
export { checkPrintedTest, readPrintedTest, type PrintedOperator, type TestKind } from "./reported/statcheck.ts";
export type { SdDefinition } from "./reported/sum-of-squares.ts";
export { readReportedTable, type ReportedTable } from "./reported/reported-table.ts";
export type { SearchProgress } from "./reported/search-paired.ts";
