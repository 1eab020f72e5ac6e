import { spawn, spawnSync } from "node:child_process";
import { chmodSync, closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { executable, findBinaries, systemBinaries } from "./binaries.ts";
import {
  clusterArgument,
  ensureCluster,
  resetOwnerPassword,
  serverEnvironment,
  type ClusterContext,
} from "./cluster.ts";
import { connectionOptions } from "./connection-options.ts";
import { countLeases, takeLease } from "./leases.ts";
import { createPassword, readPassword } from "./password-file.ts";
import { embeddedPaths, type EmbeddedPaths } from "./paths.ts";
import { inspectPostmaster, serverProcessesOf, setStalePidFileAside, type RunningPostmaster } from "./postmaster.ts";
import { acquireProcessLock, processIdentity } from "./process-lock.mjs";
import {
  addressOf,
  chooseAddress,
  ownerUrl,
  removeAddress,
  restoreAddress,
  serverArguments,
  type ServerAddress,
} from "./server-address.ts";
import { asAccount, serverAccount } from "./server-account.ts";

export type EmbeddedPostgresOptions = {
  /** Holds the cluster, its keys and its log; made when missing. One server for each data directory. */
  readonly dataDir: string;
  readonly log?: (message: string) => void;
  /** Starts the server again whenever it dies, until `stop`. For the launcher, not for a command that ends by itself. */
  readonly keepAlive?: boolean;
  /** Told when `keepAlive` has to give up. */
  readonly onLost?: (error: Error) => void;
  /** The programs of another Postgres (15 or newer) instead of the shipped one. */
  readonly binDirectory?: string;
  /** Where it listens; a private socket directory wherever the system has them, unless said otherwise. */
  readonly network?: "socket" | "loopback";
  /** False trades safety at a power cut for speed: for throw-away data of tests only. */
  readonly durable?: boolean;
};

export type EmbeddedPostgres = {
  /** Connection URL of the database owner; give it to `connectionOptions`. Stays the same when the server is started again. */
  readonly url: string;
  /** True when the server was already running, started by another process that may be gone. */
  readonly adopted: boolean;
  readonly pid: () => number;
  /** Stops the server, unless another living process still uses it. */
  readonly stop: () => Promise<void>;
};

const secondsToRecover = 600;
const secondsToStop = 60;

/** Starts the embedded Postgres of a data directory, or adopts the one that is already running there. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  const paths = embeddedPaths(options.dataDir);
  const base = {
    paths,
    account,
    binaries: options.binDirectory === undefined ? findBinaries(account) : systemBinaries(options.binDirectory),
    durable: options.durable ?? true,
    network: options.network ?? (process.platform === "win32" ? "loopback" : "socket"),
    log: options.log ?? ignore,
  } as const;
  const { context, server, lease, adopted } = await underControl(paths, () => startOrAdopt(base));
  const guard = options.keepAlive === true ? keepAlive(context, server, options.onLost ?? ignore) : null;
  return {
    url: ownerUrl(server.address, context.password),
    adopted,
    pid: () => server.pid,
    stop: async () => {
      await guard?.end();
      await underControl(paths, async () => {
        lease.release();
        if (countLeases(paths.leases) === 0) await stopServer(context, server);
      });
    },
  };
}

type Server = { pid: number; readonly address: ServerAddress };

type Started = {
  readonly context: ClusterContext;
  readonly server: Server;
  readonly lease: { readonly release: () => void };
  readonly adopted: boolean;
};

function ignore(): void {
  // The caller did not ask to be told.
}

async function startOrAdopt(base: Omit<ClusterContext, "password">): Promise<Started> {
  const { paths, log } = base;
  const known = readPassword(paths.keys);
  const found = await findRunning(paths);
  if (found !== null) {
    if (known === null) {
      throw new Error(
        `A database is running on ${paths.cluster} (process ${found.pid}) but its password is gone from ${paths.keys}. ` +
          "Put the file back, or end that process and start again: a new password is set then.",
      );
    }
    const context = { ...base, password: known };
    const server = { pid: found.pid, address: addressOf(found, context) };
    await awaitAnswer(context, server);
    log(`Using the database that is already running (process ${found.pid}).`);
    return { context, server, lease: takeLease(paths.leases), adopted: true };
  }
  const context = { ...base, password: known ?? createPassword(paths.keys) };
  const { isNew } = ensureCluster(context);
  await clearTheWay(context);
  if (known === null && !isNew) resetOwnerPassword(context);
  const server = await startServer(context, await chooseAddress(context));
  return { context, server, lease: takeLease(paths.leases), adopted: false };
}

/** Starts the server again when it dies: at the same address, so that whoever is connected finds it again. */
function keepAlive(
  context: ClusterContext,
  server: Server,
  onLost: (error: Error) => void,
): { readonly end: () => Promise<void> } {
  const restarts: number[] = [];
  let identity = processIdentity(server.pid);
  const ending = new AbortController();
  const watch = async (): Promise<void> => {
    for (;;) {
      await delay(250, undefined, { ref: false, signal: ending.signal });
      if (processIdentity(server.pid) === identity) continue;
      const recent = restarts.filter((time) => Date.now() - time < 60_000);
      if (recent.length >= 5) throw new Error("The database died five times within a minute; not starting it again.");
      restarts.push(Date.now());
      context.log("The database ended unexpectedly; starting it again.");
      await underControl(context.paths, async () => {
        const found = await findRunning(context.paths);
        server.pid = found?.pid ?? (await startServer(context, server.address)).pid;
      });
      identity = processIdentity(server.pid);
      context.log(`The database is back (process ${server.pid}).`);
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!ending.signal.aborted) onLost(error instanceof Error ? error : new Error(String(error)));
  });
  return {
    end: async () => {
      ending.abort();
      await watching;
    },
  };
}
/** One process at a time may look at, start or stop the server of a data directory. */
async function underControl<T>(paths: EmbeddedPaths, act: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + (secondsToRecover + secondsToStop) * 1000;
  for (;;) {
    const lock = acquireProcessLock(paths.controlLock);
    if (lock.ok) {
      try {
        return await act();
      } finally {
        lock.release();
      }
    }
    if (Date.now() > deadline)
      throw new Error(`Process ${lock.holder.pid} has been busy with the database for too long.`);
    await delay(25);
  }
}

/** A live server of this cluster, waiting for one that is on its way up or down; null when there is none to adopt. */
async function findRunning(paths: EmbeddedPaths): Promise<RunningPostmaster | null> {
  const deadline = Date.now() + secondsToRecover * 1000;
  for (;;) {
    const state = inspectPostmaster(paths.cluster);
    if (state.kind !== "running") return null;
    if (state.postmaster.status === "ready") return state.postmaster;
    if (Date.now() > deadline) {
      throw new Error(
        `The database (process ${state.postmaster.pid}) is ${state.postmaster.status} and does not get ready.`,
      );
    }
    await delay(50);
  }
}

async function startServer(context: ClusterContext, address: ServerAddress): Promise<Server> {
  await clearTheWay(context);
  restoreAddress(address, context);
  const pid = spawnServer(context, address);
  const server = { pid, address };
  const deadline = Date.now() + secondsToRecover * 1000;
  for (;;) {
    const state = inspectPostmaster(context.paths.cluster);
    if (state.kind === "running" && state.postmaster.pid === pid && state.postmaster.status === "ready") break;
    if (processIdentity(pid) === null)
      throw new Error(`The database did not start:\n${lastLines(context.paths.logFile)}`);
    if (Date.now() > deadline)
      throw new Error(`The database did not get ready in ${secondsToRecover} s:\n${lastLines(context.paths.logFile)}`);
    await delay(20);
  }
  await awaitAnswer(context, server);
  return server;
}

/** Waits until sessions of a killed server are gone, and takes away a pid file that names a stranger. */
async function clearTheWay(context: ClusterContext): Promise<void> {
  const deadline = Date.now() + secondsToStop * 1000;
  for (;;) {
    const remaining = serverProcessesOf(context.paths.cluster);
    if (remaining.length === 0) break;
    if (Date.now() > deadline) {
      throw new Error(
        `Processes ${remaining.join(", ")} of an earlier database server still use ${context.paths.cluster}; end them first.`,
      );
    }
    await delay(50);
  }
  await forgetDeadPostmaster(context);
}

/** Postgres itself removes a pid file whose number is free. It cannot when the number is taken: by a stranger, or by the dead. */
async function forgetDeadPostmaster({ paths, log }: ClusterContext): Promise<void> {
  // The parent of a killed server collects it within moments, except in a container whose first process never does.
  const patience = Date.now() + 2000;
  for (;;) {
    const state = inspectPostmaster(paths.cluster);
    if (state.kind !== "reused" && state.kind !== "uncollected") return;
    if (state.kind === "reused" || Date.now() > patience) {
      const aside = setStalePidFileAside(paths, state.pid);
      const why = state.kind === "reused" ? "now belongs to another program" : "is still taken by the ended process";
      log(
        `The database was not shut down properly and its old process number ${state.pid} ${why}. Moved the pid file to ${aside}.`,
      );
      return;
    }
    await delay(20);
  }
}

function spawnServer(context: ClusterContext, address: ServerAddress): number {
  const { paths, account, binaries } = context;
  const output = openLog(paths.logFile);
  try {
    const child = spawn(
      executable(binaries, "postgres"),
      ["-D", clusterArgument(paths.cluster, account), ...serverArguments(address)],
      // A group of its own: Ctrl-C in the terminal reaches the launcher, which stops web and database in that order.
      {
        cwd: paths.cluster,
        env: serverEnvironment(),
        detached: true,
        stdio: ["ignore", output, output],
        ...asAccount(account),
      },
    );
    child.unref();
    if (child.pid === undefined)
      throw new Error(`The database program cannot be run: ${executable(binaries, "postgres")}`);
    // Without a listener, a failed start would end the process; the loop that waits reports it with the log.
    child.on("error", (error) => context.log(`The database program failed: ${error.message}`));
    return child.pid;
  } finally {
    closeSync(output);
  }
}

async function awaitAnswer(context: ClusterContext, server: Server): Promise<void> {
  const sql = postgres({
    ...connectionOptions(ownerUrl(server.address, context.password)),
    max: 1,
    connect_timeout: 30,
    onnotice: () => undefined,
  });
  try {
    await sql`select 1`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The database runs (process ${server.pid}) but does not accept the password in ${context.paths.keys}: ${reason}`,
      { cause: error },
    );
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function stopServer(context: ClusterContext, server: Server): Promise<void> {
  const state = inspectPostmaster(context.paths.cluster);
  if (state.kind === "running") {
    const { pid } = state.postmaster;
    signal(context, pid, "fast");
    if (!(await ended(pid, secondsToStop))) {
      context.log("The database takes too long to shut down; ending it at once (it recovers at the next start).");
      signal(context, pid, "immediate");
      if (!(await ended(pid, 30))) throw new Error(`The database (process ${pid}) does not end.`);
    }
  }
  removeAddress(server.address);
}

function signal({ binaries, paths }: ClusterContext, pid: number, mode: "fast" | "immediate"): void {
  if (process.platform === "win32") {
    spawnSync(executable(binaries, "pg_ctl"), ["stop", "-D", paths.cluster, "-m", mode, "-W"]);
    return;
  }
  try {
    process.kill(pid, mode === "fast" ? "SIGINT" : "SIGQUIT");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function ended(pid: number, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  const identity = processIdentity(pid);
  while (identity !== null && processIdentity(pid) === identity) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/** The server writes to a file that this process opened for it, so its account needs no way into the log directory. */
function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 20 * 1024 * 1024) renameSync(path, `${path}.1`);
  const file = openSync(path, "a", 0o600);
  chmodSync(path, 0o600);
  return file;
}

function lastLines(path: string): string {
  return readFileSync(path, "utf8").trimEnd().split("\n").slice(-12).join("\n");
}
