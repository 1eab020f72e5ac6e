import { countItemValues, countTouched } from "@kendali/db";
import { accept, type HiddenParts } from "@kendali/domain";
import { z } from "zod";
import type { StudyContext } from "../../context.ts";
import { defineUseCase } from "../../use-case.ts";
import { key, studyKey } from "../inputs.ts";
import { hiddenFrom } from "./weigh-draft.ts";

export type CapturedCounts = {
  /** Answers to each item that has any, typed missing values among them. */
  readonly items: readonly { readonly form: string; readonly item: string; readonly values: number }[];
  /** Forms of which a masked viewer is told no count, because it would count who was treated. */
  readonly hiddenForms: readonly string[];
  /** Of the items that were asked for: their answers together, and whose they are, each participant once. Null: not told. */
  readonly together?: { readonly values: number; readonly participants: number } | null;
};

/** `items` null: the form with everything that was ever answered in it. */
const some = z.strictObject({ form: key, items: z.array(key).min(1).max(1000).nullable() });

/** How many answers each item of a running study has: what may no longer change of it, said where it is edited. */
export const countCaptured = defineUseCase({
  policy: "amendment.captured",
  kind: "query",
  input: z.strictObject({ study: studyKey, some: some.optional() }),
  run: async (context, input) => {
    const parts = hiddenFrom(context, null);
    const hidden = { visits: [...parts.visits], forms: [...parts.forms] };
    const items = await countItemValues(context.db.drizzle, context.study.id, hidden);
    const answer: CapturedCounts = { items, hiddenForms: hidden.forms };
    if (input.some === undefined) return accept(answer);
    return accept<CapturedCounts>({ ...answer, together: await countTogether(context, input.some, parts) });
  },
});

async function countTogether(
  { db, study }: StudyContext,
  { form, items }: z.output<typeof some>,
  hidden: HiddenParts,
): Promise<NonNullable<CapturedCounts["together"]> | null> {
  if (hidden.forms.has(form)) return null;
  const set = { id: form, items: (items ?? [null]).map((item) => ({ form, item })), visit: null, code: null };
  const counted = (await countTouched(db.drizzle, study.id, [set], hidden))[form];
  return { values: counted?.values ?? 0, participants: counted?.participants ?? 0 };
}
