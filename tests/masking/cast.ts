import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  diffJson,
  protocolHash,
  type Item,
  type Json,
  type Protocol,
  type Role,
} from "../../packages/domain/src/index.ts";
import { insertAccount, openDatabase } from "../../packages/db/src/index.ts";
import { root } from "../repository-files.ts";
import type { Chance } from "./chance.ts";
import { photoItems } from "./files.ts";
import type { ActResult, TwinProcess } from "./twin-process.ts";

export const studyKey = "twin-trial";
/** Studies beside the trial: one as it was made, one that is live without anybody in it, two that one account has approved. */
export const draftKey = "twin-draft";
export const secondKey = "twin-second";
export const pendingKeys = ["twin-pending-i", "twin-pending-m"] as const;
export const startDate = "2026-03-02";

/** Words that occur nowhere but in the arms: whoever receives one has been told. */
const canaries = { treated: "quokkaarm", control: "wombatarm" };
export const canary = /quokkaarm|wombatarm/iu;

/** The reference trial with arms that nothing else is named like. */
export function canaryProtocol(key: string): Protocol {
  const text = readFileSync(join(root, "studies/oxytocin-rct/protocol.json"), "utf8");
  const protocol = JSON.parse(
    text.replaceAll("oxytocin_massage", canaries.treated).replaceAll("usual_care", canaries.control),
  ) as Protocol;
  const renamed = (label: string) => ({ id: `Kelompok ${label}`, en: `Group ${label}` });
  const forms = protocol.forms.map((form) => {
    const [first, ...rest] = form.sections;
    const photo = photoItems[form.key];
    if (first === undefined || photo === undefined) return form;
    return { ...form, sections: [{ ...first, items: [...first.items, photoItem(photo)] }, ...rest] };
  });
  return { ...protocol, key, forms, arms: protocol.arms.map((arm) => ({ ...arm, label: renamed(arm.key) })) };
}

function photoItem(key: string): Item {
  return { key, type: "photo", label: { id: "Foto", en: "Photo" }, required: false, maxKilobytes: 1024 };
}

export type StudyViewer = {
  readonly name: string;
  readonly role: Role | "administrator";
  readonly site: string | null;
};

/** Who is masked, where, and is compared. A role of one site is somebody else than the same role everywhere. */
export const maskedViewers: readonly StudyViewer[] = [
  { name: "investigator", role: "investigator", site: null },
  { name: "manager", role: "data_manager", site: null },
  { name: "statistician", role: "statistician", site: null },
  { name: "assessor.melati", role: "assessor", site: "melati" },
  { name: "assessor.kenanga", role: "assessor", site: "kenanga" },
  { name: "assessor.cempaka", role: "assessor", site: "cempaka" },
  { name: "investigator.kenanga", role: "investigator", site: "kenanga" },
  { name: "manager.melati", role: "data_manager", site: "melati" },
  { name: "statistician.cempaka", role: "statistician", site: "cempaka" },
];
/** Who is not masked, or not wholly: they act, they are asked before the others, and they see no future slot either. */
export const unmaskedViewers: readonly StudyViewer[] = [
  { name: "coordinator", role: "coordinator", site: null },
  { name: "provider", role: "provider", site: null },
];

/** Whose masking is asked to be changed, and who is nobody else: a viewer's own never is. */
const spares = Array.from(
  { length: 10 },
  (_, index) => ({ name: `spare.${index}`, role: "assessor", site: null }) as const,
);
export const password = "langit senja di atas danau";

export type Cast = {
  readonly protocol: Protocol;
  /** The hashes of the trial's versions, the first one first. */
  readonly versions: readonly string[];
  /** The open draft of the trial's third version. */
  readonly draft: string;
  readonly administrator: string;
  /** Accounts by name. */
  readonly people: ReadonlyMap<string, string>;
  /** The assignments of accounts that nobody is asked as. */
  readonly spareGrants: readonly string[];
};

/** An act that must be accepted: anything else is a fault of the script. */
export type Act = (
  name: string,
  path: string,
  input: object,
  at: { instant: string; key: string },
) => Promise<Readonly<Record<string, unknown>>>;

/** Acts of the cast in one world. A command's id is a function of what the act is, so both worlds name it alike. */
export function actorIn(twin: TwinProcess, people: ReadonlyMap<string, string>, chance: Chance): Act {
  return async (name, path, input, { instant, key }) => {
    const result = await twin.act({
      account: people.get(name) ?? "",
      path,
      instant,
      key,
      input: { commandId: chance.uuid(`command ${key}`), ...input },
    });
    return valueOf(result, `${path} by ${name} (${key})`);
  };
}

export function valueOf(result: ActResult, what: string): Readonly<Record<string, unknown>> {
  if (!result.ok) throw new Error(`${what} was refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** Accounts, the trial gone live by the two who may, and a second study that is still a draft. */
export async function assemble(twin: TwinProcess, databaseUrl: string, chance: Chance): Promise<Cast> {
  const administrator = chance.uuid("administrator");
  await insertAdministrator(databaseUrl, administrator);
  const people = new Map([["root", administrator]]);
  const act = actorIn(twin, people, chance);
  const at = (key: string) => ({ instant: "2026-03-01T01:00:00.000Z", key });
  const studies = [studyKey, draftKey, secondKey, ...pendingKeys];
  for (const key of studies)
    await act("root", "study.create", { key, kind: "simulated", protocol: canaryProtocol(key) }, at(`create ${key}`));
  const spareGrants: string[] = [];
  for (const { name, role, site } of [...maskedViewers, ...unmaskedViewers, ...spares]) {
    const account = { username: name, displayName: `Nama ${name}`, administrator: false, locale: "id" };
    const { id } = await act("root", "account.create", account, at(`account ${name}`));
    people.set(name, String(id));
    for (const study of studies) {
      const granted = { account: id, study, role, site };
      const { id: grant } = await act("root", "account.grantRole", granted, at(`grant ${name} ${study}`));
      if (name.startsWith("spare") && study === studyKey) spareGrants.push(String(grant));
    }
  }
  await choosePassword(twin, administrator, String(people.get("investigator")));
  const seed = chance.uuid("list").replaceAll("-", "") + chance.uuid("list, second half").replaceAll("-", "");
  for (const name of ["investigator", "manager"]) {
    await act(name, "study.goLive", { study: studyKey, publishedSeed: seed }, at(`go live ${name}`));
    await act(name, "study.goLive", { study: secondKey, publishedSeed: seed }, at(`second goes live ${name}`));
  }
  const { versions, draft } = await amend(act, at);
  await act("investigator", "study.goLive", { study: pendingKeys[0] }, at("approve as investigator"));
  await act("manager", "study.goLive", { study: pendingKeys[1] }, at("approve as manager"));
  return { protocol: canaryProtocol(studyKey), versions, draft, administrator, people, spareGrants };
}

/**
 * A second version of the trial, in force at one site from the middle of what is lived through here: some mothers have
 * entries of both. It changes what everybody fills and what only the treated have.
 */
async function amend(act: ReturnType<typeof actorIn>, at: (key: string) => { instant: string; key: string }) {
  const before = canaryProtocol(studyKey);
  const after = structuredClone(before);
  after.version = "1.1";
  const [section] = after.forms.find(({ key }) => key === "lactation")?.sections ?? [];
  section?.items.push({
    key: "room_temperature",
    type: "integer",
    label: { id: "Suhu ruang", en: "Room temperature" },
    required: false,
  });
  for (const { key, window } of after.visits) if (key === "day_14") window.after += 1;
  for (const form of after.forms) form.title.en += ", second version";
  const name = { name: "second version", from: { study: studyKey } };
  const { id: draft } = await act("investigator", "protocolDraft.create", name, at("amend: draft"));
  // A draft of an amendment begins with a number of its own.
  const opened = await act("investigator", "protocolDraft.get", { commandId: undefined, draft }, at("amend: open"));
  const { version } = opened["document"] as Protocol;
  const edits = diffJson({ ...before, version } as unknown as Json, after as unknown as Json, []);
  const { revision } = await act(
    "investigator",
    "protocolDraft.edit",
    { draft, baseRevision: 1, edits },
    at("amend: edit"),
  );
  const published = {
    study: studyKey,
    draft,
    revision,
    reason: "asked for by the committee",
    ethicsNumber: "KEPK/7/2026",
    ethicsOn: "2026-02-20",
    effective: [{ site: before.sites[0]?.key ?? "", on: "2026-04-10" }],
    sameMeaning: [],
  };
  await act("investigator", "study.amend", published, at("amend: publish"));
  const { id: third } = await act("manager", "protocolDraft.create", { ...name, name: "third version" }, at("third"));
  return { versions: [protocolHash(before), protocolHash(after)], draft: String(third) };
}

/** Whoever shows an arm in an emergency gives her password again, so she has one. */
async function choosePassword(twin: TwinProcess, administrator: string, account: string): Promise<void> {
  const instant = "2026-03-01T02:00:00.000Z";
  const answer = await twin.act({
    account: administrator,
    path: "account.newLink",
    instant,
    key: "link",
    input: { account },
  });
  const { token } = valueOf(answer, "a link");
  const accepted = await twin.act({
    account,
    path: "setup.accept",
    instant,
    key: "password",
    input: { token, password },
  });
  valueOf(accepted, "a password");
}

async function insertAdministrator(url: string, id: string): Promise<void> {
  const db = openDatabase(url, { connections: 1 });
  try {
    await insertAccount(db.drizzle, {
      id,
      username: "root",
      displayName: "Root",
      administrator: true,
      passwordHash: null,
      locale: "id",
      createdAt: "2026-03-01T00:00:00.000Z",
    });
  } finally {
    await db.close();
  }
}
