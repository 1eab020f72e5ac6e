import { subscribe } from "node:diagnostics_channel";
import { createHash } from "node:crypto";
import { encode } from "next-auth/jwt";

import { appRouter, createCallerFactory, createSession, openServer, RefusalError, type Sources } from "@kendali/api";
import { policies, type Policy } from "@kendali/domain";

import { serve } from "../../server/serve.ts";
import { sessionCookieName } from "../../server/session-token.ts";
import type { Ask, Procedure, Start } from "./twin-messages.ts";

/**
 * The web process as it is, composed with a clock, ids and chance that a test holds: the same parts as `server/main.ts`,
 * in an entry of its own, so that no switch of the real one could do the same. It takes orders from its parent alone.
 */
let instant = "2026-01-01T00:00:00.000Z";
/** What the next ids and random bytes are made from: the act at hand, so that an act of one world shifts nothing in the other. */
let source = { seed: "", key: "", drawn: 0 };
let requests = 0;

function draw(length: number): Uint8Array {
  const blocks: Buffer[] = [];
  for (let got = 0; got < length; got += 32) {
    source.drawn += 1;
    blocks.push(createHash("sha256").update(`${source.seed}\n${source.key}\n${source.drawn}`).digest());
  }
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
}

function newId(): string {
  const hex = Buffer.from(draw(16)).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const sources: Sources = { now: () => instant, newId, randomBytes: draw, clockSource: "injected" };
const callerOf = createCallerFactory(appRouter);

async function start({ databaseUrl, keysDirectory, port, publicUrl, seed, withPages }: Start) {
  source = { seed, key: "start", drawn: 0 };
  const installation = openServer({ databaseUrl, keysDirectory, mode: "production" }, sources);
  const environment = {
    mode: "production" as const,
    port,
    host: "127.0.0.1",
    databaseUrl,
    keysDirectory,
    publicUrl,
    trustedProxies: 0,
  };
  // Requests come one after the other; each has a stream of its own, whatever the ones before it have drawn.
  subscribe("http.server.request.start", () => {
    requests += 1;
    source = { seed, key: `request ${requests}`, drawn: 0 };
  });
  const server = withPages ? await serve(environment, installation, newId) : null;
  const secret = Buffer.from(installation.tokenKey).toString("hex");

  /** Calls a procedure as an account, in the process, at an instant. */
  async function act(ask: Extract<Ask, { kind: "act" }>) {
    instant = ask.instant;
    source = { seed, key: ask.key, drawn: 0 };
    const context = {
      server: installation.contextFor({ address: null, requestId: ask.key }),
      who: { accountId: ask.account },
    };
    const [noun = "", verb = ""] = ask.path.split(".");
    const group = callerOf(context)[noun as keyof ReturnType<typeof callerOf>] as unknown as Record<
      string,
      (input: unknown) => Promise<unknown>
    >;
    try {
      return { ok: true, value: await group[verb]?.(ask.input) };
    } catch (error) {
      if (error instanceof Error && error.cause instanceof RefusalError)
        return { ok: false, refusal: error.cause.refusal };
      throw error;
    }
  }

  /** A session of an account at an instant, as the cookie that carries it. */
  async function signIn(ask: Extract<Ask, { kind: "signIn" }>): Promise<string> {
    instant = ask.instant;
    source = { seed, key: `session of ${ask.account} at ${instant}`, drawn: 0 };
    const { sessionId } = await createSession(installation.contextFor({ address: null, requestId: null }), ask.account);
    return `${sessionCookieName(publicUrl)}=${await encode({ token: { sid: sessionId }, secret, maxAge: 12 * 3600 })}`;
  }

  return {
    answer: async (ask: Ask): Promise<unknown> => {
      if (ask.kind === "act") return act(ask);
      if (ask.kind === "signIn") return signIn(ask);
      if (ask.kind === "catalogue") return catalogue();
      instant = ask.instant;
      requests = 0;
      return null;
    },
    stop: async () => {
      await server?.stop();
      await installation.close();
    },
  };
}

/** Every procedure that the router has, with the shape of its input and who may call it, found and not listed. */
function catalogue(): Procedure[] {
  return Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
    const { type, inputs, meta } = (procedure as unknown as { _def: ProcedureDefinition })._def;
    const policy: Policy = policies[meta.policy];
    const schema = inputs[0]?.schema.toJSONSchema({ io: "input", unrepresentable: "any" }) ?? {};
    return { path, type, input: schema, roles: typeof policy === "string" ? policy : policy.roles };
  });
}

type ProcedureDefinition = {
  readonly type: "query" | "mutation";
  readonly meta: { readonly policy: keyof typeof policies };
  readonly inputs: readonly { readonly schema: { readonly toJSONSchema: (options: object) => object } }[];
};

// Whoever started it is gone: nobody is left to ask, or to stop it.
process.once("disconnect", () => process.exit());

let running: Awaited<ReturnType<typeof start>> | null = null;

process.on("message", (message: { id: number; ask: Ask | Start | { kind: "stop" } }) => {
  void (async () => {
    const { id, ask } = message;
    try {
      if (ask.kind === "start") running = await start(ask);
      else if (ask.kind === "stop") await running?.stop();
      const value = ask.kind === "start" || ask.kind === "stop" ? null : await running?.answer(ask);
      process.send?.({ id, value: value ?? null });
      if (ask.kind === "stop") process.disconnect();
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  })();
});
