import { itemTypeOf } from "../../item-types/index.ts";
import type { Problem } from "../../result.ts";
import { itemsByKey, placedItems } from "../problem-path.ts";
import type { Protocol, Visit } from "../types.ts";
import { problem, type Rule } from "./rule.ts";

/** Something is the primary outcome. */
export const primaryOutcomeExists: Rule = ({ outcomes }) =>
  outcomes.some(({ role }) => role === "primary") ? [] : [problem("outcomes", "primary_outcome_missing")];

/** An outcome's item is asked at each of its time points and at its baseline. */
export const outcomesAreMeasured: Rule = (protocol) => {
  const placed = itemsByKey(protocol);
  return protocol.outcomes.flatMap(({ key, item, baselineVisit, timePoints }) => {
    const form = placed.get(item)?.form.key;
    if (form === undefined) return [];
    const visits = baselineVisit === null ? timePoints : [baselineVisit, ...timePoints];
    return visits
      .filter((name) =>
        protocol.visits.some((visit) => visit.key === name && !visit.forms.some((planned) => planned.form === form)),
      )
      .map((visit) => problem(`outcomes/${key}`, "outcome_item_not_measured", { item, form, visit }));
  });
};

/** A change has a baseline, and a share of events says what the event is. */
export const outcomesAreDefined: Rule = (protocol) => {
  const placed = itemsByKey(protocol);
  return protocol.outcomes.flatMap(({ key, item, metric, baselineVisit, scale, event }): readonly Problem[] => {
    const definition = placed.get(item)?.item;
    const isTruth = definition !== undefined && itemTypeOf(definition).expressionType === "bool";
    return [
      ...(metric === "change" && baselineVisit === null
        ? [problem(`outcomes/${key}/baselineVisit`, "outcome_baseline_missing")]
        : []),
      ...(scale === "binary" && event === undefined && definition !== undefined && !isTruth
        ? [problem(`outcomes/${key}/event`, "outcome_event_missing", { item })]
        : []),
      ...(scale === "continuous" && definition !== undefined && itemTypeOf(definition).expressionType !== "double"
        ? [problem(`outcomes/${key}/item`, "outcome_item_no_number", { item, type: definition.type })]
        : []),
    ];
  });
};

/** A hundred years: no date of a participant is further from another. */
const furthestDay = 36_525;

/** Every visit falls on a day of the calendar, and none is planned for before the enrolment that its days count from. */
export const visitDaysAreInReach: Rule = ({ visits }) =>
  visits.flatMap(({ key, anchor, day, window }): readonly Problem[] => {
    const isFar = [day - window.before, day, day + window.after].some((one) => Math.abs(one) > furthestDay);
    if (isFar) return [problem(`visits/${key}/day`, "visit_day_out_of_reach", { visit: key, limit: furthestDay })];
    return anchor === "enrolment" && day < 1
      ? [problem(`visits/${key}/day`, "visit_before_enrolment", { visit: key, day })]
      : [];
  });

/** Two visits of one participant that use the same form never share a day, or an entry could belong to either. */
export const windowsDoNotOverlap: Rule = ({ visits }) =>
  visits.flatMap((visit, index) =>
    visits.slice(0, index).flatMap((other): readonly Problem[] => {
      // Two of one key are told as twins.
      const shared = visit.key === other.key ? null : sharedDays(visit, other);
      if (shared === null) return [];
      const params = { visit: visit.key, other: other.key, form: shared.form, min: shared.from, max: shared.to };
      return [problem(`visits/${visit.key}/window`, "visit_windows_overlap", params)];
    }),
  );

/** The form that both visits use and the days on which an entry of it could be of either; null where there is no such day. */
function sharedDays(a: Visit, b: Visit): { readonly form: string; readonly from: number; readonly to: number } | null {
  const form = a.forms.find((one) => b.forms.some((planned) => planned.form === one.form))?.form;
  const sharesArm = a.arms === undefined || b.arms === undefined || a.arms.some((arm) => b.arms?.includes(arm));
  const from = Math.max(a.day - a.window.before, b.day - b.window.before);
  const to = Math.min(a.day + a.window.after, b.day + b.window.after);
  const hoursApart =
    a.timeOfDay !== undefined &&
    b.timeOfDay !== undefined &&
    (a.timeOfDay.to <= b.timeOfDay.from || b.timeOfDay.to <= a.timeOfDay.from);
  return form !== undefined && sharesArm && a.anchor === b.anchor && from <= to && !hoursApart
    ? { form, from, to }
    : null;
}

/** Days are counted from something that happens. */
export const anchorsHappen: Rule = (protocol) =>
  protocol.visits.flatMap(({ key, anchor }): readonly Problem[] => {
    const path = `visits/${key}/anchor`;
    if (anchor === "allocation" && protocol.allocation === null)
      return [problem(path, "visit_anchor_without_allocation")];
    return anchor === "delivery" && protocol.deliveryItem === null ? [problem(path, "delivery_item_missing")] : [];
  });

/** The delivery is an item that holds date and time. */
export const deliveryIsAMoment: Rule = (protocol) => {
  const placed = placedItems(protocol).find(({ item }) => item.key === protocol.deliveryItem);
  if (placed === undefined || itemTypeOf(placed.item).expressionType === "date_time") return [];
  return [problem("deliveryItem", "delivery_item_unsuitable", { name: placed.item.key, type: placed.item.type })];
};

/** The schedule has as many sessions as the intervention, in each arm that gets it. */
export const sessionsAreScheduled: Rule = (protocol) =>
  protocol.arms.flatMap((arm) =>
    arm.interventions.flatMap((key): readonly Problem[] => {
      const sessions = protocol.interventions.find((intervention) => intervention.key === key)?.sessions;
      if (sessions === undefined || sessions === null) return [];
      const found = new Set(sessionVisits(protocol, arm.key, sessions.form).map((visit) => visit.key)).size;
      const params = { arm: arm.key, found, expected: sessions.count };
      return found === sessions.count
        ? []
        : [problem(`interventions/${key}/sessions`, "session_count_mismatch", params)];
    }),
  );

function sessionVisits({ visits }: Protocol, arm: string, form: string): readonly Visit[] {
  return visits.filter(
    (visit) => (visit.arms?.includes(arm) ?? true) && visit.forms.some((planned) => planned.form === form),
  );
}

/** A form that no visit uses would never be filled. */
export const formsAreScheduled: Rule = (protocol) => {
  const planned = new Set(protocol.visits.flatMap(({ forms }) => forms.map(({ form }) => form)));
  return protocol.forms
    .filter(({ key }) => !planned.has(key))
    .map(({ key }) => problem(`forms/${key}`, "form_not_scheduled", { name: key }));
};
