import type { Form, Item, Outcome, Population, Protocol, Visit } from "@kendali/domain";
import { readItem, type ParticipantView } from "./participant-view.ts";

/** Whether a participant belongs to a population, and if not, why not. */
export type Membership = { readonly member: boolean; readonly reason: string | null };

const member: Membership = { member: true, reason: null };
const not = (reason: string): Membership => ({ member: false, reason });

type Rule = {
  /** The CDISC-like column name, when only one population follows the rule. */
  readonly column: (protocol: Protocol) => string;
  /** Whether membership tells the arm, so that pooled data go without the flag. */
  readonly revealsArm: boolean;
  readonly decide: (protocol: Protocol, view: ParticipantView, population: Population) => Membership;
};

/** How each population rule of the protocol is decided from the data. */
export const populationRules: Readonly<Record<Population["rule"], Rule>> = {
  enrolled: {
    column: (protocol) => (protocol.allocation === null ? "ittfl" : "enrlfl"),
    revealsArm: false,
    decide: (_protocol, view) => (isSecondNumber(view) ? not("duplicate") : member),
  },
  allocated: {
    column: () => "ittfl",
    revealsArm: false,
    decide: (protocol, view) => decideBase(protocol, view),
  },
  treated_per_protocol: {
    column: () => "pprotfl",
    revealsArm: true,
    decide: decideTreated,
  },
  complete_pairs: {
    column: () => "fasfl",
    revealsArm: false,
    decide: decidePair,
  },
};

/** The flag column of each population, unique and in the protocol's order. */
export function flagColumns(
  protocol: Protocol,
): readonly { readonly population: Population; readonly column: string }[] {
  const taken = new Set<string>();
  return protocol.populations.map((population) => {
    const wish = populationRules[population.rule].column(protocol);
    const column = taken.has(wish) ? `${population.key.slice(0, 30)}fl` : wish;
    taken.add(column);
    return { population, column };
  });
}

/** Sessions that the participant's arm plans; a one-group study's arm is everybody's. */
export function sessionsPlanned(protocol: Protocol, arm: string | null): number {
  const own = protocol.arms.find(
    (candidate) => candidate.key === (arm ?? (protocol.allocation === null ? protocol.arms[0]?.key : null)),
  );
  const counts = (own?.interventions ?? []).map(
    (key) => protocol.interventions.find((intervention) => intervention.key === key)?.sessions?.count ?? 0,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Sessions with an entry of their own. */
export function sessionsGiven(protocol: Protocol, view: ParticipantView): number {
  const sessions = new Set(
    protocol.visits.filter((visit) => visit.kind === "intervention_session").map((visit) => visit.key),
  );
  const held = view.participant.entries.filter((entry) => sessions.has(entry.visit));
  return new Set(held.map((entry) => entry.visit)).size;
}

/** The outcome that the study was planned on. */
export function primaryOutcome(protocol: Protocol): Outcome | undefined {
  return protocol.outcomes.find((outcome) => outcome.role === "primary") ?? protocol.outcomes[0];
}

/** The time point of the primary outcome: that of an estimand that names the outcome, else its first. */
export function primaryTimePoint(protocol: Protocol): Visit | undefined {
  const outcome = primaryOutcome(protocol);
  const named = protocol.estimands.find((estimand) => estimand.outcome === outcome?.key)?.timePoint;
  return protocol.visits.find((visit) => visit.key === (named ?? outcome?.timePoints[0]));
}

/** The form of a visit that holds an item. */
export function findItemAt(
  protocol: Protocol,
  visit: Visit,
  itemKey: string,
): { readonly form: Form; readonly item: Item } | null {
  for (const reference of visit.forms) {
    const form = protocol.forms.find((candidate) => candidate.key === reference.form);
    const item = form?.sections.flatMap((section) => section.items).find((candidate) => candidate.key === itemKey);
    if (form !== undefined && item !== undefined) return { form, item };
  }
  return null;
}

/** A second number of a woman who counts under the number that was allocated first. */
const isSecondNumber = ({ participant }: ParticipantView): boolean =>
  participant.ends.some((end) => end.kind === "duplicate");

function decideBase(protocol: Protocol, view: ParticipantView): Membership {
  if (isSecondNumber(view)) return not("duplicate");
  return protocol.allocation === null || view.participant.allocatedOn !== null ? member : not("not_allocated");
}

function decideTreated(protocol: Protocol, view: ParticipantView, population: Population): Membership {
  const base = decideBase(protocol, view);
  if (!base.member) return base;
  const planned = sessionsPlanned(view.own, view.participant.arm);
  const needed = Math.min(population.minimumSessions ?? planned, planned);
  const given = sessionsGiven(protocol, view);
  return given >= needed ? member : not(`sessions_given_${given}_of_${needed}`);
}

function decidePair(protocol: Protocol, view: ParticipantView): Membership {
  const base = decideBase(protocol, view);
  if (!base.member) return base;
  const outcome = primaryOutcome(protocol);
  const timePoint = primaryTimePoint(protocol);
  const baseline = protocol.visits.find((visit) => visit.key === outcome?.baselineVisit);
  for (const visit of [baseline, timePoint]) {
    if (visit === undefined || outcome === undefined) continue;
    const found = findItemAt(protocol, visit, outcome.item);
    const missing = found === null ? "not_asked" : readItem(view, visit, found.form, found.item).missing;
    if (missing !== null) return not(`${visit.key}_${missing}`);
  }
  return member;
}
