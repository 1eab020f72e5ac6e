import { readGuesses } from "../../blinding-guesses.ts";
import { normalInterval, warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { sum } from "../../numeric/sum.ts";
import { countExclusions, refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  BangArm,
  BangBlindingIndexInput,
  BangBlindingIndexOptions,
  BangBlindingIndexResult,
  BangBlindingIndexRNames,
} from "./bang-blinding-index.types.ts";

const source = "Bang, Ni & Davis (2004), Control. Clin. Trials 25:143";

/** From the treated end to the control end; the weight of a right guess in the treated arm, of a wrong one in the other. */
const three = { answers: ["treated", "control", "unknown"], weights: [1, -1, 0] } as const;
const fiveAnswers = ["treatedStrongly", "treatedSomewhat", "unknown", "controlSomewhat", "controlStrongly"] as const;

/**
 * How many more of an arm guess it right than wrong, for each arm: Bang's blinding index with its Wald interval. 0 is
 * guessing by chance, 1 everybody right, −1 everybody wrong; who does not know counts as neither.
 * Refuses counts that are not whole, an arm in which nobody answered, and a weight outside 0 to 1.
 * Example: the CRISP trial, 82, 25, 170 of 277 treated and 27, 29, 83 of 139 controls said treated, control, unknown:
 * 0.2057762 and 0.01438849.
 */
export function runBangBlindingIndex(
  input: BangBlindingIndexInput,
  options: BangBlindingIndexOptions = {},
): Outcome<BangBlindingIndexResult> {
  const { level = 0.95, somewhatWeight = 0.5 } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  if (!(somewhatWeight >= 0 && somewhatWeight <= 1)) return refuse("invalid_option", { option: "somewhatWeight" });
  const isFive = "treatedStrongly" in input.first;
  const weights = isFive ? [1, somewhatWeight, 0, -somewhatWeight, -1] : three.weights;
  const read =
    "treatedStrongly" in input.first
      ? readGuesses({ first: input.first, second: input.second as typeof input.first }, fiveAnswers)
      : readGuesses({ first: input.first, second: input.second as typeof input.first }, three.answers);
  if (!read.ok) return read;
  const first = armOf(read.first, weights, options);
  const second = armOf(
    read.second,
    weights.map((weight) => 0 - weight),
    options,
  );
  return {
    ok: true,
    result: {
      method: "bang_blinding_index",
      variant: isFive ? "five_answers" : "three_answers",
      n: { used: first.n + second.n, excluded: countExclusions([["missing", read.missing]]) },
      assumptions: [],
      warnings: [first, second].some(({ interval }) => interval === null) ? [warn("interval_not_computable")] : [],
      source,
      r: rCallOf(isFive, undefined, options),
      details: { first, second },
    },
  };
}

function armOf(counts: readonly number[], weights: readonly number[], options: BangBlindingIndexOptions): BangArm {
  const n = sum(counts);
  const share = (isMeant: (weight: number, answer: number) => boolean): number =>
    sum(counts.filter((_, answer) => isMeant(weights[answer] ?? 0, answer))) / n;
  const index = sum(counts.map((count, answer) => count * (weights[answer] ?? 0))) / n;
  // Around the index, not as a difference of two squares, so that equal guesses give exactly nothing.
  const spread = sum(counts.map((count, answer) => count * ((weights[answer] ?? 0) - index) ** 2)) / n;
  const standardError = Math.sqrt(spread / n);
  const [right, wrong] = sides(weights);
  return {
    index,
    standardError,
    interval: standardError > 0 ? normalInterval({ estimate: index, standardError, ...named(options) }) : null,
    n,
    correct: share((_, answer) => right.includes(answer)),
    incorrect: share((_, answer) => wrong.includes(answer)),
    unknown: share((_, answer) => !right.includes(answer) && !wrong.includes(answer)),
  };
}

/** The answers that are right and wrong; by their place, because a guess that somebody is hardly sure of may weigh 0. */
function sides(weights: readonly number[]): readonly [right: readonly number[], wrong: readonly number[]] {
  const [treated, control] =
    weights.length === 3
      ? [[0], [1]]
      : [
          [0, 1],
          [3, 4],
        ];
  return (weights[0] ?? 0) > 0 ? [treated, control] : [control, treated];
}

function named({ level = 0.95, alternative = "two_sided" }: BangBlindingIndexOptions) {
  return { level, alternative };
}

function rCallOf(
  isFive: boolean,
  names: BangBlindingIndexRNames = { first: "treated", second: "control" },
  options: BangBlindingIndexOptions = {},
): string {
  const { level = 0.95, alternative = "two_sided", somewhatWeight = 0.5 } = options;
  const weights = isFive ? `c(1, ${somewhatWeight}, 0, -${somewhatWeight}, -1)` : "c(1, -1, 0)";
  const z = `qnorm(${alternative === "two_sided" ? `(1 + ${level}) / 2` : String(level)})`;
  const limit = (side: "lower" | "upper") => {
    if (alternative === (side === "lower" ? "less" : "greater")) return "NA";
    return side === "lower" ? "b - z * s" : "b + z * s";
  };
  return `bang <- function(x, w, z) { p <- x / sum(x); b <- sum(w * p); s <- sqrt(sum(p * (w - b)^2) / sum(x)); c(index = b, se = s, lower = ${limit("lower")}, upper = ${limit("upper")}) }; rbind(bang(${names.first}, ${weights}, ${z}), bang(${names.second}, -${weights}, ${z}))`;
}

export const bangBlindingIndex = {
  key: "bang_blinding_index",
  page: "bang-blinding-index",
  tier: "FIRST",
  input: "arm_guesses",
  variants: ["three_answers", "five_answers"],
  source,
  run: runBangBlindingIndex,
  rCall: (names?: BangBlindingIndexRNames, options?: BangBlindingIndexOptions) => rCallOf(false, names, options),
} as const satisfies MethodDefinition<
  BangBlindingIndexInput,
  BangBlindingIndexOptions,
  BangBlindingIndexRNames,
  BangBlindingIndexResult
>;
