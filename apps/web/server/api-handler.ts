import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";

import { appRouter, findSession, isProcedure } from "@kendali/api";
import { largestDocumentBytes } from "@kendali/domain";

import { log } from "./log.ts";
import type { Runtime } from "./runtime.ts";
import { hasTooManyNames } from "./too-many-names.ts";

/** A saved form of 200 items with reasons is about 40 KB. */
const longestBody = 2 * 1024 * 1024;
/** What a study document, or a large part of one, comes in by; only with a session, so that nobody else makes us read so much. */
const takingDocuments: ReadonlySet<string> = new Set([
  "protocolDraft.create",
  "protocolDraft.edit",
  "study.create",
  "study.import",
]);

/** Bytes that a call may have: a study document with its envelope, or anything else. */
export function longestBodyOf(names: readonly string[]): number {
  const [name] = names;
  return names.length === 1 && name !== undefined && takingDocuments.has(name)
    ? largestDocumentBytes + longestBody
    : longestBody;
}
const largestBatch = 20;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const apiPrefix = "/api/trpc/";

/** Answers `/api/trpc`: who asks is read from the cookie once, and everything else is the router's. */
export function apiHandler(
  runtime: Runtime,
  readSession: (headers: IncomingMessage["headers"]) => Promise<string | null>,
  addressOf: (request: IncomingMessage) => string | null,
): Handler {
  const handle = createHTTPHandler({
    router: appRouter,
    basePath: apiPrefix,
    // Of a body whose length nobody told; the others are read below.
    maxBodySize: longestBody,
    createContext: async ({ req, res }) => {
      const requestId = runtime.newRequestId();
      res.setHeader("x-request-id", requestId);
      return runtime.requestFor({ sessionId: await readSession(req.headers), address: addressOf(req), requestId });
    },
    responseMeta: ({ errors }) => {
      const isDown = errors.some((error) => error.code === "SERVICE_UNAVAILABLE");
      return isDown ? { headers: new Headers({ "retry-after": "5" }) } : {};
    },
    onError: ({ error, path, ctx }) => {
      // Refusals are answers; only a bug is worth a line. Never the input: it may hold what a mother said.
      if (error.code !== "INTERNAL_SERVER_ERROR") return;
      log(
        "error",
        "a call failed",
        { path: path ?? null, requestId: ctx?.server.requestId ?? null },
        error.cause ?? error,
      );
    },
  });
  return (request, response) => {
    response.setHeader("cache-control", "no-store");
    const why = reasonToRefuse(request, runtime.publicUrl);
    if (why !== null) return refuse(response, why);
    const isKnown = proceduresOf(request).every((name) => isProcedure(name, request.method ?? ""));
    void (isKnown ? answer(request, response) : answerUnknown(request, response));
  };

  /** Reading a body of known length here spares tRPC a chain of web streams: an eighth of what saving a form costs. */
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const length = Number(request.headers["content-length"] ?? Number.NaN);
    try {
      if (length > longestBody && length <= longestBodyOf(proceduresOf(request)) && !(await isSignedIn(request)))
        return refuse(response, 401);
      // Any other body is tRPC's to read, and to refuse when it is too long.
      if (length <= longestBodyOf(proceduresOf(request))) {
        const body = await text(request);
        if (length > longestBody && hasTooManyNames(body)) return refuse(response, 413);
        Object.assign(request, { body });
      }
    } catch {
      // The device went away in the middle of its own request, or nobody can say who asks: the device asks again.
      response.destroy();
      return;
    }
    handle(request, response);
  }

  async function isSignedIn(request: IncomingMessage): Promise<boolean> {
    const sessionId = await readSession(request.headers);
    const context = runtime.contextFor({ address: null, requestId: null });
    return sessionId !== null && (await findSession(context, sessionId)) !== null;
  }

  /** A path that is not there: without a session it must not be told from one that is. */
  async function answerUnknown(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      refuse(response, (await isSignedIn(request)) ? 404 : 401);
    } catch (error) {
      log("error", "an unknown path could not be answered", {}, error);
      refuse(response, 503);
    }
  }
}

function proceduresOf(request: IncomingMessage): readonly string[] {
  const path = (request.url ?? "").split("?")[0] ?? "";
  return path.slice(apiPrefix.length).split(",");
}

/** Another site's page cannot send JSON with our cookie unless we allow it; an old browser's form or image can try. */
function reasonToRefuse(request: IncomingMessage, publicUrl: string): 400 | 403 | 405 | 415 | null {
  const names = proceduresOf(request);
  if (names.length > largestBatch || names.some((name) => name === "")) return 400;
  if (request.method === "GET") return null;
  if (request.method !== "POST") return 405;
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== publicUrl && !isSameHost(origin, request.headers.host)) return 403;
  if (origin === undefined && request.headers.cookie !== undefined) return 403;
  return /^application\/json(;|$)/i.test(request.headers["content-type"] ?? "") ? null : 415;
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

/** What this handler refuses itself, in the very bytes in which the router refuses the same. */
const answers = {
  400: { code: -32600, refusal: "invalid_input" },
  401: { code: -32001, refusal: "not_signed_in" },
  403: { code: -32003, refusal: "not_allowed" },
  404: { code: -32004, refusal: "not_found" },
  405: { code: -32600, refusal: "invalid_input" },
  413: { code: -32013, refusal: "request_too_large" },
  415: { code: -32600, refusal: "invalid_input" },
  503: { code: -32603, refusal: "database_unavailable" },
} as const;

function refuse(response: ServerResponse, status: keyof typeof answers): void {
  const { code, refusal } = answers[status];
  const data = { httpStatus: status, refusal: { code: refusal, params: {} }, requestId: null };
  response.writeHead(status, { "content-type": "application/json", ...(status === 503 ? { "retry-after": "5" } : {}) });
  response.end(JSON.stringify({ error: { code, message: refusal, data } }));
}
