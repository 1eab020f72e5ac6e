import { chiSquareUpper } from "../../distributions/gamma.ts";
import { normalInterval, normalP, warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { sum } from "../../numeric/sum.ts";
import { isCount, isTooLarge, largestNumber, refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome, Refused } from "../../refusal.ts";
import type { Warning } from "../../result.ts";
import type {
  ProportionTrendInput,
  ProportionTrendOptions,
  ProportionTrendResult,
  ProportionTrendRNames,
} from "./proportion-trend.types.ts";

const source = "Cochran (1954), Biometrics 10:417; Armitage (1955), Biometrics 11:375";

/** Squares of larger totals leave the whole numbers that a double holds. */
const mostParticipants = 1e9;

/**
 * Does a proportion rise or fall with an ordered score: Cochran–Armitage test, slope with its interval, and what a straight line leaves.
 * Refuses counts that are not whole or above their total, unequal lengths, fewer than two groups with participants,
 * equal scores, and no event or only events.
 * Example: 83/86, 90/93, 129/136, 70/82 with scores 1 to 4 give z −2.867913, chi-square 8.224922, p 0.004131897.
 */
export function runProportionTrend(
  input: ProportionTrendInput,
  options: ProportionTrendOptions = {},
): Outcome<ProportionTrendResult> {
  const { level = 0.95, alternative = "two_sided" } = options;
  const read = readGroups(input, level);
  if (!read.ok) return read;
  const { groups } = read;
  const n = sum(groups.map(({ total }) => total));
  const overall = sum(groups.map(({ events }) => events)) / n;
  if (overall === 0 || overall === 1) return refuse("zero_variance", { n });
  const centre = sum(groups.map(({ score, total }) => score * total)) / n;
  const spread = sum(groups.map(({ score, total }) => total * (score - centre) ** 2));
  if (!(spread > 0)) return refuse("one_category", { columns: 1 });
  const slope = sum(groups.map(({ score, events, total }) => (score - centre) * (events - total * overall))) / spread;
  const z = slope * Math.sqrt(spread / (overall * (1 - overall)));
  const own = groups.map(({ score, total, proportion: p }) => total * (score - centre) ** 2 * p * (1 - p));
  const standardError = Math.sqrt(sum(own)) / spread;
  const chi2 = z * z;
  const all = sum(groups.map(({ total, proportion: p }) => (total * (p - overall) ** 2) / (overall * (1 - overall))));
  const smallest = Math.min(overall, 1 - overall) * Math.min(...groups.map(({ total }) => total));
  return {
    ok: true,
    result: {
      method: "proportion_trend",
      variant: "cochran_armitage",
      estimate: { name: "slope_of_proportion", value: slope, direction: "none", scale: "proportion" },
      standardError,
      interval: normalInterval({ estimate: slope, standardError, level, alternative }),
      statistic: { name: "chi2", value: chi2, df: 1 },
      p: {
        value: alternative === "two_sided" ? chiSquareUpper(chi2, 1) : normalP(z, alternative),
        sided: alternative,
        method: "cochran_armitage",
      },
      n: { used: n, excluded: [] },
      assumptions: [],
      warnings: warningsOf(smallest, read.dropped),
      source,
      r: rCall(undefined, options),
      details: { groups, groupsDropped: read.dropped, z, chi2, departure: departure(all - chi2, groups.length - 2) },
    },
  };
}

type Group = ProportionTrendResult["details"]["groups"][number];
type Groups = { readonly ok: true; readonly groups: readonly Group[]; readonly dropped: number };

function readGroups({ groups, scores }: ProportionTrendInput, level: number): Groups | Refused {
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  if (scores !== undefined && scores.length !== groups.length)
    return refuse("length_mismatch", { first: groups.length, second: scores.length });
  for (const { events, total } of groups)
    if (!(isCount(events) && isCount(total) && events <= total))
      return refuse("invalid_table", { events: String(events), total: String(total) });
  const bad = (scores ?? []).findIndex((score) => !Number.isFinite(score));
  if (bad >= 0) return refuse("not_finite", { position: bad + 1 });
  if (scores?.some(isTooLarge) === true) return refuse("numbers_too_large", { limit: largestNumber });
  const kept = groups
    .map(({ events, total }, i) => ({ score: scores?.[i] ?? i + 1, events, total, proportion: events / total }))
    .filter(({ total }) => total > 0);
  if (sum(kept.map(({ total }) => total)) > mostParticipants)
    return refuse("numbers_too_large", { limit: mostParticipants });
  if (kept.length < 2) return refuse("one_category", { columns: kept.length });
  return { ok: true, groups: kept, dropped: groups.length - kept.length };
}

/** Wald, with the variance of each group's own proportion. */

function departure(difference: number, df: number) {
  if (df < 1) return null;
  const chi2 = Math.max(0, difference);
  return { chi2, df, p: chiSquareUpper(chi2, df) };
}

function warningsOf(smallest: number, dropped: number): Warning[] {
  const warnings: Warning[] = [];
  if (dropped > 0) warnings.push(warn("groups_dropped", { count: dropped }));
  if (smallest < 5) warnings.push(warn("expected_counts_below_5", { minimum: smallest }));
  return warnings;
}

/** R's test has no direction; the sign of z is that of the slope. */
function rCall(
  names: ProportionTrendRNames = { events: "events", totals: "totals", scores: "scores" },
  options: ProportionTrendOptions = {},
): string {
  const { alternative = "two_sided" } = options;
  const { events, totals, scores } = names;
  const p = {
    two_sided: "test$p.value",
    greater: "pnorm(z, lower.tail = FALSE)",
    less: "pnorm(z)",
  }[alternative];
  return [
    `local({ keep <- ${totals} > 0; test <- prop.trend.test(${events}[keep], ${totals}[keep], ${scores}[keep])`,
    `slope <- coef(lm(${events} / ${totals} ~ ${scores}, weights = ${totals}, subset = keep))[[2]]`,
    `z <- sign(slope) * sqrt(test$statistic[[1]]); list(slope = slope, z = z, chi2 = test$statistic[[1]], p = ${p}) })`,
  ].join("\n");
}

export const proportionTrend = {
  key: "proportion_trend",
  page: "proportion-trend",
  tier: "FIRST",
  input: "grouped_counts",
  variants: ["cochran_armitage"],
  source,
  run: runProportionTrend,
  rCall,
} as const satisfies MethodDefinition<
  ProportionTrendInput,
  ProportionTrendOptions,
  ProportionTrendRNames,
  ProportionTrendResult
>;
