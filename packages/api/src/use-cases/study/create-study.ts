import { findStudy, insertProtocolVersion, insertSites, insertStudy } from "@kendali/db";
import { accept, canonicalJson, protocolHash, refuse, type Problem } from "@kendali/domain";
import { allocationWarnings, validateStudyDocument } from "@kendali/randomization";
import { z } from "zod";
import { platformEvent } from "../../auth/sign-in.ts";
import { asCommand } from "../../command.ts";
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
      if ((await findStudy(unit.tx, key)) !== null) return refuse("study_key_taken", { key });
      const id = context.newId();
      const hash = protocolHash(protocol);
      const createdAt = context.now();
      await insertStudy(unit.tx, { id, key, kind: input.kind, status: "draft", protocolHash: hash, createdAt });
      await insertProtocolVersion(unit.tx, {
        studyId: id,
        hash,
        version: protocol.version,
        document: canonicalJson(protocol),
        createdAt,
      });
      await insertSites(
        unit.tx,
        protocol.sites.map((site) => ({ studyId: id, siteId: site.key, code: site.code, timeZone: site.timeZone })),
      );
      await unit.audit({
        ...platformEvent(context, "study.create", context.account.id, { key, kind: input.kind, protocolHash: hash }),
        studyId: id,
        chain: "study",
      });
      return accept({ key, protocolHash: hash, warnings: allocationWarnings(protocol) });
    });
  },
});
