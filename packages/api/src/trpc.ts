import type { PolicyKey, Refusal, RefusalCode, Result } from "@kendali/domain";
import { initTRPC, TRPCError } from "@trpc/server";
import type { z } from "zod";
import type { Identification, ServerContext } from "./context.ts";
import { transportCodes } from "./errors.ts";
import { perform } from "./perform.ts";
import type { UseCase } from "./use-case.ts";

/** What the transport knows of a request before anything is checked. */
export type RequestContext = { readonly server: ServerContext; readonly who: Identification | null };

/** Carries a refusal through tRPC. */
export class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export type ErrorData = {
  readonly httpStatus: number;
  /** Absent for a bug: then there is only the request's id to tell. */
  readonly refusal: {
    readonly code: RefusalCode;
    readonly params: Refusal["params"];
    readonly problems: Refusal["problems"];
  } | null;
  readonly requestId: string | null;
};

const t = initTRPC
  .context<RequestContext>()
  .meta<{ policy: PolicyKey }>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }): { code: typeof shape.code; message: string; data: ErrorData } => {
      const refusal = error.cause instanceof RefusalError ? error.cause.refusal : refusalOfTransport(error);
      return {
        code: shape.code,
        message: refusal?.code ?? "internal_error",
        data: {
          httpStatus: shape.data.httpStatus,
          refusal: refusal === null ? null : { code: refusal.code, params: refusal.params, problems: refusal.problems },
          // A refusal is the same to the byte for everybody who gets it; the id of a bug is what a person can quote.
          requestId: refusal === null ? (ctx?.server.requestId ?? null) : null,
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** A query procedure: the use case brings its policy and input. */
export function query<K extends PolicyKey, S extends z.ZodType, A, X>(useCase: UseCase<K, S, A, X>) {
  return t.procedure
    .meta({ policy: useCase.policy })
    .input(unparsed(useCase.input))
    .query(async ({ ctx, input }) => unwrap<A>(await perform(ctx.server, ctx.who, useCase, input)));
}

/** A mutation procedure: the use case brings its policy and input. */
export function mutation<K extends PolicyKey, S extends z.ZodType, A, X>(useCase: UseCase<K, S, A, X>) {
  return t.procedure
    .meta({ policy: useCase.policy })
    .input(unparsed(useCase.input))
    .mutation(async ({ ctx, input }) => unwrap<A>(await perform(ctx.server, ctx.who, useCase, input)));
}

/** `perform` parses, once and after it knows who asks; here the input only gets its type and can be looked up. */
function unparsed<S extends z.ZodType>(schema: S): ((value: unknown) => z.input<S>) & { readonly schema: S } {
  return Object.assign((value: unknown) => value as z.input<S>, { schema });
}

function unwrap<A>(result: Result<A>): A {
  if (result.ok) return result.value;
  throw new TRPCError({ code: transportCodes[result.refusal.code], cause: new RefusalError(result.refusal) });
}

/** What the transport itself refuses: an unknown path, a method, a body that is no JSON. */
function refusalOfTransport(error: TRPCError): Refusal | null {
  if (error.code === "NOT_FOUND" || error.code === "METHOD_NOT_SUPPORTED") return { code: "not_found", params: {} };
  if (error.code === "PARSE_ERROR" || error.code === "BAD_REQUEST" || error.code === "UNSUPPORTED_MEDIA_TYPE")
    return { code: "invalid_input", params: {} };
  if (error.code === "PAYLOAD_TOO_LARGE") return { code: "request_too_large", params: {} };
  return null;
}
