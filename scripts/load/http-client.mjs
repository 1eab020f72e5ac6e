import { Agent, request } from "node:http";

/** Signs in as a browser does and calls procedures over HTTP with that session: the road that every device takes. */
export async function signIn(address, { username, password, connections = 16 }) {
  const client = openClient(address, { connections });
  const csrf = await client.send("GET", "/api/auth/csrf");
  const form = new URLSearchParams({ csrfToken: JSON.parse(csrf.text).csrfToken, username, password, json: "true" });
  const answer = await client.send("POST", "/api/auth/callback/credentials", {
    body: form.toString(),
    type: "application/x-www-form-urlencoded",
  });
  if (!client.cookie().includes("kendali-session=")) {
    client.close();
    throw new Error(`${username} could not sign in: ${answer.status} ${answer.text.slice(0, 200)}`);
  }
  return client;
}

/** A client with a jar of cookies and that many connections, kept open. */
export function openClient(address, { connections = 1 } = {}) {
  const { hostname, port } = new URL(address);
  const host = hostname === "localhost" ? "127.0.0.1" : hostname;
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: "fifo" });
  const jar = new Map();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const keep = (headers) => {
    for (const line of headers["set-cookie"] ?? []) {
      const [pair] = line.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const send = (method, path, { body, type = "application/json" } = {}) =>
    new Promise((resolve, reject) => {
      const bytes = body === undefined ? undefined : Buffer.from(body);
      const sent = request(
        {
          host,
          port,
          method,
          path,
          agent,
          headers: {
            cookie: cookie(),
            ...(bytes === undefined
              ? {}
              : { "content-type": type, "content-length": bytes.length, origin: `http://${host}:${port}` }),
          },
        },
        (response) => {
          const chunks = [];
          response.on("data", (chunk) => chunks.push(chunk));
          response.once("error", reject);
          response.once("aborted", () => reject(new Error("the answer was cut short")));
          response.once("end", () => {
            keep(response.headers);
            const text = Buffer.concat(chunks).toString("utf8");
            resolve({ status: response.statusCode, headers: response.headers, text });
          });
        },
      );
      sent.once("error", reject);
      sent.end(bytes);
    });
  const call = async (method, path, options) => {
    const answer = await send(method, path, options);
    const parsed = JSON.parse(answer.text);
    if (parsed.result !== undefined) return parsed.result.data;
    throw new CallError(path, answer.status, parsed.error?.data?.refusal ?? null);
  };
  return {
    cookie,
    send,
    /** One mutation; a refusal is thrown with its code. */
    mutate: (procedure, input) => call("POST", `/api/trpc/${procedure}`, { body: JSON.stringify(input) }),
    query: (procedure, input) =>
      call(
        "GET",
        `/api/trpc/${procedure}${input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
      ),
    close: () => agent.destroy(),
  };
}

/** A procedure answered with a refusal, or with a failure of its own (then `refusal` is null). */
export class CallError extends Error {
  constructor(path, status, refusal) {
    super(`${path} answered ${status} ${JSON.stringify(refusal)}`);
    this.name = "CallError";
    this.status = status;
    this.refusal = refusal;
  }
}
