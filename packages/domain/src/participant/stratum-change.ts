import { feedingItems } from "../study/running-allocation-problems.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { EntryValues, Protocol } from "../protocol/types.ts";

/**
 * The first item, in the order of the form, whose answer would change although it decided a participant's stratum, by
 * itself or through a calculation; null when none would. Once a participant is allocated her stratum stays, so such a
 * change is an allocation error to be reported, and never a correction.
 *
 * @example stratumChange(protocol, { form: "profile", before: { parity: 1 }, after: { parity: 2 } }) // "parity"
 */
export function stratumChange(
  protocol: Pick<Protocol, "allocation" | "forms">,
  { form, before, after }: { readonly form: string; readonly before: EntryValues; readonly after: EntryValues },
): string | null {
  const feeding = feedingItems(protocol);
  const changed = placedItems(protocol).find(
    ({ form: { key }, item }) =>
      key === form && feeding.has(item.key) && JSON.stringify(before[item.key]) !== JSON.stringify(after[item.key]),
  );
  return changed?.item.key ?? null;
}
