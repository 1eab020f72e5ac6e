import { randomUUID } from "node:crypto";
import { diffJson, placedItems, type Json, type Protocol, type Result } from "@kendali/domain";
import { amendStudy, type AmendAnswer } from "../use-cases/amendment/amend-study.ts";
import { createDraft } from "../use-cases/protocol-draft/create-draft.ts";
import { editDraft } from "../use-cases/protocol-draft/edit-draft.ts";
import { referenceProtocol, StudyWorld } from "./study-world.ts";

/** Later versions of a study in a test: a document made from the one before, its draft, and what publishing it answers. */

/** The one-group reference study at two sites in two time zones. */
export function twoSites(timeZone = "Asia/Makassar"): Protocol {
  const protocol = referenceProtocol("oxytocin-pretest-posttest");
  const [first] = protocol.sites;
  if (first === undefined) throw new Error("the reference study has a site");
  const second = {
    ...first,
    key: "kenanga",
    code: "KNG",
    timeZone,
    name: { id: "Kenanga", en: "Kenanga" },
  };
  // What a test takes away is not spoken of elsewhere.
  const assumptions = protocol.assumptions
    .map((one) => ({ ...one, about: one.about.filter((path) => !path.endsWith("/last_feed_min")) }))
    .filter((one) => one.about.length > 0);
  return { ...protocol, sites: [first, second], assumptions };
}

/** A copy that a test may write in. */
export function nextVersion(protocol: Protocol, change: (document: Protocol) => void): Protocol {
  const document = structuredClone(protocol);
  const [major = "1", minor = "0"] = document.version.split(".");
  document.version = `${major}.${Number(minor) + 1}`;
  change(document);
  return document;
}

export function itemOf(protocol: Protocol, key: string) {
  const item = protocol.forms
    .flatMap((form) => form.sections.flatMap(({ items }) => items))
    .find((one) => one.key === key);
  if (item === undefined) throw new Error(`no item ${key}`);
  return item;
}

export function formOf(protocol: Protocol, key: string) {
  const form = protocol.forms.find((one) => one.key === key);
  if (form?.sections[0] === undefined) throw new Error(`no form ${key}`);
  return { ...form, first: form.sections[0] };
}

export async function draftOf(study: StudyWorld, after: Protocol, by = study.people.investigator) {
  const { world } = study;
  const { id } = await world.must(by, createDraft, {
    commandId: randomUUID(),
    name: "Next",
    from: { study: study.key },
  });
  const [row] = await world.server.db.client`SELECT document FROM protocol_draft WHERE id = ${id}`;
  // What was added when the study was opened stays: nobody sees it, and no edit can name it.
  const edits = diffJson(JSON.parse(String(row?.["document"])) as Json, after as unknown as Json, []).filter(
    ({ path }) => path.join("/") !== "allocation/salt",
  );
  // A draft begins with the next number, and a test may want nothing else.
  if (edits.length === 0) return { draft: id, revision: 1 };
  const { revision } = await world.must(by, editDraft, { commandId: randomUUID(), draft: id, baseRevision: 1, edits });
  return { draft: id, revision };
}

export const approval = { reason: "The committee asked for it.", ethicsNumber: "KEPK/12/2026", ethicsOn: "2026-03-01" };

export async function publish(
  study: StudyWorld,
  after: Protocol,
  effective: readonly { readonly site: string; readonly on: string }[],
  sameMeaning: string[] = [],
): Promise<Result<AmendAnswer>> {
  const draft = await draftOf(study, after);
  const input = {
    commandId: randomUUID(),
    study: study.key,
    ...draft,
    ...approval,
    effective: [...effective],
    sameMeaning,
  };
  return study.world.run(study.people.investigator, amendStudy, input);
}

/** States of every question that its new words mean what the old ones did. */
export function everyQuestion(protocol: Protocol): string[] {
  return placedItems(protocol).map(({ path }) => `${path}/label`);
}

/** Publishes, and the world's study knows the new document. */
export async function amended(
  study: StudyWorld,
  after: Protocol,
  effective: Parameters<typeof publish>[2],
): Promise<StudyWorld> {
  const published = await publish(study, after, effective, everyQuestion(after));
  if (!published.ok) throw new Error(JSON.stringify(published.refusal));
  return new StudyWorld(study.world, study.key, after, study.people, study.site);
}

export const withoutLastFeed = (document: Protocol) => {
  const { first } = formOf(document, "milk_volume");
  first.items = first.items.filter((item) => item.key !== "last_feed_min");
  for (const section of document.forms.find((form) => form.key === "milk_volume")?.sections ?? [])
    section.items = section.items.filter((item) => item.key !== "last_feed_min");
};
export const withTemperature = (document: Protocol) => {
  formOf(document, "milk_volume").first.items.push({
    key: "room_temperature",
    type: "decimal",
    unit: "Cel",
    decimals: 1,
    label: { id: "Suhu ruang", en: "Room temperature" },
    required: true,
    hardRange: { min: 10, max: 45 },
  });
};
