import { isExceptionReason, lintDraft, maySign, shortestExceptionReason, type Finding } from "@kendali/builder";
import { addExceptions, listExceptions, type ExceptionRow, type Executor } from "@kendali/db";
import {
  accept,
  canonicalJson,
  localDateIn,
  refuse,
  type LocalDate,
  type Problem,
  type Protocol,
  type RefusalParams,
  type Result,
} from "@kendali/domain";
import { z } from "zod";
import type { UseCaseContext } from "./context.ts";
import { words } from "./use-cases/inputs.ts";

/** A finding that stays open, with the reason. */
export const signedException = z.strictObject({
  code: z.string().min(1).max(100),
  path: z.string().max(600),
  reason: words(1000),
});
export type SignedException = z.output<typeof signedException>;

type Place = { readonly code: string; readonly path: string };

/** What is found in a document on a day, apart from what was signed for this very document. */
export async function findingsOf(
  executor: Executor,
  study: { readonly id: string; readonly protocol: Protocol; readonly protocolHash: string },
  today: LocalDate,
): Promise<{ readonly open: readonly Finding[]; readonly signed: readonly ExceptionRow[] }> {
  const signed = await listExceptions(executor, study.id, study.protocolHash);
  return { open: unsigned(lintDraft(study.protocol, { today }), signed), signed };
}

/** A finding that stays open, by whom and why. Instants are ISO 8601 UTC. */
export type SignedView = {
  readonly code: string;
  readonly path: string;
  /** What the finding's words name, as it was signed. */
  readonly params: RefusalParams;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
};

/** What was signed, with what each finding says. Where that was not kept, the document and the day of signing tell it. */
export function signedViews(protocol: Protocol, signed: readonly ExceptionRow[]): readonly SignedView[] {
  const zone = protocol.sites[0]?.timeZone ?? "UTC";
  const toldOn = new Map<LocalDate, ReadonlyMap<string, RefusalParams>>();
  const foundOn = (today: LocalDate): ReadonlyMap<string, RefusalParams> => {
    const known = toldOn.get(today);
    if (known !== undefined) return known;
    const found = new Map(lintDraft(protocol, { today }).map((finding) => [placeOf(finding), finding.params]));
    toldOn.set(today, found);
    return found;
  };
  return signed.map(({ code, path, params, reason, signedByName: by, signedAt: at }) => {
    const said =
      params === null ? (foundOn(localDateIn(at, zone)).get(placeOf({ code, path })) ?? {}) : JSON.parse(params);
    return { code, path, params: said as RefusalParams, reason, by, at };
  });
}

/** What no exception is for. What must be mended is never signed away. */
export function unsigned(findings: readonly Finding[], signed: readonly Place[]): readonly Finding[] {
  const places = new Set(signed.map(placeOf));
  return findings.filter((finding) => !maySign(finding) || !places.has(placeOf(finding)));
}

function placeOf({ code, path }: Place): string {
  return `${code} ${path}`;
}

/** Refuses `findings_open` with every finding that is neither mended nor signed. */
export function refuseOpen(open: readonly Finding[]): Result<null> {
  if (open.length === 0) return accept(null);
  const problems = open.map(({ code, path, params, severity }): Problem => {
    return { code, path, params, severity: severity === "must" ? "error" : "warning" };
  });
  return refuse("findings_open", { count: problems.length }, problems);
}

/**
 * Refuses `exception_not_open` with every exception that is for no finding that may stay open, and `exception_reason_short`
 * with every one whose reason says nothing.
 */
export function refuseUnfounded(open: readonly Finding[], exceptions: readonly SignedException[]): Result<null> {
  const signable = new Set(open.filter(maySign).map(placeOf));
  const problems = exceptions.filter((exception) => !signable.has(placeOf(exception)));
  if (problems.length > 0) return refuse("exception_not_open", { count: problems.length }, problems.map(placeAlone));
  const short = exceptions.filter(({ reason }) => !isExceptionReason(reason));
  if (short.length === 0) return accept(null);
  const params = { count: short.length, least: shortestExceptionReason };
  return refuse("exception_reason_short", params, short.map(placeAlone));
}

function placeAlone({ code, path }: Place): Problem {
  return { code, path, params: {} };
}

/** Writes exceptions down as signed by the acting account, with what each finding says; the caller holds the study's row. */
export async function recordExceptions(
  context: UseCaseContext,
  executor: Executor,
  study: { readonly id: string; readonly protocolHash: string },
  { exceptions, findings }: { readonly exceptions: readonly SignedException[]; readonly findings: readonly Finding[] },
): Promise<void> {
  const found = new Map(findings.map((finding) => [placeOf(finding), finding.params]));
  await addExceptions(
    executor,
    exceptions.map(({ code, path, reason }) => ({
      studyId: study.id,
      documentHash: study.protocolHash,
      code,
      path,
      reason,
      params: canonicalJson({ ...found.get(placeOf({ code, path })) }),
      signedBy: context.account.id,
      signedAt: context.now(),
    })),
  );
}
