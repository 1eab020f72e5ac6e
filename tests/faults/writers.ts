import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { HttpAnswer, HttpClient } from "../../scripts/load/http-client.mjs";
import { saveCommand, type LoadStudy, type SaveCommand } from "../../scripts/load/load-study.mjs";
import { deliver } from "./deliver.ts";

export type SaveAnswer = { readonly revision: number; readonly savedAt: string; readonly status: string };
export type Acknowledged = { readonly command: SaveCommand; readonly answer: SaveAnswer };

/** One form of one participant, written by one writer alone, so that its revisions follow each other. */
type Slot = { readonly participant: string; readonly form: number; revision: number };

/** What the devices of a study know at the end: what they were told is saved, and what they were told nothing about. */
export type Memory = { readonly acknowledged: Acknowledged[]; readonly unanswered: SaveCommand[]; refused: number };

/** Devices that save forms one after the other until `stop`, and keep what they were answered. */
export function startWriters(study: LoadStudy, client: HttpClient, participants: readonly string[], width: number) {
  const memory: Memory = { acknowledged: [], unanswered: [], refused: 0 };
  let isStopping = false;
  const slots = participants.flatMap((participant) =>
    Array.from({ length: study.forms }, (_, form): Slot => ({ participant, form, revision: 0 })),
  );
  const writers = Array.from({ length: width }, async (_, writer) => {
    const queue = slots.filter((__, index) => index % width === writer);
    while (!isStopping) {
      const slot = queue.shift();
      if (slot === undefined) throw new Error("every form this writer had was left without an answer");
      if (await write(study, client, slot, { memory, isStopping: () => isStopping })) queue.push(slot);
    }
  });
  let failure: unknown = null;
  const all = Promise.all(writers).catch((error: unknown) => {
    failure ??= error;
  });
  return {
    memory,
    /** Throws what a writer met that no kill explains, a refusal above all. */
    check: () => {
      if (failure !== null) throw failure;
    },
    stop: async () => {
      isStopping = true;
      await all;
      if (failure !== null) throw failure;
      return memory;
    },
  };
}

/** Saves the next revision; false when no answer came: then nobody knows what is stored, and the form is left alone. */
async function write(
  study: LoadStudy,
  client: HttpClient,
  slot: Slot,
  run: { readonly memory: Memory; readonly isStopping: () => boolean },
): Promise<boolean> {
  const { memory } = run;
  const command = nextCommand(study, slot, memory.acknowledged.length);
  for (;;) {
    const outcome = await deliver(client, "entry.save", command);
    if (outcome === "not sent") {
      if (run.isStopping()) return false;
      await delay(50);
      continue;
    }
    if (outcome === "no answer") {
      memory.unanswered.push(command);
      return false;
    }
    if (outcome.status === 503) {
      // Not acknowledged either: the connection to the database may have ended after its commit.
      memory.refused += 1;
      memory.unanswered.push(command);
      await delay(50);
      return false;
    }
    const answer = answerOf(outcome);
    memory.acknowledged.push({ command, answer });
    slot.revision = answer.revision;
    return true;
  }
}

function nextCommand(study: LoadStudy, slot: Slot, serial: number): SaveCommand {
  const command = saveCommand(study, slot.participant, slot.form, serial);
  const change = slot.revision === 0 ? {} : { changeReason: "Ditulis ulang oleh uji" };
  return { ...command, commandId: randomUUID(), baseRevision: slot.revision, ...change };
}

export function answerOf(answer: HttpAnswer): SaveAnswer {
  if (answer.status !== 200) throw new Error(`a save was answered ${answer.status}: ${answer.text.slice(0, 500)}`);
  return (JSON.parse(answer.text) as { result: { data: SaveAnswer } }).result.data;
}

/** Delivers it until it is answered with its effect. */
export async function deliverUntilDone(client: HttpClient, command: SaveCommand): Promise<SaveAnswer> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const outcome = await deliver(client, "entry.save", command);
    if (typeof outcome !== "string" && outcome.status !== 503) return answerOf(outcome);
    await delay(50);
  }
  throw new Error(`command ${command.commandId} was not answered in 30 s`);
}
