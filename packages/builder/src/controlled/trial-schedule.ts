import { type Form, formPurposes, type Protocol, type Visit } from "@kendali/domain";
import type { FollowUp } from "./answers.ts";
import type { ExtraForm } from "./extras.ts";
import { freeKey } from "./free-key.ts";

/** The visit whose forms come before allocation: the last baseline visit, or the first visit where none is called so. */
export function baselineOf({ visits }: Pick<Protocol, "visits">): Visit | undefined {
  return visits.findLast(({ kind }) => kind === "baseline") ?? visits[0];
}

/** The visit at which the primary outcome is compared. */
export function mainVisitOf({ visits, outcomes }: Pick<Protocol, "visits" | "outcomes">): Visit | undefined {
  const primary = outcomes.find(({ role }) => role === "primary");
  return (
    visits.find(({ key }) => key === primary?.timePoints[0]) ??
    visits.find(({ kind }) => kind === "outcome") ??
    visits.at(-1)
  );
}

/** Forms that a later visit repeats: what measures, and does not treat. */
export function measuredForms(forms: readonly Form[], visit: Visit | undefined): Visit["forms"] {
  const purposes = new Map(forms.map(({ key, purpose }) => [key, purpose]));
  return (visit?.forms ?? []).filter(({ form }) => {
    const purpose = purposes.get(form);
    return purpose === "outcome" || purpose === "follow_up";
  });
}

/**
 * The pilot's visits in a trial: after the baseline days count from allocation, what treats is for the pilot's arm only,
 * what measures for everybody. A visit that does both becomes two, and its key stays with the measuring.
 */
export function trialVisits(
  pilot: Protocol,
  arm: string,
  extras: readonly ExtraForm[],
  followUps: readonly FollowUp[],
  followUpEpoch: string,
): readonly Visit[] {
  const baseline = baselineOf(pilot);
  const main = mainVisitOf(pilot);
  const treating = new Set(pilot.forms.filter(({ purpose }) => formPurposes[purpose].treats).map(({ key }) => key));
  const keys = new Set([...pilot.visits.map(({ key }) => key), ...followUps.map(({ key }) => key)]);
  const own = pilot.visits.flatMap((visit): readonly Visit[] => {
    const { arms: _arms, ...rest } = visit;
    const moved: Visit = visit === baseline || visit.kind === "baseline" ? rest : anchored(rest);
    const added = [
      ...(visit === baseline ? extras.filter(({ atBaseline }) => atBaseline) : []),
      ...(visit === main && visit !== baseline ? extras : []),
    ].map(({ form, required }) => ({ form: form.key, required }));
    const acts = visit.forms.filter(({ form }) => treating.has(form));
    const others = visit.forms.filter(({ form }) => !treating.has(form));
    if (acts.length === 0) return [{ ...moved, forms: [...others, ...added] }];
    if (others.length === 0 && added.length === 0) return [{ ...moved, arms: [arm], forms: acts }];
    const key = freeKey(`${visit.key}_session`, keys);
    keys.add(key);
    const session: Visit = { ...anchored(rest), key, kind: "intervention_session", arms: [arm], forms: acts };
    return [{ ...moved, forms: [...others, ...added] }, session];
  });
  const repeated = [
    ...measuredForms(pilot.forms, main),
    ...extras.filter(({ atFollowUp }) => atFollowUp).map(({ form }) => ({ form: form.key, required: true })),
  ];
  return [
    ...own,
    ...followUps.map(({ key, label, day, before, after }): Visit => ({
      key,
      label: { ...label },
      epoch: followUpEpoch,
      kind: "follow_up",
      anchor: "allocation",
      day,
      window: { before, after },
      forms: repeated.map((planned) => ({ ...planned })),
    })),
  ];
}

function anchored(visit: Visit): Visit {
  return visit.anchor === "enrolment" ? { ...visit, anchor: "allocation" } : visit;
}
