import type { Role } from "@kendali/domain";
import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Rows are only ever added: the newest of an account says how it stands. */
export const studyApproval = pgTable(
  "study_approval",
  {
    studyId: uuid("study_id").notNull(),
    sequence: integer().notNull(),
    kind: text().$type<"approved" | "withdrawn" | "lapsed">().notNull(),
    protocolHash: text("protocol_hash").notNull(),
    accountId: uuid("account_id").notNull(),
    role: text().$type<Role>().notNull(),
    publishedSeed: text("published_seed"),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.sequence] })],
);
