import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, localDate } from "./columns.ts";

export type DraftLevel = "owner" | "editor" | "reader";
export type DraftStepKind = "start" | "edit" | "restore";

export const protocolDraft = pgTable("protocol_draft", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** The study that the draft amends, with the hash of the version it began from; null for a new study. */
  studyId: uuid("study_id"),
  baseHash: text("base_hash"),
  /** Canonical JSON. */
  document: text().notNull(),
  revision: integer().notNull(),
  createdAt: instant("created_at").notNull(),
  createdBy: uuid("created_by").notNull(),
  updatedAt: instant("updated_at").notNull(),
  updatedBy: uuid("updated_by").notNull(),
  closedAt: instant("closed_at"),
  closedBy: uuid("closed_by"),
  /** Off the lists; the row and its steps stay. */
  removedAt: instant("removed_at"),
  removedBy: uuid("removed_by"),
});

export const protocolDraftMember = pgTable(
  "protocol_draft_member",
  {
    draftId: uuid("draft_id").notNull(),
    accountId: uuid("account_id").notNull(),
    level: text().$type<DraftLevel>().notNull(),
    since: instant().notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.accountId] })],
);

/** Rows are only ever added. */
export const protocolDraftStep = pgTable(
  "protocol_draft_step",
  {
    draftId: uuid("draft_id").notNull(),
    revision: integer().notNull(),
    kind: text().$type<DraftStepKind>().notNull(),
    /** JSON text: the document of a start, the edits of everything else. */
    content: text().notNull(),
    restored: integer(),
    accountId: uuid("account_id").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.revision] })],
);

export const protocolDraftStudy = pgTable("protocol_draft_study", {
  draftId: uuid("draft_id").notNull(),
  studyId: uuid("study_id").primaryKey(),
  revision: integer().notNull(),
  openedBy: uuid("opened_by").notNull(),
  openedAt: instant("opened_at").notNull(),
});

/** Rows are only ever added; each holds for the document of its hash alone. */
export const protocolException = pgTable(
  "protocol_exception",
  {
    studyId: uuid("study_id").notNull(),
    sequence: integer().notNull(),
    documentHash: text("document_hash").notNull(),
    code: text().notNull(),
    path: text().notNull(),
    reason: text().notNull(),
    /** JSON text of the finding's params as they were signed; null where that was not kept yet. */
    params: text(),
    signedBy: uuid("signed_by").notNull(),
    signedAt: instant("signed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.sequence] })],
);

/** Rows are only ever added, with the study: the versions that it was brought in with. */
export const importedVersion = pgTable(
  "imported_version",
  {
    studyId: uuid("study_id").notNull(),
    sequence: integer().notNull(),
    hash: text().notNull(),
    reason: text(),
    ethicsNumber: text("ethics_number"),
    ethicsOn: localDate("ethics_on"),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.sequence] })],
);
