import { diffProtocol, type ProtocolChange } from "../protocol/diff-protocol.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { Protocol } from "../protocol/types.ts";

/** What a change concerns among the answers: those to some items, or one code of them, or everything in a form. */
export type TouchedSet = {
  /** The change's path. */
  readonly id: string;
  /** `item` null: every answer in the form, of items that went earlier too; `form` null: in every form. */
  readonly items: readonly { readonly form: string | null; readonly item: string | null }[];
  /** Only the answers given at this visit. */
  readonly visit: string | null;
  /** Only the answers that are this code, or hold it. */
  readonly code: number | null;
};

/** What stands in a study of each set, by its id; each entry and participant is counted once, however many answers touch it. */
export type TouchedCounts = Readonly<
  Record<string, { readonly entries: number; readonly values: number; readonly participants: number }>
>;

/**
 * The sets of answers that the changes from one version to the next concern, so that they can be counted where they are
 * kept. A change that concerns no answers, or only what it adds, has none.
 */
export function touchedSets(before: Protocol, after: Protocol): readonly TouchedSet[] {
  return diffProtocol(before, after).flatMap((change) => {
    const set = touchedSet(change, before);
    return set === null || set.items.length === 0 ? [] : [set];
  });
}

/** The set of one change; null where it concerns no answers. */
export function touchedSet({ path, kind }: ProtocolChange, before: Protocol): TouchedSet | null {
  const [part, key = "", list, member = "", , leaf] = path;
  const id = path.join("/");
  const those = (isTouched: (placed: ReturnType<typeof placedItems>[number]) => boolean): TouchedSet => ({
    id,
    items: placedItems(before)
      .filter(isTouched)
      .map(({ form, item }) => ({ form: form.key, item: item.key })),
    visit: null,
    code: null,
  });
  switch (part) {
    case "visits": {
      // Its days and windows are of the visit and not of what was answered at it.
      const isForm = list === "forms" && path.length === 4;
      if (kind !== "remove" || (!isForm && path.length !== 2)) return null;
      return { id, items: [{ form: isForm ? member : null, item: null }], visit: key, code: null };
    }
    case "forms": {
      if (kind === "add" && path.length <= 6) return null;
      if (list !== "sections" || member === "")
        return { id, items: [{ form: key, item: null }], visit: null, code: null };
      return those(
        ({ form, section, item }) =>
          form.key === key && (leaf === undefined ? section.key === member : item.key === leaf),
      );
    }
    case "codelists": {
      const set = those(({ item }) => item.codelist === key);
      return list === "codes" && member !== "" ? { ...set, code: Number(member) } : set;
    }
    case "scales":
      return those(({ item }) => item.scale === key);
    default:
      return null;
  }
}
