import type { UnitOfWork } from "@kendali/db";
import { refuse, studyKinds, type Result } from "@kendali/domain";
import { asCapture, studyEvent } from "../../command.ts";
import type { StudyContext } from "../../context.ts";
import { defineUseCase } from "../../use-case.ts";
import { importInput, type ImportAnswer, type ImportInput } from "./import-content.ts";
import { importEntries } from "./import-entries.ts";
import { importReconstruction } from "./import-reconstruction.ts";

/**
 * Takes a whole table or nothing. Entries pass every gate that typing them would: consent and eligibility (their
 * participant exists), order, windows, ranges, roles; every problem of every row is listed. A study of the kind
 * *reconstructed* takes rows without persons behind them: consent, eligibility, dates and every item that was not
 * published are recorded as not available. Refuses `import_refused`.
 */
export const importData = defineUseCase({
  policy: "data.import",
  kind: "mutation",
  input: importInput,
  run: (context, request) =>
    asCapture<ImportAnswer>(context, "data.import", request, async (unit) => {
      const { content, source } = request;
      const allowsGaps = studyKinds[context.study.kind].allowsNotAvailable;
      if (allowsGaps !== (content.kind === "reconstruction"))
        return refuse("import_refused", { reason: "kind", kind: context.study.kind });
      const imported = await importContent(context, unit, content);
      if (!imported.ok) return imported;
      await unit.audit(
        studyEvent(
          context,
          "data.import",
          { chain: "study", site: null },
          { source: source.name, sha256: source.sha256, ...imported.value },
        ),
      );
      return imported;
    }),
});

function importContent(
  context: StudyContext,
  unit: UnitOfWork,
  content: ImportInput["content"],
): Promise<Result<ImportAnswer>> {
  return content.kind === "entries"
    ? importEntries(context, unit, content.rows)
    : importReconstruction(context, unit, content.site, content.rows);
}
