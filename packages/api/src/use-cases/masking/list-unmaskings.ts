import { listUnmaskings as readUnmaskings } from "@kendali/db";
import { accept, type UnmaskingCategory } from "@kendali/domain";
import { z } from "zod";
import { defineUseCase } from "../../use-case.ts";
import { studyKey } from "../inputs.ts";

export type UnmaskingView = {
  readonly id: string;
  readonly participant: string;
  readonly site: string;
  readonly category: UnmaskingCategory;
  readonly reason: string;
  readonly by: string;
  readonly byName: string;
  readonly on: string;
  readonly at: string;
};

export type UnmaskingList = {
  /** Acts, in the order in which they happened; none tells an arm. */
  readonly unmaskings: readonly UnmaskingView[];
  /** How many participants were unmasked, once or more often. */
  readonly participants: number;
};

/** Whose arm was shown out of order, to whom, when and why. */
export const listUnmaskings = defineUseCase({
  policy: "masking.unmaskings",
  kind: "query",
  input: z.strictObject({ study: studyKey }),
  run: async ({ db, study }, _input) => {
    const rows = await readUnmaskings(db.drizzle, study.id, study.viewer.sites);
    return accept<UnmaskingList>({
      unmaskings: rows.map((row) => ({
        id: row.id,
        participant: row.participant,
        site: row.siteId,
        category: row.category,
        reason: row.reason,
        by: row.unmaskedBy,
        byName: row.unmaskedByName,
        on: row.unmaskedOn,
        at: row.unmaskedAt,
      })),
      participants: new Set(rows.map((row) => row.participant)).size,
    });
  },
});
