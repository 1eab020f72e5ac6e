import {
  auditText,
  listWholeFiles,
  openEntry,
  saveEntry as storeEntry,
  type EntryScene,
  type Identification,
  type Json,
  type Viewer,
} from "@kendali/db";
import {
  accept,
  canCapture,
  canonicalJson,
  canSaveEntry,
  fileItemTypes,
  isArmSpecific,
  namesArm,
  readFileValue,
  refuse,
  type Actor,
  type Discrepancy,
  type EntryValues,
  type Problem,
  type Protocol,
  type Result,
  mayPlayEveryPart,
} from "@kendali/domain";
import { z } from "zod";
import { knownArm } from "../../arms.ts";
import { contentHash, studyEvent } from "../../command.ts";
import { contextFormsOf } from "../../compiled-forms.ts";
import type { ServerContext, StudyContext, StudyScope } from "../../context.ts";
import { factsOf, isWithin, rolesAt, todayAt } from "../../participant-facts.ts";
import { recallStudy, rememberStudy } from "../../study-memory.ts";
import { formsEver } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { ruledProtocol, viewedProtocol } from "../../viewed-protocol.ts";
import {
  commandId,
  count,
  documentHash,
  instant,
  key,
  localDate,
  participantNumber,
  studyKey,
  text,
} from "../inputs.ts";
import { judgeValues } from "./judge-values.ts";
import { needsArm } from "./needs-arm.ts";
import { ruleEntry } from "./rule-entry.ts";
import { refuseLocked } from "./refuse-locked.ts";

const input = z.strictObject({
  commandId,
  study: studyKey,
  participant: participantNumber,
  visit: key,
  form: key,
  /** The revision that the device had before it; 0 for a first entry. */
  baseRevision: count,
  performedOn: localDate,
  /** The account of who did it; the one who types when absent. */
  performedBy: z.uuid().optional(),
  /** Checked item by item by `checkEntry`, which answers any JSON. */
  values: z.custom<EntryValues>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    "object",
  ),
  softReasons: z.custom<Readonly<Record<string, string>>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    "object",
  ),
  outOfWindowReason: text(500).optional(),
  changeReason: text(500).optional(),
  deviceTime: instant.nullable(),
  /** The version under which the form was opened; the one in force at the site when absent. */
  protocolHash: documentHash.optional(),
});
export type SaveEntryInput = z.output<typeof input>;

export type SaveEntryAnswer = {
  readonly revision: number;
  readonly status: "complete";
  readonly discrepancies: readonly Discrepancy[];
  readonly hiddenWithValue: readonly string[];
  readonly savedAt: string;
};

/** Saves one form: one read, the rules of `domain`, one statement that writes receipt, row and event together. */
export const saveEntry = defineUseCase<"entry.save", typeof input, SaveEntryAnswer, EntryScene>({
  policy: "entry.save",
  kind: "mutation",
  input,
  open: openScene,
  run: async (context, request, scene) => {
    const { study } = context;
    const record = scene.participant;
    if (record === null || !isWithin(study.viewer.sites, record.site)) return refuse("not_found");
    const hash = contentHash("entry.save", request);
    // A command that was already done answers as it did then, whatever has happened since.
    if (scene.receipt !== null) return replay(scene.receipt, hash, context.account.id);
    const open = canCapture(study.status);
    if (!open.ok) return open;
    const today = todayAt(context, study, record.site);
    const ruled = await ruleEntry(context, request, { record, current: scene.current, today, showsOpened: false });
    if (!ruled.ok) return ruled;
    const { captured, own, opening } = ruled.value;
    const arm = needsArm(own.protocol, request.visit) ? await knownArm(context, record.number) : null;
    const typistRoles = rolesAt(study.viewer.assignments, record.site);
    const allowed = canSaveEntry({
      protocol: ruledProtocol(own, formsEver(own)),
      participant: factsOf(record, arm, viewedProtocol(own)),
      visit: request.visit,
      form: request.form,
      performedOn: request.performedOn,
      performer: performerOf(context, request, scene, record.site),
      typist: { account: context.account.id, roles: typistRoles },
      today,
      outOfWindowReason: request.outOfWindowReason,
      existing: scene.current === null ? null : { status: "complete", locked: scene.current.status === "locked" },
      changeReason: request.changeReason,
      onePlaysAll: mayPlayEveryPart(own),
    });
    const revision = scene.current?.revision ?? 0;
    // Another person saved meanwhile: that is the news, not that a change needs a reason.
    if (request.baseRevision !== revision && (allowed.ok || allowed.refusal.code === "change_reason_required"))
      return refuse("revision_conflict", { revision });
    if (!allowed.ok && allowed.refusal.code === "entry_locked")
      return refuseLocked({ own, captured }, request, { scene, today, typistRoles });
    if (!allowed.ok) return allowed;
    return checkAndStore(context, request, {
      scene,
      captured,
      own,
      isOpened: opening !== null,
      site: record.site,
      today,
      outOfWindow: allowed.value.outOfWindow,
      hash,
    });
  },
});

/**
 * Session, grants, participant, current entry and context in one read. The versions are remembered from the last request
 * to the study; when there is a newer one since, the read is made again with it.
 */
async function openScene(server: ServerContext, who: Identification, request: SaveEntryInput) {
  const remembered = await recallStudy(server, who, request.study);
  if (remembered.protocols === null)
    return remembered.viewer === null ? null : { viewer: remembered.viewer, extra: emptyScene(remembered.viewer) };
  const scene = await openEntry(server.db, who, sceneRequest(remembered.protocols, request));
  const study = scene?.viewer.study ?? null;
  if (scene === null || study === null || study.protocolHash === remembered.hash) {
    return scene === null ? null : { viewer: scene.viewer, extra: scene };
  }
  const { protocols } = await rememberStudy(server, request.study, study);
  const again = await openEntry(server.db, who, sceneRequest(protocols, request));
  return again === null ? null : { viewer: again.viewer, extra: again };
}

function sceneRequest(protocols: readonly Protocol[], request: SaveEntryInput) {
  return {
    studyKey: request.study,
    commandId: request.commandId,
    participant: request.participant,
    visit: request.visit,
    form: request.form,
    performedBy: request.performedBy ?? null,
    deliveryItem: protocols.at(-1)?.deliveryItem ?? null,
    contextForms: contextFormsOf(protocols, request.form),
    // The rules ask about whoever performed it, who may be somebody else.
    visible: null,
  };
}

function emptyScene(viewer: Viewer): EntryScene {
  return { viewer, participant: null, current: null, earlier: [], performerGrants: [], receipt: null };
}

function replay(receipt: NonNullable<EntryScene["receipt"]>, hash: string, account: string): Result<SaveEntryAnswer> {
  const isSame = receipt.contentHash === hash && receipt.accountId === account;
  return isSame ? accept(JSON.parse(receipt.answer) as SaveEntryAnswer) : refuse("command_id_reused");
}

function performerOf(context: StudyContext, request: SaveEntryInput, scene: EntryScene, site: string): Actor {
  const account = request.performedBy ?? context.account.id;
  const grants = account === context.account.id ? context.study.viewer.assignments : scene.performerGrants;
  return { account, roles: rolesAt(grants, site) };
}

/** An answer that names a file is kept only when the file is there, of this answer. Without any nothing is read. */
async function unstoredFiles(
  context: StudyContext,
  request: SaveEntryInput,
  { protocol, values }: { readonly protocol: Protocol; readonly values: EntryValues },
): Promise<readonly Problem[]> {
  const form = protocol.forms.find(({ key: name }) => name === request.form);
  const items = (form?.sections ?? []).flatMap((section) => section.items);
  const named = items.flatMap(({ key: item, type }) => {
    const file = Object.hasOwn(fileItemTypes, type) ? readFileValue(values[item]) : null;
    return file === null ? [] : [{ item, file }];
  });
  if (named.length === 0) return [];
  const whole = await listWholeFiles(context.db.drizzle, {
    studyId: context.study.id,
    participant: request.participant,
    form: request.form,
    hashes: named.map(({ file }) => file.hash),
  });
  return named
    .filter(({ item, file }) => !whole.some((one) => one.item === item && one.sha256 === file.hash))
    .map(({ item }) => ({ path: item, code: "file_not_stored", params: {} }));
}

async function checkAndStore(
  context: StudyContext,
  request: SaveEntryInput,
  found: {
    readonly scene: EntryScene;
    /** The study under the version that captures the entry, and as it rules the participant. */
    readonly captured: StudyScope;
    readonly own: StudyScope;
    /** Of an older version, and answered now under `captured`: what it holds stays as it is. */
    readonly isOpened: boolean;
    readonly site: string;
    readonly today: string;
    readonly outOfWindow: boolean;
    readonly hash: string;
  },
): Promise<Result<SaveEntryAnswer>> {
  const { study } = context;
  const { captured, own } = found;
  const check = judgeValues({ captured, own }, request, { earlier: found.scene.earlier, today: found.today });
  const problems = [
    ...check.problems,
    ...(await unstoredFiles(context, request, { protocol: captured.protocol, values: check.values })),
    ...(found.isOpened ? changedValues(found.scene.current?.values ?? {}, check.values) : []),
  ];
  if (problems.length > 0) return refuse("values_invalid", { count: problems.length }, problems);
  const telling = fieldNamingArm(own.protocol, request, check.softReasons);
  if (telling !== null) return refuse("text_names_arm", { field: telling });
  const savedAt = context.now();
  const answer: SaveEntryAnswer = {
    revision: request.baseRevision + 1,
    status: "complete",
    discrepancies: check.discrepancies,
    hiddenWithValue: check.hiddenWithValue,
    savedAt,
  };
  const facts = {
    visit: request.visit,
    form: request.form,
    performedOn: request.performedOn,
    performedBy: request.performedBy ?? context.account.id,
    protocolHash: captured.protocolHash,
    softReasons: check.softReasons,
    outOfWindowReason: found.outOfWindow ? (request.outOfWindowReason ?? null) : null,
    deviceTime: request.deviceTime,
  };
  const event = studyEvent(
    context,
    "entry.save",
    { chain: request.participant, site: found.site },
    {
      ...facts,
      commandId: request.commandId,
      revision: answer.revision,
      changeReason: request.changeReason ?? null,
      ...(found.isOpened ? { from: found.scene.current?.protocolHash ?? null } : {}),
      changes: changesBetween(found.scene.current?.values ?? {}, check.values),
    },
  );
  const stored = await storeEntry(
    context.db,
    {
      ...facts,
      studyId: study.id,
      commandId: request.commandId,
      contentHash: found.hash,
      participant: request.participant,
      site: found.site,
      baseRevision: request.baseRevision,
      values: check.values,
      enteredBy: context.account.id,
      savedAt,
      // The event stands under the time of the row: a clock read once more may have moved on.
      event: auditText({ ...event, at: savedAt }),
    },
    answer,
  );
  if (stored.outcome === "saved" || stored.outcome === "replayed") return accept(stored.answer);
  if (stored.outcome === "revision_conflict")
    return refuse("revision_conflict", { revision: found.scene.current?.revision ?? 0 });
  return refuse(stored.outcome === "locked" ? "study_locked" : "command_id_reused");
}

/**
 * The first reason that names an arm although masked colleagues read it: of a form that tells no arm, at a visit that
 * everybody has. What a question itself asks is answered as it is.
 */
function fieldNamingArm(
  protocol: Protocol,
  { visit: visitKey, form: formKey, changeReason, outOfWindowReason }: SaveEntryInput,
  softReasons: Readonly<Record<string, string>>,
): string | null {
  const visit = protocol.visits.find((candidate) => candidate.key === visitKey);
  const form = protocol.forms.find((candidate) => candidate.key === formKey);
  if (visit === undefined || isArmSpecific(protocol, visit) || form?.revealsArm === true) return null;
  const said = { ...softReasons, changeReason, outOfWindowReason };
  return Object.entries(said).find(([, text]) => text !== undefined && namesArm(protocol, text))?.[0] ?? null;
}

/** Values that an entry holds and would not hold as they are once it is answered under a later version. */
function changedValues(before: EntryValues, after: EntryValues): readonly Problem[] {
  return Object.entries(before)
    .filter(([item, value]) => !Object.hasOwn(after, item) || canonicalJson(after[item]) !== canonicalJson(value))
    .map(([item]) => ({ path: item, code: "amendment_value_kept", params: { key: item } }));
}

/** Each value that changed, with what it was: the history of an entry is its events. */
function changesBetween(before: EntryValues, after: EntryValues): Json {
  const changes: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key], after[key]];
    if (JSON.stringify(old) !== JSON.stringify(now))
      changes[key] = { old: (old ?? null) as Json, new: (now ?? null) as Json };
  }
  return changes;
}
