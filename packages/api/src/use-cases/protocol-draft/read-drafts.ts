import { listDraftHistory, listDraftsOf, listDraftSteps } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { z } from "zod";
import {
  amendingRoles,
  documentAt,
  documentOf,
  editsOf,
  openDraft,
  openDraftHead,
  placesOf,
  sentDocument,
  sentEdits,
} from "../../protocol-drafts.ts";
import { protocolOf } from "../../protocol-cache.ts";
import { unsaltedHash } from "../../salted-protocol.ts";
import { defineUseCase } from "../../use-case.ts";
import { ordinal } from "../inputs.ts";
import type { DraftChanges, DraftHistory, DraftSummary, DraftView } from "./answers.ts";
import { nextTestKey } from "./next-test-key.ts";
import { draftTemplates } from "./start-document.ts";

/** What a new draft can start from. */
export const listTemplates = defineUseCase({
  policy: "protocolDraft.templates",
  kind: "query",
  input: z.undefined(),
  run: async () => accept(draftTemplates()),
});

/** The drafts that the account may open, the newest first. */
export const listDrafts = defineUseCase({
  policy: "protocolDraft.list",
  kind: "query",
  input: z.undefined(),
  run: async (context) => {
    const rows = await listDraftsOf(context.db.drizzle, context.account.id, amendingRoles);
    return accept(
      rows.map((row): DraftSummary => {
        const level = row.level ?? (row.createdBy === context.account.id ? "owner" : "editor");
        const { id, name, shortTitle, design, study, revision, updatedAt, closedAt, removedAt, isPublished } = row;
        const mayEdit = level !== "reader" && closedAt === null && removedAt === null;
        const facts = { revision, level, mayEdit, updatedAt, closedAt, removedAt, isPublished };
        return { id, name, shortTitle, design, study, ...facts };
      }),
    );
  },
});

/** A draft with its document, the newest or that of an earlier revision. */
export const getDraft = defineUseCase({
  policy: "protocolDraft.get",
  kind: "query",
  input: z.strictObject({ draft: z.uuid(), revision: ordinal.optional() }),
  run: async (context, input) => {
    const opened = await openDraft(context, context.db.drizzle, input.draft);
    if (!opened.ok) return opened;
    const draft = opened.value;
    const { row, amends } = draft;
    const revision = input.revision ?? row.revision;
    const document = await documentAt(context.db.drizzle, row, revision);
    if (document === null) return refuse("not_found");
    const newestHash = unsaltedHash(documentOf(row));
    const hashes = new Map<string, string>();
    for (const { id, protocolHash: hash } of draft.studies)
      hashes.set(id, unsaltedHash(await protocolOf(context.db.drizzle, id, hash)));
    return accept<DraftView>({
      id: row.id,
      name: row.name,
      level: draft.level,
      mayEdit: draft.mayEdit,
      revision,
      newestRevision: row.revision,
      document: sentDocument(draft, document),
      amends:
        amends === null
          ? null
          : {
              key: amends.study.key,
              kind: amends.study.kind,
              status: amends.study.status,
              baseHash: row.baseHash ?? "",
              isBaseCurrent: amends.study.protocolHash === row.baseHash,
            },
      base: amends === null ? null : sentDocument(draft, amends.base),
      settingsHidden: draft.settingsHidden,
      members: draft.members.map(({ username, name, level, administrator }) => ({
        username,
        name,
        level,
        isAdministrator: administrator,
      })),
      studies: draft.studies.map((study) => ({
        key: study.key,
        kind: study.kind,
        status: study.status,
        revision: study.revision,
        openedAt: study.openedAt,
        isCurrent: hashes.get(study.id) === newestHash,
      })),
      testKey: await nextTestKey(context.db.drizzle, document.key),
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      closedAt: row.closedAt,
    });
  },
});

/**
 * What was saved since a revision, for pages that hold the document of that revision: the edits in their order, none where
 * nothing happened. Who is too far behind, or holds a revision that this draft never had, is sent the document instead.
 */
export const draftChanges = defineUseCase({
  policy: "protocolDraft.changes",
  kind: "query",
  input: z.strictObject({ draft: z.uuid(), since: ordinal }),
  run: async (context, input) => {
    const head = await openDraftHead(context, input.draft);
    if (!head.ok) return head;
    if (input.since === head.value.revision)
      return accept<DraftChanges>({ revision: input.since, name: head.value.name, edits: [] });
    const opened = await openDraft(context, context.db.drizzle, input.draft);
    if (!opened.ok) return opened;
    const { row } = opened.value;
    const { revision, name } = row;
    const isNear = input.since <= revision && revision - input.since <= mostStepsSent;
    const range = { after: input.since, upTo: revision };
    const steps = isNear ? await listDraftSteps(context.db.drizzle, row.id, range) : [];
    const size = steps.reduce((sum, { content }) => sum + content.length, 0);
    if (!isNear || size > row.document.length)
      return accept<DraftChanges>({ revision, name, document: sentDocument(opened.value, documentOf(row)) });
    return accept<DraftChanges>({ revision, name, edits: sentEdits(opened.value, editsOf(steps)) });
  },
});

/** Who missed more steps than this is sent the document. */
const mostStepsSent = 500;

const stepsPerPage = 100;

/** Who changed what when, the newest first: the places of each step, not what was written there. */
export const draftHistory = defineUseCase({
  policy: "protocolDraft.history",
  kind: "query",
  input: z.strictObject({ draft: z.uuid(), before: ordinal.optional() }),
  run: async (context, input) => {
    const opened = await openDraft(context, context.db.drizzle, input.draft);
    if (!opened.ok) return opened;
    const before = input.before ?? opened.value.row.revision + 1;
    const rows = await listDraftHistory(context.db.drizzle, input.draft, { before, limit: stepsPerPage });
    const last = rows.at(-1);
    return accept<DraftHistory>({
      steps: rows.map(({ revision, kind, restored, accountName, recordedAt, ...row }) => {
        const places = placesOf(editsOf([{ ...row, revision, kind, restored, recordedAt }]));
        return { revision, kind, restored, by: accountName, at: recordedAt, ...places };
      }),
      nextBefore: last === undefined || last.revision === 1 ? null : last.revision,
    });
  },
});
