import type { SimulationGenerator } from "@kendali/randomization";
import type { Alternative, MethodKey, StatsRefusalCode } from "@kendali/stats";

export type SimulationDesignKey =
  "ancova" | "mann_whitney" | "mcnemar" | "paired_t" | "two_proportions" | "two_sample_t" | "wilcoxon_signed_rank";

/** One simulated study as analysed: its p-value, or the code with which the method refused, and how many it analysed. */
export type SimulatedStudy = {
  readonly outcome: number | StatsRefusalCode;
  /** Participants (pairs, for paired methods) left after drop-out. */
  readonly analysed: number;
};

/** Draws one study and analyses it with the very method of the final analysis. */
export type Trial = (generator: SimulationGenerator) => SimulatedStudy;

/** What a design asks of its parameters, so that a form can be drawn and a plan checked without asking which design it is. */
export type ParameterRule =
  | { readonly kind: "count"; readonly least: number; readonly most: number }
  | {
      readonly kind: "number";
      readonly above?: number;
      readonly from?: number;
      readonly below?: number;
      readonly to?: number;
    }
  | { readonly kind: "choice"; readonly choices: readonly string[] };

export type DesignParameters = Readonly<Record<string, number | string>>;

/** One design that power can be simulated for: a file in `designs/` and a line in its registry. */
export type SimulationDesign<Parameters extends DesignParameters> = {
  readonly key: SimulationDesignKey;
  readonly method: MethodKey;
  /** The method has no one-sided p-value. */
  readonly isTwoSidedOnly?: true;
  /** What the estimate is about, and its sign: `delta` and differences of proportions are in this direction. */
  readonly direction: "second_minus_first" | "first_minus_second";
  /** Every parameter with its rule, in the order of a form. */
  readonly rules: { readonly [Name in keyof Parameters]: ParameterRule };
  readonly example: Parameters;
  /** Rules that involve several parameters: the name of the one at fault. */
  readonly fault?: (parameters: Parameters) => (keyof Parameters & string) | null;
  readonly hasEffect: (parameters: Parameters) => boolean;
  /** The same study without an effect, whose rejections are type I errors. */
  readonly withoutEffect: (parameters: Parameters) => Parameters;
  readonly prepare: (parameters: Parameters, alternative: Alternative) => Trial;
};

/** A design as seen by code that does not ask which one it is. */
export type AnySimulationDesign = {
  readonly key: SimulationDesignKey;
  readonly method: MethodKey;
  readonly isTwoSidedOnly?: true;
  readonly direction: SimulationDesign<DesignParameters>["direction"];
  readonly rules: Readonly<Record<string, ParameterRule>>;
  readonly example: DesignParameters;
  readonly fault?: (parameters: never) => string | null;
  readonly hasEffect: (parameters: never) => boolean;
  readonly withoutEffect: (parameters: never) => DesignParameters;
  readonly prepare: (parameters: never, alternative: Alternative) => Trial;
};
