import type { Identification, Viewer, ViewerSession } from "@kendali/db";

const minutes = 60_000;

/** Longest life of a session, whatever happens in it. */
export const sessionHours = 12;
/** A session that nobody used for so long is over. Longer than a pumping or massage of 15 minutes with its form. */
export const idleMinutes = 60;
/** How exactly the last use is kept: one small write a minute at most. */
const touchMinutes = 1;

/** Whether the request's account may act now: enabled, with a session that was neither revoked nor outlived. */
export function isSessionAlive(viewer: Viewer, who: Identification, now: string): boolean {
  if (viewer.account.disabledAt !== null) return false;
  if ("accountId" in who) return true;
  const { session } = viewer;
  if (session === null || session.revokedAt !== null) return false;
  const at = Date.parse(now);
  return at < Date.parse(session.expiresAt) && at - Date.parse(session.lastSeenAt) < idleMinutes * minutes;
}

export function needsTouch(session: ViewerSession, now: string): boolean {
  return Date.parse(now) - Date.parse(session.lastSeenAt) >= touchMinutes * minutes;
}
