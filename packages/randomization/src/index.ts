export { auditBlocks, type BlockAudit, type BlockFault } from "./audit/audit-blocks.ts";
export { imbalanceOf, type Imbalance, type StudyImbalance } from "./balance/imbalance.ts";
export {
  allocationBundleSchema,
  readAllocationBundle,
  writeAllocationBundle,
  type AllocationBundle,
  type BundleRow,
  type StratumCount,
} from "./bundle/allocation-bundle.ts";
export { verifyBundle, type BundleDifference, type BundleVerification } from "./bundle/verify-bundle.ts";
export type { CardDifference, RevealedCards, UsedCard } from "./bundle/card-differences.ts";
export { cardListKey, cardPlanOf, type CardPile, type CardPlan } from "./cards/card-plan.ts";
export { cardArm, cardArms, deriveCards, type Card } from "./cards/derive-cards.ts";
export {
  authenticationCode,
  commitmentOf,
  committedText,
  NONCE_BYTES,
  type CommittedList,
} from "./commitment/commitment.ts";
export {
  verifyAllocations,
  type AllocationDifference,
  type AllocationVerification,
  type RecordedAllocation,
  type RevealedBundle,
} from "./commitment/verify-allocations.ts";
export { planProblems, type DesignPlan, type DesignStratum } from "./design/design-plan.ts";
export { exactPredictability } from "./design/exact-predictability.ts";
export {
  crossedStrata,
  factorsOfProtocol,
  isOpenLabel,
  type CrossedStratum,
  type DesignFactor,
  type FactorLevel,
} from "./design/factors-of-protocol.ts";
export { designSteps, simulateDesign, type DesignControl, type DesignSimulation } from "./design/simulate-design.ts";
export { designAdvice, type DesignAdvice } from "./document/design-advice.ts";
export { allocationWarnings } from "./document/allocation-warnings.ts";
export { validateStudyDocument } from "./document/validate-study-document.ts";
export { boundedInteger, type IntegerDraw, type WordSource } from "./generator/bounded-integer.ts";
export { pcg64 } from "./generator/pcg64.ts";
export { shuffle, shufflePositions } from "./generator/shuffle.ts";
export { simulationGenerator, type SimulationGenerator } from "./generator/simulation-generator.ts";
export { splitmix64 } from "./generator/splitmix64.ts";
export { allocationAlgorithmVersion, SECRET_BYTES } from "./generator/stratum-draws.ts";
export { nextAllocation, type Allocation, type AllocationStep, type ListHead } from "./ledger/next-allocation.ts";
export { exactProperties, type ExactProperties } from "./properties/exact-properties.ts";
export { rationalText, rationalToNumber, type Rational } from "./properties/rational.ts";
export { adaptiveAllocation, openAdaptiveTrial, type LoggedAllocation } from "./schemes/adaptive-allocation.ts";
export { allocationAt, firstAllocations, openLists, type RandomizationList } from "./schemes/allocation-at.ts";
export type { ChanceModel } from "./schemes/chance-model.ts";
export { countCompletions } from "./schemes/maximal/count-completions.ts";
export { minimizationStep } from "./schemes/minimization/minimization-step.ts";
export { armsSuitScheme } from "./schemes/arms-suit-scheme.ts";
export { parametersOfPlan } from "./schemes/parameters-of-plan.ts";
export { sequentialModel } from "./schemes/sequential-list.ts";
export { schemes } from "./schemes/index.ts";
export type {
  AdaptiveDecision,
  ArmRatio,
  Fraction,
  ImbalanceMeasure,
  ListSchemeKey,
  SchemeDefinition,
  SchemeKey,
  SchemeParameters,
  SchemeSettings,
} from "./schemes/scheme.ts";
export { validateScheme } from "./schemes/validate-scheme.ts";
export { seal, unseal, type SealContext } from "./sealing/seal.ts";
export { stratumKey, type StratumValues } from "./strata/stratum-key.ts";
