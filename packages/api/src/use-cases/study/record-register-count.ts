import { saveRegisterCount } from "@kendali/db";
import { accept, refuse } from "@kendali/domain";
import { z } from "zod";
import { asCapture, studyEvent } from "../../command.ts";
import { isWithin } from "../../participant-facts.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, key, studyKey } from "../inputs.ts";

export type RegisterCountAnswer = { readonly site: string; readonly count: number };

/** How many persons a site's register lists: where the participant flow of total sampling begins. */
export const recordRegisterCount = defineUseCase({
  policy: "study.recordRegisterCount",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, site: key, count: z.number().int().min(0).max(1_000_000) }),
  run: async (context, input) => {
    const { study } = context;
    if (!study.protocol.sites.some((site) => site.key === input.site) || !isWithin(study.viewer.sites, input.site))
      return refuse("not_found");
    return asCapture<RegisterCountAnswer>(context, "study.recordRegisterCount", input, async (unit) => {
      const { site, count } = input;
      await saveRegisterCount(unit.tx, {
        studyId: study.id,
        siteId: site,
        count,
        recordedAt: context.now(),
        recordedBy: context.account.id,
      });
      await unit.audit(studyEvent(context, "study.recordRegisterCount", { chain: "study", site }, { count }));
      return accept({ site, count });
    });
  },
});
