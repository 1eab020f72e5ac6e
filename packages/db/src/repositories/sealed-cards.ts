import { asc, eq, sql } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { allocation } from "../schema/allocation.ts";
import { account } from "../schema/platform.ts";
import { card, cardPrinting } from "../schema/sealed-cards.ts";
import { asAllocator } from "./as-allocator.ts";

/** A sealed card as its outside says it; no card is stored with its arm. */
export type CardRow = typeof card.$inferSelect;

/** One printing of one pile; instants are ISO 8601 UTC. */
export type CardPrintingRow = typeof cardPrinting.$inferSelect;

/** How many rows one statement writes; each has six parameters. */
const rowsAtOnce = 2_000;

/** Lays out the cards of a study, once, in the transaction that seals its list. */
export async function insertCards(tx: Executor, rows: readonly CardRow[]): Promise<void> {
  await asAllocator(tx, async () => {
    for (let from = 0; from < rows.length; from += rowsAtOnce)
      await tx.insert(card).values(rows.slice(from, from + rowsAtOnce));
  });
}

/** How many cards each pile has, in the order of the piles' names. */
export async function countCards(
  tx: Executor,
  studyId: string,
): Promise<
  readonly { readonly list: string; readonly siteId: string; readonly stratum: string; readonly count: number }[]
> {
  return asAllocator(tx, () =>
    tx
      .select({ list: card.list, siteId: card.siteId, stratum: card.stratum, count: sql<number>`count(*)::int` })
      .from(card)
      .where(eq(card.studyId, studyId))
      .groupBy(card.list, card.siteId, card.stratum)
      .orderBy(asc(card.list)),
  );
}

/** The cards of one pile by position. */
export async function readPile(tx: Executor, studyId: string, list: string): Promise<readonly CardRow[]> {
  return asAllocator(tx, () =>
    tx
      .select()
      .from(card)
      .where(sql`${card.studyId} = ${studyId} AND ${card.list} = ${list}`)
      .orderBy(asc(card.position)),
  );
}

/** Every printing of a study's cards with who printed, the oldest first. */
export async function readPrintings(
  tx: Executor,
  studyId: string,
): Promise<readonly (CardPrintingRow & { readonly printedByName: string })[]> {
  const rows = await asAllocator(tx, () =>
    tx.select().from(cardPrinting).where(eq(cardPrinting.studyId, studyId)).orderBy(asc(cardPrinting.printedAt)),
  );
  // Names are the application's to read, not the allocator's.
  const people = await tx.select({ id: account.id, name: account.displayName }).from(account);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, printedByName: names.get(row.printedBy) ?? "" }));
}

/** How often a pile was printed, while no other transaction prints it. */
export async function lockPrintings(tx: Executor, studyId: string, list: string): Promise<number> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${studyId};printing;${list}`}, 2))`);
  const [row] = await asAllocator(tx, () =>
    tx
      .select({ count: sql<number>`count(*)::int` })
      .from(cardPrinting)
      .where(sql`${cardPrinting.studyId} = ${studyId} AND ${cardPrinting.list} = ${list}`),
  );
  return row?.count ?? 0;
}

export async function insertPrinting(tx: Executor, row: CardPrintingRow): Promise<void> {
  await asAllocator(tx, async () => {
    await tx.insert(cardPrinting).values(row);
  });
}

/** A card, and how it stands in its pile. */
export type CardAtHand = CardRow & {
  readonly isUsed: boolean;
  /** Whether a card before it in its pile is still unused. */
  readonly isBeforeItsTurn: boolean;
};

/** The card with a code, held until the transaction ends together with its pile; null when the study has none of that code. */
export async function lockCard(tx: Executor, studyId: string, code: string): Promise<CardAtHand | null> {
  const [found] = await asAllocator(tx, () =>
    tx
      .select()
      .from(card)
      .where(sql`${card.studyId} = ${studyId} AND ${card.code} = ${code}`),
  );
  if (found === undefined) return null;
  // Cards are never updated, so they have no row lock to take; what two uses of a pile would race for is its order.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${studyId};use;${found.list}`}, 2))`);
  const used = await asAllocator(tx, () =>
    tx
      .select({ slot: allocation.slot })
      .from(allocation)
      .where(sql`${allocation.studyId} = ${studyId} AND ${allocation.list} = ${found.list}`),
  );
  const slots = used.map(({ slot }) => slot);
  return {
    ...found,
    isUsed: slots.includes(found.position),
    isBeforeItsTurn: slots.filter((slot) => slot < found.position).length < found.position,
  };
}

/** Records that a participant holds a card. The unique keys refuse a second use even if a lock were missed. */
export async function takeCard(tx: Executor, row: typeof allocation.$inferInsert): Promise<void> {
  await asAllocator(tx, async () => {
    await tx.insert(allocation).values(row);
  });
}

/** The codes of a study's cards by list and position, for the bundle that is revealed. */
export async function readCards(tx: Executor, studyId: string): Promise<readonly CardRow[]> {
  return asAllocator(tx, () => tx.select().from(card).where(eq(card.studyId, studyId)));
}
