import { insertDeviationReview, listDeviations, lockParticipant, type UnitOfWork } from "@kendali/db";
import { accept, canReviewDeviation, refuse, type Result } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey, words } from "../inputs.ts";

export type ReviewAnswer = { readonly deviation: string; readonly sequence: number; readonly closed: boolean };

/** A note of the investigator or data manager about an error of allocation; the last one closes it. */
export const reviewDeviation = defineUseCase({
  policy: "deviation.review",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    deviation: z.uuid(),
    note: words(2000),
    close: z.boolean(),
  }),
  run: async (context, input) => {
    if (context.study.status === "draft") return refuse("study_not_live");
    return asCommand<ReviewAnswer>(context, "deviation.review", input, (unit) => review(context, unit, input));
  },
});

async function review(
  context: StudyContext,
  unit: UnitOfWork,
  input: { readonly deviation: string; readonly note: string; readonly close: boolean },
): Promise<Result<ReviewAnswer>> {
  const { study } = context;
  const query = { studyId: study.id, sites: study.viewer.sites, id: input.deviation };
  const [found] = await listDeviations(unit.tx, query);
  if (found === undefined) return refuse("not_found");
  await lockParticipant(unit.tx, study.id, found.participant);
  // Read again: somebody may have closed it while this one waited for its turn.
  const [row] = await listDeviations(unit.tx, query);
  const reviews = row?.reviews ?? [];
  const allowed = canReviewDeviation({ protocol: study.protocol, reviews, note: input.note });
  if (!allowed.ok) return allowed;
  const sequence = reviews.length + 1;
  await insertDeviationReview(unit.tx, {
    studyId: study.id,
    deviation: found.id,
    sequence,
    closes: input.close,
    note: input.note,
    reviewedBy: context.account.id,
    reviewedAt: context.now(),
  });
  await unit.audit(
    studyEvent(
      context,
      "deviation.review",
      { chain: found.participant, site: found.siteId },
      { deviation: found.id, sequence, closes: input.close, note: input.note },
    ),
  );
  return accept({ deviation: found.id, sequence, closed: input.close });
}
