import { formatNumber, type Locale } from "@kendali/i18n";

import {
  dropOutField,
  findable,
  firstDesign,
  isPlanDesign,
  planDesign,
  type PlanDesignKey,
  type PlanField,
} from "./plan-designs.ts";
import { readPlanNumber, type PlanNumber } from "./read-plan-number.ts";

/** Everything that somebody chose or typed for a sample size. Numbers stay as typed; what nobody touched is absent. */
export type PlanState = {
  readonly design: PlanDesignKey;
  readonly find: string;
  readonly sided: "two_sided" | "one_sided";
  readonly direction: "increase" | "decrease" | null;
  readonly unit: string;
  /** By design and name of the field, so that nothing is lost when a design is only looked at. */
  readonly typed: Readonly<Record<string, string>>;
};

/** What a worker solves: numbers by name, `null` for the one to be found. */
export type PlanJob = {
  readonly design: PlanDesignKey;
  readonly values: Readonly<Record<string, number | null>>;
  readonly dropOut: number;
  readonly sided: "two_sided" | "one_sided";
  readonly direction: "increase" | "decrease" | null;
};

export const emptyPlan: PlanState = {
  design: firstDesign,
  find: "n",
  sided: "two_sided",
  direction: null,
  unit: "",
  typed: {},
};

/** Takes up another design: what is looked for stays where the other design has it too. */
export function withDesign(state: PlanState, design: PlanDesignKey): PlanState {
  const names = findable(planDesign(design));
  const [first = ""] = names;
  return { ...state, design, find: names.includes(state.find) ? state.find : first, direction: null };
}

/** The field where a number of a design is kept: alike numbers of other designs keep theirs. */
export function typedName(design: PlanDesignKey, field: PlanField): string {
  return field === dropOutField ? field.name : `${design}.${field.name}`;
}

/** What stands in a field: as typed, or the example's number in the language of the screen. */
export function shownIn(state: PlanState, field: PlanField, locale: Locale): string {
  return state.typed[typedName(state.design, field)] ?? formatNumber(locale, field.start);
}

export function withTyped(state: PlanState, field: PlanField, text: string): PlanState {
  return { ...state, typed: { ...state.typed, [typedName(state.design, field)]: text } };
}

/** Fields that are asked for: all of the design but the unknown, and drop-out. */
export function askedFields(state: PlanState): readonly PlanField[] {
  return [...planDesign(state.design).fields.filter(({ name }) => name !== state.find), dropOutField];
}

export type ReadPlan = {
  readonly numbers: ReadonlyMap<string, PlanNumber>;
  /** Null while a number is missing or cannot be read. */
  readonly job: PlanJob | null;
};

/** Reads every number of a plan; the job is there once all of them are. */
export function readPlan(state: PlanState, locale: Locale): ReadPlan {
  const design = planDesign(state.design);
  const numbers = new Map(
    askedFields(state).map((field) => [
      field.name,
      readPlanNumber(shownIn(state, field, locale), { kind: field.kind, unit: state.unit, locale }),
    ]),
  );
  const valueOf = (name: string): number | null => {
    const number = numbers.get(name);
    return number?.kind === "value" ? number.value : null;
  };
  const dropOut = valueOf(dropOutField.name);
  const isRead = [...numbers.values()].every(({ kind }) => kind === "value");
  if (!isRead || dropOut === null) return { numbers, job: null };
  const values = Object.fromEntries(design.fields.map(({ name }) => [name, valueOf(name)]));
  const isDirected = design.directed?.quantities.includes(state.find) === true;
  const job: PlanJob = {
    design: state.design,
    values,
    dropOut,
    sided: design.hasSides ? state.sided : "two_sided",
    direction: isDirected ? (state.direction ?? design.directed?.start ?? null) : null,
  };
  return { numbers, job };
}

/** A plan as the query of an address, so that it survives a reload and can be sent to a colleague. */
export function planQuery(state: PlanState): string {
  const { design, find, sided, direction, unit } = state;
  const query = new URLSearchParams({ design, find });
  if (sided !== "two_sided") query.set("sided", sided);
  if (direction !== null) query.set("direction", direction);
  if (unit !== "") query.set("unit", unit);
  for (const field of [...planDesign(design).fields, dropOutField]) {
    const typed = state.typed[typedName(design, field)];
    if (typed !== undefined) query.set(field.name, typed);
  }
  return query.toString();
}

/** Reads the query of an address; what it does not know is left out. */
export function planOfQuery(query: Readonly<Record<string, string | undefined>>): PlanState {
  const design = isPlanDesign(query["design"]) ? query["design"] : firstDesign;
  const known = planDesign(design);
  const asked = query["find"];
  const find = asked !== undefined && findable(known).includes(asked) ? asked : (findable(known)[0] ?? "");
  const direction = query["direction"];
  const typed = [...known.fields, dropOutField].flatMap((field): [string, string][] => {
    const text = query[field.name];
    return text === undefined ? [] : [[typedName(design, field), text.slice(0, 40)]];
  });
  return {
    design,
    find,
    sided: query["sided"] === "one_sided" ? "one_sided" : "two_sided",
    direction: direction === "increase" || direction === "decrease" ? direction : null,
    unit: (query["unit"] ?? "").slice(0, 20),
    typed: Object.fromEntries(typed),
  };
}
