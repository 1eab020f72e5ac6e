import { fork } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import type { Ask, Procedure, Start } from "../../apps/web/tests/masking/twin-messages.ts";
import { freePort } from "../launcher/start-kendali.ts";
import { root } from "../repository-files.ts";

const webFolder = join(root, "apps/web");
const bundle = join(webFolder, "dist/twin-server.mjs");
export const publicUrl = "http://kendali.test";

/** The twin server as one file, beside the real server's and from the same sources. */
export async function bundleTwinServer(): Promise<void> {
  await build({
    entryPoints: [join(webFolder, "tests/masking/twin-server.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    legalComments: "none",
    external: ["next", "next-auth", "next-auth/*", "@node-rs/argon2", "postgres"],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: "error",
  });
}

/** A raw request: what a test sends, byte for byte the same to both worlds but for the cookie's value. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};
export type Received = {
  readonly status: number;
  /** Names and values as they came, in their order. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
};
export type ActResult =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly refusal: { readonly code: string } };

export type TwinProcess = {
  readonly act: (ask: Omit<Extract<Ask, { kind: "act" }>, "kind">) => Promise<ActResult>;
  readonly signIn: (account: string, instant: string) => Promise<string>;
  readonly setClock: (instant: string) => Promise<void>;
  readonly catalogue: () => Promise<readonly Procedure[]>;
  readonly send: (sent: Sent) => Promise<Received>;
  /** Everything that the process has written. */
  readonly output: () => string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

/** Starts the web process of one world; without pages it only takes acts. */
export async function startTwin(options: Omit<Start, "kind" | "port" | "publicUrl">): Promise<TwinProcess> {
  const port = await freePort();
  const child = fork(bundle, [], {
    cwd: webFolder,
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXTAUTH_URL: publicUrl,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const ended = new Promise<void>((resolve) =>
    child.once("exit", () => {
      for (const { reject } of waiting.values()) reject(new Error(`the server ended:\n${output.slice(-4000)}`));
      resolve();
    }),
  );
  child.on("message", (message: { id: number; value?: unknown; error?: string }) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.value);
    else asked?.reject(new Error(message.error));
  });
  let serial = 0;
  const tell = (ask: Ask | Start | { kind: "stop" }): Promise<unknown> =>
    new Promise((resolve, reject) => {
      serial += 1;
      waiting.set(serial, { resolve, reject });
      child.send({ id: serial, ask });
    });
  await tell({ ...options, kind: "start", port, publicUrl });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    act: (ask) => tell({ ...ask, kind: "act" }) as Promise<ActResult>,
    signIn: (account, instant) => tell({ kind: "signIn", account, instant }) as Promise<string>,
    setClock: async (instant) => {
      await tell({ kind: "clock", instant });
    },
    catalogue: () => tell({ kind: "catalogue" }) as Promise<readonly Procedure[]>,
    send: (sent) => sendRaw(agent, port, sent),
    output: () => output,
    pid: child.pid ?? 0,
    stop: async () => {
      agent.destroy();
      await tell({ kind: "stop" });
      await ended;
    },
  };
}

function sendRaw(agent: Agent, port: number, { method, path, headers = {}, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        method,
        path,
        agent,
        headers: { host: new URL(publicUrl).host, ...length, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () => {
          const raw = response.rawHeaders;
          const pairs = Array.from(
            { length: raw.length / 2 },
            (_, index) => [raw[2 * index] ?? "", raw[2 * index + 1] ?? ""] as const,
          );
          resolve({ status: response.statusCode ?? 0, headers: pairs, body: Buffer.concat(chunks) });
        });
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
