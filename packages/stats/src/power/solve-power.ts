import { findRoot } from "../numeric/find-root.ts";
import { refuse } from "../refusal.ts";
import type { Outcome, Refused } from "../refusal.ts";
import type { Asked } from "./planning.types.ts";

/** Where a quantity may lie, open at both ends, and whether more of it means more power. */
export type Span = {
  readonly above: number;
  /** `Infinity` where there is none. */
  readonly below: number;
  readonly rises: boolean;
  /** Zero is refused as no effect; `signed` may be given negative though it is searched above zero. */
  readonly effect?: "signed" | "positive";
  /** Which given values are accepted, where that is not the span itself. */
  readonly allows?: (value: number) => boolean;
};

export type Values<Q extends string> = Readonly<Record<Q, number>>;

/** A design as a function from its quantities (participants, effect, significance …) to power. */
export type PowerDesign<Q extends string> = {
  /** May depend on what is given: a second proportion is searched above the first. */
  readonly spans: (given: Readonly<Record<Q, Asked>>) => Readonly<Record<Q, Span>>;
  /** Defined and monotone in each quantity over its whole span. */
  readonly power: (values: Values<Q>) => number;
  /** The power that remains when the effect vanishes: no design reaches less. Absent: not known. */
  readonly least?: (values: Values<Q>) => number;
};

export type Solved<Q extends string> = {
  readonly solvedFor: Q | "power";
  readonly values: Values<Q | "power">;
  /** Where the one solved for was searched. */
  readonly span: Span | null;
};

/** Participants beyond this are a misprint, and the t distribution has long become normal. */
export const mostParticipants = 1e12;

/**
 * Finds the one quantity that is `null`, be it power itself, so that power is the function of all the others.
 * Brackets by doubling steps on a scale without ends (logarithm above a bound, logit between two), then Brent to the last digits.
 * Refuses none or several unknowns, values out of range, an effect of zero, and a power that no value reaches.
 */
export function solvePower<Q extends string>(
  design: PowerDesign<Q>,
  asked: Readonly<Record<Q | "power", Asked>>,
): Outcome<Solved<Q>> {
  const names = Object.keys(asked) as (Q | "power")[];
  const unknown = names.filter((name) => asked[name] === null);
  const [solvedFor] = unknown;
  if (solvedFor === undefined) return refuse("no_unknown");
  if (unknown.length > 1) return refuse("several_unknowns", { quantities: unknown.join(", ") });
  const spans: Readonly<Partial<Record<string, Span>>> = design.spans(asked);
  for (const name of names) {
    const value = asked[name];
    const bad = value === null ? null : refuseValue(name, value, spans[name] ?? probability);
    if (bad !== null) return bad;
  }
  const given = asked as Values<Q | "power">;
  if (solvedFor === "power") {
    const values = { ...given, power: design.power(given) };
    return { ok: true, result: { solvedFor, values, span: null } };
  }
  const span = spans[solvedFor] ?? probability;
  if (!(span.above < span.below)) return refuse("power_not_reachable", { option: solvedFor, power: given.power });
  const found = valueReaching((value) => design.power({ ...given, [solvedFor]: value }), given.power, span);
  const isTooSmall = solvedFor !== "significance" && given.power <= (design.least?.(given) ?? 0);
  if (found === null || isTooSmall) return refuse("power_not_reachable", { option: solvedFor, power: given.power });
  return { ok: true, result: { solvedFor, values: { ...given, [solvedFor]: found }, span } };
}

/** No quantity of a study is larger, or smaller than one over it; squares and products of such stay finite. */
const largestSize = 1e100;

/** The span of a probability. */
export const probability: Span = { above: 0, below: 1, rises: true };

function refuseValue(option: string, value: number, span: Span): Refused | null {
  const isProbability = span.below <= 1;
  const isSane = Math.abs(value) <= largestSize && (value === 0 || isProbability || Math.abs(value) >= 1 / largestSize);
  if (!isSane) return refuse("invalid_option", { option });
  if (span.effect !== undefined && value === 0) return refuse("zero_effect", { option });
  const isIn = span.allows ?? ((x: number) => x > span.above && x < span.below);
  if (isIn(span.effect === "signed" ? Math.abs(value) : value)) return null;
  return refuse(isProbability ? "invalid_probability" : "invalid_option", { option });
}

/** Where a monotone function reaches the target, or `null` where it does not within the span. */
function valueReaching(f: (x: number) => number, target: number, span: Span): number | null {
  const scale = scaleOf(span);
  const off = (u: number): number => f(scale.at(u)) - target;
  let u = scale.start;
  const first = off(u);
  if (first === 0) return scale.at(u);
  const isShort = first < 0;
  const direction = isShort === span.rises ? 1 : -1;
  for (let step = 1; ; step *= 2) {
    const next = Math.min(scale.high, Math.max(scale.low, u + direction * step));
    const value = off(next);
    if (value === 0) return scale.at(next);
    if (value < 0 !== isShort) return scale.at(findRoot(off, Math.min(u, next), Math.max(u, next)));
    if (next === scale.low || next === scale.high) return null;
    u = next;
  }
}

type Scale = {
  readonly at: (u: number) => number;
  readonly low: number;
  readonly high: number;
  readonly start: number;
};

function scaleOf({ above, below }: Span): Scale {
  if (below === Infinity) return { at: (u) => above + Math.exp(u), low: above === 0 ? -230 : -33, high: 230, start: 1 };
  if (below === mostParticipants) {
    return { at: (u) => above + Math.exp(u), low: above === 0 ? -60 : -33, high: Math.log(below), start: 3 };
  }
  const width = below - above;
  // The half of the width that is nearer to u keeps its digits.
  const at = (u: number): number =>
    u <= 0 ? above + (width * Math.exp(u)) / (1 + Math.exp(u)) : below - (width * Math.exp(-u)) / (1 + Math.exp(-u));
  return { at, low: above === 0 ? -690 : -33, high: 33, start: 0 };
}
