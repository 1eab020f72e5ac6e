import { countOpenDeviations, listDeviations as readDeviations, type DeviationRecord } from "@kendali/db";
import { accept, deviationStatus, refuse, type DeviationKind, type DeviationStatus } from "@kendali/domain";
import type { StratumAnswers } from "@kendali/domain";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { instant, participantNumber, studyKey } from "../inputs.ts";

const pageSize = 50;

/** One error of allocation. Nothing in it depends on an arm, so everybody who may read it reads the same. */
export type DeviationView = {
  readonly deviation: string;
  readonly participant: string;
  readonly site: string;
  readonly kind: DeviationKind;
  readonly related: string | null;
  readonly retired: string | null;
  readonly kept: string | null;
  readonly criteria: readonly string[];
  readonly strata: { readonly recorded: StratumAnswers; readonly corrected: StratumAnswers } | null;
  readonly description: string;
  readonly foundOn: string;
  readonly reportedBy: string;
  readonly reportedAt: string;
  readonly status: DeviationStatus;
  readonly reviews: readonly {
    readonly closes: boolean;
    readonly note: string;
    readonly by: string;
    readonly at: string;
  }[];
};
export type DeviationPage = {
  readonly deviations: readonly DeviationView[];
  /** How many of the viewer's sites nobody has closed. */
  readonly open: number;
  readonly nextCursor: { readonly at: string; readonly id: string } | null;
};

/** Errors of allocation at the viewer's sites, the newest first. */
export const listDeviations = defineUseCase({
  policy: "deviation.list",
  kind: "query",
  input: z.strictObject({
    study: studyKey,
    participant: participantNumber.optional(),
    onlyOpen: z.boolean().optional(),
    cursor: z.strictObject({ at: instant, id: z.uuid() }).optional(),
  }),
  run: async (context, input) => {
    const { id: studyId, viewer } = context.study;
    const rows = await readDeviations(context.db.drizzle, {
      studyId,
      sites: viewer.sites,
      limit: pageSize + 1,
      ...(input.participant === undefined ? {} : { participant: input.participant }),
      ...(input.onlyOpen === undefined ? {} : { onlyOpen: input.onlyOpen }),
      ...(input.cursor === undefined ? {} : { before: input.cursor }),
    });
    const shown = rows.slice(0, pageSize);
    const last = rows.length > pageSize ? shown.at(-1) : undefined;
    return accept<DeviationPage>({
      deviations: shown.map(deviationView),
      open: await countOpenDeviations(context.db.drizzle, { studyId, sites: viewer.sites }),
      nextCursor: last === undefined ? null : { at: last.reportedAt, id: last.id },
    });
  },
});

/** One error of allocation with its reviews. */
export const getDeviation = defineUseCase({
  policy: "deviation.get",
  kind: "query",
  input: z.strictObject({ study: studyKey, deviation: z.uuid() }),
  run: async (context, input) => {
    const { id: studyId, viewer } = context.study;
    const [row] = await readDeviations(context.db.drizzle, { studyId, sites: viewer.sites, id: input.deviation });
    return row === undefined ? refuse("not_found") : accept<DeviationView>(deviationView(row));
  },
});

export function deviationView(row: DeviationRecord): DeviationView {
  const { strataRecorded, strataCorrected } = row;
  const kept = row.retired === null ? null : row.retired === row.participant ? row.related : row.participant;
  return {
    deviation: row.id,
    participant: row.participant,
    site: row.siteId,
    kind: row.kind,
    related: row.related,
    retired: row.retired,
    kept,
    criteria: row.criteria,
    strata:
      strataRecorded === null || strataCorrected === null
        ? null
        : { recorded: strataRecorded, corrected: strataCorrected },
    description: row.description,
    foundOn: row.foundOn,
    reportedBy: row.reportedByName,
    reportedAt: row.reportedAt,
    status: deviationStatus(row.reviews),
    reviews: row.reviews,
  };
}
