import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The database owner's password, kept outside the cluster and readable by the starting user alone; null before first start. */
export function readPassword(keysDirectory: string): string | null {
  const path = passwordPath(keysDirectory);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : null;
}

export function createPassword(keysDirectory: string): string {
  const path = passwordPath(keysDirectory);
  const password = randomBytes(24).toString("base64url");
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${password}\n`, { mode: 0o600, flush: true });
  linkSync(draft, path);
  rmSync(draft);
  return password;
}

function passwordPath(keysDirectory: string): string {
  return join(keysDirectory, "database-owner.password");
}
