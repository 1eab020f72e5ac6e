// Plain JavaScript without dependencies: the launcher takes its lock before anything is installed or compiled.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * What tells one process from a later one with the same number: its start time, and the boot it belongs to.
 * Null when no such process is alive (a zombie counts as dead: it holds nothing any more).
 */
export function processIdentity(pid) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (process.platform === "linux") return linuxIdentity(pid);
  if (!isSignallable(pid)) return null;
  if (process.platform === "win32") return `win32:${pid}`;
  const started = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  return started.trim() === "" ? null : started.trim();
}

/** Takes the lock, or tells who holds it. A lock whose holder is no longer alive is taken over. */
export function acquireProcessLock(path, details = {}) {
  const holder = { pid: process.pid, identity: processIdentity(process.pid), ...details };
  let tookOver = false;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (createWhole(path, JSON.stringify(holder))) {
      return {
        ok: true,
        tookOver,
        release: () => {
          if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
        },
      };
    }
    const text = readIfPresent(path);
    if (text === null) continue;
    const current = parseHolder(text);
    if (current !== null && isAlive(current)) return { ok: false, holder: current };
    removeIfStill(path, text);
    tookOver = true;
  }
  throw new Error(`The lock ${path} changes hands too fast to be taken; try again.`);
}

/** Who holds the lock now: null when nobody alive does. */
export function readLockHolder(path) {
  const holder = readHolder(path);
  return holder !== null && isAlive(holder) ? holder : null;
}

/** True when the process a lock or lease names is still the same living process. */
export function isAlive(holder) {
  const identity = processIdentity(holder.pid);
  return identity !== null && identity === holder.identity;
}

function linuxIdentity(pid) {
  const stat = readIfPresent(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the command name in brackets and may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return null;
  const boot = (readIfPresent("/proc/sys/kernel/random/boot_id") ?? "").trim();
  return `${boot}:${fields[19]}`;
}

function isSignallable(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** link(2) is atomic and refuses an existing name, so nobody ever reads a half-written lock. */
function createWhole(path, text) {
  const draft = `${path}.${process.pid}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Two processes may find the same dead holder; the slower one must not throw away the quicker one's fresh lock. */
function removeIfStill(path, expected) {
  const aside = `${path}.${process.pid}.${randomBytes(6).toString("hex")}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  if (readIfPresent(aside) !== expected) {
    try {
      linkSync(aside, path);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
  rmSync(aside, { force: true });
}

function readHolder(path) {
  const text = readIfPresent(path);
  return text === null ? null : parseHolder(text);
}

function parseHolder(text) {
  try {
    const holder = JSON.parse(text);
    return Number.isSafeInteger(holder?.pid) ? holder : null;
  } catch (error) {
    // A lock that is not ours to read (an older version, a torn disk) has no living holder to respect.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readIfPresent(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH") return null;
    throw error;
  }
}
