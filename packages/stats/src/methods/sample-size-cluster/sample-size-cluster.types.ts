import type { ArmSize, Asked, PlanningOptions, SampleSizeDetails } from "../../power/planning.types.ts";
import type { ResultBase } from "../../result.ts";

/** What the two arms of clusters are compared on; its quantities are those of the trial without clusters. */
export type ClusterComparison =
  | { readonly kind: "means"; readonly delta?: Asked; readonly sd?: Asked }
  | {
      readonly kind: "proportions";
      readonly proportionFirst?: Asked;
      readonly proportionSecond?: Asked;
      readonly direction?: "increase" | "decrease";
    };

/**
 * `clusters` per arm, mean `clusterSize`, intracluster correlation `icc` (0 to 1), `cv`: coefficient of variation of the
 * cluster sizes (0 when absent: all of one size), the comparison, power and significance: all but one.
 * `strict` is as in the trial without clusters: true for means, false for proportions, unless said.
 */
export type SampleSizeClusterInput = PlanningOptions & {
  readonly clusters?: Asked;
  readonly clusterSize?: Asked;
  readonly icc?: Asked;
  readonly cv?: Asked;
  readonly comparison: ClusterComparison;
};

export type SampleSizeClusterQuantity =
  "clusters" | "clusterSize" | "icc" | "cv" | "delta" | "sd" | "proportionFirst" | "proportionSecond" | "significance";

export type SampleSizeClusterResult = ResultBase & {
  readonly method: "sample_size_cluster";
  /** Quantities of the other comparison are absent from `values`. */
  readonly details: Omit<SampleSizeDetails<SampleSizeClusterQuantity>, "values"> & {
    readonly values: Readonly<Partial<Record<SampleSizeClusterQuantity | "power", number>>>;
    readonly designEffect: number;
    /** Participants per arm of a trial without clusters with the same power. */
    readonly nPerArmIndividual: number;
    /** Clusters per arm, as the arms' participants. */
    readonly clustersPerArm: ArmSize;
  };
};

/** A sample size of individuals, to be inflated: `nPerArm` participants of a trial without clusters. */
export type ClusterInflationInput = {
  readonly nPerArm: number;
  readonly clusterSize: number;
  readonly icc: number;
  readonly cv?: number;
  readonly dropOut?: number;
};

export type ClusterInflation = {
  readonly designEffect: number;
  readonly participantsPerArm: ArmSize;
  readonly clustersPerArm: ArmSize;
};
