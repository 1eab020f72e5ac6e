import { type PlannedOf, planSampleSize } from "./plan-sample-size.ts";

/** Participants to recruit in all, in the ratio of a document and in equal arms. */
export type RatioCost = { readonly total: number; readonly equal: number };

/**
 * What an unequal ratio asks for beyond equal arms, by the document's own assumptions. Null where the arms are equal, and
 * where no size can be computed.
 */
export function ratioCost(protocol: PlannedOf): RatioCost | null {
  const { allocation } = protocol;
  const [first] = allocation?.ratio ?? [];
  if (allocation === null || allocation.ratio.every(({ weight }) => weight === first?.weight)) return null;
  const ratio = allocation.ratio.map(({ arm }) => ({ arm, weight: 1 }));
  const [planned, even] = [
    planSampleSize(protocol),
    planSampleSize({ ...protocol, allocation: { ...allocation, ratio } }),
  ];
  if (planned.kind !== "planned" || even.kind !== "planned") return null;
  return { total: planned.size.total, equal: even.size.total };
}
