import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, readlinkSync, renameSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { EmbeddedPaths } from "./paths.ts";
import { processIdentity } from "./process-lock.mjs";

/** What postmaster.pid says, once it is known that a living server of this very cluster wrote it. */
export type RunningPostmaster = {
  readonly pid: number;
  readonly port: number;
  /** Empty when the server listens on no socket (Windows). */
  readonly socketDirectory: string;
  readonly status: "starting" | "ready" | "stopping" | "standby" | "unknown";
};

export type PostmasterState =
  | { readonly kind: "absent" }
  | { readonly kind: "running"; readonly postmaster: RunningPostmaster }
  /** The number in the file belongs to nobody: Postgres itself removes such a file. */
  | { readonly kind: "dead"; readonly pid: number }
  /** The server is dead but its number is not free yet: nobody has collected its exit status, and Postgres takes it for alive. */
  | { readonly kind: "uncollected"; readonly pid: number }
  /** The number in the file was given to another program since: Postgres would refuse to start for ever. */
  | { readonly kind: "reused"; readonly pid: number };

export function inspectPostmaster(cluster: string): PostmasterState {
  const lines = readLines(join(cluster, "postmaster.pid"));
  const pid = Number(lines?.[0]);
  if (lines === null || !Number.isSafeInteger(pid) || pid <= 0) return { kind: "absent" };
  if (processIdentity(pid) === null) return { kind: isNumberTaken(pid) ? "uncollected" : "dead", pid };
  if (!isServerOf(pid, cluster)) return { kind: "reused", pid };
  const status = lines[7]?.trim();
  const postmaster = {
    pid,
    port: Number(lines[3]),
    socketDirectory: lines[4]?.trim() ?? "",
    status: isStatus(status) ? status : ("unknown" as const),
  };
  return { kind: "running", postmaster };
}

/** Moves a pid file away whose number is not, or no longer, a living server's. Call only when no server process of the cluster lives. */
export function setStalePidFileAside(paths: EmbeddedPaths, pid: number): string {
  mkdirSync(paths.log, { recursive: true });
  const aside = join(paths.log, `postmaster.pid.stale-${pid}`);
  renameSync(join(paths.cluster, "postmaster.pid"), aside);
  return aside;
}

/** Server processes that work in the cluster, with or without a postmaster: sessions outlive a killed postmaster for a moment. */
export function serverProcessesOf(cluster: string): readonly number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => isLinuxServerOf(pid, cluster));
}

function isServerOf(pid: number, cluster: string): boolean {
  if (process.platform === "linux") return isLinuxServerOf(pid, cluster);
  if (process.platform === "win32") {
    const listed =
      spawnSync("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"], { encoding: "utf8" }).stdout ?? "";
    return listed.toLowerCase().includes('"postgres.exe"');
  }
  const command = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  return command.includes("postgres") && command.includes(cluster);
}

/** Every Postgres process changes into its data directory at once and stays there; nothing else runs that program in it. */
function isLinuxServerOf(pid: number, cluster: string): boolean {
  try {
    const program = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/u, ""));
    if (program !== "postgres") return false;
    const here = statSync(`/proc/${pid}/cwd`);
    const there = statSync(cluster);
    return here.dev === there.dev && here.ino === there.ino;
  } catch (error) {
    // Gone meanwhile, or somebody else's process: a server of this cluster would run as the cluster's owner, whom we can see.
    if (isSystemError(error, ["ENOENT", "ESRCH", "EACCES", "EPERM"])) return false;
    throw error;
  }
}

function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isSystemError(error, ["EPERM"]);
  }
}

function isStatus(word: string | undefined): word is "starting" | "ready" | "stopping" | "standby" {
  return word === "starting" || word === "ready" || word === "stopping" || word === "standby";
}

function readLines(path: string): readonly string[] | null {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch (error) {
    if (isSystemError(error, ["ENOENT"])) return null;
    throw error;
  }
}

function isSystemError(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code);
}
