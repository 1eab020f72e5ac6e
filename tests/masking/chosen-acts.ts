import { addDays, diffJson, type Json, type Protocol } from "../../packages/domain/src/index.ts";
import { studyKey } from "./cast.ts";
import { photoItems, photoOf } from "./files.ts";
import type { Interview, Viewer } from "./interview.ts";
import { askedOn } from "./live-on.ts";
import type { Mother } from "./mothers.ts";

type Answer = Readonly<Record<string, unknown>>;

/**
 * Acts that no invented input fits, because each takes what the one before it answered: files of entries, drafts that are
 * edited and shared, tasks that are handed over, an amendment and the entries that move to it. By everybody masked who may,
 * in both worlds alike, and compared like everything else.
 */
export async function everyChosenAct(interview: Interview, viewers: readonly Viewer[]): Promise<void> {
  for (const viewer of viewers) {
    await workOnDraft(interview, viewer);
    if (viewer.role === "assessor") await attachPhotos(interview, viewer);
    if (viewer.role === "investigator") await handOver(interview, viewer);
  }
  const everywhere = viewers.filter(({ site }) => site === null);
  const [investigator, manager] = ["investigator", "data_manager"].map((role) =>
    everywhere.find((viewer) => viewer.role === role),
  );
  if (investigator === undefined || manager === undefined) throw new Error("nobody amends");
  const sites = interview.worlds.cast.protocol.sites.map(({ key }) => key);
  await moveEntries(interview, investigator);
  await amend(interview, investigator, { version: "1.2", site: sites[1] ?? "", on: askedOn });
  await openEntries(interview, investigator);
  await openEntries(interview, manager);
  await moveEntries(interview, manager);
  await amend(interview, manager, { version: "1.3", site: sites[2] ?? "", on: addDays(askedOn, 60) });
}

async function workOnDraft(interview: Interview, viewer: Viewer): Promise<void> {
  const id = (name: string): string => interview.worlds.chance.uuid(`chosen ${name} ${viewer.name}`);
  const from = { template: "blank-one-group" };
  const made = await interview.does(viewer, "protocolDraft.create", { commandId: id("draft"), name: "coba", from });
  const draft = made?.["id"];
  const opened = await interview.does(viewer, "protocolDraft.get", { draft });
  const document = opened?.["document"] as Answer | undefined;
  const edits = [{ kind: "change", path: ["version"], from: document?.["version"] ?? "", to: "0.9" }];
  await interview.does(viewer, "protocolDraft.edit", { commandId: id("edit"), draft, baseRevision: 1, edits });
  await interview.does(viewer, "protocolDraft.history", { draft });
  const restored = { commandId: id("restore"), draft, baseRevision: 2, revision: 1 };
  await interview.does(viewer, "protocolDraft.restore", restored);
  const named = { draft, username: "coordinator" };
  await interview.does(viewer, "protocolDraft.share", { commandId: id("share"), ...named, level: "reader" });
  await interview.does(viewer, "protocolDraft.unshare", { commandId: id("unshare"), ...named });
  await interview.does(viewer, "protocolDraft.rename", { commandId: id("rename"), draft, name: "coba lagi" });
  for (const act of ["close", "remove"]) {
    await interview.does(viewer, `protocolDraft.${act}`, { commandId: id(act), draft });
    await interview.does(viewer, "protocolDraft.reopen", { commandId: id(`reopen after ${act}`), draft });
  }
}

/** A photo for an entry that everybody has, damaged on its way and mended; and one where only the treated have the form. */
async function attachPhotos(interview: Interview, viewer: Viewer): Promise<void> {
  const { chance, mothers, cast } = interview.worlds;
  const baseline = cast.protocol.visits.find(({ kind }) => kind === "baseline")?.key;
  const mine = mothers.filter(({ site, allocatedOn }) => site === viewer.site && allocatedOn !== null).slice(0, 4);
  for (const mother of mine) {
    const at = (form: string, visit: string | undefined) => ({
      study: studyKey,
      participant: mother.number,
      visit,
      form,
      item: photoItems[form],
    });
    const key = `${viewer.name} ${mother.number}`;
    const photo = photoOf(chance, key);
    const id = (name: string): string => chance.uuid(`chosen ${name} ${key}`);
    const place = at("milk_volume", baseline);
    const begin = (name: string, facts: object = {}) =>
      interview.does(viewer, "attachment.begin", { commandId: id(name), ...place, ...photo.announced, ...facts });
    const file = (await begin("begin"))?.["file"];
    const put = (content: string) => interview.does(viewer, "attachment.put", { ...place, file, index: 0, content });
    const finish = (name: string) =>
      interview.does(viewer, "attachment.finish", { commandId: id(name), ...place, file });
    await put(photo.damaged);
    await finish("finish too early");
    await begin("begin again", { pieces: photo.pieces });
    await put(photo.content);
    await finish("finish");
    await download(interview, viewer, mother, photo.value);
    const hidden = at("massage_session", "session_1");
    await interview.does(viewer, "attachment.begin", { commandId: id("hidden"), ...hidden, ...photo.announced });
  }
}

async function download(interview: Interview, viewer: Viewer, mother: Mother, value: string): Promise<void> {
  for (const [form, item] of Object.entries(photoItems)) {
    const path = `/api/download/${studyKey}/file/${mother.number}/${form}/${item}/${value}`;
    await interview.ask(viewer, { method: "GET", path }, path);
  }
}

async function handOver(interview: Interview, viewer: Viewer): Promise<void> {
  const id = (name: string): string => interview.worlds.chance.uuid(`chosen ${name} ${viewer.name}`);
  const [task, person] = viewer.site === null ? ["sessions", "provider"] : ["outcomes", `assessor.${viewer.site}`];
  const given = { account: interview.worlds.cast.people.get(person), task, site: viewer.site, from: askedOn };
  const handed = await interview.does(viewer, "team.delegate", {
    commandId: id("delegate"),
    study: studyKey,
    ...given,
  });
  const training = {
    account: given.account,
    role: viewer.site === null ? "provider" : "assessor",
    topic: "Pelatihan dasar",
    completedOn: askedOn,
    evidence: "Sertifikat 12",
  };
  await interview.does(viewer, "team.recordTraining", { commandId: id("training"), study: studyKey, ...training });
  await interview.does(viewer, "team.list", { study: studyKey });
  const end = { delegation: handed?.["delegation"], on: askedOn, reason: "pindah tugas" };
  await interview.does(viewer, "team.endDelegation", { commandId: id("end"), study: studyKey, ...end });
}

/** What the preview names is moved; its numbers are those of what a masked person may know. */
async function moveEntries(interview: Interview, viewer: Viewer): Promise<void> {
  const preview = await interview.does(viewer, "amendment.previewMove", { study: studyKey });
  const commandId = interview.worlds.chance.uuid(`chosen move ${viewer.name}`);
  const moved = { commandId, study: studyKey, reason: "butir baru diisi menyusul", total: preview?.["total"] };
  await interview.does(viewer, "amendment.move", moved);
}

/** Entries that lack an answer to the new question, as the preview names them, are opened for it. */
async function openEntries(interview: Interview, viewer: Viewer): Promise<void> {
  const preview = await interview.does(viewer, "amendment.previewMove", { study: studyKey });
  const named = (preview?.["problems"] ?? []) as readonly Answer[];
  const entries = named
    .filter(({ state }) => state === "asks")
    .slice(0, 5)
    .map(({ participant, visit, form }) => ({ participant, visit, form }));
  const commandId = interview.worlds.chance.uuid(`chosen open ${viewer.name}`);
  const opened = { commandId, study: studyKey, reason: "butir baru diisi menyusul", entries };
  await interview.does(viewer, "amendment.openEntries", opened);
}

/** Other words of a form that everybody has, and a question in it that must be answered. */
function nextVersion(before: Protocol | undefined, version: string): readonly object[] {
  if (before === undefined) return [];
  const after = structuredClone(before);
  after.version = version;
  const form = after.forms.find(({ key }) => key === "lactation");
  if (form === undefined) return [];
  form.title.en += `, ${version}`;
  const label = { id: "Kontak kulit", en: "Skin contact" };
  const item = { key: `skin_contact_${version.replace(".", "_")}`, type: "yes_no" as const, label, required: true };
  form.sections[0]?.items.push(item);
  return diffJson(before as unknown as Json, after as unknown as Json, []);
}

async function amend(
  interview: Interview,
  viewer: Viewer,
  next: { readonly version: string; readonly site: string; readonly on: string },
): Promise<void> {
  const id = (name: string): string => interview.worlds.chance.uuid(`chosen ${name} ${next.version}`);
  const from = { study: studyKey };
  const made = await interview.does(viewer, "protocolDraft.create", {
    commandId: id("draft"),
    name: next.version,
    from,
  });
  const draft = made?.["id"];
  const opened = await interview.does(viewer, "protocolDraft.get", { draft });
  const edits = nextVersion(opened?.["document"] as Protocol | undefined, next.version);
  await interview.does(viewer, "protocolDraft.edit", { commandId: id("edit"), draft, baseRevision: 1, edits });
  await interview.does(viewer, "amendment.preview", { study: studyKey, draft });
  await interview.does(viewer, "study.amend", {
    commandId: id("amend"),
    study: studyKey,
    draft,
    revision: 2,
    reason: "diminta komite etik",
    ethicsNumber: "KEPK/8/2026",
    ethicsOn: "2026-05-01",
    effective: [{ site: next.site, on: next.on }],
    sameMeaning: [],
  });
}
