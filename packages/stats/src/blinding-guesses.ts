import { sum } from "./numeric/sum.ts";
import { isCount } from "./observations.ts";
import { refuse } from "./refusal.ts";
import type { Refused } from "./refusal.ts";

/** What the people of one arm guessed that arm to be: how many said treated, control, or that they do not know. */
export type ArmGuesses = {
  readonly treated: number;
  readonly control: number;
  readonly unknown: number;
  /** Those who were not asked or did not answer. */
  readonly missing?: number;
};

/** Squares of larger totals leave the whole numbers that a double holds. */
const mostGuesses = 1e9;

/**
 * Reads the counts of both arms, in the order of `answers`. Refuses counts that are not whole (`invalid_table`) or too
 * large (`numbers_too_large`), and an arm in which nobody answered (`one_group_empty`).
 */
export function readGuesses<Answer extends string>(
  arms: { readonly first: Counts<Answer>; readonly second: Counts<Answer> },
  answers: readonly Answer[],
): ReadGuesses | Refused {
  const first = answers.map((answer) => arms.first[answer]);
  const second = answers.map((answer) => arms.second[answer]);
  const missing = [arms.first.missing ?? 0, arms.second.missing ?? 0];
  if (![...first, ...second, ...missing].every(isCount)) return refuse("invalid_table");
  const totals = [sum(first), sum(second)];
  if ([...totals, ...missing].some((total) => total > mostGuesses))
    return refuse("numbers_too_large", { limit: mostGuesses });
  if (totals.includes(0)) return refuse("one_group_empty");
  return { ok: true, first, second, missing: sum(missing) };
}

type Counts<Answer extends string> = Readonly<Record<Answer, number>> & { readonly missing?: number };

export type ReadGuesses = {
  readonly ok: true;
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly missing: number;
};
