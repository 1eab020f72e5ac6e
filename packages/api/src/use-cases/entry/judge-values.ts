import type { EntryScene } from "@kendali/db";
import { checkEntry, invariant, type EntryCheck } from "@kendali/domain";
import { entryContext, readyForm } from "../../compiled-forms.ts";
import type { StudyScope } from "../../context.ts";
import type { SaveEntryInput } from "./save-entry.ts";

/**
 * What the server finds in the values of one form, as they came over the wire: by the version that captures the entry, with
 * what the participant's other entries hold.
 */
export function judgeValues(
  study: {
    /** The study under the version that captures the entry. */
    readonly captured: Pick<StudyScope, "protocol">;
    /** The study as it rules the participant. */
    readonly own: Pick<StudyScope, "kind" | "protocol">;
  },
  request: Pick<SaveEntryInput, "visit" | "form" | "values" | "softReasons">,
  found: { readonly earlier: EntryScene["earlier"]; readonly today: string },
): EntryCheck {
  const ready = readyForm(study.captured.protocol, request.form);
  invariant(ready !== null, "a form whose values are judged is in the protocol");
  return checkEntry({
    form: ready.form,
    values: request.values,
    context: entryContext(study.own, { ready, visit: request.visit, today: found.today, earlier: found.earlier }),
    softReasons: request.softReasons,
  });
}
