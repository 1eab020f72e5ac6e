import { accept, decideDeviation, type DeviationDecision } from "@kendali/domain";
import { z } from "zod";
import { asCapture } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";
import { deviationFacts, deviationRequest } from "./deviation-request.ts";
import { openDeviation, type OpenedDeviation } from "./open-deviation.ts";

/** Records that something went wrong with an allocation. The allocation itself stays as it is. */
export const reportDeviation = defineUseCase({
  policy: "deviation.report",
  kind: "mutation",
  input: z.strictObject({ commandId, study: studyKey, ...deviationFacts }),
  run: async (context, input) =>
    asCapture<OpenedDeviation>(context, "deviation.report", input, (unit) => openDeviation(context, unit, input)),
});

/** What recording it would come to, before it is recorded: the same rule on the same facts, and nothing is written. */
export const previewDeviation = defineUseCase({
  policy: "deviation.preview",
  kind: "query",
  input: z.strictObject({ study: studyKey, ...deviationFacts }),
  run: async (context, input) => {
    const loaded = await context.db.drizzle.transaction((tx) => deviationRequest(context, tx, input));
    if (!loaded.ok) return loaded;
    const decided = decideDeviation(loaded.value.request);
    return decided.ok ? accept<DeviationDecision>(decided.value) : decided;
  },
});
