import { accept, type Problem } from "@kendali/domain";
import { allocationWarnings, validateStudyDocument } from "@kendali/randomization";
import { z } from "zod";
import { asCommand } from "../../command.ts";
import { insertNewStudy } from "../../new-study.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";

export type CreateStudyAnswer = {
  readonly key: string;
  readonly protocolHash: string;
  /** What the document was accepted with and should still be thought over before the study goes live. */
  readonly warnings: readonly Problem[];
};

/** Makes a study of one kind, for ever, from a protocol document. Refuses `protocol_invalid` with every problem. */
export const createStudy = defineUseCase({
  policy: "study.create",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    /** The study's own key; the document's when absent. Several studies may follow one document. */
    key: studyKey.optional(),
    kind: z.enum(["live", "test", "practice", "simulated", "reconstructed"]),
    protocol: z.unknown(),
  }),
  run: async (context, input) => {
    const valid = validateStudyDocument(input.protocol);
    if (!valid.ok) return valid;
    const protocol = valid.value;
    const key = input.key ?? protocol.key;
    return asCommand<CreateStudyAnswer>(context, "study.create", input, async (unit) => {
      const made = await insertNewStudy(context, unit, { key, kind: input.kind, versions: [protocol] }, "study.create");
      if (!made.ok) return made;
      return accept({ key, protocolHash: made.value.hash, warnings: allocationWarnings(protocol) });
    });
  },
});
