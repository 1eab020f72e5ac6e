import { and, asc, count, eq, isNotNull, isNull } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { account, oneTimeLink, session, signInAttempt } from "../schema/platform.ts";

export type AccountRow = typeof account.$inferSelect;

export async function findAccountByUsername(executor: Executor, username: string): Promise<AccountRow | null> {
  const [row] = await executor.select().from(account).where(eq(account.username, username));
  return row ?? null;
}

export async function findAccount(executor: Executor, id: string): Promise<AccountRow | null> {
  const [row] = await executor.select().from(account).where(eq(account.id, id));
  return row ?? null;
}

/** The account, held until the transaction ends: what it is given is decided one after the other. */
export async function lockAccount(executor: Executor, id: string): Promise<AccountRow | null> {
  const [row] = await executor.select().from(account).where(eq(account.id, id)).for("no key update");
  return row ?? null;
}

export async function listAccounts(executor: Executor): Promise<AccountRow[]> {
  return executor.select().from(account).orderBy(asc(account.username));
}

export async function insertAccount(executor: Executor, row: typeof account.$inferInsert): Promise<void> {
  await executor.insert(account).values(row);
}

export async function updateAccount(
  executor: Executor,
  id: string,
  change: Partial<Pick<AccountRow, "passwordHash" | "disabledAt" | "locale">>,
): Promise<void> {
  await executor.update(account).set(change).where(eq(account.id, id));
}

/** Administrators who can sign in: not disabled, with a password. */
export async function countActiveAdministrators(executor: Executor): Promise<number> {
  const [row] = await executor
    .select({ n: count() })
    .from(account)
    .where(and(eq(account.administrator, true), isNull(account.disabledAt), isNotNull(account.passwordHash)));
  return row?.n ?? 0;
}

export async function insertSession(executor: Executor, row: typeof session.$inferInsert): Promise<void> {
  await executor.insert(session).values(row);
}

export async function touchSession(executor: Executor, idHash: string, at: string): Promise<void> {
  await executor
    .update(session)
    .set({ lastSeenAt: at })
    .where(and(eq(session.idHash, idHash), isNull(session.revokedAt)));
}

export async function revokeSession(executor: Executor, idHash: string, at: string): Promise<void> {
  await executor
    .update(session)
    .set({ revokedAt: at })
    .where(and(eq(session.idHash, idHash), isNull(session.revokedAt)));
}

export async function revokeSessionsOf(executor: Executor, accountId: string, at: string): Promise<void> {
  await executor
    .update(session)
    .set({ revokedAt: at })
    .where(and(eq(session.accountId, accountId), isNull(session.revokedAt)));
}

export async function insertLink(executor: Executor, row: typeof oneTimeLink.$inferInsert): Promise<void> {
  await executor.insert(oneTimeLink).values(row);
}

export async function findLink(executor: Executor, tokenHash: string): Promise<typeof oneTimeLink.$inferSelect | null> {
  const [row] = await executor.select().from(oneTimeLink).where(eq(oneTimeLink.tokenHash, tokenHash)).for("update");
  return row ?? null;
}

/** Closes every open link of an account: a new one replaces it, and a used one takes the others with it. */
export async function useLinksOf(executor: Executor, accountId: string, at: string): Promise<void> {
  await executor
    .update(oneTimeLink)
    .set({ usedAt: at })
    .where(and(eq(oneTimeLink.accountId, accountId), isNull(oneTimeLink.usedAt)));
}

export async function findAttempts(
  executor: Executor,
  subject: string,
): Promise<typeof signInAttempt.$inferSelect | null> {
  const [row] = await executor.select().from(signInAttempt).where(eq(signInAttempt.subject, subject)).for("update");
  return row ?? null;
}

export async function saveAttempts(executor: Executor, row: typeof signInAttempt.$inferInsert): Promise<void> {
  const { subject: _subject, ...change } = row;
  await executor.insert(signInAttempt).values(row).onConflictDoUpdate({ target: signInAttempt.subject, set: change });
}

export async function clearAttempts(executor: Executor, subject: string): Promise<void> {
  await executor.delete(signInAttempt).where(eq(signInAttempt.subject, subject));
}
