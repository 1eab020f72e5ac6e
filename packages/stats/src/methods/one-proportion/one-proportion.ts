import { agrestiCoull, clopperPearson, wilson } from "../../binomial-intervals.ts";
import { binomialTails, binomialTwoSided } from "../../distributions/binomial.ts";
import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { countExclusions, isCount, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Alternative } from "../../result.ts";
import type {
  OneProportionInput,
  OneProportionOptions,
  OneProportionResult,
  OneProportionRNames,
} from "./one-proportion.types.ts";

const source = "Wilson (1927), JASA 22:209; Clopper & Pearson (1934), Biometrika 26:404; Agresti & Coull (1998)";

/**
 * A proportion with its interval (Wilson unless asked otherwise) and the exact binomial test against a null proportion.
 * Refuses a total of 0 and counts that are not whole or above the total.
 * Example: 16 of 20 gives 0.8, Wilson 0.5840 to 0.9193, exact p against 0.5 0.01182.
 */
export function runOneProportion(
  input: OneProportionInput,
  options: OneProportionOptions = {},
): Outcome<OneProportionResult> {
  const { events, total, missing = 0 } = input;
  const { level = 0.95, alternative = "two_sided", nullProportion = 0.5 } = options;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  if (!(isCount(events) && isCount(total) && isCount(missing) && events <= total))
    return refuse("invalid_table", { events: String(events), total: String(total) });
  if (total === 0) return refuse("n_below_1", { n: 0 });
  if (!(nullProportion >= 0 && nullProportion <= 1)) return refuse("invalid_option", { option: "nullProportion" });
  const intervals = {
    wilson: wilson(events, total, level, alternative),
    clopper_pearson: clopperPearson(events, total, level, alternative),
    agresti_coull: agrestiCoull(events, total, level, alternative),
  };
  const interval = intervals[options.interval ?? "wilson"];
  const isOutside = (interval.lower ?? 0) < 0 || (interval.upper ?? 1) > 1;
  return {
    ok: true,
    result: {
      method: "one_proportion",
      variant: options.interval ?? "wilson",
      estimate: { name: "proportion", value: events / total, direction: "none", scale: "proportion" },
      interval,
      p: { value: exactP(events, total, nullProportion, alternative), sided: alternative, method: "exact" },
      n: { used: total, excluded: countExclusions([["missing", missing]]) },
      assumptions: [],
      warnings: isOutside ? [warn("outside_logical_range")] : [],
      source,
      r: rCall(undefined, options),
      details: {
        events,
        intervalWilson: intervals.wilson,
        intervalClopperPearson: intervals.clopper_pearson,
        intervalAgrestiCoull: intervals.agresti_coull,
      },
    },
  };
}

function exactP(x: number, n: number, p: number, alternative: Alternative): number {
  if (alternative === "two_sided") return binomialTwoSided(x, n, p);
  return alternative === "less" ? binomialTails(x, n, p).lower : binomialTails(x - 1, n, p).upper;
}

function rCall(names: OneProportionRNames = { events: "x", total: "n" }, options: OneProportionOptions = {}): string {
  const level = options.level ?? 0.95;
  const sided = `alternative = ${rAlternative(options.alternative ?? "two_sided")}, conf.level = ${level}`;
  const { events, total } = names;
  return `binom.test(${events}, ${total}, p = ${options.nullProportion ?? 0.5}, ${sided}); prop.test(${events}, ${total}, correct = FALSE, ${sided})$conf.int`;
}

export const oneProportion = {
  key: "one_proportion",
  page: "one-proportion",
  tier: "FIRST",
  input: "one_count",
  variants: ["wilson", "clopper_pearson", "agresti_coull"],
  source,
  run: runOneProportion,
  rCall,
} as const satisfies MethodDefinition<
  OneProportionInput,
  OneProportionOptions,
  OneProportionRNames,
  OneProportionResult
>;
