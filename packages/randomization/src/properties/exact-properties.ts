import { invariant } from "@kendali/domain";
import type { ChanceModel, ListState } from "../schemes/chance-model.ts";
import { addRationals, greatestCommonDivisor, rational, type Rational } from "./rational.ts";

/** What a two-arm procedure does, exactly. The imbalance is participants of the first arm minus those of the second. */
export type ExactProperties = {
  /** The imbalances that the end can have, ascending, each with its probability. */
  readonly finalImbalance: readonly { readonly imbalance: number; readonly probability: Rational }[];
  /** E|imbalance| after 1, 2, … participants. */
  readonly absoluteImbalance: readonly Rational[];
  /**
   * How many allocations somebody guesses who names the arm that is behind and tosses a coin while they are equal (the
   * convergence strategy). Half the participants is what guessing can give at least.
   */
  readonly correctGuesses: Rational;
  /** The same after each participant: of the first, of the first two, and so on. */
  readonly correctGuessesByStep: readonly Rational[];
  /** The chance that the first participant goes to the first arm. */
  readonly firstArm: Rational;
};

/**
 * Exact finite-sample properties of a procedure for two arms of equal ratio and this many participants (a whole number ≥ 1),
 * by following every state with its probability as a fraction of whole numbers; nothing is rounded.
 *
 * `model` is a scheme's `chanceModel`, so the numbers are those of the very rule that allocates.
 *
 * Source: Blackwell & Hodges 1957, "Design for the control of selection bias", Ann. Math. Stat. 28:449; Rosenberger &
 * Lachin 2016, chapters 3 to 5.
 */
export function exactProperties(model: ChanceModel, participants: number): ExactProperties {
  invariant(Number.isInteger(participants) && participants >= 1, "exact properties need a number of participants");
  let now: Distribution = { places: new Map([["0;", { difference: 0, state: model.start, mass: 1n }]]), whole: 1n };
  const absoluteImbalance: Rational[] = [];
  const correctGuessesByStep: Rational[] = [];
  let correctGuesses = rational(0n, 1n);
  let firstArm = rational(0n, 1n);
  for (let step = 0; step < participants; step += 1) {
    const after = follow(now, model);
    correctGuesses = addRationals(correctGuesses, after.guessed);
    correctGuessesByStep.push(correctGuesses);
    if (step === 0) firstArm = after.first;
    now = after.next;
    absoluteImbalance.push(meanAbsolute(now));
  }
  return { finalImbalance: finalImbalances(now), absoluteImbalance, correctGuesses, correctGuessesByStep, firstArm };
}

/** A state with the difference of the arms so far; its probability is mass ÷ `whole` of the distribution. */
type Place = { readonly difference: number; readonly state: ListState; readonly mass: bigint };
type Distribution = { readonly places: ReadonlyMap<string, Place>; readonly whole: bigint };

type Step = { readonly next: Distribution; readonly guessed: Rational; readonly first: Rational };

/** One allocation more. Masses are put on a common denominator first, so that only whole numbers are added. */
function follow({ places, whole }: Distribution, model: ChanceModel): Step {
  const open = [...places.values()].map((place) => {
    const chances = model.chances(place.state).filter(({ weight }) => weight > 0n);
    return { ...place, chances, total: chances.reduce((sum, { weight }) => sum + weight, 0n) };
  });
  const common = open.reduce((all, { total }) => (all * total) / greatestCommonDivisor(all, total), 1n);
  const next = new Map<string, Place>();
  let guessed = 0n;
  let first = 0n;
  for (const { difference, mass, chances, total } of open)
    for (const { arm, weight, next: state } of chances) {
      const moved = mass * weight * (common / total);
      const to = difference + (arm === 0 ? 1 : -1);
      const key = `${to};${state.join(",")}`;
      next.set(key, { difference: to, state, mass: moved + (next.get(key)?.mass ?? 0n) });
      if (arm === 0) first += moved;
      // Twice the chance of a right guess: 1 while the arms are equal, 2 if the arm behind comes, else 0.
      if (difference === 0) guessed += moved;
      else if (difference > 0 === (arm === 1)) guessed += 2n * moved;
    }
  const denominator = whole * common;
  return {
    next: inLowestTerms(next, denominator),
    guessed: rational(guessed, 2n * denominator),
    first: rational(first, denominator),
  };
}

/** Without this the numbers would grow with every step, though the probabilities do not need it. */
function inLowestTerms(places: ReadonlyMap<string, Place>, whole: bigint): Distribution {
  let divisor = whole;
  for (const { mass } of places.values()) divisor = greatestCommonDivisor(divisor, mass);
  const reduced = [...places].map(([key, place]) => [key, { ...place, mass: place.mass / divisor }] as const);
  return { places: new Map(reduced), whole: whole / divisor };
}

function meanAbsolute({ places, whole }: Distribution): Rational {
  let sum = 0n;
  for (const { difference, mass } of places.values()) sum += BigInt(Math.abs(difference)) * mass;
  return rational(sum, whole);
}

function finalImbalances({ places, whole }: Distribution): ExactProperties["finalImbalance"] {
  const masses = new Map<number, bigint>();
  for (const { difference, mass } of places.values()) masses.set(difference, (masses.get(difference) ?? 0n) + mass);
  return [...masses]
    .sort(([left], [right]) => left - right)
    .map(([imbalance, mass]) => ({ imbalance, probability: rational(mass, whole) }));
}
