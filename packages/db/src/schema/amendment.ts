import { integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, localDate } from "./columns.ts";

/** Rows are only ever added: one for each version that followed the study's first. */
export const amendment = pgTable(
  "amendment",
  {
    studyId: uuid("study_id").notNull(),
    sequence: integer().notNull(),
    fromHash: text("from_hash").notNull(),
    toHash: text("to_hash").notNull(),
    reason: text().notNull(),
    ethicsNumber: text("ethics_number").notNull(),
    ethicsOn: localDate("ethics_on").notNull(),
    impact: jsonb().notNull(),
    publishedBy: uuid("published_by").notNull(),
    publishedAt: instant("published_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.sequence] })],
);

/** Rows are only ever added: the newest of a version and site says from when it rules there. */
export const amendmentDate = pgTable(
  "amendment_date",
  {
    studyId: uuid("study_id").notNull(),
    sequence: integer().notNull(),
    siteId: text("site_id").notNull(),
    revision: integer().notNull(),
    effectiveOn: localDate("effective_on").notNull(),
    recordedBy: uuid("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.sequence, table.siteId, table.revision] })],
);

/** Rows are only ever added: an entry that may be answered under a later version than the one that captured it. */
export const entryOpening = pgTable(
  "entry_opening",
  {
    studyId: uuid("study_id").notNull(),
    participant: text().notNull(),
    visit: text().notNull(),
    form: text().notNull(),
    toHash: text("to_hash").notNull(),
    siteId: text("site_id").notNull(),
    reason: text().notNull(),
    openedBy: uuid("opened_by").notNull(),
    openedAt: instant("opened_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.participant, table.visit, table.form, table.toHash] })],
);
