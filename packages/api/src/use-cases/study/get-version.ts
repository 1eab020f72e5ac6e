import { accept, refuse, type Protocol } from "@kendali/domain";
import { z } from "zod";
import { underVersion } from "../../study-versions.ts";
import { defineUseCase } from "../../use-case.ts";
import { viewedProtocol } from "../../viewed-protocol.ts";
import { documentHash, studyKey } from "../inputs.ts";

export type StudyVersionView = { readonly protocolHash: string; readonly protocol: Protocol };

/** One version of the study's document, as its viewer may know it: an entry is shown by the version that captured it. */
export const getStudyVersion = defineUseCase({
  policy: "study.version",
  kind: "query",
  input: z.strictObject({ study: studyKey, protocolHash: documentHash }),
  run: async ({ study }, input) => {
    const version = underVersion(study, input.protocolHash);
    if (version === null) return refuse("not_found");
    return accept<StudyVersionView>({ protocolHash: version.protocolHash, protocol: viewedProtocol(version) });
  },
});
