import type { LocalizedText, Protocol } from "@kendali/domain";

/** An arm with its share of the allocation, in the smallest whole numbers: 4 to 2 is 2 to 1. */
export type RatioArm = {
  readonly key: string;
  readonly label: LocalizedText;
  /** What the others are compared with: the control, or the last arm where none is named so. */
  readonly isReference: boolean;
  readonly weight: number;
};

/**
 * The arms of a document with their shares, in its order; equal while no allocation is planned. Null where the ratio does
 * not give each arm one positive whole number: no size can be divided by it.
 *
 * @example armsInRatio({ arms, allocation: { ratio: [{ arm: "massage", weight: 4 }, { arm: "usual", weight: 2 }], … } })
 * // weights 2 and 1
 */
export function armsInRatio({ arms, allocation }: Pick<Protocol, "arms" | "allocation">): readonly RatioArm[] | null {
  const ratio = allocation?.ratio ?? arms.map(({ key }) => ({ arm: key, weight: 1 }));
  const weights = arms.map(({ key }) => ratio.filter(({ arm }) => arm === key).map(({ weight }) => weight));
  const isWhole = weights.every(
    (own) => own.length === 1 && own.every((weight) => Number.isSafeInteger(weight) && weight > 0),
  );
  if (!isWhole || ratio.length !== arms.length) return null;
  const shares = weights.map(([weight = 1]) => weight);
  const common = shares.reduce(greatestCommonDivisor, 0);
  const reference = arms.find(({ kind }) => kind === "control") ?? arms.at(-1);
  return arms.map((arm, index) => ({
    key: arm.key,
    label: arm.label,
    isReference: arm === reference,
    weight: (shares[index] ?? 1) / common,
  }));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
