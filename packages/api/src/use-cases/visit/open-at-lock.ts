import { readEntryValues, type Executor, type ParticipantRecord } from "@kendali/db";
import { checkEntry, placedItems, type Item, type Protocol } from "@kendali/domain";
import { entryContext, readyForm } from "../../compiled-forms.ts";
import type { StudyContext } from "../../context.ts";
import { dateAt, underVersion } from "../../study-versions.ts";

/**
 * The items of a visit's entries that must be answered before it is locked and are not. Each entry is judged by the version
 * of the document that captured it; forms that the viewer does not know of are not spoken of.
 */
export async function openAtLock(
  context: StudyContext,
  executor: Executor,
  record: ParticipantRecord,
  asked: { readonly viewed: Protocol; readonly visit: string },
): Promise<readonly Item[]> {
  const { study } = context;
  // Most protocols ask for everything when the form is saved: nothing is read for them.
  if (
    !study.versions.some(({ protocol }) => placedItems(protocol).some(({ item }) => item.requiredBy === "visit_lock"))
  )
    return [];
  const known = asked.viewed.visits.find(({ key }) => key === asked.visit)?.forms.map(({ form }) => form) ?? [];
  const entries = await readEntryValues(executor, study.id, record.number);
  const today = dateAt(context, study.versions, record.site);
  return entries.flatMap((entry): readonly Item[] => {
    if (entry.visit !== asked.visit || !known.includes(entry.form)) return [];
    const captured = underVersion(study, entry.protocolHash);
    const ready = captured === null ? null : readyForm(captured.protocol, entry.form);
    if (captured === null || ready === null) return [];
    const earlier = entries.filter((other) => other !== entry && ready.contextForms.includes(other.form));
    const check = checkEntry({
      form: ready.form,
      values: entry.values,
      context: entryContext(captured, { ready, visit: entry.visit, today, earlier }),
      softReasons: {},
    });
    return check.openAtLock.flatMap((key) => ready.form.fieldOf.get(key)?.item ?? []);
  });
}
