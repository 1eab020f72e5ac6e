import type { ServerResponse } from "node:http";

/** `/healthz`: the process answers. `/readyz`: the database does too, and its tables are there. */
export function healthHandler(isReady: () => Promise<boolean>) {
  return async (path: "/healthz" | "/readyz", response: ServerResponse): Promise<void> => {
    response.setHeader("cache-control", "no-store");
    response.setHeader("content-type", "application/json");
    if (path === "/healthz") {
      response.end(JSON.stringify({ status: "ok" }));
      return;
    }
    const ready = await isReady();
    response.statusCode = ready ? 200 : 503;
    if (!ready) response.setHeader("retry-after", "5");
    response.end(JSON.stringify({ status: ready ? "ready" : "waiting for the database" }));
  };
}
