import type { HttpAnswer, HttpClient } from "../../scripts/load/http-client.mjs";

/** Delivers a command once. `not sent`: nobody listens there; `no answer`: what became of it nobody knows. */
export async function deliver(
  client: HttpClient,
  procedure: string,
  input: unknown,
): Promise<HttpAnswer | "not sent" | "no answer"> {
  try {
    return await client.send("POST", `/api/trpc/${procedure}`, { body: JSON.stringify(input) });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED") return "not sent";
    return "no answer";
  }
}
