import { sql } from "drizzle-orm";
import type { Executor } from "../open-database.ts";

const become = (role: "kendali_allocator" | "kendali_app") => sql.raw(`SET LOCAL ROLE ${role}`);

/**
 * Acts within a transaction as `kendali_allocator`, and hands the role of the application back. Only the modules that keep
 * allocations and sealed cards import it; the package hands it on to nobody.
 */
export async function asAllocator<T>(tx: Executor, act: () => Promise<T>): Promise<T> {
  await tx.execute(become("kendali_allocator"));
  const result = await act();
  await tx.execute(become("kendali_app"));
  return result;
}

/**
 * The same around a decision, in two flights to the database instead of one for each statement: it runs statements in the
 * order in which they were sent, and after one that fails all that follow fail. `write` sends its statements without
 * waiting for one of them before the next.
 */
export async function asAllocatorAround<T, D>(
  tx: Executor,
  read: () => PromiseLike<T>,
  write: (found: T) => Promise<{ readonly decided: D; readonly statements: readonly PromiseLike<unknown>[] }>,
): Promise<D> {
  const [, found] = await Promise.all([tx.execute(become("kendali_allocator")), read()]);
  const { decided, statements } = await write(found);
  await Promise.all([...statements, tx.execute(become("kendali_app"))]);
  return decided;
}
