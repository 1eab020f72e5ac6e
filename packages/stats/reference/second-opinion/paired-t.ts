import { runPairedT } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { rounded, sample, withMissing } from "./random.ts";
import type { Random } from "./random.ts";
import type { SecondOpinion } from "./second-opinion.ts";

/** Pairs with ties, missing sides, every direction and level, up to differences whose p is far below 1e-16. */
export const pairedTOpinion: SecondOpinion = {
  family: "paired-t",
  dataSet: (random) => {
    const { first, second } = pairs(random);
    const options = {
      alternative: random.pick(["two_sided", "greater", "less"]),
      level: random.pick([0.95, 0.9, 0.99, 0.5]),
    };
    const t = resultOf(runPairedT({ first, second }, options));
    if (t === null) return null;
    const call = `x <- ${t.r}; with(x, c(estimate, statistic, parameter, p.value, conf.int, stderr))`;
    return {
      data: `first <- ${vector(first)}; second <- ${vector(second)}`,
      checks: [
        {
          what: "paired t",
          r: call,
          numbers: {
            estimate: t.estimate.value,
            t: t.statistic.value,
            df: t.statistic.df,
            p: t.p.value,
            ...limits(t.interval),
            standardError: t.standardError,
          },
        },
        {
          what: "paired t: pairs",
          r: "d <- second - first; ok <- !is.na(d); c(sum(ok), sd(d[ok]), if (sum(ok) > 2) cor(first[ok], second[ok]) else NA)",
          numbers: { n: t.n.used, sd: t.details.sdDifference, r: t.n.used > 2 ? t.details.correlation : null },
        },
      ],
    };
  },
};

/** Two values of each participant, some of them missing; the second is related to the first. */
export function pairs(random: Random): { first: (number | null)[]; second: (number | null)[] } {
  const n = random.pick([2, 3, 5, 10, 20, 60]) + random.integer(0, 3);
  const before = sample(random, n);
  const spread = Math.max(1e-7, Math.abs((before[0] ?? 0) - (before[1] ?? 0)));
  const shift = random.pick([0, 0.3, 2, 30]) * spread;
  const digits = Math.max(0, ...before.map(decimals));
  const after = before.map((value) => rounded(value + shift + spread * random.normal(), digits));
  const missing = random.pick([0, 0.1]);
  return { first: withMissing(random, before, missing), second: withMissing(random, after, missing) };
}

function decimals(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (mantissa.split(".")[1] ?? "").length - Number(exponent));
}
