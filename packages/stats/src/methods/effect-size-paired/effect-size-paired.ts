import { warn } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { hedgesJ, noncentralTInterval } from "../../noncentral-t-interval.ts";
import { correlation, mean, standardDeviation } from "../../numeric/moments.ts";
import { readPairs, refuseLevel } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type { Interval, Warning } from "../../result.ts";
import type { PairedInput, PairedRNames } from "../paired-t/paired-t.types.ts";
import { isRoundingOnly, largestSize } from "../paired-t/test-differences.ts";
import type { EffectSizePairedOptions, EffectSizePairedResult } from "./effect-size-paired.types.ts";

const source = "Lakens (2013), Frontiers in Psychology 4:863; Cumming (2012); Hedges (1981); Steiger & Fouladi (1997)";

/**
 * Standardized mean differences of paired data, each under its own name, second minus first; the estimate is d_z.
 * Inputs and exclusions as for the paired t-test. Refuses fewer than two or three complete pairs and differences without variance.
 * Example: mean difference 0.7 with sd 0.4701623 on 20 pairs gives d_z 1.488847, g_z 1.429160.
 */
export function runEffectSizePaired(
  input: PairedInput,
  options: EffectSizePairedOptions = {},
): Outcome<EffectSizePairedResult> {
  const level = options.level ?? 0.95;
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const read = readPairs(input.first, input.second, 2);
  if (!read.ok) return read;
  const { first, second } = read;
  const n = first.length;
  // The exact J of Hedges needs two degrees of freedom.
  if (n < 3) return refuse("n_below_3", { n });
  const differences = second.map((value, i) => value - (first[i] ?? 0));
  const difference = mean(differences);
  const sdDifference = standardDeviation(differences);
  if (isRoundingOnly(sdDifference, largestSize(first, second))) return refuse("zero_variance", { n, difference });
  const dZ = difference / sdDifference;
  const J = hedgesJ(n - 1);
  const r = correlation(first, second);
  const interval = noncentralTInterval(dZ * Math.sqrt(n), n - 1, level, Math.sqrt(n));
  return {
    ok: true,
    result: {
      method: "effect_size_paired",
      variant: "d_z",
      estimate: { name: "d_z", value: dZ, direction: "second_minus_first", scale: "standard_deviations" },
      interval,
      n: { used: n, excluded: read.excluded },
      assumptions: [],
      warnings: warningsOf(interval, dZ * Math.sqrt(n), r),
      source,
      r: rCall(undefined, options),
      details: {
        effects: {
          d_z: dZ,
          g_z: J * dZ,
          g_z_approximate: (1 - 3 / (4 * (n - 1) - 1)) * dZ,
          ...averagedEffects(difference, standardDeviation(first), standardDeviation(second)),
          d_rm: r === null ? null : dZ * Math.sqrt(2 * (1 - r)),
        },
        correlation: r,
        J,
        sdDifference,
      },
    },
  };
}

function warningsOf(interval: Interval | null, statistic: number, r: number | null): Warning[] {
  const warnings: Warning[] = [];
  if (interval === null) warnings.push(warn("interval_not_computable", { statistic }));
  // One measurement is constant: there is no correlation, and no effect with its sd as divisor.
  if (r === null) warnings.push(warn("sd_zero"));
  return warnings;
}

function averagedEffects(difference: number, sdFirst: number, sdSecond: number) {
  const isFlat = sdFirst === 0 && sdSecond === 0;
  return {
    d_av: isFlat ? null : difference / ((sdFirst + sdSecond) / 2),
    d_rms: isFlat ? null : difference / Math.sqrt((sdFirst ** 2 + sdSecond ** 2) / 2),
    glass_delta_first: sdFirst === 0 ? null : difference / sdFirst,
  };
}

function rCall(
  names: PairedRNames = { first: "first", second: "second" },
  options: EffectSizePairedOptions = {},
): string {
  const tail = `(1 - ${options.level ?? 0.95}) / 2`;
  return [
    `local({ ok <- complete.cases(${names.first}, ${names.second})`,
    `a <- ${names.first}[ok]; b <- ${names.second}[ok]; d <- b - a; n <- length(d); dz <- mean(d) / sd(d); t <- dz * sqrt(n)`,
    `J <- exp(lgamma((n - 1) / 2) - lgamma((n - 2) / 2)) / sqrt((n - 1) / 2)`,
    `ncp <- function(p) uniroot(function(x) suppressWarnings(pt(t, n - 1, x)) - p, c(-37, 37), tol = 1e-12)$root`,
    `list(d_z = dz, g_z = J * dz, d_av = mean(d) / mean(c(sd(a), sd(b))), d_rm = dz * sqrt(2 * (1 - cor(a, b))),`,
    `  glass = mean(d) / sd(a), d_z_ci = c(ncp(1 - ${tail}), ncp(${tail})) / sqrt(n)) })`,
  ].join("\n");
}

export const effectSizePaired = {
  key: "effect_size_paired",
  page: "effect-size-paired",
  tier: "FIRST",
  input: "paired_numeric",
  variants: ["d_z"],
  source,
  run: runEffectSizePaired,
  rCall,
} as const satisfies MethodDefinition<PairedInput, EffectSizePairedOptions, PairedRNames, EffectSizePairedResult>;
