import { randomBytes, randomUUID } from "node:crypto";
import type { Database } from "@kendali/db";
import { hashToken } from "./auth/tokens.ts";
import type { Keys, ServerContext } from "./context.ts";
import type { RequestContext } from "./trpc.ts";

/** Where a server takes the time, ids and chance from: decided where it is composed, never by a request. */
export type Sources = Pick<ServerContext, "now" | "newId" | "randomBytes" | "clockSource">;

export type ServerOptions = {
  readonly db: Database;
  readonly keys: Keys;
  readonly mode: "demo" | "production";
  /** The system's own when absent. */
  readonly sources?: Sources;
};

export const systemSources: Sources = {
  now: () => new Date().toISOString(),
  newId: () => randomUUID(),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  clockSource: "system",
};

/** The server's own context: system clock, random ids. */
export function createServerContext(
  options: ServerOptions,
  request: { requestId?: string | null; address?: string | null } = {},
): ServerContext {
  const { sources = systemSources, ...server } = options;
  return {
    ...server,
    ...sources,
    requestId: request.requestId ?? null,
    address: request.address ?? null,
  };
}

/** The context of one request. The session id is what the browser holds; null when nobody is signed in. */
export function createContext(
  options: ServerOptions & {
    readonly sessionId: string | null;
    readonly requestId: string | null;
    readonly address?: string | null;
  },
): RequestContext {
  const { sessionId, requestId, address, ...server } = options;
  return {
    server: createServerContext(server, { requestId, address: address ?? null }),
    who: sessionId === null || sessionId === "" ? null : { sessionHash: hashToken(sessionId) },
  };
}
