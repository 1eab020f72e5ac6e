import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { executable, majorVersion, type Binaries } from "./binaries.ts";
import type { EmbeddedPaths } from "./paths.ts";
import { asAccount, canReach, giveTo, writeFileFor, type ServerAccount } from "./server-account.ts";

/** Everything that starting, creating or mending a cluster needs to know. */
export type ClusterContext = {
  readonly paths: EmbeddedPaths;
  readonly account: ServerAccount | null;
  readonly binaries: Binaries;
  readonly password: string;
  readonly durable: boolean;
  /** Where it listens: a private socket, or the loopback address (always so on Windows). */
  readonly network: "socket" | "loopback";
  readonly log: (message: string) => void;
};

/** The database and its owner, made with the cluster. The owner is no superuser: it is what a hosted Postgres would give. */
export const ownerRole = "kendali";
export const databaseName = "kendali";

/** Makes the cluster when there is none. It appears under its name only when it is whole, so a killed first start leaves no half. */
export function ensureCluster(context: ClusterContext): { readonly isNew: boolean } {
  const { paths } = context;
  for (const name of readdirSync(paths.dataDirectory)) {
    if (name.startsWith("postgres.new-")) rmSync(join(paths.dataDirectory, name), { recursive: true, force: true });
  }
  const isNew = !existsSync(join(paths.cluster, "PG_VERSION"));
  if (isNew) {
    refuseForeignFiles(paths.cluster);
    context.log("Creating the database (first start) …");
    const draft = join(paths.dataDirectory, `postgres.new-${process.pid}`);
    createCluster(context, draft);
    rmSync(paths.cluster, { recursive: true, force: true });
    renameSync(draft, paths.cluster);
  }
  refuseOtherVersion(context);
  writeSettings(paths.cluster, context);
  return { isNew };
}

/** Sets the owner's password again, when the keys were lost but the cluster was not: who can write the files owns them. */
export function resetOwnerPassword(context: ClusterContext): void {
  runSingleUser(context, context.paths.cluster, [`ALTER ROLE ${ownerRole} PASSWORD '${context.password}';`]);
}

/**
 * How the server names its data directory. Below a directory that its account cannot enter by path (a clone in root's
 * home), the server is started inside the directory and finds it as its own working directory, which needs no path.
 */
export function clusterArgument(directory: string, account: ServerAccount | null): string {
  if (canReach(directory, account)) return directory;
  if (process.platform === "linux" && existsSync("/proc/self/cwd")) return "/proc/self/cwd";
  throw new Error(
    `The account ${account?.name} that runs the database cannot enter ${directory}. ` +
      "Set KENDALI_DATA_DIR to a directory it can reach, start as an ordinary user, or set DATABASE_URL.",
  );
}

export function serverEnvironment(): NodeJS.ProcessEnv | undefined {
  // Windows programs need their system's variables; elsewhere nothing of the caller's may steer the server (PGDATA, LC_ALL).
  return process.platform === "win32"
    ? undefined
    : ({ PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as NodeJS.ProcessEnv);
}

function createCluster(context: ClusterContext, draft: string): void {
  const { account, binaries } = context;
  mkdirSync(draft, { mode: 0o700 });
  giveTo(draft, account);
  const initdb = spawnSync(
    executable(binaries, "initdb"),
    [
      "-D",
      clusterArgument(draft, account),
      "--username=postgres",
      "--auth=reject",
      "--encoding=UTF8",
      "--no-instructions",
    ].concat(localeArguments(binaries)),
    { cwd: draft, env: serverEnvironment(), encoding: "utf8", ...asAccount(account) },
  );
  if (initdb.error !== undefined || initdb.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`The database could not be created: ${initdb.error?.message ?? initdb.stderr.trim()}`);
  }
  writeSettings(draft, context);
  const settings = join(draft, "postgresql.conf");
  const include = "include 'kendali.conf'  # rewritten at each start; lines below it win";
  writeFileFor(settings, `${include}\n${readFileSync(settings, "utf8")}`, account);
  writeFileFor(join(draft, "pg_hba.conf"), accessRules(context.network), account);
  runSingleUser(context, draft, [
    `CREATE ROLE ${ownerRole} LOGIN CREATEDB CREATEROLE PASSWORD '${context.password}';`,
    `CREATE DATABASE ${databaseName} OWNER ${ownerRole};`,
    "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;",
    `GRANT CONNECT ON DATABASE postgres TO ${ownerRole};`,
  ]);
}

/** Order by code point on every system and version; Postgres brings that locale itself from version 17 on. */
function localeArguments(binaries: Binaries): readonly string[] {
  return Number(majorVersion(binaries)) >= 17
    ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    : ["--locale=C.UTF-8"];
}

/** Passwords always; the superuser has none, so nobody can sign in as it over a connection. */
function accessRules(network: ClusterContext["network"]): string {
  return network === "loopback" ? "host all all 127.0.0.1/32 scram-sha-256\n" : "local all all scram-sha-256\n";
}

function writeSettings(directory: string, context: ClusterContext): void {
  const lines = [
    "# Written by Kendali at each start. Put your own settings below the include line of postgresql.conf.",
    "max_connections = 100",
    "shared_buffers = 128MB",
    "unix_socket_permissions = 0700",
    "password_encryption = scram-sha-256",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "log_line_prefix = '%m [%p] '",
    "log_checkpoints = off",
    // Statements and details of failed statements can carry names and telephone numbers; the log must not.
    "log_error_verbosity = terse",
    "log_min_error_statement = panic",
    ...(context.durable
      ? ["fsync = on", "synchronous_commit = on", "full_page_writes = on"]
      : ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]),
  ];
  writeFileFor(join(directory, "kendali.conf"), `${lines.join("\n")}\n`, context.account);
}

function runSingleUser(context: ClusterContext, directory: string, statements: readonly string[]): void {
  const { account, binaries } = context;
  const result = spawnSync(
    executable(binaries, "postgres"),
    ["--single", "-j", "-D", clusterArgument(directory, account), "-c", "log_min_messages=fatal", "postgres"],
    {
      cwd: directory,
      env: serverEnvironment(),
      encoding: "utf8",
      input: `${statements.join("\n\n")}\n\n`,
      ...asAccount(account),
    },
  );
  // Single-user mode reports a failed statement only in words; its exit status stays 0.
  const complaint = `${result.stdout}${result.stderr}`.split("\n").find((line) => /\b(ERROR|FATAL|PANIC):/u.test(line));
  if (result.error !== undefined || result.status !== 0 || complaint !== undefined) {
    throw new Error(
      `The database could not be prepared: ${result.error?.message ?? complaint ?? result.stderr.trim()}`,
    );
  }
}

function refuseForeignFiles(cluster: string): void {
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new Error(
      `${cluster} holds files but is no database cluster (it has no PG_VERSION). Move them away; nothing was touched.`,
    );
  }
}

function refuseOtherVersion({ paths, binaries }: ClusterContext): void {
  const found = readFileSync(join(paths.cluster, "PG_VERSION"), "utf8").trim();
  const shipped = majorVersion(binaries);
  if (found !== shipped) {
    throw new Error(
      `${paths.cluster} was made by PostgreSQL ${found}; this version of Kendali brings PostgreSQL ${shipped}. ` +
        "Nothing was touched. Start it with the version that made it, or move the data with pg_dump and DATABASE_URL.",
    );
  }
}
