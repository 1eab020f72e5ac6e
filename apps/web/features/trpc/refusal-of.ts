import { TRPCClientError } from "@trpc/client";

import type { Refusal, RefusalCode } from "@kendali/domain";

/** What the server answered instead of doing it; `unreachable` when no answer came, `unexpected` for a bug, which carries the id to quote. */
export type Failure =
  | { readonly kind: "refusal"; readonly refusal: Refusal }
  | { readonly kind: "signed_out" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "unexpected"; readonly requestId: string };

/** Reads a failed call. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return { kind: "unexpected", requestId: "-" };
  const data = error.data as { refusal?: Refusal; requestId?: string } | null | undefined;
  if (data?.refusal?.code === "not_signed_in") return { kind: "signed_out" };
  if (data?.refusal !== undefined) return { kind: "refusal", refusal: data.refusal };
  if (data === null || data === undefined) return { kind: "unreachable" };
  return { kind: "unexpected", requestId: data.requestId ?? "-" };
}

/** Whether a call failed with one refusal, which its page says at the place it concerns. */
export function isRefusedWith(error: unknown, code: RefusalCode): boolean {
  if (error === null || error === undefined) return false;
  const failure = failureOf(error);
  return failure.kind === "refusal" && failure.refusal.code === code;
}
