import { studyKinds } from "@kendali/domain";
import { z } from "zod";
import { asCapture } from "../../command.ts";
import { defineUseCase } from "../../use-case.ts";
import { commandId, locale, studyKey } from "../inputs.ts";
import { importEntries, type ImportAnswer } from "./import-entries.ts";
import { importPublished } from "./import-published.ts";
import { tableInput } from "./table.ts";

export type { ImportAnswer } from "./import-entries.ts";

/**
 * Imports a table in one transaction: all of it or nothing. Where persons take part, rows are entries and pass every gate
 * that typing them would; only a study reconstructed from published numbers may state what is not available.
 */
export const importTable = defineUseCase({
  policy: "data.import",
  kind: "mutation",
  input: z.strictObject({
    commandId,
    study: studyKey,
    /** How numbers and dates in the cells are written. */
    language: locale,
    table: tableInput,
  }),
  run: (context, input) =>
    asCapture<ImportAnswer>(context, "data.import", input, (unit) => {
      const importRows = studyKinds[context.study.kind].allowsNotAvailable ? importPublished : importEntries;
      return importRows(context, unit, input);
    }),
});
