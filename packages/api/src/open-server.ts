import { openDatabase } from "@kendali/db";
import type { ServerContext } from "./context.ts";
import { createContext, createServerContext, systemSources, type Sources } from "./create-context.ts";
import { loadServerKeys } from "./server-keys.ts";
import type { RequestContext } from "./trpc.ts";

export type ServerSettings = {
  readonly databaseUrl: string;
  readonly keysDirectory: string;
  readonly mode: "demo" | "production";
};

/** An open installation: its database and keys, and what a use case needs of them for one request. */
export type Server = {
  readonly contextFor: (request: {
    readonly address: string | null;
    readonly requestId: string | null;
  }) => ServerContext;
  /** The same, with who asks: the session id that the browser holds, or null. */
  readonly requestFor: (request: {
    readonly sessionId: string | null;
    readonly address: string | null;
    readonly requestId: string;
  }) => RequestContext;
  /** Encrypts the sign-in token. */
  readonly tokenKey: Uint8Array;
  /** Whether the database answers and has been migrated. */
  readonly isReady: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** Opens an installation for a process that serves requests or runs commands. */
export function openServer(settings: ServerSettings, sources: Sources = systemSources): Server {
  const { sealKey, tokenKey } = loadServerKeys(settings.keysDirectory);
  const db = openDatabase(settings.databaseUrl);
  const options = { db, keys: { sealKey }, mode: settings.mode, sources };
  return {
    contextFor: (request) => createServerContext(options, request),
    requestFor: (request) => createContext({ ...options, ...request }),
    tokenKey,
    isReady: async () => {
      try {
        await db.client`select 1 from study limit 1`;
        return true;
      } catch {
        // Whatever the reason, the answer is the same: not ready. The database's own log holds the reason.
        return false;
      }
    },
    close: db.close,
  };
}
