import { insertAmendmentDates, listAmendmentDates } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCommand, studyEvent } from "../../command.ts";
import { dateAt } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, localDate, ordinal, studyKey } from "../inputs.ts";
import { holdVersions } from "./hold-versions.ts";

/** Gives a site its date for a published version, or another one while it has not come. A date that has come stays. */
export const setAmendmentDate = defineUseCase({
  policy: "amendment.setDate",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    amendment: ordinal,
    site: key,
    on: localDate,
  }),
  run: (context, input) =>
    asCommand(context, "amendment.setDate", input, async (unit) => {
      const { study, account } = context;
      if (study.status !== "live") return refuse(study.status === "locked" ? "study_locked" : "study_not_live");
      await holdVersions(context, unit);
      const isKnown = study.versions.some(({ protocol }) => protocol.sites.some((site) => site.key === input.site));
      if (input.amendment >= study.versions.length || !isKnown) return refuse("not_found");
      const { site, on } = input;
      const today = dateAt(context, study.versions, site);
      const dates = await listAmendmentDates(unit.tx, study.id);
      const current = dates.findLast((date) => date.sequence === input.amendment && date.siteId === site);
      if (current !== undefined && current.effectiveOn <= today)
        return refuse("amendment_date_passed", { site, on: current.effectiveOn });
      if (on < today) return refuse("amendment_date_early", { site, on, today });
      await insertAmendmentDates(unit.tx, [
        {
          studyId: study.id,
          sequence: input.amendment,
          siteId: site,
          revision: (current?.revision ?? 0) + 1,
          effectiveOn: on,
          recordedBy: account.id,
          recordedAt: context.now(),
        },
      ]);
      const data = { amendment: input.amendment, effectiveSite: site, on, before: current?.effectiveOn ?? null };
      await unit.audit(studyEvent(context, "amendment.setDate", { chain: "study", site: null }, data));
      return accept({ amendment: input.amendment, site, on });
    }),
});
