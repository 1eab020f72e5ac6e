import { readGuesses } from "../../blinding-guesses.ts";
import { normalInterval, warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { sum } from "../../numeric/sum.ts";
import { countExclusions, refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  JamesBlindingIndexInput,
  JamesBlindingIndexOptions,
  JamesBlindingIndexResult,
  JamesBlindingIndexRNames,
} from "./james-blinding-index.types.ts";

const source = "James, Bloch, Lee, Kraemer & Fuller (1996), Stat. Med. 15:1421";

/**
 * How far a whole trial is from being guessed: James's blinding index with the standard error of its delta method. 1 when
 * nobody knows, 0.5 when guesses are as by chance, 0 when everybody guesses right.
 * Refuses counts that are not whole, an arm in which nobody answered, and guesses of one kind in one arm only, where
 * chance would leave nothing to be wrong about.
 * Example: the CRISP trial, 82, 25, 170 treated and 27, 29, 83 controls said treated, control, unknown: 0.7479275, standard error
 * 0.02173740.
 */
export function runJamesBlindingIndex(
  input: JamesBlindingIndexInput,
  options: JamesBlindingIndexOptions = {},
): Outcome<JamesBlindingIndexResult> {
  const { level = 0.95, alternative = "two_sided" } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const read = readGuesses(input, ["treated", "control", "unknown"]);
  if (!read.ok) return read;
  const n = sum([...read.first, ...read.second]);
  const guessed = sum([...read.first.slice(0, 2), ...read.second.slice(0, 2)]) / n;
  const index = guessed === 0 ? nobodyGuesses : indexOf(read.first, read.second, n);
  if (index === null) return refuse("one_category", { columns: 1 });
  const { value, standardError } = index;
  const isSpread = standardError > 0;
  return {
    ok: true,
    result: {
      method: "james_blinding_index",
      variant: "three_answers",
      estimate: { name: "james_blinding_index", value, direction: "none", scale: "proportion" },
      standardError,
      interval: isSpread ? normalInterval({ estimate: value, standardError, level, alternative }) : null,
      n: { used: n, excluded: countExclusions([["missing", read.missing]]) },
      assumptions: [],
      warnings: isSpread ? [] : [warn("interval_not_computable")],
      source,
      r: rCall(undefined, options),
      details: { unknown: 1 - guessed, ...index.parts },
    },
  };
}

type Index = {
  readonly value: number;
  readonly standardError: number;
  readonly parts: Pick<JamesBlindingIndexResult["details"], "wrongObserved" | "wrongByChance" | "kappa">;
};

/** By definition (page 1425 of the source). */
const nobodyGuesses: Index = {
  value: 1,
  standardError: 0,
  parts: { wrongObserved: null, wrongByChance: null, kappa: null },
};

/**
 * With q the share that guesses, d the share that guesses wrong and e = g₁a₂ + g₂a₁ from the margins of guesses and arms
 * among those who guess, the index (1 + (1 − q) + qκ)/2 with κ = dq/e − 1 is 1 − q + q²d/(2e). Null where e is 0.
 * The weight of a wrong guess, the same for both arms, cancels in κ.
 */
function indexOf(first: readonly number[], second: readonly number[], n: number): Index | null {
  const [[n11 = 0, n21 = 0, unknownFirst = 0], [n12 = 0, n22 = 0, unknownSecond = 0]] = [first, second];
  const cells = [
    { count: n11, guess: 0, arm: 0 },
    { count: n21, guess: 1, arm: 0 },
    { count: n12, guess: 0, arm: 1 },
    { count: n22, guess: 1, arm: 1 },
  ];
  const guesses = [(n11 + n12) / n, (n21 + n22) / n];
  const arms = [(n11 + n21) / n, (n12 + n22) / n];
  const [g1 = 0, g2 = 0] = guesses;
  const [a1 = 0, a2 = 0] = arms;
  const q = (n11 + n21 + n12 + n22) / n;
  const d = (n21 + n12) / n;
  const e = g1 * a2 + g2 * a1;
  if (!(e > 0)) return null;
  const value = 1 - q + (q * q * d) / (2 * e);
  const slopes = cells.map(({ count, guess, arm }) => {
    const byMargins = (arms[1 - guess] ?? 0) + (guesses[1 - arm] ?? 0);
    const isWrong = guess === arm ? 0 : 1;
    return { count, slope: -1 + (q * d) / e + (q * q * isWrong) / (2 * e) - (q * q * d * byMargins) / (2 * e * e) };
  });
  const all = [...slopes, { count: unknownFirst + unknownSecond, slope: 0 }];
  const mean = sum(all.map(({ count, slope }) => count * slope)) / n;
  const standardError = Math.sqrt(sum(all.map(({ count, slope }) => count * (slope - mean) ** 2))) / n;
  const [wrongObserved, wrongByChance] = [d / q, e / (q * q)];
  return { value, standardError, parts: { wrongObserved, wrongByChance, kappa: wrongObserved / wrongByChance - 1 } };
}

function rCall(
  names: JamesBlindingIndexRNames = { first: "treated", second: "control" },
  options: JamesBlindingIndexOptions = {},
): string {
  const { level = 0.95, alternative = "two_sided" } = options;
  const z = `qnorm(${alternative === "two_sided" ? `(1 + ${level}) / 2` : String(level)})`;
  const lower = alternative === "less" ? "NA" : "b - z * s";
  const upper = alternative === "greater" ? "NA" : "b + z * s";
  return [
    `g <- cbind(${names.first}, ${names.second}); n <- sum(g); p <- g[1:2, ] / n; q <- sum(p); d <- p[2, 1] + p[1, 2]`,
    "r <- rowSums(p); k <- colSums(p); e <- r[[1]] * k[[2]] + r[[2]] * k[[1]]; b <- if (q == 0) 1 else 1 - q + q^2 * d / (2 * e)",
    "f <- if (q == 0) 0 * p else -1 + q * d / e + q^2 * (1 - diag(2)) / (2 * e) - q^2 * d * outer(k[2:1], r[2:1], `+`) / (2 * e^2)",
    "m <- sum(p * f)",
    "s <- sqrt(max(0, sum(p * (f - m)^2) + (1 - q) * m^2) / n)",
    `z <- ${z}`,
    `c(index = b, se = s, lower = ${lower}, upper = ${upper})`,
  ].join("; ");
}

export const jamesBlindingIndex = {
  key: "james_blinding_index",
  page: "james-blinding-index",
  tier: "FIRST",
  input: "arm_guesses",
  variants: ["three_answers"],
  source,
  run: runJamesBlindingIndex,
  rCall,
} as const satisfies MethodDefinition<
  JamesBlindingIndexInput,
  JamesBlindingIndexOptions,
  JamesBlindingIndexRNames,
  JamesBlindingIndexResult
>;
