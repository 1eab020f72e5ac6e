import { invariant, refuse, type Refusal, type Result } from "@kendali/domain";
import { sql } from "drizzle-orm";
import { appendAudit, type AuditRecord, type Json } from "./audit.ts";
import { canRetry } from "./database-errors.ts";
import type { Database, Executor } from "./open-database.ts";
import { receipt } from "./schema/platform.ts";

/** A command as the device made it: the same id and content answers the same again, and is done once. */
export type Command = {
  readonly studyId: string;
  readonly commandId: string;
  readonly accountId: string | null;
  readonly contentHash: string;
  readonly at: string;
};

/** What a command works with: a transaction, and the trail that is written in it. */
export type UnitOfWork = {
  readonly tx: Executor;
  readonly audit: (record: AuditRecord) => Promise<void>;
  /** How many events this transaction has written so far. */
  readonly events: () => number;
};

const attempts = 3;

/**
 * Runs a command in one transaction together with its audit events and its receipt. A refusal rolls everything back; a
 * command that wrote no event is a bug and leaves nothing behind.
 */
export async function runCommand<T extends Json>(
  database: Database,
  command: Command,
  work: (unit: UnitOfWork) => Promise<Result<T>>,
): Promise<Result<T>> {
  return inTransaction(database, async (unit) => {
    // Two deliveries of one command wait for each other, then the second one finds the first one's receipt. Sent in one
    // flight, done one after the other: the read sees what was committed while the lock was waited for.
    const [, [stored]] = await Promise.all([
      unit.tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${command.studyId + command.commandId}, 1))`),
      unit.tx.execute<{ contentHash: string; accountId: string | null; answer: string }>(
        sql`SELECT content_hash AS "contentHash", account_id AS "accountId", answer FROM receipt
          WHERE study_id = ${command.studyId}::uuid AND command_id = ${command.commandId}::uuid`,
      ),
    ]);
    if (stored !== undefined) {
      const isSame = stored.contentHash === command.contentHash && stored.accountId === command.accountId;
      return isSame ? { ok: true, value: JSON.parse(stored.answer) as T } : refuse("command_id_reused");
    }
    const result = await work(unit);
    if (!result.ok) return result;
    invariant(unit.events() > 0, "a command changed something and wrote no audit event");
    await unit.tx.insert(receipt).values({ ...command, answer: JSON.stringify(result.value), recordedAt: command.at });
    return result;
  });
}

/** One transaction with its trail, for acts that carry no command id (signing in, migrating accounts, imports). */
export async function inTransaction<T>(
  database: Database,
  work: (unit: UnitOfWork) => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryTransaction(database, work);
    } catch (error) {
      if (attempt >= attempts || !canRetry(error)) throw error;
    }
  }
}

async function tryTransaction<T>(
  database: Database,
  work: (unit: UnitOfWork) => Promise<Result<T>>,
): Promise<Result<T>> {
  let refusal: Refusal | null = null;
  const rollback = new Error("rolled back: refused");
  try {
    return await database.drizzle.transaction(async (tx) => {
      let events = 0;
      const unit: UnitOfWork = {
        tx,
        events: () => events,
        audit: async (record) => {
          events += 1;
          await appendAudit(tx, record);
        },
      };
      const result = await work(unit);
      if (result.ok) return result;
      refusal = result.refusal;
      throw rollback;
    });
  } catch (error) {
    if (error === rollback && refusal !== null) return { ok: false, refusal };
    throw error;
  }
}
