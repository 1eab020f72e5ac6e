import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { openClient } from "../load/http-client.mjs";
import { importSource } from "../load/import-source.mjs";

const items = 5000;

/** A protocol of 5,000 items as DOCX and PDF, and how long another request waits meanwhile: the process answers both. */
export async function measureDocuments({ address, client, log }) {
  const { fixtures } = await importSource(`export * as fixtures from "@kendali/fixtures";`, "packages/builder");
  const { id } = await client.mutate("protocolDraft.create", {
    commandId: randomUUID(),
    name: `${items} items`,
    from: { file: fixtures.largeProtocol(items) },
  });
  const quiet = await longestWait(address, () => pause(3000));
  const rows = [["another request, nobody else there", `${quiet.longest} ms`, `longest of ${quiet.count}, over HTTP`]];
  for (const format of ["docx", "pdf"]) {
    log(`a protocol of ${items} items as ${format} …`);
    const path = `/api/download/draft/${id}/id.${format}`;
    const made = await longestWait(address, async () => {
      const answer = await client.send("GET", path);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${answer.text.slice(0, 200)}`);
    });
    rows.push([
      `another request, while ${items} items are written as ${format}`,
      `${made.longest} ms`,
      `longest of ${made.count}; the file took ${(made.took / 1000).toFixed(1)} s`,
    ]);
  }
  return rows;
}

/** Asks for next to nothing, again and again, until the work is done. */
async function longestWait(address, work) {
  let isDone = false;
  let longest = 0;
  let count = 0;
  const began = performance.now();
  const working = work().finally(() => (isDone = true));
  while (!isDone) {
    // A connection of its own: one that is kept is dropped by a server that was busy for long.
    const other = openClient(address);
    const asked = performance.now();
    await other.send("GET", "/healthz");
    other.close();
    longest = Math.max(longest, performance.now() - asked);
    count += 1;
    await pause(5);
  }
  await working;
  return { longest: Math.round(longest), count, took: performance.now() - began };
}
