import {
  allocateParticipant,
  enrolParticipant,
  freezeSnapshot,
  lockStudy,
  lockVisit,
  recordConsent,
  recordEnd,
  recordMissed,
  recordRegisterCount,
  recordScreening,
  saveEntry,
  staffFor,
  unblindStudy,
  type ServerContext,
} from "@kendali/api";
import { addMinutes, type LocalDateTime, type Role } from "@kendali/domain";
import { act, atMoment, inParallel } from "./hands.ts";
import type { Accounts } from "./seed-accounts.ts";
import { usernameOf } from "./seed-study.ts";
import type { Act, Screening } from "./simulate/act.ts";
import type { Life } from "./simulate/life.ts";
import type { SimulatedStudy } from "./simulated-studies.ts";

type Enrolled = { readonly name: string; readonly life: Life; readonly participant: string; readonly site: string };
type Scene = { readonly server: ServerContext; readonly accounts: Accounts; readonly study: SimulatedStudy };

/** Entries of different participants are independent; this many are written at a time. */
const width = 8;

/**
 * Lives a simulated study through the use cases a browser calls. Screening, enrolment and allocation go one after the
 * other in the order of their dates, so that numbers and slots come out the same every time; entries go side by side.
 */
export async function liveThrough(server: ServerContext, accounts: Accounts, study: SimulatedStudy): Promise<void> {
  const scene: Scene = { server, accounts, study };
  const enrolled: Enrolled[] = [];
  for (const [index, screening] of study.screenings.entries()) {
    const one = await screen(scene, screening, index);
    if (one !== null) enrolled.push(one);
  }
  await inParallel(enrolled, width, async (one) => {
    for (const [index, deed] of one.life.baseline.entries())
      if (deed.kind === "entry") await doAct(scene, one, deed, index);
  });
  const arms = await allocateAll(scene, enrolled);
  await inParallel(enrolled, width, async (one) => {
    const arm = arms.get(one.participant);
    if (arm === undefined) return;
    for (const [index, deed] of one.life.afterwards(arm).entries()) await doAct(scene, one, deed, 1000 + index);
  });
  await close(scene);
}

async function screen(scene: Scene, screening: Screening, index: number): Promise<Enrolled | null> {
  const { study } = scene;
  const { at, site, answers, declinedReason, refusedConsent, life: name } = screening;
  const id = [study.key, "screening", String(index)];
  const account = accountAt(scene, "coordinator", site);
  const decision = declinedReason === null ? {} : { decision: { declined: true, reason: declinedReason } };
  const { screening: number, eligible } = await act(momentAt(scene, at, site), recordScreening, {
    account,
    id,
    input: { study: study.key, site, answers, ...decision },
  });
  if (!eligible || declinedReason !== null || (name === null && refusedConsent === null)) return null;
  const { consent } = study.protocol;
  await act(momentAt(scene, addMinutes(at, 12), site), recordConsent, {
    account,
    id: [...id, "consent"],
    input: {
      study: study.key,
      screening: number,
      version: consent.version,
      language: "id",
      decision: refusedConsent === null ? "given" : "declined",
      purposes:
        refusedConsent === null
          ? consent.purposes
              .filter((purpose, position) => purpose.required || (index + position) % 4 !== 0)
              .map((purpose) => purpose.key)
          : [],
      signedOn: at.slice(0, 10),
      ...(refusedConsent === null ? {} : { reason: refusedConsent }),
    },
  });
  const life = name === null ? undefined : study.lives.get(name);
  if (name === null || life === undefined) return null;
  const { participant } = await act(momentAt(scene, addMinutes(at, 18), site), enrolParticipant, {
    account,
    id: [...id, "enrol"],
    input: { study: study.key, screening: number, identity: { name: life.mother.name, phone: life.mother.phone } },
  });
  return { name, life, participant, site };
}

/** Locks baselines and allocates in the order of time. In a study without allocation everybody is in its one arm at once. */
async function allocateAll(scene: Scene, enrolled: readonly Enrolled[]): Promise<ReadonlyMap<string, string>> {
  const { protocol } = scene.study;
  const only = protocol.allocation === null ? protocol.arms[0] : undefined;
  if (only !== undefined) return new Map(enrolled.map(({ participant }) => [participant, only.key]));
  const arms = new Map<string, string>();
  const steps = enrolled.flatMap((one) =>
    one.life.baseline.flatMap((deed, index) => (deed.kind === "entry" ? [] : [{ one, deed, index }])),
  );
  for (const { one, deed, index } of steps.toSorted((a, b) =>
    a.deed.at < b.deed.at ? -1 : a.deed.at > b.deed.at ? 1 : 0,
  )) {
    const arm = await doAct(scene, one, deed, index);
    if (arm !== null) arms.set(one.participant, arm);
  }
  return arms;
}

/** Does one act, and answers the arm where the act was an allocation. */
async function doAct(scene: Scene, one: Enrolled, deed: Act, index: number): Promise<string | null> {
  const server = momentAt(scene, deed.at, one.site);
  const account = accountAt(scene, deed.by, one.site);
  const id = [scene.study.key, "participant", one.name, String(index)];
  const place = { study: scene.study.key, participant: one.participant };
  switch (deed.kind) {
    case "entry": {
      const { kind: _kind, at: _at, by: _by, ...entry } = deed;
      await act(server, saveEntry, {
        account,
        id,
        input: { ...place, ...entry, baseRevision: 0, deviceTime: server.now() },
      });
      return null;
    }
    case "missed":
      await act(server, recordMissed, {
        account,
        id,
        input: { ...place, visit: deed.visit, on: deed.on, reason: deed.reason },
      });
      return null;
    case "end":
      await act(server, recordEnd, {
        account,
        id,
        input: { ...place, kind: deed.end, on: deed.on, reason: deed.reason },
      });
      return null;
    case "lock":
      await act(server, lockVisit, { account, id, input: { ...place, visit: deed.visit } });
      return null;
    case "allocate": {
      const { arm } = await act(server, allocateParticipant, { account, id, input: place });
      if (arm === null) throw new Error("the coordinator of the demonstration is not told the arm");
      return arm.key;
    }
  }
}

/** What ends a study: the register's counts, then the lock, the unblinding and the frozen data, where it has them. */
async function close(scene: Scene): Promise<void> {
  const { study, accounts } = scene;
  const { key, lockedOn, frozenOn } = study;
  for (const { site, count } of study.registerCounts) {
    const at = momentAt(scene, lockedOn === null ? lastMoment(study) : `${lockedOn}T08:00`, site);
    await act(at, recordRegisterCount, {
      account: accountAt(scene, "coordinator", site),
      id: [key, "register", site],
      input: { study: key, site, count },
    });
  }
  const firstSite = study.protocol.sites[0]?.key ?? "";
  if (lockedOn !== null) {
    await act(momentAt(scene, `${lockedOn}T09:00`, firstSite), lockStudy, {
      account: accounts.idOf(usernameOf("data_manager")),
      id: [key, "lock"],
      input: { study: key, reason: "Pemantauan terakhir selesai, semua data diperiksa" },
    });
    if (study.protocol.allocation !== null)
      await act(momentAt(scene, `${lockedOn}T10:00`, firstSite), unblindStudy, {
        account: accounts.idOf(usernameOf("investigator")),
        id: [key, "unblind"],
        input: { study: key, reason: "Data terkunci, rencana analisis sudah ditetapkan" },
      });
  }
  if (frozenOn !== null)
    await act(momentAt(scene, `${frozenOn}T09:00`, firstSite), freezeSnapshot, {
      account: accounts.idOf(usernameOf("statistician")),
      id: [key, "freeze"],
      input: {
        study: key,
        name: "Analisis utama",
        reason: "Data lengkap dan diperiksa, untuk rencana analisis",
        withArm: true,
      },
    });
}

function lastMoment(study: SimulatedStudy): LocalDateTime {
  return addMinutes(study.screenings.at(-1)?.at ?? `${study.liveFrom}T08:00`, 240);
}

function accountAt({ accounts }: Scene, role: Role, site: string): string {
  return accounts.idOf(staffFor(role, site).username);
}

function momentAt({ server, study }: Scene, local: LocalDateTime, siteKey: string): ServerContext {
  const site = study.protocol.sites.find((candidate) => candidate.key === siteKey);
  return atMoment(server, local, site?.timeZone ?? "UTC");
}
