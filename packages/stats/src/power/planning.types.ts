import type { ResultBase } from "../result.ts";

/**
 * Which tail the planned test rejects in. `one_sided`: in the direction of the effect, whatever its sign;
 * `greater` and `less`: the effect as signed, so that an effect on the wrong side has little power.
 */
export type Sided = "two_sided" | "one_sided" | "greater" | "less";

/** A number that is known, or `null`: find it. An absent one is also to be found, unless a default is named. */
export type Asked = number | null;

/** What every sample-size method takes beside the quantities of its design. */
export type PlanningOptions = {
  readonly power?: Asked;
  /** 0.05 when absent; `null` finds it. */
  readonly significance?: Asked;
  /** Two-sided when absent. */
  readonly sided?: Sided;
  /** Whether a two-sided test also counts rejections on the wrong side, as R's `strict`. */
  readonly strict?: boolean;
  /** Expected proportion of participants lost, 0 ≤ d < 1; 0 when absent. */
  readonly dropOut?: number;
};

/** Participants of one arm, or of all: as solved, rounded up, and both divided by 1 − drop-out. */
export type ArmSize = {
  readonly n: number;
  readonly nWhole: number;
  readonly nWithDropOut: number;
  /** ⌈nWhole / (1 − drop-out)⌉, so that a reader can check it by hand from the printed whole number. */
  readonly nWholeWithDropOut: number;
};

/** One sentence of a protocol: a key whose words live in `i18n`, and its numbers. Text params are keys too. */
export type SentencePiece = {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** What every sample-size method answers. `Q`: the quantities of its design. */
export type SampleSizeDetails<Q extends string> = {
  readonly solvedFor: Q | "power";
  /** Every quantity of the design, not rounded: the given ones and the one solved for. */
  readonly values: Readonly<Record<Q | "power", number>>;
  readonly sided: Sided;
  readonly strict: boolean;
  readonly dropOut: number;
  /** One line per arm, in the order of the input; one for pairs and for designs whose arms are not named. */
  readonly arms: readonly ArmSize[];
  readonly total: ArmSize;
  /** Power with the whole numbers, drop-outs gone as expected. */
  readonly powerReached: number;
  /** The pieces of the protocol's paragraph, in order. */
  readonly sentence: readonly SentencePiece[];
};

export type SampleSizeResult<Method extends ResultBase["method"], Q extends string> = ResultBase & {
  readonly method: Method;
  readonly details: SampleSizeDetails<Q>;
};

export type SampleSizeRNames = Readonly<Record<never, never>>;
export type SampleSizeOptions = Readonly<Record<never, never>>;
