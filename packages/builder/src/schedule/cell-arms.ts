import { designOf, isArmSpecific, type Item, placedItems, type Protocol, type Role } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";
import { expressionNames } from "../forms/expression-names.ts";
import { columnOfVisit, type VisitColumn } from "./assessment-grid.ts";
import { editsBetween } from "./edits-between.ts";
import { forwardVisits, type LeftBehind } from "./follow-visit.ts";
import { hasForm, placeForm, withColumn, withForm } from "./place-form.ts";
import { armsOf, inOrder, isOfArms, withArms } from "./visit-arms.ts";

/** Why a cell or a visit cannot be for just these arms. */
export type ArmsUnfit =
  /** The study has one arm: there is nothing to choose. */
  | "one_arm"
  /** Something that is planned is for somebody. */
  | "no_arm_left"
  /** Before allocation nobody has an arm. */
  | "before_allocation"
  /** A session is of the arms that get the intervention, with all of its forms. */
  | "sessions"
  /** A visit of the running version keeps its arms and is not left without forms. */
  | "published_visit"
  /** A form of the running version that everybody fills does not come to tell the arm. */
  | "published_form";

/** What came of the act beside what was asked, for a page to say. */
export type ArmsEffects = {
  /** The form is in no visit of everybody now and has to say that it tells the arm (`form_must_reveal_arm`). */
  readonly mustReveal: boolean;
  /** The roles that fill it, where all of them are masked: such a person is not shown a form of some arms. */
  readonly maskedFillers: readonly Role[];
  /** Outcomes that are measured in some arms only here. */
  readonly partOutcomes: readonly string[];
  /** Analyses of other forms too, which go on naming the visit that the form left. */
  readonly leftAnalyses: readonly string[];
  /** Forms of this day that take answers from this form, which they are no longer asked together with. */
  readonly readers: readonly string[];
};

export type ArmsAct =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly visit: string; readonly effects: ArmsEffects }
  | { readonly ok: false; readonly code: ArmsUnfit; readonly visit: string };

export type CellArms = {
  /** Any visit of the column. */
  readonly visit: string;
  readonly form: string;
  /** The keys of the arms that the form is for here from now on. */
  readonly arms: readonly string[];
};

/**
 * Makes a form of one column be for just some arms; one that is not planned there is. Nothing else that is planned for anybody
 * changes, and what names the visit about this form goes with it. `base` is the published version that the document amends.
 */
export function setCellArms(
  protocol: Protocol,
  { visit, form, arms: wished }: CellArms,
  base: Protocol | null,
): ArmsAct {
  const column = columnOfVisit(protocol, visit);
  const arms = inOrder(wished, protocol.arms);
  const unfit = unfitCell(protocol, column, arms);
  if (column === null || unfit !== null) return { ok: false, code: unfit ?? "no_arm_left", visit };
  const placed = placeForm({ protocol, column, form, arms, base });
  if (placed.emptied !== null) return { ok: false, code: "published_visit", visit: placed.emptied };
  if (cannotReveal(placed.protocol, form, base)) return { ok: false, code: "published_form", visit: column.key };
  const home = placed.home ?? column.key;
  return {
    ok: true,
    edits: editsBetween(protocol, placed.protocol),
    visit: home,
    effects: effectsOf(placed.protocol, form, home, placed.left),
  };
}

/**
 * Makes a whole column be for just some arms, with every form of it: siblings become one visit again. For a run of sessions
 * each of them.
 */
export function setColumnArms(
  protocol: Protocol,
  { visit, arms: wished }: Pick<CellArms, "visit" | "arms">,
  base: Protocol | null,
): ArmsAct {
  const column = columnOfVisit(protocol, visit);
  const arms = inOrder(wished, protocol.arms);
  if (column === null || protocol.arms.length < 2) return { ok: false, code: "one_arm", visit };
  if (arms.length === 0) return { ok: false, code: "no_arm_left", visit };
  const isForAll = arms.length === protocol.arms.length;
  if (!isForAll && isBeforeAllocation(protocol, column)) return { ok: false, code: "before_allocation", visit };
  const published = column.visits.filter(({ key }) => base?.visits.some((one) => one.key === key) ?? false);
  const stuck =
    published.find((one) => !isOfArms(one, arms, protocol.arms)) ?? (column.isRun ? undefined : published[1]);
  if (stuck !== undefined) return { ok: false, code: "published_visit", visit: stuck.key };
  const joined = column.isRun
    ? eachOfArms(protocol, column, arms)
    : oneOfArms(protocol, column, arms, published[0]?.key);
  const forms = [...new Set(column.visits.flatMap((one) => one.forms.map(({ form }) => form)))];
  if (forms.some((form) => cannotReveal(joined.protocol, form, base)))
    return { ok: false, code: "published_form", visit: column.key };
  const effects = forms.map((form) => effectsOf(joined.protocol, form, joined.home, noneLeft));
  return {
    ok: true,
    edits: editsBetween(protocol, joined.protocol),
    visit: joined.home,
    effects: {
      mustReveal: effects.some(({ mustReveal }) => mustReveal),
      maskedFillers: [...new Set(effects.flatMap(({ maskedFillers }) => maskedFillers))],
      partOutcomes: [...new Set(effects.flatMap(({ partOutcomes }) => partOutcomes))],
      leftAnalyses: [],
      readers: [],
    },
  };
}

/** Whether a column is before the allocation: a participant who is there has no arm yet. */
export function isBeforeAllocation(protocol: Protocol, { visits }: Pick<VisitColumn, "visits">): boolean {
  const { allocation } = protocol;
  const [first] = visits;
  if (allocation === null || first === undefined) return false;
  const after = protocol.visits.findIndex(({ key }) => key === allocation.afterVisit);
  if (visits.some(({ key }) => key === allocation.afterVisit)) return true;
  if (first.anchor === "allocation") return false;
  return after < 0 ? first.kind === "baseline" : protocol.visits.indexOf(first) < after;
}

function unfitCell(protocol: Protocol, column: VisitColumn | null, arms: readonly string[]): ArmsUnfit | null {
  if (protocol.arms.length < 2) return "one_arm";
  if (column === null || arms.length === 0) return "no_arm_left";
  // Where a visit of these arms stands already, nothing is split.
  if (!column.isRun && column.visits.some((visit) => isOfArms(visit, arms, protocol.arms))) return null;
  if (column.visits[0]?.kind === "intervention_session") return "sessions";
  return isBeforeAllocation(protocol, column) && arms.length < protocol.arms.length ? "before_allocation" : null;
}

/** Whether a form of the published version would have to come to tell the arm. */
function cannotReveal(next: Protocol, form: string, base: Protocol | null): boolean {
  const then = base?.forms.find(({ key }) => key === form);
  if (then === undefined || then.revealsArm || then.purpose === "intervention") return false;
  return mustReveal(next, form);
}

function mustReveal(protocol: Protocol, key: string): boolean {
  const form = protocol.forms.find((one) => one.key === key);
  const visits = protocol.visits.filter((visit) => hasForm(visit, key));
  return (
    designOf(protocol).needsAllocation &&
    form?.revealsArm === false &&
    visits.length > 0 &&
    visits.every((visit) => isArmSpecific(protocol, visit))
  );
}

function effectsOf(protocol: Protocol, key: string, home: string, left: LeftBehind): ArmsEffects {
  const form = protocol.forms.find((one) => one.key === key);
  const visit = protocol.visits.find((one) => one.key === home);
  const isOfSome = visit !== undefined && isArmSpecific(protocol, visit);
  const levels = new Map(protocol.blinding.levels.map(({ role, level }) => [role, level]));
  const fillers = form?.performedBy ?? [];
  const items = placedItems(protocol).filter((placed) => placed.form.key === key);
  const keys = new Set(items.map(({ item }) => item.key));
  return {
    mustReveal: mustReveal(protocol, key),
    maskedFillers:
      isOfSome && designOf(protocol).needsAllocation && fillers.every((role) => levels.get(role) === "blind")
        ? fillers
        : [],
    partOutcomes: isOfSome
      ? protocol.outcomes
          .filter(({ item, timePoints }) => keys.has(item) && timePoints.includes(home))
          .map((outcome) => outcome.key)
      : [],
    leftAnalyses: left.analyses,
    readers: readersOf(protocol, key, home, [...keys]),
  };
}

/** Forms of the same column at an earlier sibling whose rules name items of a form: they are asked before it now. */
function readersOf(protocol: Protocol, key: string, home: string, items: readonly string[]): readonly string[] {
  const visits = columnOfVisit(protocol, home)?.visits ?? [];
  const place = visits.findIndex((visit) => visit.key === home);
  const earlier = new Set(visits.slice(0, place).flatMap(({ forms }) => forms.map(({ form }) => form)));
  const isNamed = (text: string | undefined): boolean =>
    text !== undefined && items.some((item) => text.includes(item) && expressionNames(text, item));
  const reads = ({ relevant, calculation, constraints = [] }: Item): boolean =>
    isNamed(relevant) || isNamed(calculation) || constraints.some(({ expression }) => isNamed(expression));
  return protocol.forms
    .filter((form) => form.key !== key && earlier.has(form.key))
    .filter(({ sections }) => sections.some((section) => section.items.some(reads)))
    .map((form) => form.key);
}

const noneLeft: LeftBehind = { analyses: [] };

type Joined = { readonly protocol: Protocol; readonly home: string };

/** Every session of a run for other arms. */
function eachOfArms(protocol: Protocol, column: VisitColumn, arms: readonly string[]): Joined {
  const visits = column.visits.map((visit) => withArms(visit, arms, protocol.arms));
  return { protocol: withColumn(protocol, column.visits, visits), home: column.key };
}

/** The siblings of a column as one visit: the published one, or the first. */
function oneOfArms(
  protocol: Protocol,
  column: VisitColumn,
  arms: readonly string[],
  keeps: string | undefined,
): Joined {
  const home = keeps ?? column.key;
  const stays = column.visits.find(({ key }) => key === home) ?? column.visits[0];
  if (stays === undefined) return { protocol, home };
  const planned = new Map<string, boolean>();
  for (const { forms } of column.visits)
    for (const { form, required } of forms) planned.set(form, required || planned.get(form) === true);
  const others = column.visits.filter((visit) => visit !== stays);
  const whole = [...planned].reduce(
    (visit, [form, required]) =>
      hasForm(visit, form)
        ? { ...visit, forms: visit.forms.map((one) => (one.form === form ? { ...one, required } : one)) }
        : withForm(visit, { form, required }, protocol),
    withArms(stays, arms, protocol.arms),
  );
  const moved = withColumn(protocol, column.visits, [whole]);
  const gone = others.map(({ key }) => ({ from: key, to: home }));
  return { protocol: forwardVisits(moved, gone), home };
}

/** The arms for which a form is at a column, in the document's order; none where it is not planned. */
export function cellArms(protocol: Protocol, { visits }: Pick<VisitColumn, "visits">, form: string): readonly string[] {
  const keys = visits.filter((visit) => hasForm(visit, form)).flatMap((visit) => armsOf(visit, protocol.arms));
  return inOrder(keys, protocol.arms);
}
