import { and, asc, eq } from "drizzle-orm";
import type { Executor } from "../open-database.ts";
import { armGuess } from "../schema/deviation.ts";

export type ArmGuessRow = typeof armGuess.$inferSelect;

export async function insertArmGuess(executor: Executor, row: typeof armGuess.$inferInsert): Promise<void> {
  await executor.insert(armGuess).values(row);
}

export async function findArmGuess(
  executor: Executor,
  studyId: string,
  participant: string,
): Promise<ArmGuessRow | null> {
  const [row] = await executor
    .select()
    .from(armGuess)
    .where(and(eq(armGuess.studyId, studyId), eq(armGuess.participant, participant)));
  return row ?? null;
}

/** Every guess of a study by number: for its dataset, once the arms are no secret any more. */
export async function listArmGuesses(executor: Executor, studyId: string): Promise<ArmGuessRow[]> {
  return executor.select().from(armGuess).where(eq(armGuess.studyId, studyId)).orderBy(asc(armGuess.participant));
}
