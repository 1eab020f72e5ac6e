import { sql } from "drizzle-orm";
import type { Executor } from "../open-database.ts";

/**
 * Acts within a transaction as `kendali_allocator`, and hands the role of the application back. Only the modules that keep
 * allocations and sealed cards import it; the package hands it on to nobody.
 */
export async function asAllocator<T>(tx: Executor, act: () => Promise<T>): Promise<T> {
  await tx.execute(sql`SET LOCAL ROLE kendali_allocator`);
  const result = await act();
  await tx.execute(sql`SET LOCAL ROLE kendali_app`);
  return result;
}
