import { perform, type ServerContext, type UseCase } from "@kendali/api";
import { instantOf, type LocalDateTime, type PolicyKey, type Refusal } from "@kendali/domain";
import type { z } from "zod";
import { seedId } from "./seed-id.ts";

/** Something the demonstration meant to do was refused: a fault of the seed, never of a person. */
export class SeedError extends Error {
  readonly refusal: Refusal;
  constructor(what: string, refusal: Refusal) {
    super(`${what}: ${refusal.code} ${JSON.stringify(refusal.params)} ${JSON.stringify(refusal.problems ?? [])}`);
    this.refusal = refusal;
  }
}

/** One command as the seed gives it: who, what about, and what makes its id its own among all commands of the study. */
export type Deed = {
  readonly account: string;
  readonly id: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
};

/** Does a mutation of the platform as one account, now. */
export async function act<K extends PolicyKey, S extends z.ZodType, A, X>(
  server: ServerContext,
  useCase: UseCase<K, S, A, X>,
  deed: Deed,
): Promise<A> {
  const result = await perform(server, { accountId: deed.account }, useCase, {
    commandId: seedId(...deed.id),
    ...deed.input,
  });
  if (result.ok) return result.value;
  throw new SeedError(`${useCase.policy} ${deed.id.join(" ")}`, result.refusal);
}

/** The same server at a moment of a site's clock: what only simulated and practice studies accept. */
export function atMoment(server: ServerContext, local: LocalDateTime, timeZone: string): ServerContext {
  const instant = instantOf(local, timeZone);
  return { ...server, now: () => instant, clockSource: "injected" };
}

/** Runs the jobs with so many at a time; the first failure stops the rest. */
export async function inParallel<T>(jobs: readonly T[], width: number, work: (job: T) => Promise<void>): Promise<void> {
  const queue = jobs.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const job of queue) await work(job);
    }),
  );
}
