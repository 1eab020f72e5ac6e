import { countItemValues } from "@kendali/db";
import { accept } from "@kendali/domain";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";
import { hiddenFrom } from "./weigh-draft.ts";

export type CapturedCounts = {
  /** Answers to each item that has any, typed missing values among them. */
  readonly items: readonly { readonly form: string; readonly item: string; readonly values: number }[];
  /** Forms of which a masked viewer is told no count, because it would count who was treated. */
  readonly hiddenForms: readonly string[];
};

/** How many answers each item of a running study has: what may no longer change of it, said where it is edited. */
export const countCaptured = defineUseCase({
  policy: "amendment.captured",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async (context, _input) => {
    const { forms, visits } = hiddenFrom(context, null);
    const hidden = { visits: [...visits], forms: [...forms] };
    const items = await countItemValues(context.db.drizzle, context.study.id, hidden);
    return accept<CapturedCounts>({ items, hiddenForms: hidden.forms });
  },
});
