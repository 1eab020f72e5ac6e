import type { ParticipantData, ParticipantEnd, ScreeningData, StudyData } from "@kendali/datasets";
import {
  addDays,
  compileForm,
  decideEligibility,
  invariant,
  isVisitDone,
  participantNumber,
  strataOf,
  targetDateOf,
  visitOf,
  windowOf,
  type Anchors,
  type EntryValues,
  type ExpressionEngine,
  type LocalDate,
  type Protocol,
  type Visit,
} from "@kendali/domain";
import {
  openAdaptiveTrial,
  openLists,
  parametersOfPlan,
  schemes,
  simulationGenerator,
  stratumKey,
  type SimulationGenerator,
} from "@kendali/randomization";
import type { DryRunAssumptions } from "./assumptions.ts";
import { openTargets, type Targets } from "./draw-targets.ts";
import { influencesOf } from "./influences.ts";
import { inventEntry } from "./invent-entry.ts";
import { openTally, type Tally } from "./tally.ts";

/** Where a simulated study stands: what is being done, how much of it is done. */
export type LifeStage = "screening" | "baseline" | "follow_up";
export type LifeProgress = { readonly stage: LifeStage; readonly completed: number; readonly planned: number };

export type LivedStudy = { readonly data: StudyData; readonly tally: Tally };

type Person = {
  readonly number: string;
  readonly site: string;
  readonly enrolledOn: LocalDate;
  readonly generator: SimulationGenerator;
  readonly targets: Targets;
  /** What her answers lean to, by form. */
  readonly leanings: Map<string, number>;
  readonly entries: ParticipantData["entries"][number][];
  readonly missed: { readonly visit: string; readonly reason: string; readonly on: string }[];
  readonly refusedForms: Set<string>;
  deliveredOn: LocalDate | null;
  allocatedOn: LocalDate | null;
  arm: string | null;
  strata: Readonly<Record<string, string>> | null;
  end: ParticipantEnd | null;
  lastOn: LocalDate;
};

type Scene = ReturnType<typeof openScene>;

/** Days beyond which a planned visit is not lived through: a calendar has an end. */
const furthestDay = 36_500;

/**
 * Lives a whole study of invented participants through the protocol's own rules: screening and consent, baseline, allocation in
 * the order of time by the protocol's scheme, sessions, visits, drop-out. Yields after each person and step; deterministic.
 */
export function* liveStudy(
  protocol: Protocol,
  assumptions: DryRunAssumptions,
  engine: ExpressionEngine,
): Generator<LifeProgress, LivedStudy, unknown> {
  const scene = openScene(protocol, assumptions, engine);
  const { screenings, people } = yield* screenAll(scene);
  const planned = people.length;
  const before = protocol.visits.filter((visit) => visit.kind === "baseline");
  for (const [completed, person] of people.entries()) {
    for (const visit of inOrder(person, before)) holdVisit(scene, person, visit);
    yield { stage: "baseline", completed: completed + 1, planned };
  }
  allocateAll(scene, people);
  for (const [completed, person] of people.entries()) {
    followUp(scene, person);
    yield { stage: "follow_up", completed: completed + 1, planned };
  }
  return { data: dataOf(scene, screenings, people), tally: scene.tally };
}

function openScene(protocol: Protocol, assumptions: DryRunAssumptions, engine: ExpressionEngine) {
  const forms = new Map(
    protocol.forms.map((form) => {
      const compiled = compileForm(protocol, form.key, engine);
      invariant(compiled.ok, `form ${form.key} of a valid protocol does not compile`);
      return [form.key, { compiled: compiled.value, influences: influencesOf(compiled.value) }];
    }),
  );
  return {
    protocol,
    assumptions,
    forms,
    tally: openTally(protocol),
    openTargets: openTargets(protocol, assumptions.outcomes),
    order: new Map(protocol.visits.map((visit, index) => [visit.key, index])),
    baselineVisit: protocol.visits.find((visit) => visit.kind === "baseline")?.key,
    primaryVisit: primaryVisitOf(protocol),
    generator: simulationGenerator(BigInt(assumptions.seed)),
  };
}

/** The visit before which those who drop out leave: that of the primary outcome, else the last one. */
function primaryVisitOf(protocol: Protocol): Visit | undefined {
  const primary = protocol.outcomes.find(({ role }) => role === "primary") ?? protocol.outcomes[0];
  return protocol.visits.find(({ key }) => key === primary?.timePoints[0]) ?? protocol.visits.at(-1);
}

/** A generator of a participant's own, so that the same woman comes whatever the size of the study. */
function personalGenerator(seed: number, serial: number): SimulationGenerator {
  return simulationGenerator((BigInt(seed) * 0x9e3779b97f4a7c15n + BigInt(serial)) & 0xffff_ffff_ffff_ffffn);
}

function* screenAll(
  scene: Scene,
): Generator<LifeProgress, { readonly screenings: ScreeningData[]; readonly people: Person[] }, unknown> {
  const { protocol, assumptions, generator } = scene;
  const { participants: planned, perWeek, eligible, consenting } = assumptions;
  const daysBetweenScreenings = (7 / perWeek) * eligible * consenting;
  const screenings: ScreeningData[] = [];
  const people: Person[] = [];
  const serials = new Map<string, number>();
  let elapsed = 0;
  // With the least shares that may be assumed one in 10,000 is enrolled.
  while (people.length < planned && screenings.length < 100_000) {
    elapsed += -Math.log(1 - generator.nextDouble()) * daysBetweenScreenings;
    const site = protocol.sites[generator.nextBelow(protocol.sites.length)];
    invariant(site !== undefined, "a valid protocol has a site");
    const on = addDays(assumptions.startOn, Math.min(furthestDay, Math.floor(elapsed)));
    const failed = screenOne(scene, generator.nextDouble() < eligible);
    const isEnrolled = failed.length === 0 && generator.nextDouble() < consenting;
    const number = `S-${String(screenings.length + 1).padStart(5, "0")}`;
    let participant: string | null = null;
    if (isEnrolled) {
      const serial = (serials.get(site.key) ?? 0) + 1;
      serials.set(site.key, serial);
      participant = participantNumber(site.code, serial);
      people.push(personOf(scene, { number: participant, site: site.key, on, serial: people.length + 1 }));
      yield { stage: "screening", completed: people.length, planned };
    }
    screenings.push({
      number,
      site: site.key,
      eligible: failed.length === 0,
      failed,
      declinedReason: failed.length === 0 && !isEnrolled ? simulated : null,
      screenedOn: on,
      participant,
    });
  }
  return { screenings, people };
}

/** What stands wherever a person would have written a reason. */
const simulated = "Simulasi";

/** The criteria that a person fails: none, or one or two at random, answered through the rule that decides. */
function screenOne({ protocol, generator }: Scene, isMeant: boolean): readonly string[] {
  const { criteria } = protocol.eligibility;
  const failing = new Set<string>();
  if (!isMeant) {
    const count = generator.nextDouble() < 0.8 ? 1 : 2;
    for (let i = 0; i < count; i += 1) failing.add(criteria[generator.nextBelow(criteria.length)]?.key ?? "");
  }
  const answers = Object.fromEntries(
    criteria.map(({ key, kind }) => [key, (kind === "inclusion") !== failing.has(key)]),
  );
  const decided = decideEligibility(protocol, answers);
  invariant(decided.ok, "every criterion was answered");
  return decided.value.failed;
}

function personOf(
  scene: Scene,
  { number, site, on, serial }: { number: string; site: string; on: LocalDate; serial: number },
): Person {
  const generator = personalGenerator(scene.assumptions.seed, serial);
  const { visits, deliveryItem } = scene.protocol;
  const baselineDays = visits.filter(({ kind, anchor }) => kind === "baseline" && anchor === "delivery");
  const since = Math.min(furthestDay, Math.max(1, ...baselineDays.map(({ day }) => day)));
  return {
    number,
    site,
    enrolledOn: on,
    generator,
    targets: scene.openTargets(generator),
    leanings: new Map(),
    entries: [],
    missed: [],
    refusedForms: new Set(),
    deliveredOn: deliveryItem === null && baselineDays.length === 0 ? null : addDays(on, -since),
    allocatedOn: null,
    arm: null,
    strata: null,
    end: null,
    lastOn: on,
  };
}

/** Visits in the order of their days for this participant; those whose day is not known come last. */
function inOrder(person: Person, visits: readonly Visit[]): readonly Visit[] {
  const targetOf = (visit: Visit): string => (isWithinReach(visit) ? (targetDateOf(visit, person) ?? "9999") : "9999");
  return visits.toSorted((a, b) => (targetOf(a) < targetOf(b) ? -1 : targetOf(a) > targetOf(b) ? 1 : 0));
}

function isWithinReach({ day, window }: Visit): boolean {
  return Math.abs(day) + window.before + window.after <= furthestDay;
}

/** The day on which a visit is held: mostly its own, else one in its window; never before the visit before. */
function dayOf(person: Person, visit: Visit): LocalDate | null {
  const anchors: Anchors = person;
  const window = isWithinReach(visit) ? windowOf(visit, anchors) : null;
  const target = window === null ? null : targetDateOf(visit, anchors);
  if (window === null || target === null) return null;
  const { generator } = person;
  const span = visit.window.before + visit.window.after + 1;
  const chosen =
    generator.nextDouble() < 0.75 ? target : addDays(target, generator.nextBelow(span) - visit.window.before);
  const earliest = visit.anchor === "allocation" ? (person.allocatedOn ?? person.enrolledOn) : person.enrolledOn;
  const from = earliest > person.lastOn ? earliest : person.lastOn;
  if (chosen >= from) return chosen;
  return from <= window.to ? from : chosen;
}

function holdVisit(scene: Scene, person: Person, visit: Visit): void {
  const day = dayOf(person, visit);
  if (day === null) {
    scene.tally.unreachable(visit);
    return;
  }
  if (day < person.lastOn) scene.tally.outOfOrder(visit);
  const targets = person.targets(visit, person.arm);
  for (const { form } of visit.forms) fillForm(scene, person, { visit, form, day, targets });
  if (day > person.lastOn) person.lastOn = day;
  scene.tally.held(visit);
}

type Filling = {
  readonly visit: Visit;
  readonly form: string;
  readonly day: LocalDate;
  readonly targets: ReturnType<Targets>;
};

function fillForm(scene: Scene, person: Person, { visit, form, day, targets }: Filling): void {
  const ready = scene.forms.get(form);
  if (ready === undefined) return;
  const { generator, leanings } = person;
  const leaning = leanings.get(form) ?? generator.nextNormal();
  leanings.set(form, leaning);
  const delivered = scene.protocol.deliveryItem;
  const own = new Set(ready.compiled.fields.map(({ item }) => item.key));
  const invented = inventEntry({
    form: ready.compiled,
    influences: ready.influences,
    context: contextOf(scene, person, visit, day),
    targets: new Map([...targets].filter(([key]) => own.has(key))),
    generator,
    leaning: Math.SQRT1_2 * (leaning + generator.nextNormal()),
    day,
    dated: delivered === null || person.deliveredOn === null ? new Map() : new Map([[delivered, person.deliveredOn]]),
    hours: visit.timeOfDay ?? { from: "08:00", to: "15:00" },
    missing: scene.assumptions.missingAnswers,
  });
  scene.tally.entry(ready.compiled, invented);
  if (invented.refused.length > 0) {
    person.refusedForms.add(`${visit.key}/${form}`);
    return;
  }
  const { values, softReasons } = invented.check;
  const told = delivered === null ? undefined : values[delivered];
  if (typeof told === "string") person.deliveredOn = told.slice(0, 10);
  const role = ready.compiled.form.performedBy[0] ?? "assessor";
  const hand = ready.compiled.form.purpose === "intervention" ? 1 : 2;
  person.entries.push({
    visit: visit.key,
    form,
    performedOn: day,
    performedBy: `simulated-${role}-${person.site}-${hand}`,
    values,
    status: "complete",
    outOfWindowReason: null,
    softReasons,
    protocolVersion: scene.protocol.version,
  });
}

/** What expressions see of the participant's other entries: at this visit and before it, the latest last. */
function contextOf(scene: Scene, person: Person, visit: Visit, day: LocalDate) {
  const position = scene.order.get(visit.key) ?? 0;
  const before = person.entries
    .filter((entry) => (scene.order.get(entry.visit) ?? 0) <= position)
    .toSorted((a, b) => (scene.order.get(a.visit) ?? 0) - (scene.order.get(b.visit) ?? 0));
  const merge = (entries: typeof before): EntryValues => Object.assign({}, ...entries.map(({ values }) => values));
  const { baselineVisit } = scene;
  return {
    kind: "simulated" as const,
    values: merge(before),
    ...(baselineVisit === undefined || baselineVisit === visit.key
      ? {}
      : { baseline: merge(before.filter((entry) => entry.visit === baselineVisit)) }),
    today: day,
  };
}

/** Allocates in the order of time whoever has a complete baseline, each from the next slot, by the protocol's own scheme. */
function allocateAll(scene: Scene, people: readonly Person[]): void {
  const { protocol } = scene;
  const plan = protocol.allocation;
  if (plan === null) return;
  const list = {
    scheme: plan.scheme,
    parameters: parametersOfPlan(plan),
    secret: scene.generator.nextBytes(32),
  };
  const allocate = openAllocator(list, schemes[plan.scheme].adaptive);
  const waiting = people.toSorted((a, b) => (a.lastOn < b.lastOn ? -1 : a.lastOn > b.lastOn ? 1 : 0));
  for (const person of waiting) {
    const held = person.entries.filter((entry) => entry.visit === plan.afterVisit);
    const visit = visitOf(protocol, plan.afterVisit);
    const completeForms = held.map(({ form }) => form);
    const isDone = isVisitDone(visit, {
      visit: visit.key,
      completeForms,
      performedOn: null,
      missedOn: null,
      locked: true,
    });
    if (!isDone) {
      scene.tally.notAllocated("baseline_incomplete");
      continue;
    }
    const levels = strataOf(protocol, person.site, Object.assign({}, ...held.map(({ values }) => values)));
    const key = levels.ok
      ? stratumKey(Object.fromEntries(levels.value.map(({ factor, level }) => [factor, level])))
      : levels;
    if (!levels.ok || !key.ok) {
      scene.tally.notAllocated("strata_missing");
      continue;
    }
    person.arm = allocate(key.value);
    person.allocatedOn = person.lastOn;
    person.strata = Object.fromEntries(levels.value.map(({ factor, level }) => [factor, level]));
    scene.tally.allocated(key.value);
  }
}

type List = Parameters<typeof openLists>[0];

/** The next arm of a stratum, from the study's lists or, for a scheme that looks back, from what was allocated before. */
function openAllocator(list: List, isAdaptive: boolean): (stratum: string) => string {
  if (!isAdaptive) {
    const read = openLists(list);
    const slots = new Map<string, number>();
    return (stratum) => {
      const slot = slots.get(stratum) ?? 0;
      slots.set(stratum, slot + 1);
      return read(stratum, slot);
    };
  }
  const trial = openAdaptiveTrial(list);
  let slot = 0;
  return (stratum) => {
    const { armKey } = trial.decide(stratum, slot);
    trial.record(stratum, armKey);
    slot += 1;
    return armKey;
  };
}

/** Sessions and visits after the baseline, until the participant leaves or the study ends. */
function followUp(scene: Scene, person: Person): void {
  const { protocol, assumptions } = scene;
  if (protocol.allocation !== null && person.allocatedOn === null) return;
  const arm = person.arm ?? protocol.arms[0]?.key ?? "";
  const due = protocol.visits.filter(
    (visit) => visit.kind !== "baseline" && (visit.arms === undefined || visit.arms.includes(arm)),
  );
  person.end = endOf(scene, person);
  for (const visit of inOrder(person, due)) {
    const target = isWithinReach(visit) ? targetDateOf(visit, person) : null;
    if (person.end !== null && (target === null || target >= person.end.on)) continue;
    const isSession = visit.kind === "intervention_session";
    const chance = isSession ? 1 - assumptions.adherence : assumptions.missedVisits;
    if (target !== null && person.generator.nextDouble() < chance) {
      person.missed.push({ visit: visit.key, reason: simulated, on: target });
      continue;
    }
    holdVisit(scene, person, visit);
  }
}

/** Whether and when a participant leaves: on a day before that of the primary outcome, each as likely as the others. */
function endOf({ assumptions, primaryVisit }: Scene, person: Person): ParticipantEnd | null {
  const { generator } = person;
  const isLeaving = generator.nextDouble() < assumptions.dropOut;
  const start = person.allocatedOn ?? person.enrolledOn;
  const until = primaryVisit === undefined || !isWithinReach(primaryVisit) ? null : targetDateOf(primaryVisit, person);
  if (!isLeaving || until === null) return null;
  const days: LocalDate[] = [];
  for (let day = addDays(start, 1); day <= until && days.length < furthestDay; day = addDays(day, 1)) days.push(day);
  const on = days[days.length > 0 ? generator.nextBelow(days.length) : 0] ?? until;
  const kind = generator.nextDouble() < 0.5 ? ("withdrawal" as const) : ("lost_to_follow_up" as const);
  return { kind, on, reason: simulated };
}

function dataOf({ protocol }: Scene, screenings: readonly ScreeningData[], people: readonly Person[]): StudyData {
  const register = protocol.sampling.method === "total";
  return {
    protocol,
    kind: "simulated",
    clock: "injected",
    registerCounts: register
      ? protocol.sites.map(({ key }) => ({ site: key, count: screenings.filter(({ site }) => site === key).length }))
      : [],
    screenings,
    participants: people.map((person) => ({
      number: person.number,
      site: person.site,
      enrolledOn: person.enrolledOn,
      consent: {
        status: person.end?.kind === "withdrawal" ? ("withdrawn" as const) : ("given" as const),
        version: protocol.consent.version,
        on: person.enrolledOn,
      },
      allocatedOn: person.allocatedOn,
      arm: person.arm,
      strata: person.strata,
      ends: person.end === null ? [] : [person.end],
      entries: person.entries,
      missed: person.missed,
    })),
    ...(protocol.allocation === null ? {} : { deviations: [] }),
  };
}
