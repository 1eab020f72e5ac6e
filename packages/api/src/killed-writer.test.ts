import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { verifyAudit } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { referenceProtocol, World, type StudyWorld } from "./testing/study-world.ts";
import type { WriterOrder } from "./testing/writer-process.ts";
import type { SaveEntryInput } from "./use-cases/entry/save-entry.ts";

const cycles = 8;
let database: TestDatabase;
let study: StudyWorld;
const participants: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const world = await World.open(database);
  study = await world.study({ key: "written", protocol: referenceProtocol("oxytocin-pretest-posttest") });
  for (let index = 0; index < 16; index += 1) participants.push(await study.enrol());
});
afterAll(() => database.drop());

type Said = {
  readonly sent: Map<string, SaveEntryInput>;
  readonly kept: Map<string, string>;
  readonly refused: string[];
  readonly errors: string;
};

/** Runs a writer, kills it with SIGKILL after so many answers, and reads what it had said. */
async function runAndKill(unanswered: readonly SaveEntryInput[], answers: number): Promise<Said> {
  const input = study.saveInput(participants[0] ?? "", "pretest", "characteristics");
  const order: WriterOrder = {
    url: database.url,
    account: study.people.coordinator,
    instant: study.world.instant,
    study: study.key,
    form: { visit: input.visit, form: input.form, values: input.values },
    participants,
    unanswered,
  };
  const script = fileURLToPath(new URL("./testing/writer-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let errors = "";
  const reached = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split("kept ").length > answers) resolve();
    });
    child.once("exit", () => reject(new Error(`the writer ended by itself: ${errors}`)));
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  await reached;
  child.removeAllListeners("exit");
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGKILL");
  await gone;
  return { ...readSaid(said), errors };
}

function readSaid(text: string): Omit<Said, "errors"> {
  const sent = new Map<string, SaveEntryInput>();
  const kept = new Map<string, string>();
  const refused: string[] = [];
  // The last line may be cut by the kill: then the answer did not arrive.
  for (const line of text.split("\n").slice(0, -1)) {
    const content: unknown = JSON.parse(line.slice(line.indexOf(" ") + 1));
    const { commandId } = content as { commandId: string };
    if (line.startsWith("sent ")) sent.set(commandId, content as SaveEntryInput);
    else if (line.startsWith("kept ")) kept.set(commandId, JSON.stringify((content as { answer: unknown }).answer));
    else refused.push(line);
  }
  return { sent, kept, refused };
}

test("a writer killed again and again in the middle of its writes loses nothing acknowledged and does nothing twice", async () => {
  const kept = new Map<string, string>();
  let unanswered: SaveEntryInput[] = [];
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const said = await runAndKill(unanswered, 20 + cycle * 7);
    expect(said.refused, "refusals of commands sent again").toEqual([]);
    for (const [id, answer] of said.kept) kept.set(id, answer);
    unanswered = [...said.sent.values()].filter((input) => !said.kept.has(input.commandId));
  }
  expect(kept.size).toBeGreaterThanOrEqual(cycles * 20);

  const receipts = new Map(
    (await database.client`SELECT command_id AS id, answer FROM receipt WHERE answer LIKE '%"revision"%'`).map(
      (row) => [String(row.id), String(row.answer)],
    ),
  );
  const events =
    await database.client`SELECT event::jsonb #>> '{data,commandId}' AS id FROM audit_event WHERE action = 'entry.save'`;
  const entries = await database.client`SELECT sum(revision)::int AS revisions FROM form_entry`;
  const [row] = await database.client`SELECT id FROM study WHERE key = 'written'`;
  const lost = [...kept].filter(([id, answer]) => receipts.get(id) !== answer);
  expect(lost, "acknowledged and not there, or there with another answer").toEqual([]);
  expect(new Set(events.map((event) => event.id)).size, "a command with two events").toBe(events.length);
  expect(events.length, "receipts without an event, or events without a receipt").toBe(receipts.size);
  expect(Number(entries[0]?.revisions), "revisions without an event").toBe(events.length);
  expect((await verifyAudit(database, String(row?.id))).breaks).toEqual([]);
}, 180_000);
