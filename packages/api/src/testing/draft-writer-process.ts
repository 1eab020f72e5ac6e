import { randomUUID } from "node:crypto";
import { openDatabase } from "@kendali/db";
import { createServerContext } from "../create-context.ts";
import { perform } from "../perform.ts";
import { editDraft } from "../use-cases/protocol-draft/edit-draft.ts";
import { getDraft } from "../use-cases/protocol-draft/read-drafts.ts";

/** One save of a draft, as the process says it before it is sent. */
export type DraftSave = {
  readonly commandId: string;
  readonly draft: string;
  readonly baseRevision: number;
  readonly edits: readonly [
    { readonly kind: "change"; readonly path: readonly string[]; readonly from: string; readonly to: string },
  ];
};

/**
 * A process that saves several places of one draft again and again until it is killed, each from the value that it saved
 * last. It says each save before it is sent (`sent`), and again once it was accepted (`kept`).
 */
export type DraftWriterOrder = {
  readonly url: string;
  readonly account: string;
  readonly draft: string;
  /** Texts of the document that nobody else writes. */
  readonly places: readonly (readonly string[])[];
  /** Saves that the process before this one sent and got no answer to. */
  readonly unanswered: readonly DraftSave[];
};

const order = JSON.parse(process.argv[2] ?? "{}") as DraftWriterOrder;
const db = openDatabase(order.url, { connections: 8 });
const server = createServerContext({ db, keys: { sealKey: new Uint8Array(32) }, mode: "production" });
const who = { accountId: order.account };

function say(kind: "sent" | "kept" | "refused", content: unknown): void {
  process.stdout.write(`${kind} ${JSON.stringify(content)}\n`);
}

async function deliver(save: DraftSave): Promise<void> {
  say("sent", save);
  const result = await perform(server, who, editDraft, save);
  if (result.ok) say("kept", { commandId: save.commandId, revision: result.value.revision });
  else say("refused", { commandId: save.commandId, refusal: result.refusal });
}

async function writeAt(path: readonly string[]): Promise<void> {
  for (;;) {
    const view = await perform(server, who, getDraft, { draft: order.draft });
    if (!view.ok) throw new Error(JSON.stringify(view.refusal));
    const from = path.reduce<unknown>((node, step) => Reflect.get(Object(node), step), view.value.document);
    const { revision } = view.value;
    const to = randomUUID();
    const edits = [{ kind: "change" as const, path, from: String(from), to }] as const;
    await deliver({ commandId: randomUUID(), draft: order.draft, baseRevision: revision, edits });
  }
}

for (const save of order.unanswered) await deliver(save);
await Promise.all(order.places.map(writeAt));
