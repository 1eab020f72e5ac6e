import {
  addDays,
  addMinutes,
  windowOf,
  type EntryValues,
  type LocalDate,
  type LocalDateTime,
  type ParticipantEndKind,
  type Protocol,
  type Visit,
} from "@kendali/domain";
import type { Act } from "./act.ts";
import { type Draw, drawFrom } from "./draw.ts";
import {
  armGuessOf,
  bloodOf,
  careReceivedOf,
  characteristicsOf,
  confoundersOf,
  feedingOf,
  lactationOf,
  milkVolumeOf,
  sessionOf,
  volumeMl,
  type Occasion,
} from "./measure.ts";
import { type Mother, simulateMother } from "./mother.ts";
import { formRecorder, type FormRecorder } from "./record-forms.ts";

/** What may happen to a participant of one study, as probabilities. */
export type Hazards = {
  readonly missedSession: number;
  readonly missedVisit: number;
  readonly lateVisit: number;
  readonly discontinuation: number;
  readonly withdrawal: number;
  readonly lost: number;
  readonly refusedMeasurement: number;
};

/** One simulated participant, from her first form on. Her arm is learnt from the real allocation, never chosen here. */
export type Life = {
  readonly mother: Mother;
  /** Everything up to and including the request for allocation, where the design has one. */
  readonly baseline: readonly Act[];
  /** Everything after, for the arm she turned out to be in. Day 1 of the sessions is `dayOne`. */
  readonly afterwards: (arm: string) => readonly Act[];
};

export type LifePlan = {
  readonly protocol: Protocol;
  /** Names the stream of chance; the same name in the same study is the same life. */
  readonly name: string;
  readonly serial: number;
  readonly enrolledAt: LocalDateTime;
  readonly hazards: Hazards;
};

type Telling = {
  readonly protocol: Protocol;
  readonly mother: Mother;
  readonly draw: Draw;
  readonly recorder: FormRecorder;
  readonly hazards: Hazards;
  readonly enrolledOn: LocalDate;
};

export function simulateLife(plan: LifePlan): Life {
  const { protocol, hazards } = plan;
  const draw = drawFrom(`${protocol.key} ${plan.name}`);
  const enrolledOn = plan.enrolledAt.slice(0, 10);
  const mother = simulateMother(draw, enrolledOn, plan.serial);
  const telling: Telling = { protocol, mother, draw, hazards, enrolledOn, recorder: formRecorder(protocol) };
  const needsAllocation = protocol.allocation !== null;
  // Some are measured only the next morning, where the window allows it.
  const isNextDay = needsAllocation && draw.chance(0.1);
  const measuredFrom = isNextDay ? `${addDays(enrolledOn, 1)}T08:30` : addMinutes(plan.enrolledAt, 35);
  const baselineVisit = visitOf(protocol, (visit) => visit.kind === "baseline");
  const baseline: Act[] = tellVisit(telling, baselineVisit, {
    askedAt: addMinutes(plan.enrolledAt, 5),
    at: measuredFrom,
    sessions: 0,
  });
  const readyAt = addMinutes(measuredFrom, 80);
  if (needsAllocation) {
    baseline.push({ kind: "lock", at: readyAt, by: "coordinator", visit: baselineVisit.key });
    baseline.push({ kind: "allocate", at: addMinutes(readyAt, 5), by: "coordinator" });
  }
  const dayOne = needsAllocation ? readyAt.slice(0, 10) : enrolledOn;
  return { mother, baseline, afterwards: (arm) => tellAfterwards(telling, arm, dayOne) };
}

type Moment = {
  readonly askedAt: LocalDateTime;
  readonly at: LocalDateTime;
  readonly sessions: number;
  readonly isTreated?: boolean;
  readonly outOfWindowReason?: string;
};

/** Every form of one visit, asked and measured one after the other. */
function tellVisit(telling: Telling, visit: Visit, moment: Moment): Act[] {
  const { mother, draw } = telling;
  const occasion: Occasion = { at: addMinutes(moment.at, 5), sessions: moment.sessions };
  const isRefused = draw.chance(telling.hazards.refusedMeasurement);
  const volume = volumeMl(mother, occasion, draw);
  const fill: Readonly<Record<string, () => EntryValues>> = {
    characteristics: () => characteristicsOf(mother),
    confounders: () => confoundersOf(mother, draw),
    milk_volume: () => milkVolumeOf(mother, occasion, isRefused ? null : volume, draw),
    lactation: () => lactationOf(volume, draw),
    blood: () => bloodOf(mother, occasion, draw),
    feeding: () => feedingOf(mother, occasion, draw),
    care_received: () => careReceivedOf(moment.sessions, draw),
    blinding_check: () => armGuessOf(moment.isTreated === true, draw),
  };
  // Typed from paper the next morning, now and then; performed when it was performed.
  const isTypedLater = visit.kind !== "baseline" && draw.chance(0.07);
  const acts: Act[] = [];
  let minutes = 0;
  for (const planned of visit.forms) {
    if (!planned.required && draw.chance(0.06)) continue;
    const form = telling.protocol.forms.find((candidate) => candidate.key === planned.form);
    const values = fill[planned.form];
    if (form === undefined || values === undefined)
      throw new Error(`the simulation does not know the form ${planned.form}`);
    const isAsked = form.performedBy.includes("coordinator");
    const start = isAsked ? moment.askedAt : moment.at;
    const recorded = telling.recorder.record(visit.key, planned.form, values());
    minutes += 12;
    acts.push({
      kind: "entry",
      at: isTypedLater
        ? addMinutes(`${addDays(start.slice(0, 10), 1)}T08:05`, minutes / 4)
        : addMinutes(start, isAsked ? minutes / 4 : 20 + minutes / 2),
      by: isAsked ? "coordinator" : "assessor",
      visit: visit.key,
      form: planned.form,
      performedOn: start.slice(0, 10),
      ...recorded,
      ...(moment.outOfWindowReason === undefined ? {} : { outOfWindowReason: moment.outOfWindowReason }),
    });
  }
  return acts;
}

type Ending = { readonly kind: ParticipantEndKind; readonly on: LocalDate; readonly reason: string };

function tellAfterwards(telling: Telling, arm: string, dayOne: LocalDate): readonly Act[] {
  const { protocol, draw, hazards } = telling;
  const anchors = {
    enrolledOn: telling.enrolledOn,
    allocatedOn: dayOne,
    deliveredOn: telling.mother.deliveryAt.slice(0, 10),
  };
  const isTreated = protocol.arms.find((candidate) => candidate.key === arm)?.kind === "intervention";
  const discontinuedOn = isTreated && draw.chance(hazards.discontinuation) ? addDays(dayOne, draw.whole(2, 5)) : null;
  const ending = chooseEnding(draw, hazards, dayOne);
  const acts: Act[] = [];
  let sessions = 0;
  for (const visit of protocol.visits) {
    const window = windowOf(visit, anchors);
    if (visit.kind === "baseline" || window === null || (visit.arms !== undefined && !visit.arms.includes(arm)))
      continue;
    const target = addDays(window.from, visit.window.before);
    if (visit.kind === "intervention_session") {
      if (ending !== null && target >= ending.on) continue;
      if (discontinuedOn !== null && target >= discontinuedOn) continue;
      const session = tellSession(telling, visit, target);
      if (session.kind === "entry") sessions += 1;
      acts.push(session);
      continue;
    }
    acts.push(...tellOutcomeVisit(telling, visit, { window, target, sessions, isTreated, ending }));
  }
  if (discontinuedOn !== null && (ending === null || discontinuedOn < ending.on))
    acts.push({
      kind: "end",
      at: `${discontinuedOn}T13:10`,
      by: "coordinator",
      end: "discontinuation",
      on: discontinuedOn,
      reason: draw.pick([
        ["Ibu merasa tidak nyaman dipijat", 2],
        ["Ibu tidak punya waktu setiap sore", 2],
      ] as const),
    });
  if (ending !== null)
    acts.push({
      kind: "end",
      at: `${ending.on}T14:20`,
      by: "coordinator",
      end: ending.kind,
      on: ending.on,
      reason: ending.reason,
    });
  return acts.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function chooseEnding(draw: Draw, hazards: Hazards, dayOne: LocalDate): Ending | null {
  const luck = draw.uniform();
  if (luck < hazards.withdrawal)
    return {
      kind: "withdrawal",
      on: addDays(dayOne, draw.whole(3, 24)),
      reason: draw.pick([
        ["Ibu menarik persetujuan tanpa alasan", 1],
        ["Keluarga tidak mengizinkan lagi", 1],
        ["Ibu kembali bekerja", 1],
      ] as const),
    };
  if (luck < hazards.withdrawal + hazards.lost)
    return {
      kind: "lost_to_follow_up",
      on: addDays(
        dayOne,
        draw.pick([
          [12, 2],
          [20, 3],
          [34, 3],
        ] as const),
      ),
      reason: draw.pick([
        ["Pindah rumah, nomor tidak aktif", 2],
        ["Tidak dapat dihubungi tiga kali", 2],
      ] as const),
    };
  return null;
}

function tellSession(telling: Telling, visit: Visit, on: LocalDate): Act {
  const { draw } = telling;
  if (draw.chance(telling.hazards.missedSession)) {
    const reason = draw.pick([
      ["Ibu ke rumah keluarga", 4],
      ["Ibu kurang sehat", 3],
      ["Bayi rewel", 2],
      ["Pelaksana berhalangan", 1],
    ] as const);
    return { kind: "missed", at: `${on}T18:20`, by: "provider", visit: visit.key, on, reason };
  }
  const start = draw.chance(0.015)
    ? `14:${draw.whole(30, 55)}`
    : addMinutes(`${on}T15:00`, draw.whole(0, 30) * 5).slice(11);
  const recorded = telling.recorder.record(visit.key, "massage_session", sessionOf(start, draw));
  return {
    kind: "entry",
    at: addMinutes(`${on}T${start}`, 22),
    by: "provider",
    visit: visit.key,
    form: "massage_session",
    performedOn: on,
    ...recorded,
  };
}

type Planned = {
  readonly window: { readonly from: LocalDate; readonly to: LocalDate };
  readonly target: LocalDate;
  readonly sessions: number;
  readonly isTreated: boolean;
  readonly ending: Ending | null;
};

function tellOutcomeVisit(telling: Telling, visit: Visit, planned: Planned): Act[] {
  const { draw, hazards } = telling;
  const { window, ending } = planned;
  const isLate = draw.chance(hazards.lateVisit);
  const early = Math.min(
    visit.window.before,
    draw.pick([
      [0, 7],
      [1, 2],
      [2, 1],
    ] as const),
  );
  const late = Math.min(
    visit.window.after,
    draw.pick([
      [0, 6],
      [1, 3],
      [2, 1],
    ] as const),
  );
  const on = isLate ? addDays(window.to, draw.whole(1, 3)) : addDays(planned.target, draw.chance(0.4) ? -early : late);
  const isMissed = visit.kind === "follow_up" && draw.chance(hazards.missedVisit);
  const isGone = ending !== null && on >= ending.on;
  if (isGone && window.to >= ending.on) return [];
  if (isMissed || isGone) {
    const reason = isGone
      ? "Tidak dapat dihubungi"
      : draw.pick([
          ["Ibu ke luar kota", 3],
          ["Bayi sakit", 2],
          ["Ibu lupa dan tidak dapat dijadwalkan lagi", 1],
        ] as const);
    // Known to be missed when the window has closed; once her participation has ended nothing is owed any more.
    const settledOn = addDays(window.to, 1);
    if (ending !== null && settledOn >= ending.on) return [];
    return [{ kind: "missed", at: `${settledOn}T10:15`, by: "coordinator", visit: visit.key, on: settledOn, reason }];
  }
  const at = addMinutes(`${on}T08:30`, draw.whole(0, 30) * 5);
  return tellVisit(telling, visit, {
    askedAt: addMinutes(at, -20),
    at,
    sessions: planned.sessions,
    isTreated: planned.isTreated,
    ...(isLate
      ? {
          outOfWindowReason: draw.pick([
            ["Ibu berada di rumah orang tua di luar kota", 2],
            ["Bayi dirawat, kunjungan diundur", 1],
          ] as const),
        }
      : {}),
  });
}

function visitOf(protocol: Protocol, matches: (visit: Visit) => boolean): Visit {
  const visit = protocol.visits.find(matches);
  if (visit === undefined) throw new Error("the protocol lacks a visit that the simulation needs");
  return visit;
}
