import { chiSquareUpper } from "../../distributions/gamma.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { median } from "../../numeric/quantile-of-data.ts";
import { rank, tieCorrection } from "../../numeric/ranks.ts";
import { countExclusions, isTooLarge, largestNumber } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome, Refused } from "../../refusal.ts";
import type { Exclusion, Warning } from "../../result.ts";
import type {
  FriedmanDetails,
  FriedmanInput,
  FriedmanOptions,
  FriedmanResult,
  FriedmanRNames,
} from "./friedman.types.ts";

const source = "Friedman (1937), J Am Stat Assoc 32:675; Kendall & Babington Smith (1939); Conover (1999), section 5.8";

/** Below so many participants the chi-square distribution is coarse, and exact tables are used instead (Conover 1999). */
const smallBlocks = 10;

/**
 * Do two or more conditions measured on the same participants differ: Friedman's chi-square of the ranks within each row,
 * corrected for ties, with Kendall's W. A row with a `null` is left out and counted.
 * Refuses rows of unequal length, one column, fewer than two complete rows, and rows that are all ties.
 * Example: rows [1, 2, 3], [1, 3, 2], [2, 3, 3] give chi-square 4.9090909, df 2, p 0.0859022, W 0.8181818.
 */
export function runFriedman(input: FriedmanInput, options: FriedmanOptions = {}): Outcome<FriedmanResult> {
  const read = readRows(input);
  if (!read.ok) return read;
  const { rows, k } = read;
  const n = rows.length;
  const ranked = rankRows(rows, k);
  // (k − 1) times the rank variance between conditions over the one within rows; ties lower the latter.
  const within = n * k * (k + 1) * (k - 1) - ranked.tieSum;
  if (within <= 0) return refuse("zero_variance", { n });
  const centre = (n * (k + 1)) / 2;
  const between = ranked.rankSums.reduce((total, rankSum) => total + (rankSum - centre) ** 2, 0);
  const chi2 = (12 * (k - 1) * between) / within;
  const kendallW = chi2 / (n * (k - 1));
  const details: FriedmanDetails = {
    conditions: ranked.rankSums.map((rankSum, j) => ({
      name: input.conditions?.[j] ?? String(j + 1),
      median: median(rows.map((row) => row[j] ?? 0)),
      rankSum,
      meanRank: rankSum / n,
    })),
    kendallW,
    meanSpearman: (n * kendallW - 1) / (n - 1),
    ties: ranked.tieSum > 0,
  };
  return {
    ok: true,
    result: {
      method: "friedman",
      variant: "chi2",
      estimate: { name: "kendall_w", value: kendallW, direction: "none", scale: "proportion" },
      statistic: { name: "chi2", value: chi2, df: k - 1 },
      p: { value: chiSquareUpper(chi2, k - 1), sided: "two_sided", method: "chi2" },
      n: { used: n, excluded: read.excluded },
      assumptions: [],
      warnings: warningsOf(details, n),
      source,
      r: rCall(undefined, options),
      details,
    },
  };
}

type Rows = {
  readonly ok: true;
  readonly rows: readonly (readonly number[])[];
  readonly k: number;
  readonly excluded: readonly Exclusion[];
};

function readRows({ rows, conditions }: FriedmanInput): Rows | Refused {
  const k = conditions?.length ?? rows[0]?.length ?? 0;
  const ragged = rows.find((row) => row.length !== k);
  if (ragged !== undefined) return refuse("length_mismatch", { first: k, second: ragged.length });
  for (const [i, row] of rows.entries()) {
    if (row.some((value) => value !== null && !Number.isFinite(value)))
      return refuse("not_finite", { position: i + 1 });
    if (row.some((value) => value !== null && isTooLarge(value)))
      return refuse("numbers_too_large", { limit: largestNumber });
  }
  const complete = rows.filter((row): row is readonly number[] => row.every((value) => value !== null));
  if (complete.length < 2) return refuse("n_below_2", { n: complete.length });
  if (k < 2) return refuse("one_category", { columns: k });
  return { ok: true, rows: complete, k, excluded: countExclusions([["missing", rows.length - complete.length]]) };
}

function rankRows(rows: readonly (readonly number[])[], k: number): { rankSums: number[]; tieSum: number } {
  const rankSums = new Array<number>(k).fill(0);
  let tieSum = 0;
  for (const row of rows) {
    const { ranks, groupSizes } = rank(row);
    for (const [j, value] of ranks.entries()) rankSums[j] = (rankSums[j] ?? 0) + value;
    tieSum += tieCorrection(groupSizes);
  }
  return { rankSums, tieSum };
}

function warningsOf({ ties }: FriedmanDetails, n: number): Warning[] {
  const warnings: Warning[] = [];
  if (ties) warnings.push(warn("ties"));
  if (n < smallBlocks) warnings.push(warn("chi_square_approximation", { n }));
  return warnings;
}

function rCall(names: FriedmanRNames = { rows: "Y" }, _options: FriedmanOptions = {}): string {
  return `friedman.test(as.matrix(${names.rows}))`;
}

export const friedman = {
  key: "friedman",
  page: "friedman",
  tier: "FIRST",
  input: "numeric_matrix",
  variants: ["chi2"],
  source,
  run: runFriedman,
  rCall,
} as const satisfies MethodDefinition<FriedmanInput, FriedmanOptions, FriedmanRNames, FriedmanResult>;
