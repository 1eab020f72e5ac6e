import type { BlindingLevel, NoticeKind, Role, UnmaskingCategory } from "@kendali/domain";
import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, localDate } from "./columns.ts";

export const maskingRequest = pgTable(
  "masking_request",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    grantId: uuid("grant_id").notNull(),
    siteId: text("site_id"),
    fromLevel: text("from_level").$type<BlindingLevel>().notNull(),
    toLevel: text("to_level").$type<BlindingLevel>().notNull(),
    reason: text().notNull(),
    requestedBy: uuid("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

export const maskingDecision = pgTable(
  "masking_decision",
  {
    studyId: uuid("study_id").notNull(),
    requestId: uuid("request_id").notNull(),
    siteId: text("site_id"),
    decision: text().$type<"approve" | "decline">().notNull(),
    reason: text(),
    decidedBy: uuid("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.requestId] })],
);

export const unmasking = pgTable(
  "unmasking",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    participant: text().notNull(),
    siteId: text("site_id").notNull(),
    category: text().$type<UnmaskingCategory>().notNull(),
    reason: text().notNull(),
    unmaskedOn: localDate("unmasked_on").notNull(),
    unmaskedBy: uuid("unmasked_by").notNull(),
    unmaskedAt: instant("unmasked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

export const notice = pgTable(
  "notice",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    siteId: text("site_id"),
    kind: text().$type<NoticeKind>().notNull(),
    roles: text().array().$type<Role[]>().notNull(),
    participant: text(),
    params: jsonb().$type<Readonly<Record<string, string | number>>>().notNull(),
    createdBy: uuid("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

export const noticeAcknowledgement = pgTable(
  "notice_acknowledgement",
  {
    studyId: uuid("study_id").notNull(),
    noticeId: uuid("notice_id").notNull(),
    accountId: uuid("account_id").notNull(),
    acknowledgedAt: instant("acknowledged_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.noticeId, table.accountId] })],
);
