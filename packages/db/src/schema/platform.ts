import { boolean, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

export const account = pgTable("account", {
  id: uuid().primaryKey(),
  username: text().notNull(),
  displayName: text("display_name").notNull(),
  administrator: boolean().notNull(),
  passwordHash: text("password_hash"),
  locale: text().$type<"id" | "en">().notNull(),
  createdAt: instant("created_at").notNull(),
  disabledAt: instant("disabled_at"),
});

export const session = pgTable("session", {
  idHash: text("id_hash").primaryKey(),
  accountId: uuid("account_id").notNull(),
  createdAt: instant("created_at").notNull(),
  lastSeenAt: instant("last_seen_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  revokedAt: instant("revoked_at"),
});

export const oneTimeLink = pgTable("one_time_link", {
  tokenHash: text("token_hash").primaryKey(),
  accountId: uuid("account_id").notNull(),
  purpose: text().$type<"first_administrator" | "invitation">().notNull(),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

export const signInAttempt = pgTable("sign_in_attempt", {
  subject: text().primaryKey(),
  failures: integer().notNull(),
  lastFailedAt: instant("last_failed_at").notNull(),
  blockedUntil: instant("blocked_until"),
});

export const auditHead = pgTable(
  "audit_head",
  {
    studyId: uuid("study_id").notNull(),
    chain: text().notNull(),
    sequence: integer().notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.chain] })],
);

export const auditEvent = pgTable(
  "audit_event",
  {
    studyId: uuid("study_id").notNull(),
    chain: text().notNull(),
    sequence: integer().notNull(),
    siteId: text("site_id"),
    action: text().notNull(),
    accountId: uuid("account_id"),
    recordedAt: instant("recorded_at").notNull(),
    event: text().notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.chain, table.sequence] })],
);

export const receipt = pgTable(
  "receipt",
  {
    studyId: uuid("study_id").notNull(),
    commandId: uuid("command_id").notNull(),
    accountId: uuid("account_id"),
    contentHash: text("content_hash").notNull(),
    answer: text().notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.commandId] })],
);

export const schemaMigration = pgTable("schema_migration", {
  name: text().primaryKey(),
  sha256: text().notNull(),
  appliedAt: instant("applied_at").notNull(),
});
