import { isArmSpecific, type Protocol } from "../../packages/domain/src/index.ts";
import { draftKey, pendingKeys, studyKey } from "./cast.ts";
import type { Situation } from "./generate-input.ts";
import { askedOn } from "./live-on.ts";
import { valuesOf, type Mother } from "./mothers.ts";
import type { Chance } from "./chance.ts";
import type { Worlds } from "./worlds.ts";

/** What is stored in both worlds alike: the state of each form that a masked person may know. */
export type StoredForm = {
  readonly participant: string;
  readonly visit: string;
  readonly form: string;
  readonly revision: number;
};

/** What somebody at the study could fill in: one situation for each visit and form of each mother. */
export function situationsOf(
  worlds: Pick<Worlds, "cast" | "mothers" | "chance">,
  stored: readonly StoredForm[],
): Situation[] {
  const { protocol, people } = worlds.cast;
  const revisions = new Map(stored.map((one) => [`${one.participant}/${one.visit}/${one.form}`, one.revision]));
  const accounts = [...people.values()];
  return worlds.mothers.flatMap((mother) =>
    protocol.visits.flatMap((visit) =>
      visit.forms.map(({ form }): Situation => {
        const key = `${mother.number} ${visit.key} ${form}`;
        const revision = revisions.get(`${mother.number}/${visit.key}/${form}`) ?? 0;
        return {
          ...base(mother, worlds.chance, key),
          account: worlds.chance.pick(`account ${key}`, accounts),
          visit: visit.key,
          form,
          baseRevision: revision,
          changeReason: revision > 0 ? "salah ketik" : undefined,
          performedOn: dateOfForm(mother, protocol, visit.key),
          values: valuesOf(protocol, form, dateOfForm(mother, protocol, visit.key), {
            chance: worlds.chance,
            key: `again ${key}`,
          }),
        };
      }),
    ),
  );
}

function base(mother: Mother, chance: Chance, key: string): Situation {
  return {
    study: studyKey,
    participant: mother.number,
    site: mother.site,
    screening: mother.screening,
    chain: chance.pick(`chain ${key}`, [mother.number, `screening:${mother.screening}`, "study"]),
    search: chance.pick(`search ${key}`, [mother.number, mother.number.slice(0, 5), "00", "Siti"]),
    softReasons: {},
    deviceTime: null,
    on: chance.unit(`on ${key}`) < 0.5 ? askedOn : (mother.allocatedOn ?? askedOn),
    reason: chance.pick(`reason ${key}`, ["ibu sakit", "pindah rumah", "rapat pemantauan"]),
    foundOn: askedOn,
    description: "nomor salah dibacakan saat menelepon",
    note: "sudah dibahas",
    name: `beku ${chance.index(`name ${key}`, 1e6)}`,
    withArm: false,
    count: 120 + chance.index(`count ${key}`, 90),
  };
}

function dateOfForm(mother: Mother, { visits }: Protocol, key: string): string {
  const visit = visits.find((one) => one.key === key);
  const from = visit?.anchor === "allocation" ? mother.allocatedOn : mother.enrolledOn;
  const planned = from === null ? mother.enrolledOn : addDaysTo(from, (visit?.day ?? 1) - 1);
  return planned > askedOn ? askedOn : planned;
}

function addDaysTo(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Values by the name of the key that takes them; what answers bring is added as it comes. */
export function poolOf({
  cast,
  mothers,
  chance,
}: Pick<Worlds, "cast" | "mothers" | "chance">): Record<string, unknown[]> {
  const { protocol, people } = cast;
  const hidden = protocol.visits.filter((visit) => isArmSpecific(protocol, visit)).map((visit) => visit.key);
  return {
    study: [studyKey, studyKey, studyKey, draftKey, ...pendingKeys, "no-such-study"],
    // Only these: a viewer who is no longer masked is no longer compared.
    grant: [...cast.spareGrants],
    foundOn: [askedOn, "2026-01-01"],
    participant: [...mothers.map((mother) => mother.number), "MLT-998-0", "x"],
    number: mothers.map((mother) => mother.number),
    screening: [...mothers.map((mother) => mother.screening), 999_999],
    visit: [...protocol.visits.map((visit) => visit.key), ...hidden, "session_99"],
    form: [...protocol.forms.map((form) => form.key), "no_such_form"],
    site: [...protocol.sites.map((site) => site.key), "nowhere"],
    account: [...people.values(), chance.uuid("nobody")],
    chain: [
      "study",
      "screening:1",
      "screening:999999",
      "platform",
      ...mothers.slice(0, 40).map((mother) => mother.number),
    ],
    // Of the arms' own names too: a list that finds by them tells who is in which.
    search: [
      "",
      "MLT",
      "0",
      "Siti",
      "oxytocin",
      "quokka",
      "wombat",
      ...mothers.slice(0, 10).map((mother) => mother.number),
    ],
    cursor: ["x", mothers[20]?.number ?? "MLT-020-0"],
    on: [askedOn, "2026-03-15", "2031-01-01"],
    performedOn: [askedOn, "2026-03-15", "2031-01-01"],
    screenedOn: [askedOn, "2031-01-01"],
    signedOn: [askedOn],
    softReasons: [{}],
    values: [{}],
    publishedSeed: [],
    protocolHash: [...cast.versions, "ab".repeat(32)],
    amendment: [1],
    draft: [cast.draft],
    token: ["x".repeat(43)],
    uuid: [],
  };
}
