import { accept, type LocalizedText, type Protocol } from "@kendali/domain";
import { z } from "zod";
import { referenceStudies } from "../../reference-studies.generated.ts";
import { defineUseCase } from "../../use-case.ts";

/** The forms of a reference study, with the code lists and scales they use. */
export type LibraryStudy = Pick<Protocol, "forms" | "codelists" | "scales"> & {
  readonly key: string;
  readonly shortTitle: LocalizedText;
};

/** The forms of the reference studies, for drafts to take copies of. */
export const listFormLibrary = defineUseCase({
  policy: "protocolDraft.formLibrary",
  kind: "query",
  input: z.undefined(),
  run: async () => accept(referenceStudies.map(({ document }) => formsOf(JSON.parse(document) as Protocol))),
});

function formsOf({ key, shortTitle, forms, codelists, scales }: Protocol): LibraryStudy {
  return { key, shortTitle, forms, codelists, ...(scales === undefined ? {} : { scales }) };
}
