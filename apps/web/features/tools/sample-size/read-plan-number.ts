import { readNumber, type ValueProblem } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";

import type { FieldKind } from "./plan-designs.ts";

export type PlanNumber =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "empty" }
  | { readonly kind: "problem"; readonly problem: ValueProblem };

/**
 * Reads a number of a plan as typed, with comma or point. A share may be typed as per cent with its sign: "60%" is 0.6;
 * a number of the outcome with the outcome's unit.
 */
export function readPlanNumber(
  text: string,
  { kind, unit, locale }: { kind: FieldKind; unit: string; locale: Locale },
): PlanNumber {
  const trimmed = text.trim().replace("−", "-");
  if (trimmed === "") return { kind: "empty" };
  const isPercent = kind === "share" && trimmed.endsWith("%");
  const digits = isPercent ? trimmed.slice(0, -1).trim() : trimmed;
  const read = readNumber(digits, kind === "outcome" && unit !== "" ? unit : null, locale);
  if (!read.ok) return { kind: "problem", problem: read.problem };
  return { kind: "value", value: isPercent ? Number((read.value / 100).toPrecision(15)) : read.value };
}
