/** SQLSTATEs of our own that the functions of `migrations/` raise. */
const raised = { KD001: "revision_conflict", KD002: "locked", KD003: "command_id_reused" } as const;
export type RaisedCode = (typeof raised)[keyof typeof raised];

/** What one of our SQL functions refused, or null when the error is something else. Looks below Drizzle's wrapper. */
export function raisedCode(error: unknown): RaisedCode | null {
  const code = sqlState(error);
  return code !== null && code in raised ? raised[code as keyof typeof raised] : null;
}

/** Whether a unique constraint was hit, and which. */
export function uniqueViolation(error: unknown): string | null {
  if (sqlState(error) !== "23505") return null;
  const cause = causeWith(error, "constraint_name");
  return typeof cause === "string" ? cause : "";
}

/** Whether the same transaction may simply be tried again: a deadlock or a serialization failure. */
export function canRetry(error: unknown): boolean {
  const code = sqlState(error);
  return code === "40001" || code === "40P01";
}

/** Whether the database could not be reached, or went away, or has no connection to give: the caller may try later. */
export function isUnavailable(error: unknown): boolean {
  const code = sqlState(error);
  if (code === null) return false;
  return (
    code.startsWith("08") ||
    code.startsWith("57P") ||
    code === "53300" ||
    ["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT", "CONNECT_TIMEOUT"].includes(code) ||
    ["CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED"].includes(code)
  );
}

function sqlState(error: unknown): string | null {
  const code = causeWith(error, "code");
  return typeof code === "string" ? code : null;
}

function causeWith(error: unknown, property: string): unknown {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth += 1) {
    if (property in current) return (current as Record<string, unknown>)[property];
    current = (current as { cause?: unknown }).cause;
  }
  return undefined;
}
