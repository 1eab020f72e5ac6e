import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { listDraftSteps, platformId, verifyAudit } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { applyJsonChanges, canonicalJson, type Json } from "@kendali/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { editsOf } from "../../protocol-drafts.ts";
import type { DraftSave, DraftWriterOrder } from "../../testing/draft-writer-process.ts";
import { World } from "../../testing/study-world.ts";
import { createDraft } from "./create-draft.ts";

const cycles = 2;
let database: TestDatabase;
let order: DraftWriterOrder;

beforeAll(async () => {
  database = await createTestDatabase();
  const world = await World.open(database);
  const account = await world.account("writer");
  const from = { template: "oxytocin-pretest-posttest" as const };
  const { id } = await world.must(account, createDraft, { commandId: randomUUID(), name: "Ditulis", from });
  const places = ["title", "shortTitle"].flatMap((text) => ["id", "en"].map((language) => [text, language]));
  order = { url: database.url, account, draft: id, places, unanswered: [] };
});
afterAll(() => database.drop());

type Said = {
  readonly sent: readonly DraftSave[];
  readonly kept: ReadonlyMap<string, number>;
  readonly refused: readonly string[];
};

/** Runs a writer, kills it with SIGKILL after so many answers, and reads what it had said. */
async function runAndKill(unanswered: readonly DraftSave[], answers: number): Promise<Said> {
  const script = fileURLToPath(new URL("../../testing/draft-writer-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify({ ...order, unanswered })], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split("kept ").length > answers) resolve();
    });
    child.once("exit", () => reject(new Error(`the writer ended by itself: ${errors}`)));
  });
  child.removeAllListeners("exit");
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGKILL");
  await gone;
  // The last line may be cut by the kill: then the answer did not arrive.
  const lines = said.split("\n").slice(0, -1);
  const of = (kind: string): string[] =>
    lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
  const kept = of("kept").map((text) => JSON.parse(text) as { commandId: string; revision: number });
  return {
    sent: of("sent").map((text) => JSON.parse(text) as DraftSave),
    kept: new Map(kept.map(({ commandId, revision }) => [commandId, revision])),
    refused: of("refused"),
  };
}

test("a writer killed in the middle of its saves loses none that was acknowledged and saves none twice", async () => {
  const kept = new Map<string, number>();
  const saves = new Map<string, DraftSave>();
  let unanswered: readonly DraftSave[] = [];
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const said = await runAndKill(unanswered, 12 + cycle * 5);
    expect(said.refused).toEqual([]);
    for (const [id, revision] of said.kept) kept.set(id, revision);
    for (const save of said.sent) saves.set(save.commandId, save);
    unanswered = said.sent.filter(({ commandId }) => !said.kept.has(commandId));
  }
  const [row] = await database.client`SELECT document, revision FROM protocol_draft WHERE id = ${order.draft}`;
  const revision = Number(row?.["revision"]);
  const steps = await listDraftSteps(database.drizzle, order.draft, { after: 0, upTo: revision + 10 });
  expect(steps.map((step) => step.revision)).toEqual(Array.from({ length: revision }, (_, index) => index + 1));
  // What was acknowledged stands at its revision, and nothing stands twice.
  for (const [id, at] of kept) {
    const step = steps[at - 1];
    expect(step === undefined ? null : JSON.parse(step.content)).toEqual(saves.get(id)?.edits);
  }
  expect(new Set(kept.values()).size).toBe(kept.size);
  const contents = steps.slice(1).map((step) => step.content);
  expect(new Set(contents).size).toBe(contents.length);
  const replayed = applyJsonChanges(JSON.parse(steps[0]?.content ?? "null") as Json, editsOf(steps));
  expect(replayed.ok && canonicalJson(replayed.value)).toBe(row?.["document"]);
  const events = await database.client`SELECT count(*)::int AS n FROM audit_event WHERE action = 'protocolDraft.edit'`;
  expect(events[0]?.["n"]).toBe(revision - 1);
  expect((await verifyAudit(database, platformId)).breaks).toEqual([]);
}, 120_000);
