import { addDays, isArmSpecific, type Visit } from "../../packages/domain/src/index.ts";
import { password, startDate, studyKey, type Act, type Cast } from "./cast.ts";
import type { Chance } from "./chance.ts";
import { instantOf, recruitmentDays, saveForm, type Mother } from "./mothers.ts";

/** The day on which the worlds are asked: the last mothers are in the middle of their sessions. */
export const askedOn = addDays(startDate, recruitmentDays + 1);

type Planned = {
  readonly date: string;
  readonly minute: number;
  readonly order: string;
  readonly run: () => Promise<unknown>;
};

/**
 * Everything after allocation, in the order of the clock, in one world: sessions for this world's treated, missed
 * sessions, discontinuations, and then what both worlds share to the byte: visits, ends, locks and snapshots.
 */
export async function liveOn(
  act: Act,
  cast: Cast,
  chance: Chance,
  world: { readonly mothers: readonly Mother[]; readonly armOf: ReadonlyMap<string, string> },
): Promise<void> {
  const planned = world.mothers.flatMap((mother) =>
    mother.allocatedOn === null
      ? []
      : [
          ...sessionsOf(act, cast, chance, { mother, arm: world.armOf.get(mother.number) ?? "" }),
          ...visitsOf(act, cast, chance, { mother, arm: world.armOf.get(mother.number) ?? "" }),
          ...endsOf(act, chance, mother),
        ],
  );
  const inOrder = [...planned, ...studyActs(act), ...exceptionalActs(act, cast, world.mothers)].toSorted(
    (a, b) => compare(a.date, b.date) || a.minute - b.minute || compare(a.order, b.order),
  );
  for (const { date, run } of inOrder) if (date <= askedOn) await run();
}

type Of = { readonly mother: Mother; readonly arm: string };

/** The date of a visit that counts from allocation, on its target day. */
function dateOf(mother: Mother, visit: Visit): string {
  return addDays(mother.allocatedOn ?? "", (visit.day ?? 1) - 1);
}

function sessionsOf(act: Act, cast: Cast, chance: Chance, { mother, arm }: Of): Planned[] {
  const stopsAfter = chance.unit(`stops ${mother.number}`) < 0.1 ? 1 + chance.index(`stop ${mother.number}`, 5) : 99;
  const sessions = cast.protocol.visits.filter(
    (visit) => isArmSpecific(cast.protocol, visit) && (visit.arms ?? []).includes(arm),
  );
  // Nobody goes on after a session of which nothing is known: what follows it stays open too.
  const gap = sessions.findIndex((visit) => chance.unit(`session ${mother.number} ${visit.key}`) < 0.03);
  return sessions.slice(0, gap === -1 ? sessions.length : gap).flatMap((visit, place): Planned[] => {
    const date = dateOf(mother, visit);
    const key = `${mother.number} ${visit.key}`;
    const order = `1 ${key}`;
    const named = { study: studyKey, participant: mother.number };
    if (place === stopsAfter) {
      const end = { ...named, kind: "discontinuation", on: date, reason: "tidak ingin dipijat lagi" };
      const at = { instant: instantOf(date, 300), key: `discontinue ${mother.number}` };
      return [{ date, minute: 300, order, run: () => act("coordinator", "participant.recordEnd", end, at) }];
    }
    if (place > stopsAfter) return [];
    const luck = chance.unit(`session ${key}`);
    if (luck < 0.12) {
      const missed = { ...named, visit: visit.key, on: date, reason: "ibu sakit" };
      const at = { instant: instantOf(date, 420), key: `miss ${key}` };
      return [{ date, minute: 420, order, run: () => act("provider", "visit.recordMissed", missed, at) }];
    }
    const minute = 360 + chance.index(`minute ${key}`, 60);
    return visit.forms.map(({ form }) => ({
      date,
      minute,
      order,
      run: () => saveForm(act, cast, chance, { mother, visit: visit.key, form, on: date, minute }),
    }));
  });
}

/** Visits that both arms have, with the same values in both worlds, but for the form that tells the arm. */
function visitsOf(act: Act, cast: Cast, chance: Chance, { mother, arm }: Of): Planned[] {
  const { protocol } = cast;
  const common = protocol.visits.filter((visit) => visit.kind !== "baseline" && !isArmSpecific(protocol, visit));
  return common.flatMap((visit): Planned[] => {
    const date = dateOf(mother, visit);
    const key = `${mother.number} ${visit.key}`;
    const luck = chance.unit(`visit ${key}`);
    if (hasEnded(chance, mother, date) || luck < 0.15) return [];
    if (luck < 0.22) {
      const missed = { study: studyKey, participant: mother.number, visit: visit.key, on: date, reason: "pindah" };
      const at = { instant: instantOf(date, 200), key: `miss ${key}` };
      return [
        {
          date,
          minute: 200,
          order: `2 ${key}`,
          run: () => act(`assessor.${mother.site}`, "visit.recordMissed", missed, at),
        },
      ];
    }
    // Some visits are left half done: an assessor goes on tomorrow.
    const forms = luck < 0.3 ? visit.forms.slice(0, 2) : visit.forms;
    return forms.map(({ form }, place) => {
      const minute = 120 + chance.index(`minute ${key}`, 60) + place;
      const changed = protocol.forms.find((one) => one.key === form)?.revealsArm
        ? { midwife_visits_n: arm === protocol.arms[0]?.key ? 7 : 1 }
        : {};
      const save = { mother, visit: visit.key, form, on: date, minute, changed };
      return { date, minute, order: `2 ${key} ${place}`, run: () => saveForm(act, cast, chance, save) };
    });
  });
}

const endsAt = (chance: Chance, mother: Mother): number | null =>
  chance.unit(`ends ${mother.number}`) < 0.08 ? 10 + chance.index(`end ${mother.number}`, 25) : null;

function hasEnded(chance: Chance, mother: Mother, date: string): boolean {
  const days = endsAt(chance, mother);
  return days !== null && date >= addDays(mother.allocatedOn ?? "", days);
}

function endsOf(act: Act, chance: Chance, mother: Mother): Planned[] {
  const days = endsAt(chance, mother);
  if (days === null) return [];
  const date = addDays(mother.allocatedOn ?? "", days);
  const kind = chance.pick(`end kind ${mother.number}`, ["withdrawal", "lost_to_follow_up"]);
  const end = { study: studyKey, participant: mother.number, kind, on: date, reason: "pindah rumah" };
  const at = { instant: instantOf(date, 30), key: `end ${mother.number}` };
  return [
    { date, minute: 30, order: `0 ${mother.number}`, run: () => act("coordinator", "participant.recordEnd", end, at) },
  ];
}

type Run = (at: { readonly instant: string; readonly key: string }) => Promise<unknown>;
const at = (date: string, minute: number, key: string, run: Run): Planned => ({
  date,
  minute,
  order: `3 ${key}`,
  run: () => run({ instant: instantOf(date, minute), key }),
});

/** What happens rarely: arms shown in an emergency, errors of allocation, changes of masking that are asked for. */
function exceptionalActs(act: Act, { spareGrants }: Cast, mothers: readonly Mother[]): Planned[] {
  const shown = mothers.filter((mother) => mother.allocatedOn !== null && mother.index % 23 === 5).slice(0, 6);
  const wrong = mothers.filter((mother) => mother.allocatedOn !== null && mother.index % 19 === 7);
  const asked = [0, 1, 2, 3].map((place) => ({
    grant: spareGrants[place],
    by: place % 2 === 0 ? "investigator" : "manager",
  }));
  return [
    ...shown.map((mother) =>
      at(addDays(mother.allocatedOn ?? "", 4), 480, `unmask ${mother.number}`, (when) =>
        act(
          "investigator",
          "masking.unmask",
          {
            study: studyKey,
            participant: mother.number,
            password,
            category: "medical_emergency",
            reason: "demam tinggi, dirujuk ke rumah sakit",
          },
          when,
        ),
      ),
    ),
    ...wrong.map((mother) => {
      const foundOn = addDays(mother.allocatedOn ?? "", 2);
      const told = {
        study: studyKey,
        participant: mother.number,
        kind: "other",
        foundOn,
        description: "nomor salah dibacakan",
      };
      return at(foundOn, 490, `deviation ${mother.number}`, (when) =>
        act("coordinator", "deviation.report", told, when),
      );
    }),
    ...asked.map(({ grant, by }, place) =>
      at(addDays(startDate, 60), 500 + place, `ask for level ${place}`, (when) =>
        act(
          by,
          "masking.request",
          { study: studyKey, grant, level: "none", reason: "pindah tugas ke koordinasi" },
          when,
        ),
      ),
    ),
  ];
}

/** Acts on the study as a whole: the registers' counts, and two snapshots, one in the middle. */
function studyActs(act: Act): Planned[] {
  return [
    at(addDays(startDate, 20), 500, "register", (when) =>
      act("coordinator", "study.recordRegisterCount", { study: studyKey, site: "melati", count: 180 }, when),
    ),
    ...[30, recruitmentDays].map((day) =>
      at(addDays(startDate, day), 500, `freeze ${day}`, (when) =>
        act(
          "statistician",
          "snapshot.freeze",
          { study: studyKey, name: `beku-${day}`, reason: "rapat", withArm: false },
          when,
        ),
      ),
    ),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
