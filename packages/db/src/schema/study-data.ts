import type { BlindingLevel, EntryValues, Role, StudyKind } from "@kendali/domain";
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, localDate } from "./columns.ts";

export type StudyStatus = "draft" | "live" | "locked";
export type EndKind = "discontinuation" | "withdrawal" | "lost_to_follow_up" | "duplicate";
export type ConsentDecision = "given" | "declined" | "not_available";

export const study = pgTable("study", {
  id: uuid().primaryKey(),
  key: text().notNull(),
  kind: text().$type<StudyKind>().notNull(),
  status: text().$type<StudyStatus>().notNull(),
  protocolHash: text("protocol_hash").notNull(),
  createdAt: instant("created_at").notNull(),
  liveAt: instant("live_at"),
  lockedAt: instant("locked_at"),
  unblindedAt: instant("unblinded_at"),
  unblindedBy: uuid("unblinded_by"),
  unblindingReason: text("unblinding_reason"),
});

export const protocolVersion = pgTable(
  "protocol_version",
  {
    studyId: uuid("study_id").notNull(),
    hash: text().notNull(),
    version: text().notNull(),
    document: text().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.hash] })],
);

export const site = pgTable(
  "site",
  {
    studyId: uuid("study_id").notNull(),
    siteId: text("site_id").notNull(),
    code: text().notNull(),
    timeZone: text("time_zone").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.siteId] })],
);

export const roleAssignment = pgTable(
  "role_assignment",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    accountId: uuid("account_id").notNull(),
    role: text().$type<Role>().notNull(),
    siteId: text("site_id"),
    blinding: text().$type<BlindingLevel>().notNull(),
    grantedAt: instant("granted_at").notNull(),
    grantedBy: uuid("granted_by"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

export const serial = pgTable(
  "serial",
  {
    studyId: uuid("study_id").notNull(),
    siteId: text("site_id").notNull(),
    name: text().notNull(),
    last: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.siteId, table.name] })],
);

export const registerCount = pgTable(
  "register_count",
  {
    studyId: uuid("study_id").notNull(),
    siteId: text("site_id").notNull(),
    count: integer().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: uuid("recorded_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.siteId] })],
);

export const screening = pgTable(
  "screening",
  {
    studyId: uuid("study_id").notNull(),
    number: integer().notNull(),
    siteId: text("site_id").notNull(),
    protocolHash: text("protocol_hash").notNull(),
    answers: jsonb().$type<Readonly<Record<string, boolean>>>().notNull(),
    eligible: boolean().notNull(),
    failed: text().array().notNull(),
    declinedReason: text("declined_reason"),
    screenedOn: localDate("screened_on").notNull(),
    screenedBy: uuid("screened_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.number] })],
);

export const consent = pgTable(
  "consent",
  {
    studyId: uuid("study_id").notNull(),
    screening: integer().notNull(),
    sequence: integer().notNull(),
    siteId: text("site_id").notNull(),
    version: text().notNull(),
    language: text().notNull(),
    decision: text().$type<ConsentDecision>().notNull(),
    purposes: jsonb().$type<Readonly<Record<string, boolean>>>().notNull(),
    witnessed: boolean().notNull(),
    reason: text(),
    signedOn: localDate("signed_on"),
    recordedBy: uuid("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.screening, table.sequence] })],
);

export const participant = pgTable(
  "participant",
  {
    studyId: uuid("study_id").notNull(),
    number: text().notNull(),
    siteId: text("site_id").notNull(),
    screening: integer().notNull(),
    enrolledOn: localDate("enrolled_on").notNull(),
    enrolledBy: uuid("enrolled_by").notNull(),
    enrolledAt: instant("enrolled_at").notNull(),
    allocatedOn: localDate("allocated_on"),
    allocatedAt: instant("allocated_at"),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.number] })],
);

export const participantEvent = pgTable(
  "participant_event",
  {
    studyId: uuid("study_id").notNull(),
    participant: text().notNull(),
    id: uuid().notNull(),
    siteId: text("site_id").notNull(),
    kind: text().$type<EndKind>().notNull(),
    happenedOn: localDate("happened_on").notNull(),
    reason: text().notNull(),
    note: text(),
    recordedBy: uuid("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.participant, table.id] })],
);

export const formEntry = pgTable(
  "form_entry",
  {
    studyId: uuid("study_id").notNull(),
    participant: text().notNull(),
    visit: text().notNull(),
    form: text().notNull(),
    siteId: text("site_id").notNull(),
    revision: integer().notNull(),
    protocolHash: text("protocol_hash").notNull(),
    status: text().$type<"complete" | "locked">().notNull(),
    values: jsonb().$type<EntryValues>().notNull(),
    softReasons: jsonb("soft_reasons").$type<Readonly<Record<string, string>>>().notNull(),
    performedOn: localDate("performed_on").notNull(),
    performedBy: uuid("performed_by"),
    enteredBy: uuid("entered_by").notNull(),
    deviceTime: instant("device_time"),
    savedAt: instant("saved_at").notNull(),
    outOfWindowReason: text("out_of_window_reason"),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.participant, table.visit, table.form] })],
);

export const visitEvent = pgTable(
  "visit_event",
  {
    studyId: uuid("study_id").notNull(),
    participant: text().notNull(),
    visit: text().notNull(),
    siteId: text("site_id").notNull(),
    kind: text().$type<"missed">().notNull(),
    happenedOn: localDate("happened_on").notNull(),
    reason: text().notNull(),
    note: text(),
    recordedBy: uuid("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.participant, table.visit] })],
);

export const snapshot = pgTable(
  "snapshot",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    reason: text().notNull(),
    withArm: boolean("with_arm").notNull(),
    protocolHash: text("protocol_hash").notNull(),
    hash: text().notNull(),
    content: bytes().notNull(),
    participants: integer().notNull(),
    entries: integer().notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);
