import { chiSquareUpper } from "../../distributions/gamma.ts";
import { groupedRNames, rFactor, readGroups } from "../../grouped-observations.ts";
import type { Group, GroupedInput, GroupedRNames } from "../../grouped-observations.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { median } from "../../numeric/quantile-of-data.ts";
import { rank, tieCorrection } from "../../numeric/ranks.ts";
import { sum } from "../../numeric/sum.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Warning } from "../../result.ts";
import type {
  KruskalWallisDetails,
  KruskalWallisOptions,
  KruskalWallisResult,
  RankedGroup,
} from "./kruskal-wallis.types.ts";

const source = "Kruskal & Wallis (1952), J Am Stat Assoc 47:583; Tomczak & Tomczak (2014), epsilon squared";

/** Below so many values in a group the chi-square distribution of H is coarse (Kruskal & Wallis 1952, section 5). */
const smallGroup = 5;

/**
 * Do two or more independent groups come from the same distribution: H of the midranks, corrected for ties, against chi-square.
 * One value and one group label per participant, `null` missing. Refuses fewer than two groups, a group without values and
 * values that are all equal. Example: 1, 2 in a, 3, 4 in b, 4, 5 in c give H 4.1911765, df 2, p 0.1229979.
 */
export function runKruskalWallis(
  input: GroupedInput,
  options: KruskalWallisOptions = {},
): Outcome<KruskalWallisResult> {
  const read = readGroups(input);
  if (!read.ok) return read;
  const details = detailsOf(read.groups, read.total);
  if (details === null) return refuse("zero_variance", { n: read.total });
  const df = read.groups.length - 1;
  const H = details.uncorrectedH / details.tieCorrection;
  return {
    ok: true,
    result: {
      method: "kruskal_wallis",
      variant: "chi2",
      estimate: {
        name: "epsilon_squared",
        value: details.epsilonSquared,
        direction: "none",
        scale: "proportion",
      },
      statistic: { name: "H", value: H, df },
      p: { value: chiSquareUpper(H, df), sided: "two_sided", method: "chi2" },
      n: { used: read.total, excluded: read.excluded },
      assumptions: [],
      warnings: warningsOf(details),
      source,
      r: rCall(groupedRNames(input), options),
      details,
    },
  };
}

/** `null` when all values are equal. */
function detailsOf(groups: readonly Group[], total: number): KruskalWallisDetails | null {
  const { ranks, groupSizes, ties } = rank(groups.flatMap(({ values }) => values));
  const correction = 1 - tieCorrection(groupSizes) / (total ** 3 - total);
  if (groupSizes.length < 2) return null;
  const centre = (total + 1) / 2;
  let start = 0;
  const ranked = groups.map(({ name, values }): RankedGroup => {
    const n = values.length;
    // Half whole numbers, so the sum is exact.
    let excess = 0;
    for (let i = start; i < start + n; i += 1) excess += (ranks[i] ?? 0) - centre;
    start += n;
    return { name, n, median: median(values), meanRank: centre + excess / n };
  });
  const between = sum(ranked.map(({ n, meanRank }) => n * (meanRank - centre) ** 2));
  const uncorrectedH = (12 * between) / (total * (total + 1));
  const H = uncorrectedH / correction;
  const k = groups.length;
  return {
    groups: ranked,
    uncorrectedH,
    tieCorrection: correction,
    ties,
    epsilonSquared: H / (total - 1),
    etaSquaredH: total > k ? (H - k + 1) / (total - k) : null,
  };
}

function warningsOf({ groups, ties }: KruskalWallisDetails): Warning[] {
  const warnings: Warning[] = [];
  if (ties) warnings.push(warn("ties"));
  const smallest = groups.reduce((least, { n }) => Math.min(least, n), Infinity);
  if (smallest < smallGroup) warnings.push(warn("chi_square_approximation", { n: smallest }));
  return warnings;
}

function rCall(names: GroupedRNames = { values: "y", group: "group" }, _options: KruskalWallisOptions = {}): string {
  return `kruskal.test(${names.values}, ${rFactor(names)})`;
}

export const kruskalWallis = {
  key: "kruskal_wallis",
  page: "kruskal-wallis",
  tier: "FIRST",
  input: "numeric_by_group",
  variants: ["chi2"],
  source,
  run: runKruskalWallis,
  rCall,
} as const satisfies MethodDefinition<GroupedInput, KruskalWallisOptions, GroupedRNames, KruskalWallisResult>;
