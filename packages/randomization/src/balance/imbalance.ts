import { invariant } from "@kendali/domain";
import { ratioSum, type ArmRatio } from "../schemes/scheme.ts";

/** How far a set of allocations is from its ratio. */
export type Imbalance = {
  readonly total: number;
  /** Participants per arm, in the order of the given arms, zeros included. */
  readonly counts: Readonly<Record<string, number>>;
  /** Largest minus smallest count ÷ ratio over the arms; at 1:1 the plain difference of two counts. */
  readonly range: number;
  /** Largest |count − total × ratio ÷ ratio sum| over the arms, in participants. */
  readonly largestDeviation: number;
};

/** Imbalance of the whole study and of each stratum that has an allocation, by stratum key in code-unit order. */
export type StudyImbalance = { readonly overall: Imbalance; readonly byStratum: Readonly<Record<string, Imbalance>> };

/**
 * Imbalance overall and per stratum from the log of allocations, in any order. It names arms: only for unblinded eyes.
 *
 * `arms` are the arms with their ratios as in the scheme's parameters; an allocation to an arm that is not among them is
 * a bug and throws.
 *
 * Source: Pocock & Simon 1975 (range of counts ÷ ratio); Rosenberger & Lachin 2016, section 3.
 *
 * @example imbalanceOf([{ stratumKey: "{}", armKey: "a" }], [{ key: "a", ratio: 1 }, { key: "b", ratio: 1 }]).overall.range // 1
 */
export function imbalanceOf(
  log: readonly { readonly stratumKey: string; readonly armKey: string }[],
  arms: readonly ArmRatio[],
): StudyImbalance {
  const armsIn = new Map<string, string[]>();
  for (const { stratumKey, armKey } of log) {
    const inStratum = armsIn.get(stratumKey);
    if (inStratum === undefined) armsIn.set(stratumKey, [armKey]);
    else inStratum.push(armKey);
  }
  return {
    overall: imbalance(
      log.map((row) => row.armKey),
      arms,
    ),
    byStratum: Object.fromEntries(
      [...armsIn.keys()].sort().map((stratum) => [stratum, imbalance(armsIn.get(stratum) ?? [], arms)]),
    ),
  };
}

function imbalance(allocated: readonly string[], arms: readonly ArmRatio[]): Imbalance {
  const counts = new Map(arms.map(({ key }) => [key, 0]));
  for (const arm of allocated) {
    const before = counts.get(arm);
    invariant(before !== undefined, `an allocation names arm ${arm}, which has no ratio`);
    counts.set(arm, before + 1);
  }
  const total = allocated.length;
  const sum = ratioSum(arms);
  const perShare = arms.map(({ key, ratio }) => (counts.get(key) ?? 0) / ratio);
  const deviations = arms.map(({ key, ratio }) => Math.abs((counts.get(key) ?? 0) - (total * ratio) / sum));
  return {
    total,
    counts: Object.fromEntries(counts),
    range: Math.max(...perShare) - Math.min(...perShare),
    largestDeviation: Math.max(...deviations),
  };
}
