import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { performance } from "node:perf_hooks";
import next from "next";

import { createSession, openServer, revokeSession, verifyCredentials } from "@kendali/api";

import { apiHandler, apiPrefix } from "./api-handler.ts";
import { clientAddress } from "./client-address.ts";
import { accountsForVisitors } from "./demo-accounts.ts";
import { downloadHandler, downloadPrefix } from "./download-handler.ts";
import { EnvironmentError, readEnvironment, type WebEnvironment } from "./env.ts";
import { healthHandler } from "./health-handler.ts";
import { log } from "./log.ts";
import { provideRuntime, type Runtime } from "./runtime.ts";
import { securityHeaders } from "./security-headers.ts";
import { sessionCookieName, sessionReader } from "./session-token.ts";

const started = performance.now();

try {
  await main(readEnvironment(process.env));
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`Kendali cannot start:\n${error.problems.map((problem) => `  ${problem}`).join("\n")}\n`);
  process.exitCode = 2;
}

async function main(environment: WebEnvironment): Promise<void> {
  const installation = openServer(environment);
  const tokenSecret = Buffer.from(installation.tokenKey).toString("hex");
  const runtime: Runtime = {
    mode: environment.mode,
    demo: environment.mode === "demo" ? accountsForVisitors() : null,
    publicUrl: environment.publicUrl,
    tokenSecret,
    auth: { verifyCredentials, createSession, revokeSession },
    contextFor: installation.contextFor,
    requestFor: installation.requestFor,
  };
  provideRuntime(runtime);
  // NextAuth reads its own address from the environment only.
  process.env["NEXTAUTH_URL"] = environment.publicUrl;

  const readSession = sessionReader({ cookieName: sessionCookieName(environment.publicUrl), secret: tokenSecret });
  const addressOf = (request: IncomingMessage): string | null => clientAddress(request, environment.trustedProxies);
  const api = apiHandler(runtime, readSession, addressOf);
  const download = downloadHandler(runtime, readSession, addressOf);
  const health = healthHandler(installation.isReady);
  const pages = next({ dev: false, dir: process.cwd(), hostname: environment.host, port: environment.port });
  await pages.prepare();
  const handlePage = pages.getRequestHandler();

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const path = request.url ?? "/";
    if (path.startsWith(apiPrefix)) api(request, response);
    else if (path.startsWith(downloadPrefix)) void download(request, response);
    else if (path === "/healthz" || path === "/readyz") void health(path, response);
    else void answerPage(request, response);
  });
  // A phone on a slow line sends a form in seconds; who sends headers for a minute is no phone.
  server.requestTimeout = 120_000;
  server.headersTimeout = 30_000;

  async function answerPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.headers["x-kendali-address"] = addressOf(request) ?? "";
    // The header by which Next marks its own inner requests; from outside it is only ever an attack.
    delete request.headers["x-middleware-subrequest"];
    await handlePage(request, response);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(environment.port, environment.host, resolve);
  });
  log("info", "listening", {
    host: environment.host,
    port: environment.port,
    mode: environment.mode,
    startedInMs: Math.round(performance.now() - started),
  });

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log("info", "stopping");
    // Requests in flight end; connections that only wait are closed.
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const force = setTimeout(() => server.closeAllConnections(), 8_000);
    await closed;
    clearTimeout(force);
    await pages.close();
    await installation.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}
