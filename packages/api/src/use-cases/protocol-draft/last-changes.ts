import { traceBack, tracePlaces } from "@kendali/builder";
import { listDraftHistory } from "@kendali/db";
import { accept } from "@kendali/domain";
import { z } from "zod";
import { editsOf, openDraft, sentEdits } from "../../protocol-drafts.ts";
import { defineUseCase } from "../../use-case.ts";
import { draftPath } from "../inputs.ts";
import type { LastChange, LastChanges } from "./answers.ts";

const stepsPerPage = 100;
/** A place that was not changed in so many steps is not looked for any further. */
const mostPages = 20;

/** Who changed places of a draft last, and when: asked where two wrote in one place, and where a step back would undo another's. */
export const lastChanges = defineUseCase({
  policy: "protocolDraft.lastChanges",
  kind: "query",
  input: z.strictObject({ draft: z.uuid(), paths: z.array(draftPath).min(1).max(100).readonly() }),
  run: async (context, input) => {
    const { drizzle } = context.db;
    const draft = await openDraft(context, drizzle, input.draft);
    if (!draft.ok) return draft;
    const found = new Map<readonly string[], LastChange>();
    let open = tracePlaces(input.paths);
    let before = draft.value.row.revision + 1;
    for (let page = 0; page < mostPages && open.length > 0 && before > 1; page += 1) {
      const steps = await listDraftHistory(drizzle, input.draft, { before, limit: stepsPerPage });
      for (const step of steps) {
        const traced = traceBack(open, sentEdits(draft.value, editsOf([step])));
        const isOwn = step.accountId === context.account.id;
        const at = step.recordedAt;
        const secondsAgo = Math.max(0, Math.round((Date.parse(context.now()) - Date.parse(at)) / 1000));
        for (const { path } of traced.changed) found.set(path, { by: step.accountName, isOwn, at, secondsAgo });
        open = traced.open;
      }
      before = steps.at(-1)?.revision ?? 1;
    }
    return accept<LastChanges>({ changes: input.paths.map((path) => found.get(path) ?? null) });
  },
});
