import type { Problem } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import {
  crossedStrata,
  planProblems,
  schemes,
  validateScheme,
  type DesignFactor,
  type DesignPlan,
  type Fraction,
  type SchemeDefinition,
  type SchemeParameters,
} from "@kendali/randomization";

import { readPlanNumber } from "../sample-size/read-plan-number.ts";
import { coinText, stratifying, type DesignState } from "./design-state.ts";

/** What is wrong with one field: a code with words of its own, nothing typed yet, or a problem that the engine names. */
export type DesignFault =
  | { readonly field: string; readonly kind: "empty" | "not_a_coin" | "not_whole_numbers" | "whole_share" }
  | { readonly field: string; readonly kind: "problem"; readonly problem: Pick<Problem, "code" | "params"> };

export type ReadDesign = {
  readonly faults: readonly DesignFault[];
  /** Null while something is missing or cannot be simulated. */
  readonly plan: DesignPlan | null;
};

/** Reads a design as typed; a plan is there once it can be simulated. */
export function readDesign(state: DesignState, locale: Locale): ReadDesign {
  const reader = fieldReader(locale);
  const parameters = parametersOf(state, reader);
  const factors = factorsOf(state, reader);
  const numbers = {
    participants: reader.whole("participants", state.participants),
    simulations: reader.whole("trials", state.trials),
    seed: reader.whole("seed", state.seed),
  };
  if (reader.faults.length > 0)
    return { faults: [...reader.faults, ...moreFaults(state, parameters, reader)], plan: null };
  const strata = crossedStrata(factors);
  if (!strata.ok) return { faults: faultsOf(strata.refusal.problems ?? [], state), plan: null };
  const plan: DesignPlan = {
    scheme: state.scheme,
    parameters,
    strata: strata.value.map(({ values, share }) => ({ values, share })),
    ...numbers,
    isSingleOpenSite: state.isOpen && state.sites.levels.length === 1,
  };
  const keys = parameters.arms.map(({ key }) => key);
  const unusable = planProblems(plan);
  const outside = unusable.filter(({ path }) => !path.startsWith("/parameters"));
  const faults = faultsOf([...validateScheme(plan.scheme, parameters, keys), ...outside], state);
  return { faults, plan: unusable.length === 0 ? plan : null };
}

/**
 * What the scheme finds wrong while something cannot be read: only with fields that were read, and not while a ratio is
 * missing, by which the others are judged.
 */
function moreFaults(state: DesignState, parameters: SchemeParameters, { faults }: FieldReader): readonly DesignFault[] {
  if (faults.some(({ field }) => field.startsWith("ratio-"))) return [];
  const keys = parameters.arms.map(({ key }) => key);
  const told = new Set(faults.map(({ field }) => field));
  return faultsOf(validateScheme(state.scheme, parameters, keys), state).filter(({ field }) => !told.has(field));
}

type FieldReader = ReturnType<typeof fieldReader>;

/** Reads fields and remembers what is wrong with each. A field that cannot be read counts as 0, and there is no plan. */
function fieldReader(locale: Locale) {
  const faults: DesignFault[] = [];
  return {
    faults,
    fail: (fault: DesignFault) => faults.push(fault),
    whole: (field: string, text: string): number => {
      const number = readPlanNumber(text, { kind: "count", unit: "", locale });
      if (number.kind === "value") return number.value;
      faults.push(
        number.kind === "empty" ? { field, kind: "empty" } : { field, kind: "problem", problem: number.problem },
      );
      return 0;
    },
  };
}

function parametersOf(state: DesignState, reader: FieldReader): SchemeParameters {
  const definition: SchemeDefinition = schemes[state.scheme];
  const needs = new Set(definition.settings);
  return {
    arms: state.arms.map(({ ratio }, index) => ({
      key: `arm${index + 1}`,
      ratio: reader.whole(`ratio-${index}`, ratio),
    })),
    blockSizes: needs.has("blockSizes") ? blockSizesOf(state.blockSizes, reader) : [],
    ...(needs.has("coin") ? { coin: coinOf(coinText(state), reader) } : {}),
    ...(needs.has("maximumImbalance")
      ? { maximumImbalance: reader.whole("maximumImbalance", state.maximumImbalance) }
      : {}),
    ...(needs.has("urn")
      ? {
          urn: {
            initial: reader.whole("urnInitial", state.urnInitial),
            added: reader.whole("urnAdded", state.urnAdded),
          },
        }
      : {}),
    ...(needs.has("sequenceLength") ? { sequenceLength: reader.whole("sequenceLength", state.sequenceLength) } : {}),
    ...(needs.has("measure") ? { measure: state.measure } : {}),
    ...(needs.has("factors")
      ? {
          factors: stratifying(state).map((factor, index) => ({
            key: keyOfFactor(state, index),
            weight: reader.whole(`weight-${placeOfFactor(state, index)}`, factor.weight),
          })),
        }
      : {}),
  };
}

/** `4 6`, `4; 6` and `4, 6` are two sizes: nobody means a decimal block. */
function blockSizesOf(text: string, { fail }: FieldReader): readonly number[] {
  const parts = text.split(/[\s;,]+/u).filter((part) => part !== "");
  if (parts.length === 0) fail({ field: "blockSizes", kind: "empty" });
  if (parts.some((part) => !/^\d{1,9}$/u.test(part))) fail({ field: "blockSizes", kind: "not_whole_numbers" });
  return parts.map(Number);
}

/** `2/3`, `0,8`, `.8` or `80%`, exactly as a fraction of whole numbers. */
export function readCoin(text: string): Fraction | null {
  const trimmed = text.trim().replace(",", ".");
  const fraction = /^(\d{1,6})\s*\/\s*(\d{1,6})$/u.exec(trimmed);
  if (fraction !== null) return lowest(Number(fraction[1]), Number(fraction[2]));
  const decimal = /^(\d{0,3})(?:\.(\d{1,4}))?\s*(%?)$/u.exec(trimmed);
  if (decimal === null || /^\s*%?$/u.test(trimmed)) return null;
  const [, whole = "", part = "", percent = ""] = decimal;
  return lowest(Number(`${whole}${part}`), 10 ** (part.length + (percent === "" ? 0 : 2)));
}

function lowest(numerator: number, denominator: number): Fraction {
  const common = (left: number, right: number): number => (right === 0 ? left : common(right, left % right));
  const divisor = Math.max(1, common(numerator, denominator));
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function coinOf(text: string, { fail }: FieldReader): Fraction {
  const coin = readCoin(text);
  if (coin === null) fail({ field: "coin", kind: text.trim() === "" ? "empty" : "not_a_coin" });
  return coin ?? { numerator: 0, denominator: 1 };
}

function factorsOf(state: DesignState, reader: FieldReader): readonly DesignFactor[] {
  return stratifying(state).map((factor, index) => ({
    key: keyOfFactor(state, index),
    label: null,
    levels: factor.levels.map((level, at) => ({
      key: String(at + 1),
      label: { id: level.name, en: level.name },
      share: shareOf(`share-${placeOfFactor(state, index)}-${at}`, level.share, reader),
    })),
  }));
}

function shareOf(field: string, text: string, { fail }: FieldReader): number {
  const share = /^\s*\d{1,4}\s*$/u.test(text) ? Number(text) : Number.NaN;
  if (share >= 1 && share <= 1000) return share;
  fail({ field, kind: text.trim() === "" ? "empty" : "whole_share" });
  return 1;
}

/** `site`, `factor1`, …: the names that people see are no keys. */
function keyOfFactor(state: DesignState, index: number): string {
  const place = placeOfFactor(state, index);
  return place === "sites" ? "site" : `factor${Number(place) + 1}`;
}

/** Where a stratifying factor stands in the form: `sites`, or its position among the others. */
function placeOfFactor({ isBySite }: DesignState, index: number): string {
  if (isBySite && index === 0) return "sites";
  return String(isBySite ? index - 1 : index);
}

/** The engine's problems, each at the field that mends it. */
function faultsOf(problems: readonly Problem[], state: DesignState): readonly DesignFault[] {
  return problems.map(({ path, code, params }) => ({
    field: fieldOf(path, state),
    kind: "problem",
    problem: { code, params },
  }));
}

function fieldOf(path: string, state: DesignState): string {
  const [part = "", index = "", member = ""] = path.split("/").slice(1);
  if (part === "arms") return index === "" ? "arms" : `ratio-${index}`;
  if (part === "urn") return index === "added" ? "urnAdded" : "urnInitial";
  if (part === "simulations") return "trials";
  if (part === "strata") return "strata";
  if (part === "factors") return member === "weight" ? `weight-${placeOfFactor(state, Number(index))}` : "strata";
  return part;
}
