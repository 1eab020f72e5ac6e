import type { Group } from "../../grouped-observations.ts";
import type { AssumptionCheck } from "../../result.ts";
import { deviationTest } from "./variance-homogeneity.ts";

/** Brown–Forsythe as an assumption beside another method's result, read at 0.05; never a verdict on that method. */
export function checkEqualVariances(groups: readonly Group[]): AssumptionCheck {
  const test = deviationTest(groups, "brown_forsythe");
  if (!test.ok) return { method: "brown_forsythe", of: "groups", reading: "not_computed", reason: test.refusal.code };
  const { statistic, p } = test.result;
  return {
    method: "brown_forsythe",
    of: "groups",
    F: statistic.value,
    df1: statistic.df ?? 0,
    df2: statistic.df2 ?? 0,
    p: p.value,
    reading: p.value < 0.05 ? "evidence_against_equal_variances" : "no_evidence_against_equal_variances",
  };
}
