import { createHash } from "node:crypto";
import {
  appendAudit,
  clearAttempts,
  findAccountByUsername,
  findAttempts,
  findViewer,
  inTransaction,
  insertSession,
  platformId,
  revokeSession as revokeStoredSession,
  saveAttempts,
  type UnitOfWork,
  type ViewerAccount,
} from "@kendali/db";
import { accept, refuse, type Result } from "@kendali/domain";
import type { ServerContext } from "../context.ts";
import { isPassword, longestPassword } from "./passwords.ts";
import { isSessionAlive, sessionHours } from "./session-rules.ts";
import { hashToken, newToken } from "./tokens.ts";

/** Tries that cost nothing; after them each failure doubles the wait, up to the longest. */
const freeTries = { account: 5, address: 25 };
const longestWaitSeconds = 900;

/**
 * Whether the name and password are an account's. An unknown name, a wrong password and an account without one get the
 * same answer in the same time. Refuses `too_many_attempts`, `invalid_credentials`, `account_disabled`.
 */
export async function verifyCredentials(
  server: ServerContext,
  credentials: { readonly username: string; readonly password: string },
  /** The event of a try that fails. */
  failure: "session.signInFailed" | "session.confirmFailed" = "session.signInFailed",
): Promise<Result<{ readonly accountId: string }>> {
  const username = credentials.username.trim().toLowerCase().slice(0, 200);
  const subjects: Subject[] = [{ kind: "account", name: username }];
  if (server.address !== null) subjects.push({ kind: "address", name: server.address });
  const allowed = await countTry(server, subjects);
  if (!allowed.ok) return allowed;
  const account = await findAccountByUsername(server.db.drizzle, username);
  const isRight = await isPassword(credentials.password.slice(0, longestPassword + 1), account?.passwordHash ?? null);
  if (account === null || !isRight || account.disabledAt !== null) {
    await note(server, failure, account?.id ?? null);
    // That an account is disabled is told only to who knows its password.
    return isRight && account !== null ? refuse("account_disabled") : refuse("invalid_credentials");
  }
  for (const subject of subjects) await clearAttempts(server.db.drizzle, subjectKey(subject));
  return accept({ accountId: account.id });
}

/**
 * Whether somebody who is signed in still knows the password, before an act that cannot be undone. The tries are counted
 * with those of signing in. Refuses `too_many_attempts`, `password_wrong`, `account_disabled`.
 */
export async function confirmPassword(
  server: ServerContext,
  credentials: { readonly username: string; readonly password: string },
): Promise<Result<null>> {
  const verified = await verifyCredentials(server, credentials, "session.confirmFailed");
  if (verified.ok) return accept(null);
  // The session stands: only a failed sign-in answers `invalid_credentials`.
  return verified.refusal.code === "invalid_credentials" ? refuse("password_wrong") : verified;
}

/** Opens a session and answers its id, which is kept by the browser alone: the database holds a hash of it. */
export async function createSession(
  server: ServerContext,
  accountId: string,
): Promise<{ readonly sessionId: string; readonly expiresAt: string }> {
  const sessionId = newToken();
  const createdAt = server.now();
  const expiresAt = new Date(Date.parse(createdAt) + sessionHours * 3_600_000).toISOString();
  await inTransaction(server.db, async (unit) => {
    await insertSession(unit.tx, {
      idHash: hashToken(sessionId),
      accountId,
      createdAt,
      lastSeenAt: createdAt,
      expiresAt,
    });
    await unit.audit(platformEvent(server, "session.signIn", accountId));
    return accept(null);
  });
  return { sessionId, expiresAt };
}

/** The account of a session that still stands, or null. */
export async function findSession(
  server: Pick<ServerContext, "db" | "now">,
  sessionId: string,
): Promise<ViewerAccount | null> {
  const who = { sessionHash: hashToken(sessionId) };
  const viewer = await findViewer(server.db, who, null);
  return viewer !== null && isSessionAlive(viewer, who, server.now()) ? viewer.account : null;
}

/** Ends a session at once, on every device that carries it. */
export async function revokeSession(server: ServerContext, sessionId: string): Promise<void> {
  const account = await findSession(server, sessionId);
  if (account === null) return;
  await inTransaction(server.db, async (unit) => {
    await revokeStoredSession(unit.tx, hashToken(sessionId), server.now());
    await unit.audit(platformEvent(server, "session.signOut", account.id));
    return accept(null);
  });
}

export function platformEvent(
  server: ServerContext,
  action: string,
  account: string | null,
  data: Parameters<UnitOfWork["audit"]>[0]["data"] = {},
): Parameters<UnitOfWork["audit"]>[0] {
  return {
    studyId: platformId,
    chain: "platform",
    site: null,
    action,
    account,
    at: server.now(),
    clock: server.clockSource,
    data,
  };
}

type Subject = { readonly kind: keyof typeof freeTries; readonly name: string };

function subjectKey(subject: Subject): string {
  return createHash("sha256").update(`${subject.kind}\n${subject.name}`).digest("hex");
}

/** Counts the try before it is judged, so that a hundred at once are a hundred, and refuses while a wait runs. */
async function countTry(server: ServerContext, subjects: readonly Subject[]): Promise<Result<null>> {
  return inTransaction(server.db, async (unit) => {
    const now = Date.parse(server.now());
    const known = [];
    for (const subject of subjects) known.push({ subject, row: await findAttempts(unit.tx, subjectKey(subject)) });
    const waits = known.map(({ row }) => (row?.blockedUntil ? Date.parse(row.blockedUntil) - now : 0));
    const longest = Math.max(0, ...waits);
    if (longest > 0) return refuse("too_many_attempts", { seconds: Math.ceil(longest / 1000) });
    for (const { subject, row } of known) {
      // A day without a failure clears the count.
      const isOld = row !== null && now - Date.parse(row.lastFailedAt) > 86_400_000;
      const failures = (row === null || isOld ? 0 : row.failures) + 1;
      const beyond = failures - freeTries[subject.kind];
      const wait = beyond < 0 ? 0 : Math.min(longestWaitSeconds, 2 ** Math.min(beyond, 20));
      await saveAttempts(unit.tx, {
        subject: subjectKey(subject),
        failures,
        lastFailedAt: server.now(),
        blockedUntil: wait === 0 ? null : new Date(now + wait * 1000).toISOString(),
      });
    }
    return accept(null);
  });
}

async function note(server: ServerContext, action: string, account: string | null): Promise<void> {
  await appendAudit(server.db.drizzle, platformEvent(server, action, account));
}
