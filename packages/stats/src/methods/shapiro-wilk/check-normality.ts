import type { AssumptionCheck } from "../../result.ts";
import { runShapiroWilk } from "./shapiro-wilk.ts";

type NormalityCheck = Extract<AssumptionCheck, { readonly method: "shapiro_wilk" }>;

/** Shapiro–Wilk as an assumption beside another method's result; never a verdict on that method. */
export function checkNormality(values: readonly number[], of: NormalityCheck["of"]): AssumptionCheck {
  const outcome = runShapiroWilk({ values });
  if (!outcome.ok) return { method: "shapiro_wilk", of, reading: "not_computed", reason: outcome.refusal.code };
  const { statistic, p, n, details } = outcome.result;
  return {
    method: "shapiro_wilk",
    of,
    n: n.used,
    W: statistic.value,
    p: p.value,
    distinctValues: details.distinctValues,
    reading: details.reading,
  };
}
