import type { createSession, revokeSession, Server, verifyCredentials } from "@kendali/api";

import type { DemoAccounts } from "../features/session/sign-in-page.tsx";

/**
 * What the process has opened once and both handlers use: Node's own server for the API, Next for pages and sign-in.
 * It is handed over through one symbol of the process, because Next bundles its own copy of every module.
 */
export type Runtime = {
  readonly mode: "demo" | "production";
  readonly demo: DemoAccounts | null;
  readonly publicUrl: string;
  /** Encrypts the sign-in token. */
  readonly tokenSecret: string;
  /** Handed over rather than imported by the sign-in route, so that Next compiles pages and not the whole API. */
  readonly auth: {
    readonly verifyCredentials: typeof verifyCredentials;
    readonly createSession: typeof createSession;
    readonly revokeSession: typeof revokeSession;
  };
  readonly newRequestId: () => string;
  readonly contextFor: Server["contextFor"];
  readonly requestFor: Server["requestFor"];
};

const key = Symbol.for("kendali.runtime");

export function provideRuntime(runtime: Runtime): void {
  Reflect.set(globalThis, key, runtime);
}

export function runtime(): Runtime {
  const found: unknown = Reflect.get(globalThis, key);
  if (found === undefined) throw new Error("invariant: pages are served by server/main.ts, which provides the runtime");
  return found as Runtime;
}
