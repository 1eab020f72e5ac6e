import type { Edit } from "@kendali/builder";
import { listDraftSteps } from "@kendali/db";
import { accept, checkDocument, diffJson, refuse, type Json, type Result } from "@kendali/domain";
import { z } from "zod";
import { asCommand } from "../../command.ts";
import type { UseCaseContext } from "../../context.ts";
import { documentAt, documentOf, editsOf, openDraft, saveStep, sentEdits } from "../../protocol-drafts.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, draftPath, ordinal } from "../inputs.ts";
import type { EditDraftAnswer } from "./answers.ts";

/** More changes are saved in several steps. */
const mostEdits = 2_000;

const value = z.custom<Json>((given) => given !== undefined);
const after = z.string().max(200).nullable();
const edit = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("add"), path: draftPath, value, after: after.optional() }),
  z.strictObject({ kind: z.literal("remove"), path: draftPath, value }),
  z.strictObject({ kind: z.literal("change"), path: draftPath, from: value, to: value }),
  z.strictObject({ kind: z.literal("move"), path: draftPath, after }),
]);

/**
 * Saves typed edits as one step. Edits of different places by two persons both stand; refuses `revision_conflict` with the
 * place and both values where both wrote in one. The answer has what others saved since the base revision.
 */
export const editDraft = defineUseCase({
  policy: "protocolDraft.edit",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    draft: z.uuid(),
    /** The revision of the document that the edits were made on. */
    baseRevision: ordinal,
    edits: z.array(edit).min(1).max(mostEdits).readonly(),
  }),
  run: async (context, input) => {
    // Values are looked at before anything is hashed or compared: they may be of any depth.
    const unfit = checkDocument({ edits: input.edits });
    if (unfit !== null) return refuse("invalid_input", { field: "edits" }, [unfit]);
    const done = await asCommand<Saved>(context, "protocolDraft.edit", input, async (unit) => {
      const draft = await openDraft(context, unit.tx, input.draft, { held: true, toEdit: true });
      if (!draft.ok) return draft;
      return saveStep(context, unit, draft.value, {
        policy: "protocolDraft.edit",
        baseRevision: input.baseRevision,
        edits: input.edits.map(plainEdit),
        restored: null,
      });
    });
    return done.ok ? withEdits(context, input.draft, input.baseRevision, done.value, done.value.revision - 1) : done;
  },
});

/** Brings an earlier revision back as a new step: nothing in between is lost. */
export const restoreDraft = defineUseCase({
  policy: "protocolDraft.restore",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    draft: z.uuid(),
    /** The newest revision that was seen; where somebody saved another one since, `revision_conflict`. */
    baseRevision: ordinal,
    revision: ordinal,
  }),
  run: async (context, input) => {
    const done = await asCommand<Saved>(context, "protocolDraft.restore", input, async (unit) => {
      const opened = await openDraft(context, unit.tx, input.draft, { held: true, toEdit: true });
      if (!opened.ok) return opened;
      const { row } = opened.value;
      if (input.baseRevision !== row.revision) return refuse("revision_conflict", { path: "" });
      const earlier = input.revision < row.revision ? await documentAt(unit.tx, row, input.revision) : null;
      if (earlier === null) return refuse("invalid_input", { field: "revision" });
      const edits = diffJson(documentOf(row) as unknown as Json, earlier as unknown as Json, []);
      const restored = input.revision;
      return saveStep(context, unit, opened.value, {
        policy: "protocolDraft.restore",
        baseRevision: row.revision,
        edits,
        restored,
      });
    });
    return done.ok ? withEdits(context, input.draft, input.baseRevision, done.value, done.value.revision) : done;
  },
});

type Saved = { readonly revision: number; readonly savedAt: string };

/** Edits are read from the steps, which never change, and stand in no receipt: a document may name what tells the arm. */
async function withEdits(
  context: UseCaseContext,
  id: string,
  after: number,
  { revision, savedAt }: Saved,
  upTo: number,
): Promise<Result<EditDraftAnswer>> {
  const { drizzle } = context.db;
  const draft = await openDraft(context, drizzle, id);
  if (!draft.ok) return draft;
  const steps = await listDraftSteps(drizzle, id, { after, upTo });
  return accept({ revision, savedAt, edits: sentEdits(draft.value, editsOf(steps)) });
}

/** The edit without members that were not given. */
function plainEdit(given: z.output<typeof edit>): Edit {
  if (given.kind !== "add") return given;
  const { after: place, ...rest } = given;
  return place === undefined ? rest : { ...rest, after: place };
}
