import { integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { allocationSchema } from "./allocation.ts";
import { instant } from "./columns.ts";

/** Closed to the application's role; only `repositories/sealed-cards.ts` reads it, as `kendali_allocator`. */
export const card = allocationSchema.table(
  "card",
  {
    studyId: uuid("study_id").notNull(),
    list: text().notNull(),
    /** Its place in the pile, from 0. */
    position: integer().notNull(),
    code: text().notNull(),
    /** The site where the pile lies. */
    siteId: text("site_id").notNull(),
    /** The stratum that the pile is for. */
    stratum: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.list, table.position] })],
);

export const cardPrinting = allocationSchema.table(
  "card_printing",
  {
    studyId: uuid("study_id").notNull(),
    list: text().notNull(),
    /** From 1; what comes after the first has a reason. */
    sequence: integer().notNull(),
    printedBy: uuid("printed_by").notNull(),
    printedAt: instant("printed_at").notNull(),
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.list, table.sequence] })],
);
