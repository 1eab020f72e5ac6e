import type { ArmGuesses } from "../../blinding-guesses.ts";
import type { Alternative, DataResult, Estimate, Interval } from "../../result.ts";

/** `first` is the treated arm, `second` the control arm; exchanging them changes nothing. */
export type JamesBlindingIndexInput = { readonly first: ArmGuesses; readonly second: ArmGuesses };

export type JamesBlindingIndexOptions = {
  readonly level?: number;
  /** `less` gives the upper limit alone: that guesses agree with the arms more than by chance when it is below 0.5. */
  readonly alternative?: Alternative;
};

/** R vectors of the counts: treated, control, unknown. */
export type JamesBlindingIndexRNames = { readonly first: string; readonly second: string };

export type JamesBlindingIndexResult = DataResult & {
  readonly method: "james_blinding_index";
  /** 0 everybody guesses right, 0.5 as by chance, 1 nobody knows. */
  readonly estimate: Estimate;
  readonly standardError: number;
  /** Null where nobody guesses, or all guesses are right, so that there is no standard error to speak of. */
  readonly interval: Interval | null;
  readonly details: {
    /** Share of all who do not know. */
    readonly unknown: number;
    /** Wrong guesses among those who guess, and what they would be if guesses had nothing to do with the arms. */
    readonly wrongObserved: number | null;
    readonly wrongByChance: number | null;
    /** Observed over expected wrong guesses, less 1; null where nobody guesses. */
    readonly kappa: number | null;
  };
};
