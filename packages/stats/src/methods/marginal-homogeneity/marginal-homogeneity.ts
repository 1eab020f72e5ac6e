import { chiSquareUpper } from "../../distributions/gamma.ts";
import { warn } from "../../inference.ts";
import { solveSymmetric } from "../../linear/solve-symmetric.ts";
import type { MethodDefinition } from "../../method.ts";
import { countExclusions, isCount, refuseTable } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  MarginalHomogeneityDetails,
  MarginalHomogeneityInput,
  MarginalHomogeneityOptions,
  MarginalHomogeneityResult,
  MarginalHomogeneityRNames,
} from "./marginal-homogeneity.types.ts";

const source =
  "Stuart (1955), Biometrika 42:412; Maxwell (1970), Br J Psychiatry 116:651; Bhapkar (1966), JASA 61:228; Bowker (1948), JASA 43:572";

/**
 * Are the categories distributed alike at the first and the second measurement of the same participants?
 * Square table of pairs, rows first, columns second. Categories without a discordant pair carry no information and are dropped.
 * Refuses a table that is not square or not of counts, and one without discordant pairs.
 * Example: [[14, 4, 1], [9, 22, 3], [2, 8, 11]] gives chi-square 4.0186, df 2, p 0.1341.
 */
export function runMarginalHomogeneity(
  input: MarginalHomogeneityInput,
  options: MarginalHomogeneityOptions = {},
): Outcome<MarginalHomogeneityResult> {
  const { table } = input;
  const missing = input.missingPairs ?? 0;
  const refusal = refuseTable(table, { columns: table.length });
  if (refusal !== null) return refusal;
  if (!isCount(missing)) return refuse("invalid_option", { option: "missingPairs" });
  const n = table.flat().reduce((a, b) => a + b, 0);
  if (n === 0) return refuse("n_below_1", { n });
  const details = detailsOf(table, n);
  if (details === null) return refuse("no_discordant_pairs", { n });
  const { stuartMaxwell, bhapkar, droppedCategories } = details;
  const variant = options.variant === "bhapkar" && bhapkar !== null ? "bhapkar" : "stuart_maxwell";
  const chosen = variant === "bhapkar" && bhapkar !== null ? bhapkar : stuartMaxwell;
  return {
    ok: true,
    result: {
      method: "marginal_homogeneity",
      variant,
      statistic: { name: "chi2", value: chosen.chi2, df: chosen.df },
      p: { value: chosen.p, sided: "two_sided", method: "chi2" },
      n: { used: n, excluded: countExclusions([["missing", missing]]) },
      assumptions: [],
      warnings: droppedCategories.length > 0 ? [warn("categories_dropped", { count: droppedCategories.length })] : [],
      source,
      r: rCall(undefined, { variant }),
      details,
    },
  };
}

function detailsOf(table: readonly (readonly number[])[], n: number): MarginalHomogeneityDetails | null {
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  const all = table.map((_, i) => i);
  const rowSum = all.map((i) => all.reduce((total, j) => total + at(i, j), 0));
  const columnSum = all.map((j) => all.reduce((total, i) => total + at(i, j), 0));
  const components = connectedCategories(table).filter((component) => component.length > 1);
  if (components.length === 0) return null;
  // One category of each connected set follows from the others, so that S is regular on the rest.
  const kept = components.flatMap((component) => component.slice(0, -1));
  const d = kept.map((i) => (rowSum[i] ?? 0) - (columnSum[i] ?? 0));
  const S = kept.map((i) =>
    kept.map((j) => (i === j ? (rowSum[i] ?? 0) + (columnSum[i] ?? 0) - 2 * at(i, i) : -(at(i, j) + at(j, i)))),
  );
  const solved = solveSymmetric(S, d);
  if (solved === null) return null;
  const chi2 = Math.max(
    0,
    solved.reduce((total, value, i) => total + value * (d[i] ?? 0), 0),
  );
  const df = kept.length;
  const bhapkar = chi2 < n * (1 - 1e-12) ? chi2 / (1 - chi2 / n) : null;
  const informative = new Set(components.flat());
  return {
    stuartMaxwell: { chi2, df, p: chiSquareUpper(chi2, df) },
    bhapkar: bhapkar === null ? null : { chi2: bhapkar, df, p: chiSquareUpper(bhapkar, df) },
    bowker: bowker(table),
    proportionsFirst: rowSum.map((count) => count / n),
    proportionsSecond: columnSum.map((count) => count / n),
    droppedCategories: all.filter((i) => !informative.has(i)),
  };
}

/** Sets of categories between which pairs moved, directly or through others. */
function connectedCategories(table: readonly (readonly number[])[]): number[][] {
  const label = table.map((_, i) => i);
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const from = label[i] ?? i;
      const to = label[j] ?? j;
      if (count > 0 && from !== to) for (const [k, value] of label.entries()) if (value === from) label[k] = to;
    }
  }
  return [...new Set(label)].map((value) => label.flatMap((other, i) => (other === value ? [i] : [])));
}

/** Symmetry of every pair of cells; pairs of cells that are both empty give no term and no degree of freedom. */
function bowker(table: readonly (readonly number[])[]): MarginalHomogeneityDetails["bowker"] {
  let chi2 = 0;
  let df = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const opposite = table[j]?.[i] ?? 0;
      if (j <= i || count + opposite === 0) continue;
      chi2 += (count - opposite) ** 2 / (count + opposite);
      df += 1;
    }
  }
  return df === 0 ? null : { chi2, df, p: chiSquareUpper(chi2, df) };
}

function rCall(names: MarginalHomogeneityRNames = { table: "tab" }, options: MarginalHomogeneityOptions = {}): string {
  const tab = names.table;
  const bhapkar = options.variant === "bhapkar" ? `; x <- x / (1 - x / sum(${tab}))` : "";
  return [
    `local({ m <- ${tab}; keep <- rowSums(m) + colSums(m) > 2 * diag(m); m <- m[keep, keep]; k <- seq_len(nrow(m) - 1)`,
    `d <- (rowSums(m) - colSums(m))[k]; S <- (diag(rowSums(m) + colSums(m), nrow(m)) - m - t(m))[k, k]`,
    `x <- sum(d * solve(S, d))${bhapkar}`,
    `list(chi2 = x, df = length(k), p = pchisq(x, length(k), lower.tail = FALSE)) })`,
  ].join("\n");
}

export const marginalHomogeneity = {
  key: "marginal_homogeneity",
  page: "marginal-homogeneity",
  tier: "FIRST",
  input: "paired_table",
  variants: ["stuart_maxwell", "bhapkar"],
  source,
  run: runMarginalHomogeneity,
  rCall,
} as const satisfies MethodDefinition<
  MarginalHomogeneityInput,
  MarginalHomogeneityOptions,
  MarginalHomogeneityRNames,
  MarginalHomogeneityResult
>;
