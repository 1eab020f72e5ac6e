import type { Problem } from "@kendali/domain";
import type { UnitDraws } from "../generator/stratum-draws.ts";
import type { ChanceModel } from "./chance-model.ts";

/** Schemes that fill a list of slots per stratum; the list is fixed by the secret alone. */
export type ListSchemeKey = "simple" | "permuted_blocks" | "big_stick" | "efron" | "urn" | "maximal";

/** Schemes that look at who was allocated before; there is one sequence for the study. */
export type AdaptiveSchemeKey = "minimization";

/** The allocation schemes a protocol can name. */
export type SchemeKey = ListSchemeKey | AdaptiveSchemeKey;

/** One arm and its whole-number share: ratios 2 and 1 allocate two to the first for each one to the second. */
export type ArmRatio = { readonly key: string; readonly ratio: number };

/** A probability as two whole numbers, so that it can be drawn and compared exactly. */
export type Fraction = { readonly numerator: number; readonly denominator: number };

/** How minimization measures the imbalance of one factor over the arms. */
export type ImbalanceMeasure = "range" | "variance" | "sd";

/** A factor that minimization balances, by its key in the stratum key, and its whole-number weight. */
export type MinimizationFactor = { readonly key: string; readonly weight: number };

/** What a scheme is told: the arms with their ratio, and those settings that the scheme names in `settings`. */
export type SchemeParameters = {
  readonly arms: readonly ArmRatio[];
  /** Permuted blocks: the sizes (several are drawn at random); empty for every other scheme. */
  readonly blockSizes: readonly number[];
  /** Efron: chance of the arm that is behind. Minimization: chance of the arms that give the least imbalance. */
  readonly coin?: Fraction;
  /** Big stick and maximal procedure: the largest difference of the two arms that is ever reached. */
  readonly maximumImbalance?: number;
  /** Urn: balls of each arm at the start, and balls added for every other arm after an allocation. */
  readonly urn?: { readonly initial: number; readonly added: number };
  /** Maximal procedure: participants after which the arms are equal; then the next sequence starts. */
  readonly sequenceLength?: number;
  /** Minimization. */
  readonly measure?: ImbalanceMeasure;
  /** Minimization. */
  readonly factors?: readonly MinimizationFactor[];
};

/** A part of the parameters that only some schemes use. */
export type SchemeSetting = Exclude<keyof SchemeParameters, "arms">;

/** The settings of a scheme without the arms, and without the factors, which a study names itself. */
export type SchemeSettings = Partial<Omit<SchemeParameters, "arms" | "factors">>;

/** Reads the arm of a slot (0-based). Slots asked in ascending order cost the least; any order gives the same answers. */
export type ListReader = (slot: number) => string;

type SchemeBasics = {
  /** The settings this scheme needs; every other one must be absent. */
  readonly settings: readonly SchemeSetting[];
  /** What is commonly chosen for these arms where nobody has chosen yet; settings that the scheme finds nothing wrong with. */
  readonly usual: (arms: readonly ArmRatio[]) => SchemeSettings;
  /** What is wrong with these parameters beyond what every scheme asks of its arms and settings. */
  readonly problems: (parameters: SchemeParameters) => readonly Problem[];
};

/** Everything shared code may know about a scheme that fills lists. Parameters are valid and in normal order. */
export type ListScheme = SchemeBasics & {
  readonly adaptive: false;
  /** Prepares what all lists of a study share; each list is then opened with the draws of its stratum. */
  readonly openLists: (parameters: SchemeParameters) => (draws: UnitDraws) => ListReader;
  /** The chances of each next arm: the scheme as a stochastic process, for exact properties. */
  readonly chanceModel: (parameters: SchemeParameters) => ChanceModel;
  /** Participants that a stratum needs before a list of its own balances it; null when a list never does. */
  readonly leastPerStratum: (parameters: SchemeParameters) => number | null;
};

/** What an adaptive scheme decided for one participant, and from what. Arrays are in the order of the arms. */
export type AdaptiveDecision = {
  readonly armKey: string;
  /** Total imbalance if the participant went to each arm. */
  readonly scores: readonly number[];
  /** The chance each arm had. */
  readonly probabilities: readonly number[];
};

/** The running state of a study under an adaptive scheme. It holds nothing that the log of allocations does not say. */
export type AdaptiveTrial = {
  /** The arm of the participant with these factor values in this slot, after all that was recorded; changes nothing. */
  readonly decide: (stratumKey: string, slot: number) => AdaptiveDecision;
  /** Counts an allocation that was made. */
  readonly record: (stratumKey: string, armKey: string) => void;
};

/** Everything shared code may know about a scheme that looks back. Parameters are valid and in normal order. */
export type AdaptiveScheme = SchemeBasics & {
  readonly adaptive: true;
  /** Starts a study with nobody allocated. */
  readonly openTrial: (parameters: SchemeParameters, draws: UnitDraws) => AdaptiveTrial;
  /** Whether a text names a value of every factor, as `stratumKey` writes them; `decide` and `record` take nothing else. */
  readonly isStratumKey: (parameters: SchemeParameters, text: string) => boolean;
  /** Whether an arm can be known for certain from the allocations before. */
  readonly deterministic: (parameters: SchemeParameters) => boolean;
};

export type SchemeDefinition = ListScheme | AdaptiveScheme;

/** The sum of the arms' ratios: the smallest number of participants in which the ratio can be kept exactly. */
export function ratioSum(arms: readonly ArmRatio[]): number {
  return arms.reduce((sum, arm) => sum + arm.ratio, 0);
}
