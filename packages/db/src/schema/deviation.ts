import type { ArmGuess, DeviationKind, GuessCertainty, StratumAnswers } from "@kendali/domain";
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, localDate } from "./columns.ts";

export const deviation = pgTable(
  "deviation",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    participant: text().notNull(),
    siteId: text("site_id").notNull(),
    kind: text().$type<DeviationKind>().notNull(),
    related: text(),
    retired: text(),
    criteria: text().array().notNull(),
    strataRecorded: jsonb("strata_recorded").$type<StratumAnswers>(),
    strataCorrected: jsonb("strata_corrected").$type<StratumAnswers>(),
    description: text().notNull(),
    foundOn: localDate("found_on").notNull(),
    reportedBy: uuid("reported_by").notNull(),
    reportedAt: instant("reported_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

export const deviationReview = pgTable(
  "deviation_review",
  {
    studyId: uuid("study_id").notNull(),
    deviation: uuid().notNull(),
    sequence: integer().notNull(),
    closes: boolean().notNull(),
    note: text().notNull(),
    reviewedBy: uuid("reviewed_by").notNull(),
    reviewedAt: instant("reviewed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.deviation, table.sequence] })],
);

export const armGuess = pgTable(
  "arm_guess",
  {
    studyId: uuid("study_id").notNull(),
    participant: text().notNull(),
    siteId: text("site_id").notNull(),
    guess: text().$type<ArmGuess>().notNull(),
    certainty: text().$type<GuessCertainty>(),
    reason: text(),
    guessedOn: localDate("guessed_on").notNull(),
    guessedBy: uuid("guessed_by").notNull(),
    guessedAt: instant("guessed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.participant] })],
);
