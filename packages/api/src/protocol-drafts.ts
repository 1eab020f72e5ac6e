import { mergeEdits, newTwin, readDraft, type Edit } from "@kendali/builder";
import {
  findDraft,
  findDraftHead,
  findStudyById,
  insertDraftStep,
  listDraftMembers,
  listDraftSteps,
  listDraftStudies,
  listGrantsOf,
  updateDraft,
  type DraftHead,
  type DraftLevel,
  type DraftMemberRow,
  type DraftRow,
  type DraftStepRow,
  type DraftStudyRow,
  type Executor,
  type UnitOfWork,
} from "@kendali/db";
import {
  accept,
  actingAssignments,
  applyJsonChanges,
  canonicalJson,
  invariant,
  policies,
  refuse,
  type Json,
  type PolicyKey,
  type Protocol,
  type Result,
} from "@kendali/domain";
import { platformEvent } from "./auth/sign-in.ts";
import type { UseCaseContext } from "./context.ts";
import { protocolOf } from "./protocol-cache.ts";
import { hasRunningTrial } from "./running-trial.ts";
import { withoutSettings } from "./viewed-protocol.ts";

/** Who may amend a study at every site, and so opens every draft of an amendment of it. */
export const amendingRoles = policies["study.amend"].roles;

/** A draft as one account may act on it. */
export type OpenDraft = {
  readonly row: DraftRow;
  readonly level: DraftLevel;
  readonly mayEdit: boolean;
  readonly members: readonly DraftMemberRow[];
  readonly studies: Awaited<ReturnType<typeof listDraftStudies>>;
  readonly amends: { readonly study: DraftStudyRow; readonly base: Protocol } | null;
  /** A trial runs by the settings of the scheme in this document: they are neither sent nor edited. */
  readonly settingsHidden: boolean;
};

/** What opening asks for: `held` keeps other saves out until the transaction ends. */
type Asked = {
  readonly held?: boolean;
  readonly toEdit?: boolean;
  readonly asOwner?: boolean;
  /** Also one that was removed; only its owner finds it. */
  readonly removedToo?: boolean;
};

/**
 * A draft, if it is the account's to open: its members', and of an amendment the investigators' and data managers' of the
 * study. Refuses `not_found` to everybody else and of one that was removed, `draft_read_only` and `draft_closed` where it is to be edited, and
 * `not_allowed` where only the owner may act.
 */
export async function openDraft(
  context: UseCaseContext,
  executor: Executor,
  id: string,
  asked: Asked = {},
): Promise<Result<OpenDraft>> {
  const row = await findDraft(executor, id, asked.held ?? false);
  const admitted = await admit(context, executor, row, asked);
  if (!admitted.ok) return admitted;
  const { head: found, level, members } = admitted.value;
  const amends = await amendedStudy(executor, found);
  const studies = await listDraftStudies(executor, id);
  const mayEdit = level !== "reader" && found.closedAt === null;
  const settingsHidden = await hasRunningTrial(executor, amends === null ? studies : [amends.study]);
  return accept({ row: found, level, mayEdit, members, studies, amends, settingsHidden });
}

/** As `openDraft`, without the document and what follows from it: what a page asks every few seconds reads some bytes. */
export async function openDraftHead(context: UseCaseContext, id: string): Promise<Result<DraftHead>> {
  const { drizzle } = context.db;
  const admitted = await admit(context, drizzle, await findDraftHead(drizzle, id), {});
  return admitted.ok ? accept(admitted.value.head) : admitted;
}

type Admitted<Row> = {
  readonly head: Row;
  readonly level: DraftLevel;
  readonly members: readonly DraftMemberRow[];
};

async function admit<Row extends DraftHead>(
  context: UseCaseContext,
  executor: Executor,
  head: Row | null,
  asked: Asked,
): Promise<Result<Admitted<Row>>> {
  if (head === null) return refuse("not_found");
  const members = head.studyId === null ? await listDraftMembers(executor, head.id) : [];
  const level = await levelOf(context, executor, head, members);
  if (level === null) return refuse("not_found");
  if (head.removedAt !== null && !(asked.removedToo === true && level === "owner")) return refuse("not_found");
  if (asked.asOwner === true && level !== "owner") return refuse("not_allowed");
  if (asked.toEdit === true && level === "reader") return refuse("draft_read_only");
  if (asked.toEdit === true && head.closedAt !== null) return refuse("draft_closed");
  return accept({ head, level, members });
}

async function levelOf(
  context: UseCaseContext,
  executor: Executor,
  row: DraftHead,
  members: readonly DraftMemberRow[],
): Promise<DraftLevel | null> {
  const { id } = context.account;
  if (row.studyId === null) return members.find((member) => member.accountId === id)?.level ?? null;
  if (!(await mayAmend(executor, row.studyId, id)).ok) return null;
  return row.createdBy === id ? "owner" : "editor";
}

/** Whether an account holds a role in which it may amend a study. Refuses as publishing the amendment would. */
export async function mayAmend(executor: Executor, studyId: string, accountId: string): Promise<Result<unknown>> {
  return actingAssignments(policies["study.amend"], await listGrantsOf(executor, studyId, accountId));
}

async function amendedStudy(executor: Executor, row: DraftRow): Promise<OpenDraft["amends"]> {
  if (row.studyId === null || row.baseHash === null) return null;
  const study = await findStudyById(executor, row.studyId);
  invariant(study !== null, "a draft amends a study that exists");
  return { study, base: await protocolOf(executor, row.studyId, row.baseHash) };
}

/** A document as the members of a draft are sent it. */
export function sentDocument(draft: Pick<OpenDraft, "settingsHidden">, document: Protocol): Protocol {
  return draft.settingsHidden ? withoutSettings(document) : document;
}

/** The stored document; it was readable when it was stored. */
export function documentOf(row: Pick<DraftRow, "document">): Protocol {
  return JSON.parse(row.document) as Protocol;
}

const knownOfAllocation: ReadonlySet<string> = new Set(["ratio", "afterVisit", "cards"]);

/** Whether an edit reads or writes the settings of the scheme: everything of the allocation but what every member is told. */
function touchesSettings({ path }: Pick<Edit, "path">): boolean {
  return path[0] === "allocation" && !knownOfAllocation.has(path[1] ?? "");
}

/** Edits as the members of a draft are sent them. */
export function sentEdits(draft: Pick<OpenDraft, "settingsHidden">, edits: readonly Edit[]): readonly Edit[] {
  return draft.settingsHidden ? edits.filter((edit) => !touchesSettings(edit)) : edits;
}

/** The edits of steps, in order; a start has none. */
export function editsOf(steps: readonly DraftStepRow[]): readonly Edit[] {
  return steps.flatMap((step) => (step.kind === "start" ? [] : (JSON.parse(step.content) as Edit[])));
}

/** The document as it was at a revision, or null where the draft never had it. */
export async function documentAt(executor: Executor, row: DraftRow, revision: number): Promise<Protocol | null> {
  if (revision > row.revision) return null;
  if (revision === row.revision) return documentOf(row);
  const steps = await listDraftSteps(executor, row.id, { after: 0, upTo: revision });
  const [start] = steps;
  invariant(start?.kind === "start" && steps.length === revision, "a draft has every step since its start");
  const replayed = applyJsonChanges(JSON.parse(start.content) as Json, editsOf(steps));
  invariant(replayed.ok, "the steps of a draft lead from its start to every revision");
  return replayed.value as unknown as Protocol;
}

/** What a step is: who saves edits, or brings an earlier revision back. */
export type NewStep = {
  readonly policy: PolicyKey;
  readonly baseRevision: number;
  readonly edits: readonly Edit[];
  readonly restored: number | null;
};

/**
 * Saves edits as the next step of a draft that is held. Refuses `revision_conflict` with the place and both values where
 * others changed the same since the base, `draft_settings_hidden` where a trial runs by what would change, and
 * `protocol_invalid` with every place where the outcome could not be read as a document.
 */
export async function saveStep(
  context: UseCaseContext,
  unit: UnitOfWork,
  draft: OpenDraft,
  step: NewStep,
): Promise<Result<{ readonly revision: number; readonly savedAt: string }>> {
  const { row } = draft;
  if (step.baseRevision > row.revision) return refuse("revision_conflict", { path: "" });
  // The ratio is told, but no running trial may change it: what is wrong with another one would tell the block sizes.
  const hidden = draft.settingsHidden ? step.edits.find(({ path }) => path[0] === "allocation") : undefined;
  if (hidden !== undefined) return refuse("draft_settings_hidden", { path: hidden.path.join("/") });
  const others = editsOf(await listDraftSteps(unit.tx, row.id, { after: step.baseRevision, upTo: row.revision }));
  const before = documentOf(row) as unknown as Json;
  const merged = mergeEdits(before, others, step.edits);
  if (!merged.ok) return merged;
  const twin = step.restored === null ? newTwin(before, merged.value.document, merged.value.edits) : null;
  if (twin !== null) return refuse("draft_name_taken", twin);
  const readable = readDraft(merged.value.document);
  if (!readable.ok) return readable;
  const revision = row.revision + 1;
  const savedAt = context.now();
  const by = context.account.id;
  await updateDraft(unit.tx, row.id, {
    document: canonicalJson(readable.value),
    revision,
    updatedAt: savedAt,
    updatedBy: by,
  });
  await insertDraftStep(unit.tx, {
    draftId: row.id,
    revision,
    kind: step.restored === null ? "edit" : "restore",
    content: canonicalJson(merged.value.edits),
    restored: step.restored,
    accountId: by,
    recordedAt: savedAt,
  });
  const { paths, count } = placesOf(merged.value.edits);
  await unit.audit(draftEvent(context, step.policy, row.id, { revision, count, paths, restored: step.restored }));
  return accept({ revision, savedAt });
}

/** More places than this are counted and not named. */
const mostPlaces = 100;

/** Where edits changed something, each place once, without what was written there. */
export function placesOf(edits: readonly Edit[]): { readonly paths: readonly string[]; readonly count: number } {
  const paths = [...new Set(edits.map(({ path }) => path.join("/")))];
  return { paths: paths.slice(0, mostPlaces), count: edits.length };
}

/** An event on the chain of a draft, which belongs to no study; it tells places and never what is written there. */
export function draftEvent(
  context: UseCaseContext,
  policy: PolicyKey,
  draft: string,
  data: Parameters<typeof platformEvent>[3] = {},
): ReturnType<typeof platformEvent> {
  return { ...platformEvent(context, policy, context.account.id, data), chain: `draft:${draft}` };
}
