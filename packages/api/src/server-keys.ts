import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secrets of one installation, each 32 bytes in a file of its own that only its owner can read. */
export type ServerKeys = {
  /** Seals the seeds of allocation lists. Losing it loses the lists that are not yet revealed. */
  readonly sealKey: Uint8Array;
  /** Encrypts the sign-in token. Losing it signs everybody out, and nothing else. */
  readonly tokenKey: Uint8Array;
};

/**
 * Reads the keys of an installation, making those that are missing. Two processes that start together end with the same
 * keys, and a kill in between leaves no half-written one: a key is written beside and linked into place, which only one can do.
 */
export function loadServerKeys(directory: string): ServerKeys {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return { sealKey: loadKey(join(directory, "seal.key")), tokenKey: loadKey(join(directory, "token.key")) };
}

function loadKey(path: string): Uint8Array {
  return readKey(path) ?? makeKey(path);
}

function makeKey(path: string): Uint8Array {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isSystemError(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = readKey(path);
  if (key === null) throw new Error(`The key file ${path} could not be made.`);
  return key;
}

function readKey(path: string): Uint8Array | null {
  try {
    const text = readFileSync(path, "utf8").trim();
    if (!/^[0-9a-f]{64}$/.test(text)) {
      throw new Error(`The key file ${path} is damaged: put it back from your recovery sheet.`);
    }
    return new Uint8Array(Buffer.from(text, "hex"));
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return null;
    throw error;
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
