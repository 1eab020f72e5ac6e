import { studentizedRangeQuantile, studentizedRangeTails } from "../../distributions/studentized-range.ts";
import { groupedRNames, rFactor, readGroups } from "../../grouped-observations.ts";
import type { GroupedInput, GroupedRNames } from "../../grouped-observations.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { refuseLevel } from "../../observations.ts";
import { partitionGroups } from "../../one-way-partition.ts";
import type { GroupPart } from "../../one-way-partition.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Warning } from "../../result.ts";
import type { TukeyComparison, TukeyHsdOptions, TukeyHsdResult } from "./tukey-hsd.types.ts";

const source = "Tukey (1949), Biometrics 5:99; Kramer (1956), Biometrics 12:307; Hayter (1984), Ann Stat 12:61";

/** Pairs grow with the square of the groups: fifty groups are 1,225 pairs, about six seconds. */
const mostGroups = 50;

/**
 * All pairwise differences of the means of independent groups, with intervals that hold together at the level and adjusted p, from
 * the studentized range (Tukey–Kramer where the groups differ in size). One value and one group label per participant, `null` missing.
 * Refuses fewer than two groups, a group without values, groups of one value each, and groups that do not vary.
 * Example: 1, 2, 3 in a, 2, 4, 6 in b, 7, 8, 9 in c give c − a 6, 95 % interval 2.457062 to 9.542938, p 0.0048593.
 */
export function runTukeyHsd(input: GroupedInput, options: TukeyHsdOptions = {}): Outcome<TukeyHsdResult> {
  const { level = 0.95 } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const read = readGroups(input);
  if (!read.ok) return read;
  const { parts, ssWithin, dfWithin, isWithoutSpread, total } = partitionGroups(read.groups);
  if (dfWithin === 0) return refuse("n_below_2", { n: 1 });
  if (isWithoutSpread) return refuse("zero_variance", { n: total });
  if (parts.length > mostGroups) return refuse("numbers_too_large", { limit: mostGroups });
  const msWithin = ssWithin / dfWithin;
  return {
    ok: true,
    result: {
      method: "tukey_hsd",
      variant: parts.every(({ n }) => n === parts[0]?.n) ? "tukey" : "tukey_kramer",
      n: { used: read.total, excluded: read.excluded },
      assumptions: [],
      warnings: warningsOf(dfWithin),
      source,
      r: rCall(groupedRNames(input), options),
      details: {
        groups: parts.map(({ name, n, mean }) => ({ name, n, mean })),
        comparisons: compareAll(parts, { msWithin, dfWithin, level }),
        msWithin,
        dfWithin,
      },
    },
  };
}

type Residual = { readonly msWithin: number; readonly dfWithin: number; readonly level: number };

/** Every pair once, the second group against all before it, as R lists them. */
function compareAll(parts: readonly GroupPart[], { msWithin, dfWithin, level }: Residual): TukeyComparison[] {
  const k = parts.length;
  const quantile = studentizedRangeQuantile(level, k, dfWithin);
  return parts.flatMap((first, i) =>
    parts.slice(i + 1).map((second): TukeyComparison => {
      // Of the offsets: the means may have lost digits to a common offset.
      const difference = second.offset - first.offset;
      const standardError = Math.sqrt((msWithin / 2) * (1 / first.n + 1 / second.n));
      const q = Math.abs(difference) / standardError;
      const half = quantile * standardError;
      return {
        name: `${second.name}-${first.name}`,
        first: first.name,
        second: second.name,
        estimate: { name: "mean_difference", value: difference, direction: "second_minus_first", scale: "outcome" },
        standardError,
        interval: {
          level,
          lower: difference - half,
          upper: difference + half,
          quantile,
          quantileName: `studentized range(${k}, ${dfWithin})`,
          method: "tukey_kramer",
        },
        statistic: { name: "q", value: q, df: dfWithin },
        p: { value: studentizedRangeTails(q, k, dfWithin).upper, sided: "two_sided", method: "studentized_range" },
      };
    }),
  );
}

function warningsOf(dfWithin: number): Warning[] {
  return dfWithin < 3 ? [warn("residual_df_small", { df: dfWithin })] : [];
}

function rCall(names: GroupedRNames = { values: "y", group: "group" }, options: TukeyHsdOptions = {}): string {
  return `TukeyHSD(aov(${names.values} ~ ${rFactor(names)}), conf.level = ${options.level ?? 0.95})`;
}

export const tukeyHsd = {
  key: "tukey_hsd",
  page: "tukey-hsd",
  tier: "FIRST",
  input: "numeric_by_group",
  variants: ["tukey", "tukey_kramer"],
  source,
  run: runTukeyHsd,
  rCall,
} as const satisfies MethodDefinition<GroupedInput, TukeyHsdOptions, GroupedRNames, TukeyHsdResult>;
