import type { policies, Policy, PolicyKey, Result } from "@kendali/domain";
import type { Identification, Viewer } from "@kendali/db";
import type { z } from "zod";
import type { ServerContext, StudyContext, UseCaseContext } from "./context.ts";

type PolicyOf<K extends PolicyKey> = (typeof policies)[K];

/** What a use case is given follows from its policy: nobody's, an account's, or an account's in one study. */
export type ContextFor<P extends Policy> = P extends "public"
  ? ServerContext
  : P extends "account" | "administrator"
    ? UseCaseContext
    : StudyContext;

/** Acts within a study name it in their input, and those that concern one site that site. */
type InputFor<P extends Policy> = P extends { readonly scope: "site" }
  ? { readonly study: string; readonly site: string | null }
  : P extends { readonly scope: string }
    ? { readonly study: string }
    : unknown;

/**
 * One act of the platform: the policy that allows it, the shape of its input, and what it does. There is no way to reach
 * `run` but through `perform`, which reads the policy: an act without one does not compile.
 */
export type UseCase<K extends PolicyKey, S extends z.ZodType, A, X = null> = {
  readonly policy: K;
  readonly kind: "query" | "mutation";
  readonly input: S;
  readonly run: (context: ContextFor<PolicyOf<K>>, input: z.output<S>, extra: X) => Promise<Result<A>>;
  /** Reads the viewer together with what the act needs, where one read must do for both. */
  readonly open?: (
    server: ServerContext,
    who: Identification,
    input: z.output<S>,
  ) => Promise<{ readonly viewer: Viewer; readonly extra: X } | null>;
};

/** States a use case; acts with `open` get what it read as their third argument. */
export function defineUseCase<K extends PolicyKey, S extends z.ZodType<InputFor<PolicyOf<K>>>, A, X = null>(
  useCase: UseCase<K, S, A, X>,
): UseCase<K, S, A, X> {
  return useCase;
}
