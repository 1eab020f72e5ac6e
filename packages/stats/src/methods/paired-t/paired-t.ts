import { studentInterval } from "../../inference.ts";
import type { MethodDefinition } from "../../method.ts";
import { correlation, mean, momentsOf, standardDeviation } from "../../numeric/moments.ts";
import { readPairs, refuseLevel } from "../../observations.ts";
import { rAlternative } from "../../r-text.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import { checkNormality } from "../shapiro-wilk/check-normality.ts";
import type { PairedInput, PairedRNames, PairedTOptions, PairedTResult } from "./paired-t.types.ts";
import { largestSize, testDifferences } from "./test-differences.ts";

const source = "Student (1908), Biometrika 6:1";

/**
 * Mean of the within-participant differences, second minus first, with its t interval and test.
 * Two arrays of equal length in the same unit and participant order; pairs with a `null` side are left out and counted.
 * Refuses fewer than two complete pairs and differences that are all equal.
 * Example: first [1, 2, 3], second [2, 4, 3] gives mean difference 1, t 1.7320508, df 2, p 0.2254033.
 */
export function runPairedT(input: PairedInput, options: PairedTOptions = {}): Outcome<PairedTResult> {
  const level = options.level ?? 0.95;
  const alternative = options.alternative ?? "two_sided";
  const badLevel = refuseLevel(level);
  if (badLevel !== null) return badLevel;
  const read = readPairs(input.first, input.second, 2);
  if (!read.ok) return read;
  const { first, second } = read;
  const n = first.length;
  const differences = second.map((value, i) => value - (first[i] ?? 0));
  const moments = momentsOf(differences);
  const { mean: difference, sd: sdDifference } = moments;
  const tested = testDifferences(moments, largestSize(first, second), alternative);
  if (tested === null) return refuse("zero_variance", { n, difference });
  const { standardError, df, t, p } = tested;
  return {
    ok: true,
    result: {
      method: "paired_t",
      variant: "student",
      estimate: { name: "mean_difference", value: difference, direction: "second_minus_first", scale: "outcome" },
      standardError,
      statistic: { name: "t", value: t, df },
      p: { value: p, sided: alternative, method: "student" },
      interval: studentInterval({ estimate: difference, standardError, df, level, alternative }),
      n: { used: n, excluded: read.excluded },
      assumptions: options.checkAssumptions === false ? [] : [checkNormality(differences, "differences")],
      warnings: [],
      source,
      r: rCall(undefined, options),
      details: {
        meanFirst: mean(first),
        sdFirst: standardDeviation(first),
        meanSecond: mean(second),
        sdSecond: standardDeviation(second),
        sdDifference,
        correlation: correlation(first, second),
      },
    },
  };
}

function rCall(names: PairedRNames = { first: "first", second: "second" }, options: PairedTOptions = {}): string {
  const alternative = rAlternative(options.alternative ?? "two_sided");
  const level = options.level ?? 0.95;
  return `t.test(${names.second}, ${names.first}, paired = TRUE, alternative = ${alternative}, conf.level = ${level})`;
}

export const pairedT = {
  key: "paired_t",
  page: "paired-t",
  tier: "FIRST",
  input: "paired_numeric",
  variants: ["student"],
  source,
  run: runPairedT,
  rCall,
} as const satisfies MethodDefinition<PairedInput, PairedTOptions, PairedRNames, PairedTResult>;
