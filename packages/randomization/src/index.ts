export { imbalanceOf, type Imbalance, type StudyImbalance } from "./balance/imbalance.ts";
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
export { boundedInteger, type IntegerDraw, type WordSource } from "./generator/bounded-integer.ts";
export { shuffle, shufflePositions } from "./generator/shuffle.ts";
export { simulationGenerator, type SimulationGenerator } from "./generator/simulation-generator.ts";
export { splitmix64 } from "./generator/splitmix64.ts";
export { allocationAlgorithmVersion, SECRET_BYTES } from "./generator/stratum-draws.ts";
export { nextAllocation, type Allocation, type AllocationStep, type ListHead } from "./ledger/next-allocation.ts";
export { allocationAt, firstAllocations, type RandomizationList } from "./schemes/allocation-at.ts";
export { schemes } from "./schemes/index.ts";
export type { ArmRatio, SchemeDefinition, SchemeKey, SchemeParameters } from "./schemes/scheme.ts";
export { validateScheme } from "./schemes/validate-scheme.ts";
export { seal, unseal, type SealContext } from "./sealing/seal.ts";
export { stratumKey, type StratumValues } from "./strata/stratum-key.ts";
