import { boolean, integer, jsonb, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, localDate } from "./columns.ts";

/** Closed to the application's role; only `repositories/allocations.ts` reads it, as `kendali_allocator`. */
export const allocationSchema = pgSchema("allocation");

export const sealedList = allocationSchema.table("sealed_list", {
  studyId: uuid("study_id").primaryKey(),
  scheme: jsonb().notNull(),
  sealed: bytes().notNull(),
  nonce: bytes().notNull(),
  commitment: text().notNull(),
  publishedSeed: boolean("published_seed").notNull(),
  createdAt: instant("created_at").notNull(),
});

export const stratum = allocationSchema.table(
  "stratum",
  { studyId: uuid("study_id").notNull(), stratum: text().notNull(), head: integer().notNull() },
  (table) => [primaryKey({ columns: [table.studyId, table.stratum] })],
);

export const allocation = allocationSchema.table(
  "allocation",
  {
    studyId: uuid("study_id").notNull(),
    participant: text().notNull(),
    siteId: text("site_id").notNull(),
    stratum: text().notNull(),
    /** The list that the slot is of: the stratum's, the study's under a scheme that looks back, or one of sealed cards. */
    list: text().notNull(),
    source: text().$type<"server" | "card">().notNull(),
    slot: integer().notNull(),
    arm: text().notNull(),
    allocatedOn: localDate("allocated_on").notNull(),
    allocatedAt: instant("allocated_at").notNull(),
    allocatedBy: uuid("allocated_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.participant] })],
);
