import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { largestDocumentBytes } from "@kendali/domain";
import { largeProtocol } from "@kendali/fixtures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { apiHandler, longestBodyOf } from "../../server/api-handler.ts";
import type { Runtime } from "../../server/runtime.ts";

describe("what a call may send", () => {
  it("holds a document of 5,000 items, indented and in its envelope", () => {
    const indented = JSON.stringify({ name: "x", from: { file: largeProtocol(5000) } }, null, 2);
    expect(Buffer.byteLength(indented)).toBeGreaterThan(2 * 1024 * 1024);
    expect(Buffer.byteLength(indented)).toBeLessThan(largestDocumentBytes / 2);
    for (const name of ["protocolDraft.create", "protocolDraft.edit", "study.create", "study.import"])
      expect([name, longestBodyOf([name])]).toEqual([name, largestDocumentBytes + 2 * 1024 * 1024]);
    for (const names of [["entry.save"], ["study.create", "entry.save"], []])
      expect(longestBodyOf(names)).toBe(2 * 1024 * 1024);
  });
});

describe("a body of three megabytes", () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    // Nobody has a session here, and nothing behind it is reached.
    const runtime = {
      publicUrl: "http://localhost",
      newRequestId: () => "r",
      contextFor: () => ({}),
      requestFor: () => ({ server: { requestId: "r" }, who: { sessionId: null } }),
    } as unknown as Runtime;
    const handle = apiHandler(
      runtime,
      () => Promise.resolve(null),
      () => null,
    );
    server = createServer(handle);
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/trpc/`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const send = async (name: string): Promise<number> => {
    const body = JSON.stringify({ text: "x".repeat(3_000_000) });
    const headers = { "content-type": "application/json" };
    return (await fetch(`${url}${name}`, { method: "POST", headers, body })).status;
  };

  it("is too large for anything but a document, and a document is taken from who is signed in", async () => {
    expect(await send("entry.save")).toBe(413);
    expect(await send("protocolDraft.create")).toBe(401);
  });
});
