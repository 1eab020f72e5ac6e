import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, type Stats } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseName, ownerRole, type ClusterContext } from "./cluster.ts";
import type { RunningPostmaster } from "./postmaster.ts";
import { canReach, giveTo } from "./server-account.ts";

/** Where the server listens: a socket in a private directory, or (Windows) a free port of the loopback address. */
export type ServerAddress =
  | { readonly kind: "socket"; readonly directory: string; readonly port: number; readonly temporary: boolean }
  | { readonly kind: "loopback"; readonly port: number };

/** The kernel's limit for a socket's path: 107 bytes on Linux, 103 on macOS. */
const maximumSocketPathBytes = process.platform === "linux" ? 107 : 103;
const port = 5432;

export async function chooseAddress(context: ClusterContext): Promise<ServerAddress> {
  if (context.network === "loopback") return { kind: "loopback", port: await freePort() };
  const { run } = context.paths;
  if (fits(run)) {
    preparePrivateDirectory(run, context);
    if (canReach(run, context.account)) return { kind: "socket", directory: run, port, temporary: false };
  }
  const directory = temporaryDirectory(context);
  preparePrivateDirectory(directory, context);
  return { kind: "socket", directory, port, temporary: true };
}

export function addressOf(postmaster: RunningPostmaster, context: ClusterContext): ServerAddress {
  if (postmaster.socketDirectory === "") return { kind: "loopback", port: postmaster.port };
  const directory = postmaster.socketDirectory;
  return { kind: "socket", directory, port: postmaster.port, temporary: directory !== context.paths.run };
}

/** The address again after the server went down; a cleaned temporary directory comes back under the same name. */
export function restoreAddress(address: ServerAddress, context: ClusterContext): void {
  if (address.kind === "socket") preparePrivateDirectory(address.directory, context);
}

export function removeAddress(address: ServerAddress): void {
  if (address.kind === "socket" && address.temporary) rmSync(address.directory, { recursive: true, force: true });
}

export function serverArguments(address: ServerAddress): readonly string[] {
  const settings =
    address.kind === "socket"
      ? ["listen_addresses=", `unix_socket_directories=${address.directory}`, `port=${address.port}`]
      : ["listen_addresses=127.0.0.1", "unix_socket_directories=", `port=${address.port}`];
  return settings.flatMap((setting) => ["-c", setting]);
}

/** The connection URL of the owner, in libpq's form; `connectionOptions` reads it for postgres.js. */
export function ownerUrl(address: ServerAddress, password: string): string {
  const credentials = `${ownerRole}:${encodeURIComponent(password)}`;
  return address.kind === "socket"
    ? `postgres://${credentials}@localhost:${address.port}/${databaseName}?host=${encodeURIComponent(address.directory)}`
    : `postgres://${credentials}@127.0.0.1:${address.port}/${databaseName}`;
}

/** The same name for the same data directory, so that killed servers leave one directory, not many. */
function temporaryDirectory(context: ClusterContext): string {
  const root = fits(join(tmpdir(), "kendali-0123456789abcdef")) ? tmpdir() : "/tmp";
  const name = createHash("sha256").update(context.paths.dataDirectory).digest("hex").slice(0, 16);
  const directory = join(root, `kendali-${name}`);
  const found = lstatSync(directory, { throwIfNoEntry: false });
  return found === undefined || isOurs(found, context) ? directory : mkdtempSync(join(root, "kendali-"));
}

function isOurs(found: Stats, { account }: ClusterContext): boolean {
  return found.isDirectory() && [process.getuid?.(), account?.uid].includes(found.uid);
}

function fits(directory: string): boolean {
  // A comma in the setting would separate two directories.
  return Buffer.byteLength(join(directory, `.s.PGSQL.${port}`)) <= maximumSocketPathBytes && !directory.includes(",");
}

function preparePrivateDirectory(directory: string, context: ClusterContext): void {
  if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 });
  if (!isOurs(lstatSync(directory), context)) {
    throw new Error(
      `${directory} should be a private directory for the database's socket but belongs to somebody else.`,
    );
  }
  chmodSync(directory, 0o700);
  giveTo(directory, context.account);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
