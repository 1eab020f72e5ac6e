import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, processIdentity, type LockHolder } from "./process-lock.mjs";

/** Notes that this process uses the server. Leases of dead processes count for nothing and are swept up. */
export function takeLease(directory: string): { readonly release: () => void } {
  const path = join(directory, `${process.pid}-${randomBytes(4).toString("hex")}.json`);
  const holder = { pid: process.pid, identity: processIdentity(process.pid) };
  writeFileSync(path, JSON.stringify(holder), { mode: 0o600, flag: "wx" });
  return { release: () => rmSync(path, { force: true }) };
}

/** How many living processes (or several uses within one) hold a lease. */
export function countLeases(directory: string): number {
  let living = 0;
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (isHeld(path)) living += 1;
    else rmSync(path, { force: true });
  }
  return living;
}

function isHeld(path: string): boolean {
  try {
    const holder: LockHolder = JSON.parse(readFileSync(path, "utf8"));
    return isAlive(holder);
  } catch (error) {
    // A torn file can only come from a machine that went down while writing it; its process is gone.
    if (error instanceof SyntaxError) return false;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
