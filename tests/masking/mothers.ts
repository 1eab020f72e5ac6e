import { addDays, type EntryValues, type ItemValue, type Protocol } from "../../packages/domain/src/index.ts";
import { fillForm } from "../../packages/api/src/testing/fill-form.ts";
import { startDate, studyKey, type Act, type Cast } from "./cast.ts";
import type { Chance } from "./chance.ts";
import { photoItems, photoOf } from "./files.ts";

export type Mother = {
  readonly index: number;
  readonly screening: number;
  readonly site: string;
  readonly number: string;
  readonly enrolledOn: string;
  /** Null when she waits for her allocation. */
  readonly allocatedOn: string | null;
};

/** Days over which they come; the last ones are in the middle of everything when the worlds are asked. */
export const recruitmentDays = 75;

/** A moment of a day on the sites' clocks: `minute` counts from 10 in the morning. */
export function instantOf(date: string, minute: number): string {
  return `${date}T${String(3 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00.000Z`;
}

/** Screens, consents, enrols, measures, locks and allocates: everything that happens before an arm can matter. */
export async function recruit(
  act: Act,
  cast: Cast,
  chance: Chance,
  counts: { readonly allocated: number; readonly waiting: number },
): Promise<readonly Mother[]> {
  const total = counts.allocated + counts.waiting;
  const mothers: Mother[] = [];
  for (let index = 0; index < total; index += 1) {
    const isWaiting = index >= counts.allocated;
    const mother = await enrolOne(act, cast, chance, { index, total });
    mothers.push(isWaiting ? mother : await allocateOne(act, cast, chance, mother));
    if (isWaiting && index % 2 === 0) await measureBaseline(act, cast, chance, mother);
    if (index % 17 === 3) await screenInVain(act, cast, chance, { index, on: mother.enrolledOn });
  }
  return mothers;
}

async function enrolOne(
  act: Act,
  { protocol }: Cast,
  chance: Chance,
  { index, total }: { readonly index: number; readonly total: number },
): Promise<Mother> {
  const on = addDays(startDate, Math.floor((index * recruitmentDays) / total));
  const site = protocol.sites[index % protocol.sites.length]?.key ?? "";
  const at = (name: string) => ({
    instant: instantOf(on, chance.index(`minute ${index}`, 30)),
    key: `${name} ${index}`,
  });
  const screened = await act(
    "coordinator",
    "screening.record",
    { study: studyKey, site, answers: answersOf(protocol) },
    at("screen"),
  );
  const screening = Number(screened["screening"]);
  await act("coordinator", "consent.record", { study: studyKey, screening, ...consentOf(protocol, on) }, at("consent"));
  const name = `${chance.pick(`first ${index}`, ["Siti", "Dewi", "Ratna", "Ayu"])} ${chance.pick(`second ${index}`, ["Rahma", "Lestari", "Wulan"])}`;
  const { participant } = await act(
    "coordinator",
    "participant.enrol",
    { study: studyKey, screening, identity: { name } },
    at("enrol"),
  );
  return { index, screening, site, number: String(participant), enrolledOn: on, allocatedOn: null };
}

/** A mother who was not eligible, and one who said no. */
async function screenInVain(
  act: Act,
  { protocol }: Cast,
  chance: Chance,
  who: { index: number; on: string },
): Promise<void> {
  const { index, on } = who;
  const site = chance.pick(`vain site ${index}`, protocol.sites)?.key;
  const at = (name: string) => ({ instant: instantOf(on, 40), key: `${name} ${index}` });
  const answers = answersOf(protocol);
  const [first] = Object.keys(answers);
  const failing = first === undefined ? answers : { ...answers, [first]: !answers[first] };
  await act("coordinator", "screening.record", { study: studyKey, site, answers: failing }, at("screen in vain"));
  const declined = { declined: true, reason: "tidak ada waktu" };
  await act(
    "coordinator",
    "screening.record",
    { study: studyKey, site, answers, decision: declined },
    at("screen and decline"),
  );
}

async function measureBaseline(act: Act, cast: Cast, chance: Chance, mother: Mother): Promise<void> {
  const baseline = cast.protocol.visits.find((visit) => visit.kind === "baseline");
  for (const { form } of baseline?.forms ?? [])
    await saveForm(act, cast, chance, { mother, visit: baseline?.key ?? "", form, on: mother.enrolledOn, minute: 60 });
}

/** Measures, locks and allocates a mother who is enrolled. */
export async function allocateOne(act: Act, cast: Cast, chance: Chance, mother: Mother): Promise<Mother> {
  await measureBaseline(act, cast, chance, mother);
  const visit = cast.protocol.visits.find((one) => one.kind === "baseline")?.key;
  const named = { study: studyKey, participant: mother.number };
  const at = (name: string) => ({
    instant: instantOf(mother.enrolledOn, 100 + chance.index(`allocated ${mother.index}`, 20)),
    key: `${name} ${mother.number}`,
  });
  await act("coordinator", "visit.lock", { ...named, visit }, at("lock baseline"));
  const { allocatedOn } = await act("coordinator", "allocation.allocate", named, at("allocate"));
  return { ...mother, allocatedOn: String(allocatedOn) };
}

export type FormToSave = {
  readonly mother: Mother;
  readonly visit: string;
  readonly form: string;
  readonly on: string;
  readonly minute: number;
  readonly changed?: EntryValues;
};

/** Saves a form by who fills it. The values are a function of participant, visit and form: the same in both worlds. */
export async function saveForm(act: Act, cast: Cast, chance: Chance, save: FormToSave): Promise<void> {
  const { mother, visit, form, on, minute } = save;
  const key = `save ${mother.number} ${visit} ${form}`;
  const role = cast.protocol.forms.find((one) => one.key === form)?.performedBy[0];
  const name = role === "assessor" ? `assessor.${mother.site}` : String(role);
  const place = { study: studyKey, participant: mother.number, visit, form };
  const at = { instant: instantOf(on, minute), key };
  const photos = chance.unit(`photo ${key}`) < 0.06 ? await attachPhoto(act, chance, name, place, at) : {};
  const input = {
    ...place,
    baseRevision: 0,
    performedOn: on,
    values: valuesOf(cast.protocol, form, on, { chance, key, changed: { ...save.changed, ...photos } }),
    softReasons: {},
    deviceTime: null,
  };
  await act(name, "entry.save", input, at);
}

/** Some forms have a photo: its file arrives before the entry that names it. */
async function attachPhoto(
  act: Act,
  chance: Chance,
  name: string,
  place: { readonly form: string },
  { instant, key }: { readonly instant: string; readonly key: string },
): Promise<EntryValues> {
  const item = photoItems[place.form];
  if (item === undefined) return {};
  const { announced, content, value } = photoOf(chance, key);
  const at = (step: string) => ({ instant, key: `${step} ${key}` });
  const { file } = await act(name, "attachment.begin", { ...place, item, ...announced }, at("begin photo"));
  await act(name, "attachment.put", { commandId: undefined, ...place, item, file, index: 0, content }, at("put photo"));
  await act(name, "attachment.finish", { ...place, item, file }, at("finish photo"));
  return { [item]: value };
}

/** Values within the soft ranges, another set for every key. */
export function valuesOf(
  protocol: Protocol,
  form: string,
  on: string,
  how: { readonly chance: Chance; readonly key: string; readonly changed?: EntryValues },
): EntryValues {
  const filled = fillForm(protocol, form, on);
  const items = protocol.forms.find((one) => one.key === form)?.sections.flatMap((section) => section.items) ?? [];
  const drawn: Record<string, ItemValue> = {};
  for (const { key: item, type, softRange } of items) {
    const { min, max } = softRange ?? {};
    if (!(item in filled) || typeof min !== "number" || typeof max !== "number") continue;
    if (type === "integer" || type === "decimal")
      drawn[item] = Math.min(max, Math.max(min, Math.round(min + how.chance.unit(`${how.key} ${item}`) * (max - min))));
  }
  return { ...filled, ...drawn, ...how.changed };
}

function answersOf(protocol: Protocol): Record<string, boolean> {
  return Object.fromEntries(protocol.eligibility.criteria.map((one) => [one.key, one.kind === "inclusion"]));
}

function consentOf({ consent }: Protocol, on: string) {
  const purposes = consent.purposes.map((purpose) => purpose.key);
  return { version: consent.version, language: "id", decision: "given", purposes, signedOn: on };
}
