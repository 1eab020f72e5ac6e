import { ceiling } from "../../power/plan-study.ts";
import type { ArmSize } from "../../power/planning.types.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { ClusterInflation, ClusterInflationInput } from "./sample-size-cluster.types.ts";

/**
 * Clusters and participants per arm for a number of participants that was computed without clusters, whatever the method:
 * n × (1 + ((cv² + 1) m − 1) icc), in clusters of m. Refuses numbers out of range.
 * Source: Eldridge, Ashby & Kerry (2006), Int J Epidemiol 35:1292, equation 1.
 * Example: 63 per arm, clusters of 20, icc 0.05: design effect 1.95, 122.85 participants, 7 clusters.
 */
export function inflateForClusters(input: ClusterInflationInput): Outcome<ClusterInflation> {
  const { nPerArm, clusterSize, icc, cv = 0, dropOut = 0 } = input;
  const isSize = (value: number, least: number): boolean => value >= least && value <= 1e12;
  if (!(isSize(nPerArm, 0) && nPerArm > 0)) return refuse("invalid_option", { option: "nPerArm" });
  if (!isSize(clusterSize, 1)) return refuse("invalid_option", { option: "clusterSize" });
  if (!(icc >= 0 && icc <= 1)) return refuse("invalid_probability", { option: "icc" });
  if (!isSize(cv, 0)) return refuse("invalid_option", { option: "cv" });
  if (!(dropOut >= 0 && dropOut < 1)) return refuse("invalid_option", { option: "dropOut" });
  const effect = designEffect({ clusterSize, icc, cv });
  const n = nPerArm * effect;
  const clustersPerArm = wholeClusters(n / clusterSize, dropOut);
  const participantsPerArm = participantsOf(clustersPerArm, clusterSize);
  return {
    ok: true,
    result: { designEffect: effect, participantsPerArm: { ...participantsPerArm, n }, clustersPerArm },
  };
}

/** Variance inflation by clusters whose sizes vary. */
export function designEffect({ clusterSize, icc, cv }: Readonly<Record<"clusterSize" | "icc" | "cv", number>>): number {
  return 1 + ((cv * cv + 1) * clusterSize - 1) * icc;
}

/** Clusters rounded up once, after drop-out: those who stay in them are then enough. */
export function wholeClusters(n: number, dropOut: number): ArmSize {
  const nWithDropOut = n / (1 - dropOut);
  return { n, nWhole: ceiling(n), nWithDropOut, nWholeWithDropOut: ceiling(nWithDropOut) };
}

/** The participants of so many clusters of a mean size. */
export function participantsOf(clusters: ArmSize, clusterSize: number): ArmSize {
  return {
    n: clusters.n * clusterSize,
    nWhole: ceiling(clusters.nWhole * clusterSize),
    nWithDropOut: clusters.nWithDropOut * clusterSize,
    nWholeWithDropOut: ceiling(clusters.nWholeWithDropOut * clusterSize),
  };
}
