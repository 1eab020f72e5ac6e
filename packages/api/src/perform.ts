import { findViewer, isUnavailable, touchSession, type Identification, type Viewer } from "@kendali/db";
import {
  accept,
  actingAssignments,
  policies,
  refuse,
  sitesOf,
  studyKinds,
  type BlindingLevel,
  type Policy,
  type PolicyKey,
  type Problem,
  type Protocol,
  type Result,
  type StudyPolicy,
} from "@kendali/domain";
import type { z } from "zod";
import { isSessionAlive, needsTouch } from "./auth/session-rules.ts";
import type { ServerContext, StudyScope, StudyViewer, UseCaseContext } from "./context.ts";
import { StudyMoved } from "./study-moved.ts";
import { leadingVersion, versionsOf } from "./study-versions.ts";
import type { ContextFor, UseCase } from "./use-case.ts";

/**
 * The one way into a use case: who asks, whether the input has its shape, whether the policy allows it, then the act.
 * A request without a session gets the same answer whatever it asks; a study that is not the viewer's does not exist.
 */
export async function perform<K extends PolicyKey, S extends z.ZodType, A, X>(
  server: ServerContext,
  who: Identification | null,
  useCase: UseCase<K, S, A, X>,
  raw: unknown,
): Promise<Result<A>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await performUnguarded(server, who, useCase, raw);
    } catch (error) {
      if (isUnavailable(error)) return refuse("database_unavailable");
      if (!(error instanceof StudyMoved) || attempt >= attempts) throw error;
    }
  }
}

/** A study changes once in weeks: that it does so again while a request is judged anew is a bug somewhere. */
const attempts = 3;

async function performUnguarded<K extends PolicyKey, S extends z.ZodType, A, X>(
  server: ServerContext,
  who: Identification | null,
  useCase: UseCase<K, S, A, X>,
  raw: unknown,
): Promise<Result<A>> {
  const policy: Policy = policies[useCase.policy];
  const parsed = useCase.input.safeParse(raw);
  if (policy === "public") {
    if (!parsed.success) return refuseInput(parsed.error);
    return useCase.run(server as ContextFor<(typeof policies)[K]>, parsed.data, null as X);
  }
  if (who === null) return refuse("not_signed_in");
  const opened = await openRequest(server, who, useCase, parsed);
  const viewer = opened?.viewer ?? null;
  if (viewer === null || !isSessionAlive(viewer, who, server.now())) return refuse("not_signed_in");
  await keepAlive(server, viewer);
  if (!parsed.success) return refuseInput(parsed.error);
  const context: UseCaseContext = { ...server, account: viewer.account, session: viewer.session };
  if (policy === "administrator" && !viewer.account.administrator) return refuse("not_allowed");
  if (typeof policy === "string")
    return useCase.run(context as ContextFor<(typeof policies)[K]>, parsed.data, (opened?.extra ?? null) as X);
  const scope = await studyScope(server, viewer, { policy, site: textAt(parsed.data, "site") });
  if (!scope.ok) return scope;
  const inStudy = { ...context, study: scope.value };
  return useCase.run(inStudy as ContextFor<(typeof policies)[K]>, parsed.data, (opened?.extra ?? null) as X);
}

async function openRequest<K extends PolicyKey, S extends z.ZodType, A, X>(
  server: ServerContext,
  who: Identification,
  useCase: UseCase<K, S, A, X>,
  parsed: z.ZodSafeParseResult<z.output<S>>,
): Promise<{ readonly viewer: Viewer | null; readonly extra: X | null } | null> {
  if (!parsed.success) return { viewer: await findViewer(server.db, who, null), extra: null };
  if (useCase.open !== undefined) return useCase.open(server, who, parsed.data);
  return { viewer: await findViewer(server.db, who, textAt(parsed.data, "study")), extra: null };
}

function textAt(input: unknown, name: "study" | "site"): string | null {
  const value: unknown = typeof input === "object" && input !== null ? Reflect.get(input, name) : null;
  return typeof value === "string" ? value : null;
}

/**
 * The study as the viewer may act in it. Without any role there it does not exist; without the right one, or where the act
 * reaches beyond the sites of that one, it is refused.
 */
async function studyScope(
  server: ServerContext,
  viewer: Viewer,
  act: { readonly policy: StudyPolicy; readonly site: string | null },
): Promise<Result<StudyScope>> {
  const study = viewer.study;
  if (study === null || study.grants.length === 0) return refuse("not_found");
  const acting = actingAssignments(act.policy, study.grants, act.site);
  if (!acting.ok) return acting;
  if (server.clockSource === "injected" && !studyKinds[study.kind].allowsInjectedClock)
    return refuse("clock_not_allowed");
  const versions = await versionsOf(server.db.drizzle, study);
  const sites = sitesOf(acting.value);
  const { protocol, hash } = leadingVersion(server, versions, sites);
  return accept({
    id: study.id,
    key: study.key,
    kind: study.kind,
    status: study.status,
    protocolHash: hash,
    protocol,
    versions,
    unblindedAt: study.unblindedAt,
    viewer: viewerIn(protocol, study, sites),
  });
}

function viewerIn(protocol: Protocol, study: NonNullable<Viewer["study"]>, sites: StudyViewer["sites"]): StudyViewer {
  const assignments = study.grants.map(({ role, site, blinding }) => ({ role, site, blinding }));
  return {
    assignments,
    roles: [...new Set(assignments.map((assignment) => assignment.role))],
    sites,
    blinding: study.leastLevel,
    sight: sightOf(protocol, study.unblindedAt, study.leastLevel),
  };
}

function sightOf(protocol: Protocol, unblindedAt: string | null, level: BlindingLevel): StudyViewer["sight"] {
  if (protocol.arms.length < 2 || unblindedAt !== null || level === "none") return "all";
  return level === "own_act" ? "treated" : "none";
}

async function keepAlive(server: ServerContext, viewer: Viewer): Promise<void> {
  if (viewer.session === null || !needsTouch(viewer.session, server.now())) return;
  await touchSession(server.db.drizzle, viewer.session.idHash, server.now());
}

function refuseInput(error: z.ZodError): Result<never> {
  const problems: Problem[] = error.issues.slice(0, 100).map((issue) => ({
    path: issue.path.map(String).join("/"),
    code: issue.code,
    params: issue.code === "unrecognized_keys" ? { keys: issue.keys.join(", ") } : {},
  }));
  return refuse("invalid_input", {}, problems);
}
