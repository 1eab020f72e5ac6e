import {
  checkEntry,
  type CompiledForm,
  type EntryCheck,
  type EntryContext,
  type ItemValue,
  type Problem,
} from "@kendali/domain";
import type { SimulationGenerator } from "@kendali/randomization";
import type { Target } from "./draw-targets.ts";
import { drawValue, isAsked, toPrecision, type Occasion } from "./draw-value.ts";
import { impliedBy, type Influences } from "./influences.ts";

/** What one entry is made up for. */
export type EntryOrder = {
  readonly form: CompiledForm;
  readonly influences: Influences;
  readonly context: EntryContext;
  readonly targets: ReadonlyMap<string, Target>;
  readonly generator: SimulationGenerator;
  /** What the participant's answers to this form lean to, a standard normal deviate. */
  readonly leaning: number;
  readonly day: string;
  /** Items whose day is known to be another one: the delivery. */
  readonly dated: ReadonlyMap<string, string>;
  readonly hours: Occasion["hours"];
  readonly missing: number;
};

/** An entry as the form's own rules left it. */
export type InventedEntry = {
  readonly check: EntryCheck;
  /** What stands in the way of saving it after every attempt; empty for a sound entry. */
  readonly refused: readonly Problem[];
  /** Items that nothing honest could be made up for. */
  readonly unmade: readonly string[];
  /** Items that wanted a reason for an unusual answer. */
  readonly unusual: readonly string[];
  /** Outcomes whose value lay outside the possible limits and was moved to the nearest one. */
  readonly cut: readonly string[];
};

/** How often other answers are tried for an entry that its form refuses or that does not give the outcome it should. */
const attempts = 120;

/** The reason given for an unusual answer, so that it is known wherever it turns up. */
const reason = "Simulasi";

/** An order with the answers that are not drawn again: outcomes with a given value, and what nothing can be made up for. */
type Search = EntryOrder & { readonly fixed: ReadonlySet<string> };

type Draft = { readonly values: Record<string, ItemValue>; readonly check: EntryCheck; readonly cost: number };

/**
 * Fills a form as a person would whom the form's own rules correct: answers are drawn, the rules look at them, and what they
 * object to is drawn again together with what it depends on, until they are content and the outcomes come out as they should,
 * or the attempts are used up. What is still unusual gets a reason; what is still impossible is reported and not stored.
 */
export function inventEntry(order: EntryOrder): InventedEntry {
  const cut: string[] = [];
  const { values: drawn, unmade } = drawAll(order, cut);
  const search: Search = { ...order, fixed: new Set([...order.targets.keys(), ...unmade]) };
  let draft = assess(search, drawn);
  for (let attempt = 0; attempt < attempts && draft.cost > 0; attempt += 1) {
    const next = tryAgain(search, draft, attempt);
    if (next === null) break;
    if (next.cost <= draft.cost) draft = next;
  }
  const values = leaveSomeOut(order, draft);
  const settled = settle(search, values);
  // A picture or a signature that nobody could make up is no fault of the form; it is told on its own.
  const refused = settled.refused.filter(({ path, code }) => code !== "required" || !unmade.includes(path));
  return { ...settled, refused, unmade, cut };
}

function drawAll(order: EntryOrder, cut: string[]) {
  const unmade: string[] = [];
  const values: Record<string, ItemValue> = {};
  for (const field of order.form.fields) {
    if (!isAsked(field)) continue;
    const { key } = field.item;
    const target = order.targets.get(key);
    const value = target === undefined ? drawValue(field, occasionOf(order, key, 0)) : asValue(field, target);
    if (typeof target === "number" && typeof value === "number" && isCut(field.item.hardRange, target)) cut.push(key);
    // A remark that nobody must write is written now and then.
    const isWritten = field.item.required || field.definition.columnKind(field.item) !== "text";
    if (value === null) unmade.push(key);
    else if (isWritten || order.generator.nextDouble() < 0.1) values[key] = value;
  }
  return { values, unmade };
}

function isCut(
  range: { readonly min: number | null; readonly max: number | null } | undefined,
  target: number,
): boolean {
  return target < (range?.min ?? -Infinity) || target > (range?.max ?? Infinity);
}

function asValue(field: CompiledForm["fields"][number], target: Target): ItemValue {
  return typeof target === "number" && field.definition.isNumeric(field.item) ? toPrecision(field, target) : target;
}

function occasionOf(order: EntryOrder, key: string, width: number): Occasion {
  const { generator, leaning, hours, form } = order;
  const day = order.dated.get(key) ?? order.day;
  return { generator, leaning, day, hours, isAct: form.form.purpose === "intervention", width };
}

/** Looks at answers as the form does; answers to questions that are not asked are taken out first, as on the page. */
function assess(order: Search, given: Record<string, ItemValue>): Draft {
  const values = { ...given };
  let check = look(order, values, {});
  for (let round = 0; round < 5 && check.hiddenWithValue.length > 0; round += 1) {
    for (const key of check.hiddenWithValue) delete values[key];
    check = look(order, values, {});
  }
  return { values, check, cost: costOf(order, check) };
}

function look(
  { form, context }: EntryOrder,
  values: Readonly<Record<string, ItemValue>>,
  softReasons: Readonly<Record<string, string>>,
): EntryCheck {
  return checkEntry({ form, values, context, softReasons });
}

/** Refusals weigh most, then what wants a reason and could do without, then how far the outcomes are from where they should be. */
function costOf(order: Search, check: EntryCheck): number {
  let cost = 0;
  for (const problem of check.problems) {
    if (impliedBy(order.influences, problem.path, order.fixed).length === 0) continue;
    cost += problem.code === "reason_required" ? 100 : 10_000;
  }
  for (const key of check.computed) cost += missBy(order, check, key);
  return cost;
}

/** How far a computed outcome is from its target, in units of its last digit; 0 once it cannot be told from it. */
function missBy(order: EntryOrder, check: EntryCheck, key: string): number {
  const target = order.targets.get(key);
  const value = check.values[key];
  if (target === undefined || typeof value !== "number") return 0;
  const field = order.form.fieldOf.get(key);
  const unit = 10 ** -(field?.item.decimals ?? 0);
  const distance = Math.abs(value - Number(target)) / unit;
  return distance <= 0.5 ? 0 : Math.min(90, distance);
}

/** Draws again what a fault depends on: everything or one answer at a time, in turns. */
function tryAgain(order: Search, draft: Draft, attempt: number): Draft | null {
  const faults = [
    ...draft.check.problems.map(({ path }) => path),
    ...draft.check.computed.filter((key) => missBy(order, draft.check, key) > 0),
  ];
  const implied = [...new Set(faults.flatMap((path) => impliedBy(order.influences, path, order.fixed)))];
  if (implied.length === 0) return null;
  const { generator } = order;
  const isWhole = attempt % 3 === 0;
  const chosen = isWhole ? implied : [implied[generator.nextBelow(implied.length)] ?? ""];
  // Everything together leans to one side: a sum far from the middle is found sooner.
  const leaning = isWhole ? 3 * (generator.nextDouble() - 0.5) * 2 : order.leaning;
  const values = { ...draft.values };
  for (const key of chosen) {
    const field = order.form.fieldOf.get(key);
    if (field === undefined) continue;
    const isRefused = draft.check.problems.some(({ code }) => code !== "required" && code !== "reason_required");
    const width = isRefused ? Math.min(6, Math.floor(attempt / 10)) : isWhole ? 0 : 1;
    const value = drawValue(field, { ...occasionOf(order, key, width), leaning });
    if (value !== null) values[key] = value;
  }
  return assess(order, values);
}

/** Some answers are not given, with one of the reasons that the item offers. */
function leaveSomeOut(order: EntryOrder, draft: Draft): Record<string, ItemValue> {
  const values = { ...draft.values };
  for (const { item } of order.form.fields) {
    const offered = item.missingReasons ?? [];
    const m = offered[offered.length > 1 ? order.generator.nextBelow(offered.length) : 0];
    const isLeftOut =
      order.missing > 0 && values[item.key] !== undefined && order.generator.nextDouble() < order.missing;
    if (m !== undefined && isLeftOut) values[item.key] = { m };
  }
  return values;
}

/** Gives reasons where they are asked, and says what the form still refuses. */
function settle(order: Search, values: Record<string, ItemValue>): Omit<InventedEntry, "unmade" | "cut"> {
  const first = assess(order, values);
  const unusual = first.check.problems.filter(({ code }) => code === "reason_required").map(({ path }) => path);
  const reasons = Object.fromEntries(unusual.map((key) => [key, reason]));
  const check = unusual.length === 0 ? first.check : look(order, first.values, reasons);
  return { check, refused: check.problems, unusual };
}
