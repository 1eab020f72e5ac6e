import type { EntryScene } from "@kendali/db";
import { checkEntry, labelParams, refuse, stratumChange, type Result, type Role } from "@kendali/domain";
import { entryContext, readyForm } from "../../compiled-forms.ts";
import type { StudyScope } from "../../context.ts";
import type { SaveEntryInput } from "./save-entry.ts";

/**
 * Why a locked entry does not change. After allocation an answer that decided the stratum has a refusal of its own
 * (`stratum_fixed`), which points to the report of an allocation error; only for who may fill the form, because the
 * answer tells whether the stored one is another.
 */
export function refuseLocked(
  { own, captured }: { readonly own: StudyScope; readonly captured: StudyScope },
  request: SaveEntryInput,
  found: { readonly scene: EntryScene; readonly today: string; readonly typistRoles: readonly Role[] },
): Result<never> {
  const { scene, today, typistRoles } = found;
  const locked = refuse("entry_locked", { visit: request.visit });
  const decidesStrata = own.protocol.allocation?.afterVisit === request.visit;
  const ready = readyForm(captured.protocol, request.form);
  if (!decidesStrata || scene.participant?.allocatedOn == null || scene.current === null || ready === null)
    return locked;
  const mayFill = [...ready.form.form.performedBy, "coordinator"].some((role) =>
    typistRoles.some((own) => own === role),
  );
  if (!mayFill) return locked;
  const check = checkEntry({
    form: ready.form,
    values: request.values,
    context: entryContext(own, { ready, visit: request.visit, today, earlier: scene.earlier }),
    softReasons: request.softReasons,
  });
  const change = { form: request.form, before: scene.current.values, after: check.values };
  const item = stratumChange(captured.protocol, change);
  return item === null ? locked : refuse("stratum_fixed", { item, ...labelParams(captured.protocol, item) });
}
