import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";

export const storedFile = pgTable(
  "stored_file",
  {
    studyId: uuid("study_id").notNull(),
    id: uuid().notNull(),
    participant: text().notNull(),
    siteId: text("site_id").notNull(),
    form: text().notNull(),
    item: text().notNull(),
    sha256: text().notNull(),
    mediaType: text("media_type").notNull(),
    bytes: integer().notNull(),
    begunBy: uuid("begun_by").notNull(),
    begunAt: instant("begun_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.id] })],
);

export const storedFilePiece = pgTable(
  "stored_file_piece",
  {
    studyId: uuid("study_id").notNull(),
    file: uuid().notNull(),
    index: integer().notNull(),
    /** Counts from 0: a piece that arrived damaged is followed by one that is right. */
    round: integer().notNull(),
    content: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.file, table.index, table.round] })],
);

export const storedFileWhole = pgTable(
  "stored_file_whole",
  {
    studyId: uuid("study_id").notNull(),
    file: uuid().notNull(),
    storedAt: instant("stored_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.file] })],
);
