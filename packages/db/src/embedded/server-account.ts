import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, fchownSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** The operating system account the database server runs as. Postgres refuses to run as root. */
export type ServerAccount = { readonly uid: number; readonly gid: number; readonly name: string };

/** Null when the server can run as the caller; otherwise the unprivileged account to switch to (only root can, and must). */
export function serverAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name: name ?? "", uid: Number(uid), gid: Number(gid) }));
  // An account of its own keeps the files from other daemons that share "nobody"; initdb needs one that /etc/passwd knows.
  const account = ["kendali", "nobody"]
    .map((name) => accounts.find((a) => a.name === name))
    .find((a) => a !== undefined);
  if (account === undefined || !(account.uid > 0)) {
    throw new Error(
      "Started as root, but this system has no account named kendali or nobody to run the database as. " +
        "Create one (useradd --system kendali), start as an ordinary user, or set DATABASE_URL.",
    );
  }
  return account;
}

/** Whether the account can enter the directory by its path: not so below a home directory that only root can read. */
export function canReach(directory: string, account: ServerAccount | null): boolean {
  if (account === null) return true;
  const probe = spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", directory], asAccount(account));
  return probe.status === 0;
}

/** Spawn options that switch to the account. */
export function asAccount(account: ServerAccount | null): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

export function giveTo(path: string, account: ServerAccount | null): void {
  if (account !== null) chownSync(path, account.uid, account.gid);
}

/**
 * Writes a file for the account into a directory that belongs to it. Written beside and renamed, and owned through the open
 * file: root must not follow a link that the unprivileged account could have put in the file's place.
 */
export function writeFileFor(path: string, text: string, account: ServerAccount | null): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = openSync(draft, "wx", 0o600);
  try {
    writeFileSync(file, text);
    if (account !== null) fchownSync(file, account.uid, account.gid);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
