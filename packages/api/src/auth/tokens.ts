import { createHash, randomBytes } from "node:crypto";

/** A secret of 256 random bits for a session or a one-time link. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret: enough to recognise it, of no use to whoever reads the database. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
