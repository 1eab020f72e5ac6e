import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Worker } from "node:worker_threads";
import next from "next";

import { createSession, revokeSession, systemSources, verifyCredentials, type Server } from "@kendali/api";
import { createDocumentMaker, type DocumentMaker } from "@kendali/api/protocol-document";

import { apiHandler, apiPrefix } from "./api-handler.ts";
import { clientAddress } from "./client-address.ts";
import { accountsForVisitors } from "./demo-accounts.ts";
import { downloadHandler, downloadPrefix } from "./download-handler.ts";
import type { WebEnvironment } from "./env.ts";
import { healthHandler } from "./health-handler.ts";
import { provideRuntime, type Runtime } from "./runtime.ts";
import { securityHeaders } from "./security-headers.ts";
import { sessionCookieName, sessionReader } from "./session-token.ts";

export type WebServer = {
  /** Requests in flight end; connections that only wait are closed. The installation stays open. */
  readonly stop: () => Promise<void>;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Everything that the web process answers: the API, downloads, health, and Next's pages, over an open installation. */
export async function serve(
  environment: WebEnvironment,
  installation: Server,
  newRequestId: () => string = systemSources.newId,
): Promise<WebServer> {
  const tokenSecret = Buffer.from(installation.tokenKey).toString("hex");
  const runtime: Runtime = {
    mode: environment.mode,
    demo: environment.mode === "demo" ? accountsForVisitors() : null,
    publicUrl: environment.publicUrl,
    tokenSecret,
    auth: { verifyCredentials, createSession, revokeSession },
    newRequestId,
    contextFor: installation.contextFor,
    requestFor: installation.requestFor,
  };
  provideRuntime(runtime);

  const addressOf = (request: IncomingMessage): string | null => clientAddress(request, environment.trustedProxies);
  const pages = next({ dev: false, dir: process.cwd(), hostname: environment.host, port: environment.port });
  await pages.prepare();
  const documents = createDocumentMaker(startDocumentWorker);
  const answer = answerWith(runtime, installation, { addressOf, documents, handlePage: pages.getRequestHandler() });
  const server = createServer(answer);
  // A phone on a slow line sends a form in seconds; who sends headers for a minute is no phone.
  server.requestTimeout = 120_000;
  server.headersTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(environment.port, environment.host, resolve);
  });
  return {
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), 8_000);
      await closed;
      clearTimeout(force);
      await documents.close();
      await pages.close();
    },
  };
}

/** The file that is built beside this one. It needs nothing of the process's settings, and its memory has a bound. */
function startDocumentWorker(): Worker {
  return new Worker(new URL("./document-worker.mjs", import.meta.url), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
}

type Parts = {
  readonly addressOf: (request: IncomingMessage) => string | null;
  readonly documents: DocumentMaker;
  readonly handlePage: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

function answerWith(runtime: Runtime, installation: Server, { addressOf, documents, handlePage }: Parts): Handler {
  const cookieName = sessionCookieName(runtime.publicUrl);
  const readSession = sessionReader({ cookieName, secret: runtime.tokenSecret });
  const api = apiHandler(runtime, readSession, addressOf);
  const download = downloadHandler(runtime, readSession, addressOf, documents);
  const health = healthHandler(installation.isReady);

  async function answerPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.headers["x-kendali-address"] = addressOf(request) ?? "";
    // The header by which Next marks its own inner requests; from outside it is only ever an attack.
    delete request.headers["x-middleware-subrequest"];
    await handlePage(request, response);
  }

  return (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const path = request.url ?? "/";
    if (path.startsWith(apiPrefix)) api(request, response);
    else if (path.startsWith(downloadPrefix)) void download(request, response);
    else if (path === "/healthz" || path === "/readyz") void health(path, response);
    else void answerPage(request, response);
  };
}
