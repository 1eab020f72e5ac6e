import type { Translator } from "@kendali/i18n";
import type { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { problemWords } from "@kendali/i18n/problem-words";
import type { StatsRefusal } from "@kendali/stats";
import type { FieldProblem } from "@kendali/ui/components/field-frame";

import { dropOutField, planDesign, type PlanDesignKey } from "./plan-designs.ts";
import { findWords } from "./plan-lead.ts";
import { shareWords } from "./plan-words.ts";
import type { PlanNumber } from "./read-plan-number.ts";

type Words = Translator<typeof toolsCatalogue>;

/** What is wrong with a number as typed, if anything. */
export function numberProblem(t: Words, number: PlanNumber | undefined): FieldProblem | null {
  if (number === undefined || number.kind === "value") return null;
  if (number.kind === "empty") return { tone: "warn", title: t("ask_number") };
  return { tone: "bad", title: problemWords(t.locale, number.problem) };
}

/** The field that a refusal is about; null where it is about all of them. */
export function refusedField({ params }: StatsRefusal): string | null {
  const { option } = params;
  return typeof option === "string" ? option : null;
}

/** Why a plan cannot be solved: what is wrong, and what to do. */
export function refusedWords(t: Words, design: PlanDesignKey, { code, params }: StatsRefusal): string {
  const named = (name: unknown): string => findWords(t, design, String(name));
  switch (code) {
    case "invalid_probability":
      return t("bad_share");
    case "invalid_option":
      return t("bad_value");
    case "zero_effect":
      return t("bad_zero");
    case "power_not_reachable":
      return t("bad_unreachable", {
        quantity: named(params["option"]),
        power: shareWords(t.locale, Number(params["power"])),
      });
    case "several_unknowns":
      return t("bad_twice", { quantities: String(params["quantities"]).split(", ").map(named).join(", ") });
    default:
      return t("bad_other", { code });
  }
}

/** The same away from its field, which is named. */
export function refusedHere(t: Words, design: PlanDesignKey, refusal: StatsRefusal): string {
  const problem = refusedWords(t, design, refusal);
  const name = refusedField(refusal);
  const field = [...planDesign(design).fields, dropOutField].find((one) => one.name === name);
  if (field === undefined || refusal.code === "power_not_reachable") return problem;
  return t("bad_here", { field: t(field.label), problem });
}
