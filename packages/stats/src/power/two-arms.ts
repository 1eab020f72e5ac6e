import { ask, askOr, ceiling } from "./plan-study.ts";
import type { Asked } from "./planning.types.ts";
import { mostParticipants } from "./solve-power.ts";
import type { Span } from "./solve-power.ts";

/**
 * Participants of two arms: `n` of the first; the second by their ratio (second over first, 1 when absent),
 * or by `nSecond`, given or `null` to be found.
 */
export type TwoArmsInput = {
  readonly n?: Asked;
  readonly ratio?: Asked;
  readonly nSecond?: Asked;
};

type Arms = { readonly n: number; readonly second: number };

export type TwoArms = {
  readonly asked: { readonly n: Asked; readonly second: Asked };
  /** What `second` is called in the answer. */
  readonly name: "ratio" | "nSecond";
  readonly spans: (given: TwoArms["asked"]) => { readonly n: Span; readonly second: Span };
  readonly sizes: (values: Arms) => readonly [number, number];
  readonly whole: <V extends Arms>(values: V) => V;
  /** The second arm in R, from `n1` and `second`. */
  readonly rSecond: string;
};

/** Reads who is in the two arms. `leastTotal`: both arms together must exceed this. */
export function twoArms(input: TwoArmsInput, leastTotal: number): TwoArms {
  const isCount = input.nSecond !== undefined;
  const second = isCount ? ask(input.nSecond) : askOr(input.ratio, 1);
  const sizes = (values: Arms): readonly [number, number] => [
    values.n,
    isCount ? values.second : values.n * values.second,
  ];
  const participants = (above: number): Span => ({ above: Math.max(0, above), below: mostParticipants, rises: true });
  return {
    asked: { n: ask(input.n), second },
    name: isCount ? "nSecond" : "ratio",
    spans: (given) =>
      isCount
        ? {
            n: participants(given.second === null ? 0 : leastTotal - given.second),
            second: participants(given.n === null ? 0 : leastTotal - given.n),
          }
        : {
            n: participants(given.second === null ? 0 : leastTotal / (1 + given.second)),
            second: { ...participants(given.n === null ? 0 : leastTotal / given.n - 1), below: Infinity },
          },
    sizes,
    whole: (values) => {
      const [first, other] = sizes(values);
      const n = ceiling(first);
      return { ...values, n, second: isCount ? ceiling(other) : ceiling(other) / n };
    },
    rSecond: isCount ? "second" : "n1 * second",
  };
}

/** Whether the arms are named twice over. */
export function isNamedTwice(input: TwoArmsInput): boolean {
  return input.nSecond !== undefined && input.ratio !== undefined;
}
