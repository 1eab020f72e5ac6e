import type { ArmGuesses } from "../../blinding-guesses.ts";
import type { Alternative, DataResult, Interval } from "../../result.ts";

/** The same with how sure people were; the answer nobody is sure of is `unknown`. */
export type ArmCertainGuesses = {
  readonly treatedStrongly: number;
  readonly treatedSomewhat: number;
  readonly unknown: number;
  readonly controlSomewhat: number;
  readonly controlStrongly: number;
  /** Those who were not asked or did not answer. */
  readonly missing?: number;
};

/** `first` is the treated arm, `second` the control arm. */
export type BangBlindingIndexInput =
  | { readonly first: ArmGuesses; readonly second: ArmGuesses }
  | { readonly first: ArmCertainGuesses; readonly second: ArmCertainGuesses };

export type BangBlindingIndexOptions = {
  readonly level?: number;
  /** `greater` gives the lower limit alone: that more people guess right than wrong. */
  readonly alternative?: Alternative;
  /** Weight of a guess that somebody is somewhat sure of, 0 to 1; 0.5. A strong one weighs 1. Five answers only. */
  readonly somewhatWeight?: number;
};

/** R vectors of the counts: treated, control, unknown; or the five answers from treated strongly to control strongly. */
export type BangBlindingIndexRNames = { readonly first: string; readonly second: string };

/** The index of one arm: −1 everybody guesses wrong, 0 as by chance, 1 everybody guesses right. */
export type BangArm = {
  readonly index: number;
  readonly standardError: number;
  /** Null where all guesses weigh the same, so that there is no standard error to speak of. */
  readonly interval: Interval | null;
  readonly n: number;
  /** Shares of the arm that guessed right, guessed wrong, and did not know. */
  readonly correct: number;
  readonly incorrect: number;
  readonly unknown: number;
};

export type BangBlindingIndexResult = DataResult & {
  readonly method: "bang_blinding_index";
  readonly details: { readonly first: BangArm; readonly second: BangArm };
};
