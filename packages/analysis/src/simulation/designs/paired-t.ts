import { momentsOf, testDifferences } from "@kendali/stats";
import { pairedDifferences } from "./paired-differences.ts";

export const pairedT = pairedDifferences("paired_t", (differences, alternative) => {
  if (differences.length < 2) return "n_below_2";
  let size = 0;
  for (let i = 0; i < differences.length; i += 1) size = Math.max(size, Math.abs(differences[i] ?? 0));
  return testDifferences(momentsOf(differences), size, alternative)?.p ?? "zero_variance";
});
