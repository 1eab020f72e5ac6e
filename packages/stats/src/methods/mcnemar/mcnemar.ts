import { clopperPearson, wilson } from "../../binomial-intervals.ts";
import { binomialProbability, binomialTwoSided } from "../../distributions/binomial.ts";
import { chiSquareUpper } from "../../distributions/gamma.ts";
import { zOf } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { countExclusions, isCount, refuseLevel, refuseTable } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Interval, PValue, Statistic } from "../../result.ts";
import type { McNemarDetails, McNemarInput, McNemarOptions, McNemarResult, McNemarRNames } from "./mcnemar.types.ts";

const source =
  "McNemar (1947), Psychometrika 12:153; Fagerland et al. (2013), BMC Med Res Methodol 13:91; Newcombe (1998), Stat Med 17:2635, method 10";

/**
 * McNemar's test of a yes/no outcome measured twice, with the difference of the paired proportions (second minus first unless
 * asked otherwise) and its Newcombe interval. Table of pairs: rows first (yes, no), columns second (yes, no).
 * Refuses a table that is not 2 × 2 of counts, an empty one, and one without discordant pairs.
 * Example: [[2, 0], [14, 4]] gives difference 0.7, exact p 0.0001220703, mid-p 0.00006103516.
 */
export function runMcNemar(input: McNemarInput, options: McNemarOptions = {}): Outcome<McNemarResult> {
  const { level = 0.95, variant = "exact", direction = "second_minus_first" } = options;
  const missing = input.missingPairs ?? 0;
  const refusal = refuseLevel(level) ?? refuseTable(input.table, { rows: 2, columns: 2 });
  if (refusal !== null) return refusal;
  if (!isCount(missing)) return refuse("invalid_option", { option: "missingPairs" });
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = input.table;
  const n = a + b + c + d;
  if (n === 0) return refuse("n_below_1", { n });
  if (b + c === 0) return refuse("no_discordant_pairs", { n });
  const cells = { a, b, c, d, n };
  const isForward = direction === "second_minus_first";
  const details = detailsOf(cells, level, isForward);
  return {
    ok: true,
    result: {
      method: "mcnemar",
      variant,
      estimate: {
        name: "difference_of_proportions",
        value: isForward ? (c - b) / n : (b - c) / n,
        direction,
        scale: "proportion",
      },
      interval: options.interval === "wald" ? details.intervalWald : details.intervalNewcombe,
      ...chosenTest(details, variant),
      n: { used: n, excluded: countExclusions([["missing", missing]]) },
      assumptions: [],
      warnings: [],
      source,
      r: rCall(undefined, options),
      details,
    },
  };
}

type Cells = Readonly<Record<"a" | "b" | "c" | "d" | "n", number>>;

function detailsOf(cells: Cells, level: number, isForward: boolean): McNemarDetails {
  const { a, b, c, n } = cells;
  const discordant = b + c;
  const pExact = binomialTwoSided(b, discordant, 0.5);
  const chi2 = (b - c) ** 2 / discordant;
  const chi2Corrected = b === c ? 0 : (Math.abs(b - c) - 1) ** 2 / discordant;
  const [up, down] = isForward ? [c, b] : [b, c];
  return {
    proportionFirst: (a + b) / n,
    proportionSecond: (a + c) / n,
    yesToNo: b,
    noToYes: c,
    pExact,
    pMid: midP(b, c, pExact),
    chi2,
    pChi2: chiSquareUpper(chi2, 1),
    chi2Corrected,
    pChi2Corrected: chiSquareUpper(chi2Corrected, 1),
    intervalWald: waldInterval(cells, level, isForward),
    intervalNewcombe: newcombeInterval(cells, level, isForward),
    oddsRatio: down === 0 ? "Inf" : up / down,
    oddsRatioInterval: oddsRatioInterval(up, discordant, level),
  };
}

/** The exact p less the probability of the table seen (Fagerland et al. 2013). One when b = c, by the same rule. */
function midP(b: number, c: number, pExact: number): number {
  const seen = binomialProbability(Math.min(b, c), b + c, 0.5);
  return b === c ? 1 - seen : pExact - seen;
}

function waldInterval({ b, c, n }: Cells, level: number, isForward: boolean): Interval {
  const z = zOf(level);
  const centre = isForward ? (c - b) / n : (b - c) / n;
  const half = (z * Math.sqrt(b + c - (b - c) ** 2 / n)) / n;
  return { level, lower: centre - half, upper: centre + half, quantile: z, quantileName: "z", method: "wald" };
}

/** Square-and-add of the two Wilson intervals, with the continuity-corrected correlation of Newcombe's method 10. */
function newcombeInterval({ a, b, c, d, n }: Cells, level: number, isForward: boolean): Interval {
  const [x1, x2] = isForward ? [a + c, a + b] : [a + b, a + c];
  const first = wilson(x1, n, level);
  const second = wilson(x2, n, level);
  const phi = newcombeCorrelation({ a, b, c, d, n });
  const difference = (x1 - x2) / n;
  const low = [x1 / n - (first.lower ?? 0), (second.upper ?? 1) - x2 / n] as const;
  const high = [(first.upper ?? 1) - x1 / n, x2 / n - (second.lower ?? 0)] as const;
  const distance = ([p, q]: readonly [number, number]): number =>
    Math.sqrt(Math.max(0, p * p - 2 * phi * p * q + q * q));
  return {
    level,
    lower: difference - distance(low),
    upper: difference + distance(high),
    quantile: first.quantile,
    quantileName: "z",
    method: "newcombe_10",
  };
}

function newcombeCorrelation({ a, b, c, d, n }: Cells): number {
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins === 0) return 0;
  const cross = a * d - b * c;
  const corrected = cross > n / 2 ? cross - n / 2 : cross >= 0 ? 0 : cross;
  return corrected / Math.sqrt(margins);
}

/** Clopper–Pearson of the share of discordant pairs, as odds. */
function oddsRatioInterval(up: number, discordant: number, level: number): Interval {
  const share = clopperPearson(up, discordant, level);
  const odds = (p: number | null): number | null => (p === null || p >= 1 ? null : p / (1 - p));
  return { ...share, lower: odds(share.lower), upper: odds(share.upper) };
}

function chosenTest(
  details: McNemarDetails,
  variant: NonNullable<McNemarOptions["variant"]>,
): { statistic: Statistic; p: PValue } {
  const discordant = details.yesToNo + details.noToYes;
  const statistics = {
    exact: { statistic: { name: "discordant_pairs", value: discordant, df: null }, value: details.pExact },
    mid_p: { statistic: { name: "discordant_pairs", value: discordant, df: null }, value: details.pMid },
    chi2: { statistic: { name: "chi2", value: details.chi2, df: 1 }, value: details.pChi2 },
    chi2_corrected: { statistic: { name: "chi2", value: details.chi2Corrected, df: 1 }, value: details.pChi2Corrected },
  } as const;
  const { statistic, value } = statistics[variant];
  return { statistic, p: { value, sided: "two_sided", method: variant } };
}

/** Base R has neither the mid-p nor Newcombe's paired interval; both are written out. */
function rCall(names: McNemarRNames = { table: "tab" }, options: McNemarOptions = {}): string {
  const level = options.level ?? 0.95;
  const p = {
    exact: "binom.test(b, b + c)$p.value",
    mid_p: "binom.test(b, b + c)$p.value - dbinom(min(b, c), b + c, 0.5)",
    chi2: "mcnemar.test(m, correct = FALSE)$p.value",
    chi2_corrected: "mcnemar.test(m, correct = TRUE)$p.value",
  }[options.variant ?? "exact"];
  const turn = options.direction === "first_minus_second" ? "" : "m <- t(m); ";
  const half = `qnorm((1 + ${level}) / 2) * sqrt(b + c - (b - c)^2 / n) / n`;
  const newcombe = [
    `w <- function(x) prop.test(x, n, correct = FALSE, conf.level = ${level})$conf.int; w1 <- w(sum(m[1, ])); w2 <- w(sum(m[, 1]))`,
    `p1 <- sum(m[1, ]) / n; p2 <- sum(m[, 1]) / n; k <- m[1, 1] * m[2, 2] - b * c; k <- if (k > n / 2) k - n / 2 else min(k, 0)`,
    `s <- prod(rowSums(m), colSums(m)); phi <- if (s == 0) 0 else k / sqrt(s)`,
    `r <- function(u, v) sqrt(u^2 - 2 * phi * u * v + v^2)`,
    `ci <- p1 - p2 + c(-r(p1 - w1[1], w2[2] - p2), r(w1[2] - p1, p2 - w2[1]))`,
  ];
  return [
    `local({ m <- ${names.table}; ${turn}b <- m[1, 2]; c <- m[2, 1]; n <- sum(m)`,
    ...(options.interval === "wald" ? [`ci <- (b - c) / n + c(-1, 1) * ${half}`] : newcombe),
    `list(p = ${p}, difference = (b - c) / n, ci = ci) })`,
  ].join("\n");
}

export const mcnemar = {
  key: "mcnemar",
  page: "mcnemar",
  tier: "FIRST",
  input: "paired_table",
  variants: ["exact", "mid_p", "chi2", "chi2_corrected"],
  source,
  run: runMcNemar,
  rCall,
} as const satisfies MethodDefinition<McNemarInput, McNemarOptions, McNemarRNames, McNemarResult>;
