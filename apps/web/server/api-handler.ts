import type { IncomingMessage, ServerResponse } from "node:http";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";

import { appRouter } from "@kendali/api";

import { log } from "./log.ts";
import { newRequestId, type Runtime } from "./runtime.ts";

/** A saved form of 200 items with reasons is about 40 KB; a protocol document about 300 KB. */
const longestBody = 2 * 1024 * 1024;
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
    maxBodySize: longestBody,
    createContext: async ({ req, res }) => {
      const requestId = newRequestId();
      res.setHeader("x-request-id", requestId);
      return runtime.requestFor({ sessionId: await readSession(req.headers), address: addressOf(req), requestId });
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
    handle(request, response);
  };
}

/** Another site's page cannot send JSON with our cookie unless we allow it; an old browser's form or image can try. */
function reasonToRefuse(request: IncomingMessage, publicUrl: string): 400 | 403 | 405 | 415 | null {
  const path = (request.url ?? "").split("?")[0] ?? "";
  const procedures = path.slice(apiPrefix.length).split(",");
  if (procedures.length > largestBatch || procedures.some((name) => name === "")) return 400;
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

const codes = { 400: "invalid_input", 403: "not_allowed", 405: "invalid_input", 415: "invalid_input" } as const;

function refuse(response: ServerResponse, status: keyof typeof codes): void {
  const code = codes[status];
  const data = { httpStatus: status, refusal: { code, params: {} }, requestId: null };
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify({ error: { code: -32600, message: code, data } }));
}
