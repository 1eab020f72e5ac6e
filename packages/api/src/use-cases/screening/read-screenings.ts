import { findScreening, listScreenings as readScreenings } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { z } from "zod";
import { isWithin } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { ordinal, studyKey } from "../inputs.ts";
import { screeningView, type ScreeningView } from "./screening-view.ts";

const pageSize = 100;
export type ScreeningPage = { readonly screenings: readonly ScreeningView[]; readonly nextCursor: number | null };

/** Screenings of the viewer's sites in order of their number. */
export const listScreenings = defineUseCase({
  policy: "screening.list",
  kind: "query",
  input: z.strictObject({ study: studyKey, cursor: ordinal.optional() }),
  run: async (context, input) => {
    const { id, viewer } = context.study;
    const page = { sites: viewer.sites, after: input.cursor ?? 0, limit: pageSize + 1 };
    const records = await readScreenings(context.db.drizzle, id, page);
    const shown = records.slice(0, pageSize);
    return accept<ScreeningPage>({
      screenings: shown.map(screeningView),
      nextCursor: records.length > pageSize ? (shown.at(-1)?.screening.number ?? null) : null,
    });
  },
});

export const getScreening = defineUseCase({
  policy: "screening.get",
  kind: "query",
  input: z.strictObject({ study: studyKey, screening: ordinal }),
  run: async (context, input) => {
    const record = await findScreening(context.db.drizzle, context.study.id, input.screening);
    if (record === null || !isWithin(context.study.viewer.sites, record.screening.siteId)) return refuse("not_found");
    return accept<ScreeningView>(screeningView(record));
  },
});
