import type { DelegationTask, Role } from "@kendali/domain";
import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, localDate } from "./columns.ts";

export const trainingRecord = pgTable(
  "training_record",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    accountId: uuid("account_id").notNull(),
    role: text().$type<Role>().notNull(),
    topic: text().notNull(),
    completedOn: localDate("completed_on").notNull(),
    evidence: text().notNull(),
    recordedBy: uuid("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

export const delegation = pgTable(
  "delegation",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    accountId: uuid("account_id").notNull(),
    task: text().$type<DelegationTask>().notNull(),
    siteId: text("site_id"),
    fromOn: localDate("from_on").notNull(),
    delegatedBy: uuid("delegated_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

export const delegationEnd = pgTable(
  "delegation_end",
  {
    studyId: uuid("study_id").notNull(),
    delegation: uuid().notNull(),
    endedOn: localDate("ended_on").notNull(),
    reason: text().notNull(),
    endedBy: uuid("ended_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.delegation] })],
);
