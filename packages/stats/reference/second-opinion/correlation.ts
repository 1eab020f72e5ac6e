import { runCorrelation } from "../../src/index.ts";
import { limits, resultOf, vector } from "./r-code.ts";
import { alternatives, largeOffset, levels, pairs } from "./random.ts";
import type { Check, SecondOpinion } from "./second-opinion.ts";

/** Pearson, Spearman and Kendall, exact, by the series and asymptotic, on related columns with ties and missing values. */
export const correlationOpinion: SecondOpinion = {
  family: "correlation",
  methods: ["correlation"],
  dataSet: (random) => {
    const { first, second } = pairs(random);
    const alternative = random.pick(alternatives);
    const level = random.pick(levels);
    const continuity = random.isLucky(0.3);
    const checks = (["pearson", "spearman", "kendall"] as const).flatMap((variant): Check[] => {
      const result = resultOf(runCorrelation({ first, second }, { variant, alternative, level, continuity }));
      // Of a perfect correlation R prints a t made of rounding, and a series cut to zero.
      if (result === null || Math.abs(result.estimate.value) > 1 - 1e-9) return [];
      const { details: d, estimate } = result;
      const asymptotic = resultOf(
        runCorrelation({ first, second }, { variant, alternative, level, continuity, p: "asymptotic" }),
      );
      const slack = { rel: 1e-9 + (1e-15 * result.n.used) / (1 - Math.abs(estimate.value)), abs: 1e-12 };
      const isCut = d.pSeries === 0;
      const isComplement = variant === "kendall" && d.pExact !== null;
      return [
        {
          what: `printed call, ${variant}`,
          r: `x <- ${result.r}; c(x$estimate${isCut ? "" : ", x$statistic, x$p.value"}${variant === "pearson" && result.n.used > 3 ? ", x$conf.int" : ""})`,
          numbers: {
            estimate: estimate.value,
            ...(isCut ? {} : { statistic: d.S ?? result.statistic?.value ?? null, p: result.p.value }),
            ...(variant === "pearson" && result.n.used > 3 ? limits(result.interval) : {}),
          },
          // R takes Kendall's upper tail as one minus the lower, and 1 − r² from r, which costs digits near one.
          tolerance: isComplement
            ? { p: { rel: 1e-9, abs: 1e-14 } }
            : { statistic: slack, p: { ...slack, abs: 1e-300 } },
        },
        ...(variant === "pearson"
          ? []
          : [
              {
                what: `asymptotic, ${variant}`,
                r: `${asymptotic?.r ?? "NA"}$p.value`,
                numbers: { p: asymptotic?.p.value ?? null },
                tolerance: { p: { ...slack, abs: 1e-300 } },
              },
            ]),
      ];
    });
    const minus = (values: readonly (number | null)[]): (number | null)[] => {
      const isOffset = values.some((value) => Math.abs(value ?? 0) > largeOffset / 2);
      return values.map((value) => (value === null || !isOffset ? value : value - largeOffset));
    };
    if (checks.length === 0) return null;
    return { data: `first <- ${vector(minus(first))}; second <- ${vector(minus(second))}`, checks };
  },
};
