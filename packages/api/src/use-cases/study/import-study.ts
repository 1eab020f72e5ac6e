import { readStudyBundle, type StudyBundle } from "@kendali/builder";
import { insertImportedVersions } from "@kendali/db";
import { accept, invariant, refuse, type Protocol, type Result } from "@kendali/domain";
import { allocationWarnings, validateStudyDocument } from "@kendali/randomization";
import { z } from "zod";
import { asCommand } from "../../command.ts";
import { insertNewStudy } from "../../new-study.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, studyKey } from "../inputs.ts";
import type { CreateStudyAnswer } from "./create-study.ts";

/**
 * Makes a study in draft from a file that `study.export` wrote, with every version in it. Exporting it gives the same
 * bytes again. Refuses `study_bundle_invalid`, `study_bundle_withheld` where the file was written without the settings of
 * the scheme, and `protocol_invalid` where the newest version is no study document.
 */
export const importStudy = defineUseCase({
  policy: "study.import",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    /** The study's own key; the document's when absent. */
    key: studyKey.optional(),
    kind: z.enum(["live", "test", "practice", "simulated", "reconstructed"]),
    bundle: z.unknown(),
  }),
  run: async (context, input) => {
    // Read before anything is hashed: a file may be of any depth and size.
    const read = readWhole(input.bundle);
    if (!read.ok) return read;
    const { bundle, protocol } = read.value;
    const key = input.key ?? protocol.key;
    return asCommand<CreateStudyAnswer>(context, "study.import", input, async (unit) => {
      const [first, ...rest] = bundle.versions.map(({ document }) => document);
      invariant(first !== undefined, "a bundle has a version");
      const made = await insertNewStudy(
        context,
        unit,
        { key, kind: input.kind, versions: [first, ...rest] },
        "study.import",
      );
      if (!made.ok) return made;
      await insertImportedVersions(
        unit.tx,
        made.value.id,
        bundle.versions.map(({ hash, amendment }) => ({
          hash,
          reason: amendment?.reason ?? null,
          ethicsNumber: amendment?.ethicsNumber ?? null,
          ethicsOn: amendment?.ethicsOn ?? null,
        })),
      );
      return accept({ key, protocolHash: made.value.hash, warnings: allocationWarnings(protocol) });
    });
  },
});

/** A bundle with nothing left out, whose newest version a study can be made of. */
function readWhole(input: unknown): Result<{ readonly bundle: StudyBundle; readonly protocol: Protocol }> {
  const bundle = readStudyBundle(input);
  if (!bundle.ok) return bundle;
  if (bundle.value.versions.some(({ withheld }) => withheld.length > 0)) return refuse("study_bundle_withheld");
  const newest = validateStudyDocument(bundle.value.versions.at(-1)?.document);
  return newest.ok ? accept({ bundle: bundle.value, protocol: newest.value }) : newest;
}
