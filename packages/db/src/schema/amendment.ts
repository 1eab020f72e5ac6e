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
