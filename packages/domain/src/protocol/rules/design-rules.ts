import { designOf } from "../../designs/index.ts";
import { itemTypeOf } from "../../item-types/index.ts";
import type { Problem } from "../../result.ts";
import { placedItems } from "../problem-path.ts";
import type { Protocol } from "../types.ts";
import { problem, type Rule } from "./rule.ts";

/** A design has the arms it needs, of the kinds it needs. */
export const armsSuitDesign: Rule = (protocol) => {
  const { minArms, maxArms, needsControlArm } = designOf(protocol);
  const count = distinct(protocol.arms.map(({ key }) => key)).length;
  return [
    ...(count < minArms ? [problem("arms", "design_arms_too_few", { count, minimum: minArms })] : []),
    ...(maxArms !== null && count > maxArms
      ? [problem("arms", "design_arms_too_many", { count, maximum: maxArms })]
      : []),
    ...(needsControlArm && !protocol.arms.some(({ kind }) => kind === "control")
      ? [problem("arms", "design_control_missing")]
      : []),
    ...(protocol.arms.some(({ kind }) => kind === "intervention")
      ? []
      : [problem("arms", "design_intervention_missing")]),
  ];
};

/** A design that compares arms allocates to them; one that does not has nothing to allocate. */
export const allocationSuitsDesign: Rule = (protocol) => {
  const { needsAllocation } = designOf(protocol);
  if (needsAllocation && protocol.allocation === null) return [problem("allocation", "design_allocation_missing")];
  if (needsAllocation || protocol.allocation === null) return [];
  return [problem("allocation", "design_allocation_not_offered")];
};

/** The ratio names each arm once. */
export const ratioCoversArms: Rule = ({ allocation, arms }) => {
  if (allocation === null) return [];
  const named = distinct(allocation.ratio.map(({ arm }) => arm))
    .toSorted()
    .join(", ");
  const expected = distinct(arms.map(({ key }) => key))
    .toSorted()
    .join(", ");
  return named === expected ? [] : [problem("allocation/ratio", "ratio_arms_mismatch", { found: named, expected })];
};

/**
 * A block holds whole rounds of the ratio, and more than one: in a block of one round the last allocation of each block
 * is known to whoever knows the others.
 */
export const blocksHoldTheRatio: Rule = ({ allocation }) => {
  const { ratio = [], blockSizes = [] } = allocation ?? {};
  const isFirst = ({ arm }: { readonly arm: string }, index: number) =>
    ratio.findIndex((other) => other.arm === arm) === index;
  const round = ratio.filter(isFirst).reduce((sum, { weight }) => sum + weight, 0);
  // Ratios and sizes that are no whole numbers are the scheme's own to refuse; nothing can be divided by them.
  if (!ratio.every(({ weight }) => Number.isInteger(weight) && weight > 0)) return [];
  return blockSizes.filter(Number.isInteger).flatMap((size): readonly Problem[] => {
    if (size % round !== 0) return [problem("allocation/blockSizes", "block_size_not_multiple", { size, round })];
    return size === round ? [problem("allocation/blockSizes", "block_size_predictable", { size, round })] : [];
  });
};

/** What divides the lists is known before allocation and has few values. */
export const strataAreKnownBefore: Rule = (protocol) => {
  const { allocation } = protocol;
  if (allocation === null) return [];
  const before = new Set(
    protocol.visits.find(({ key }) => key === allocation.afterVisit)?.forms.map(({ form }) => form),
  );
  return allocation.strata.flatMap((stratum): readonly Problem[] => {
    if (stratum.source !== "item") return [];
    const placed = placedItems(protocol).find(({ item }) => item.key === stratum.item);
    if (placed === undefined) return [];
    const path = "allocation/strata";
    const params = { name: stratum.item };
    if (!itemTypeOf(placed.item).isCategorical(placed.item)) return [problem(path, "strata_item_unsuitable", params)];
    return before.has(placed.form.key)
      ? []
      : [problem(path, "strata_item_not_baseline", { ...params, visit: allocation.afterVisit })];
  });
};

/** Who was allocated can be analysed only where somebody is. */
export const populationsCanExist: Rule = (protocol) =>
  protocol.allocation !== null
    ? []
    : protocol.populations
        .filter(({ rule }) => rule === "allocated")
        .map(({ key }) => problem(`populations/${key}/rule`, "population_needs_allocation"));

/** What each way to plan a sample size must state. */
const assumptionsOf = {
  ancova: ["perArm", "power", "difference", "standardDeviation", "correlation"],
  paired_t: ["power", "difference", "standardDeviation", "correlation"],
  two_sample_t: ["perArm", "power", "difference", "standardDeviation"],
  two_proportions: ["perArm", "power", "proportions"],
} as const satisfies Record<
  Exclude<Protocol["sampleSize"]["method"], "total_sampling">,
  readonly (keyof Protocol["sampleSize"])[]
>;

/** A computed sample size names what it was computed from, and is enough for the arms, the smallest of which has `perArm`. */
export const sampleSizeIsWhole: Rule = ({ sampleSize, arms }) => {
  if (sampleSize.method === "total_sampling") return [];
  const missing = assumptionsOf[sampleSize.method].filter((name) => (sampleSize[name] ?? null) === null);
  const perArm = sampleSize.perArm ?? 0;
  const count = distinct(arms.map(({ key }) => key)).length;
  return [
    ...missing.map((name) => problem(`sampleSize/${name}`, "sample_size_incomplete", { property: name })),
    ...(sampleSize.target < perArm * count
      ? [
          problem("sampleSize/target", "sample_size_below_arms", {
            target: sampleSize.target,
            perArm,
            arms: count,
          }),
        ]
      : []),
  ];
};

/** Twins are told as twins; whatever counts parts counts each name once. */
function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
