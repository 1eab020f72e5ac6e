import { randomUUID } from "node:crypto";
import { openDatabase } from "@kendali/db";
import { createServerContext } from "../create-context.ts";
import { perform } from "../perform.ts";
import { getEntry } from "../use-cases/entry/get-entry.ts";
import { saveEntry, type SaveEntryInput } from "../use-cases/entry/save-entry.ts";

/**
 * A process that saves one form of several participants again and again until it is killed. It says each command before
 * it is sent (`sent`), and again once it was accepted (`kept`); what was sent and not kept, the next one sends again.
 */
export type WriterOrder = {
  readonly url: string;
  readonly account: string;
  readonly instant: string;
  readonly study: string;
  readonly form: Pick<SaveEntryInput, "visit" | "form" | "values">;
  readonly participants: readonly string[];
  /** Commands that the process before this one sent and got no answer to, as it printed them. */
  readonly unanswered: readonly SaveEntryInput[];
};

const order = JSON.parse(process.argv[2] ?? "{}") as WriterOrder;
const db = openDatabase(order.url, { connections: 16 });
const server = {
  ...createServerContext({ db, keys: { sealKey: new Uint8Array(32) }, mode: "production" as const }),
  now: () => order.instant,
  clockSource: "injected" as const,
};
const who = { accountId: order.account };

function say(kind: "sent" | "kept" | "refused", content: unknown): void {
  process.stdout.write(`${kind} ${JSON.stringify(content)}\n`);
}

async function deliver(input: SaveEntryInput): Promise<void> {
  say("sent", input);
  const result = await perform(server, who, saveEntry, input);
  if (result.ok) say("kept", { commandId: input.commandId, answer: result.value });
  else say("refused", { commandId: input.commandId, refusal: result.refusal });
}

async function writeFor(participant: string): Promise<void> {
  const { visit, form, values } = order.form;
  for (let round = 0; ; round += 1) {
    const view = await perform(server, who, getEntry, { study: order.study, participant, visit, form });
    if (!view.ok) throw new Error(JSON.stringify(view.refusal));
    await deliver({
      commandId: randomUUID(),
      study: order.study,
      participant,
      visit,
      form,
      baseRevision: view.value.revision,
      performedOn: order.instant.slice(0, 10),
      values: { ...values, age_years: 20 + (round % 20) },
      softReasons: {},
      changeReason: "written again",
      deviceTime: null,
    });
  }
}

for (const input of order.unanswered) await deliver(input);
await Promise.all(order.participants.map(writeFor));
