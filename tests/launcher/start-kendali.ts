import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processIdentity } from "../../packages/db/src/embedded/process-lock.mjs";
import { root } from "../repository-files.ts";

export type Kendali = {
  readonly child: ChildProcess;
  readonly address: string;
  readonly dataDir: string;
  readonly output: () => string;
  /** Exit status, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
  /** Ctrl-C: the signal goes to the whole group, as a terminal sends it. */
  readonly interrupt: () => Promise<number | string | null>;
};

export type StartOptions = {
  readonly dataDir: string;
  readonly port: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly tree?: string;
};

/** Starts the launcher as a person would, in a process group of its own, as a terminal does. */
export function launch({ dataDir, port, args = [], env = {}, tree = root }: StartOptions): Kendali {
  const child = spawn(process.execPath, [join(tree, "scripts/start.mjs"), "--port", String(port), ...args], {
    cwd: tree,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "",
      DATABASE_URL: "",
      KENDALI_MODE: "",
      INIT_CWD: tree,
      KENDALI_DATA_DIR: dataDir,
      ...env,
    },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | string | null>((resolve) =>
    child.once("close", (code, signal) => resolve(code ?? signal)),
  );
  return {
    child,
    address: `http://localhost:${port}`,
    dataDir,
    output: () => output,
    ended,
    interrupt: () => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
      return ended;
    },
  };
}

/** Starts it and waits until it says that it is ready. */
export async function start(options: StartOptions): Promise<Kendali> {
  const kendali = launch(options);
  await untilReady(kendali);
  return kendali;
}

/** The demonstration's studies take a while on a busy machine; a start that hangs is stopped, and what it said is shown. */
export async function untilReady(kendali: Kendali): Promise<void> {
  let hasEnded = false;
  void kendali.ended.then(() => (hasEnded = true));
  const isReady = (): boolean => kendali.output().includes("Stop with Ctrl-C");
  const deadline = Date.now() + 500_000;
  while (!isReady() && !hasEnded && Date.now() < deadline) await delay(50);
  if (isReady()) return;
  if (!hasEnded) await kendali.interrupt();
  throw new Error(`It ${hasEnded ? "ended" : "was stopped"} before it was ready:\n${kendali.output()}`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

export async function until(isTrue: () => boolean | Promise<boolean>, milliseconds = 60_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`It did not happen within ${milliseconds / 1000} s: ${String(isTrue)}`);
    await delay(50);
  }
}

export async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.ok;
  } catch (error) {
    // Nobody listens there (yet, or any more).
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError")) return false;
    throw error;
  }
}

export function postmasterPid(dataDir: string, mode = "production"): number {
  return Number(readFileSync(join(dataDir, mode, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

export function isProcessAlive(pid: number): boolean {
  return processIdentity(pid) !== null;
}

/** The living children of a process. */
export function childrenOf(pid: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid && isProcessAlive(candidate));
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null;
    throw error;
  }
}

/** Every file outside the live database's own folders, with its size, time and (for small ones) content. */
export function photograph(directory: string, base = directory): readonly string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    const name = relative(base, path);
    if (entry.isDirectory()) return /\/(?:postgres|log)$/u.test(path) ? [name] : [name, ...photograph(path, base)];
    const { size, mtimeMs, ino } = statSync(path);
    return [`${name} ${size} ${mtimeMs} ${ino} ${entry.isFile() && size < 4096 ? readFileSync(path, "utf8") : ""}`];
  });
}

/** A data directory that is gone after the test. */
export function temporaryDirectory(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "kendali-launcher-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
