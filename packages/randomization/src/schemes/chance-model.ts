/** All that the next arm depends on, as whole numbers; equal numbers mean equal chances for ever after. */
export type ListState = readonly number[];

/** One way a list can go on: the arm (index in key order), its weight among the ways, and the state after it. */
export type Chance = { readonly arm: number; readonly weight: bigint; readonly next: ListState };

/** A list as a stochastic process with exact chances: weight ÷ sum of the weights of the same state. */
export type ChanceModel = {
  readonly start: ListState;
  readonly chances: (state: ListState) => readonly Chance[];
};
