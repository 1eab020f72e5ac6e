import { formatNumber, type Translator } from "@kendali/i18n";
import type { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { problemWords } from "@kendali/i18n/problem-words";
import type { DesignPlan } from "@kendali/randomization";
import type { FieldProblem } from "@kendali/ui/components/field-frame";

import type { DesignState, TypedFactor } from "./design-state.ts";
import type { DesignFault } from "./read-design.ts";

export type DesignSay = Translator<typeof randomizationDesignCatalogue>;

/** A name as typed, or words for what has none. */
export function nameOr(name: string, otherwise: string): string {
  return name.trim() === "" ? otherwise : name.trim();
}

export function siteName(t: DesignSay, { sites }: DesignState, index: number): string {
  return nameOr(sites.levels[index]?.name ?? "", t("site_number", { number: index + 1 }));
}

/** The strata in words, in the order of the plan that the state is read to. */
export function stratumNames(t: DesignSay, state: DesignState): readonly string[] {
  const sites = state.isBySite ? [state.sites.levels.map((_, index) => siteName(t, state, index))] : [];
  const levels = [...sites, ...state.factors.map((factor) => levelNames(t, factor))];
  const crossed = levels.reduce<readonly (readonly string[])[]>(
    (strata, names) => strata.flatMap((stratum) => names.map((name) => [...stratum, name])),
    [[]],
  );
  return crossed.map((names) => (names.length === 0 ? t("no_strata") : names.join(", ")));
}

function levelNames(t: DesignSay, { levels }: TypedFactor): readonly string[] {
  return levels.map(({ name }, index) => nameOr(name, t("level_number", { number: index + 1 })));
}

/** A scheme with the settings that it was simulated with: "Blok permutasi, blok 4 atau 6". */
export function designWords(t: DesignSay, { scheme, parameters }: Pick<DesignPlan, "scheme" | "parameters">): string {
  const { blockSizes, coin, maximumImbalance, urn, sequenceLength } = parameters;
  const number = (value: number): string => formatNumber(t.locale, value);
  const parts = [
    ...(blockSizes.length === 0 ? [] : [t("with_blocks", { sizes: blockSizes.map(number).join(` ${t("or")} `) })]),
    ...(coin === undefined ? [] : [t("with_coin", { coin: `${coin.numerator}/${coin.denominator}` })]),
    ...(maximumImbalance === undefined ? [] : [t("with_maximum", { maximum: number(maximumImbalance) })]),
    ...(urn === undefined ? [] : [t("with_urn", { count: number(urn.initial), added: number(urn.added) })]),
    ...(sequenceLength === undefined ? [] : [t("with_length", { length: number(sequenceLength) })]),
  ];
  return [t(`scheme_${scheme}`), ...parts].join(", ");
}

/** What is wrong with a field, in words; what is only not typed yet is asked for, not called wrong. */
export function faultsAt(t: DesignSay, faults: readonly DesignFault[], field: string): readonly FieldProblem[] {
  const found = faults.filter((fault) => fault.field === field);
  const words = new Map(found.map((fault) => [faultWords(t, fault), fault.kind === "empty" ? "warn" : "bad"] as const));
  return [...words].map(([title, tone]) => ({ tone, title }));
}

function faultWords(t: DesignSay, fault: DesignFault): string {
  if (fault.kind === "problem") return problemWords(t.locale, fault.problem);
  return t(fault.kind === "empty" ? "ask_here" : fault.kind);
}

/** Guesses as people count them: 0.589 is "5.9 of 10". */
export function ofTen(t: DesignSay, share: number, digits = 1): string {
  return formatNumber(t.locale, 10 * share, digits);
}

/** A difference of arms: whole participants at an even ratio, else a decimal. */
export function differenceWords(t: DesignSay, plan: DesignPlan, difference: number): string {
  return formatNumber(t.locale, difference, isEven(plan) ? 0 : 1);
}

export function isEven({ parameters: { arms } }: Pick<DesignPlan, "parameters">): boolean {
  return arms.every(({ ratio }) => ratio === arms[0]?.ratio);
}
