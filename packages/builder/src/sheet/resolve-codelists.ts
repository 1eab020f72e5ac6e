import type { Codelist, Item, Protocol } from "@kendali/domain";
import { choicesText, type WrittenCode } from "./choices-text.ts";
import type { ReadRow } from "./read-row.ts";

export type ResolvedCodelists = {
  readonly codelists: readonly Codelist[];
  /** The list of each row that says something new about its choices; absent where it then has none. */
  readonly codelistOf: ReadonlyMap<ReadRow, string>;
};

/**
 * Which code lists new choices belong to. A list that says the same already is used; a list is changed where every item
 * that uses it says the same new choices; otherwise the item gets a list of its own, so that no other item's choices
 * change behind its back.
 */
export function resolveCodelists(protocol: Protocol, rows: readonly ReadRow[]): ResolvedCodelists {
  const lists = new Map(protocol.codelists.map((list) => [list.key, list]));
  const codelistOf = new Map<ReadRow, string>();
  const users = usersOf(protocol);
  const said = new Map(
    rows.flatMap((row) => (row.codes === null ? [] : [[row.item.key, choicesText(row.codes)] as const])),
  );
  for (const row of rows) {
    if (row.codes === null || row.codes.length === 0) continue;
    const text = choicesText(row.codes);
    const same = [...lists.values()].find((list) => choicesText(list.codes) === text);
    const own = lists.get(row.item.codelist ?? "");
    const all = own === undefined ? [] : (users.get(own.key) ?? []);
    if (same !== undefined) codelistOf.set(row, same.key);
    else if (own !== undefined && all.every((key) => key === row.item.key || said.get(key) === text)) {
      lists.set(own.key, { ...own, codes: codesOf(row.codes, own) });
      codelistOf.set(row, own.key);
    } else {
      const key = freeKey(`${row.item.key}_codes`.slice(0, 29), lists);
      lists.set(key, { key, label: labelOf(row.item), codes: codesOf(row.codes, own) });
      codelistOf.set(row, key);
    }
  }
  return { codelists: [...lists.values()], codelistOf };
}

/** What a code was described with stays with the code. */
function codesOf(codes: readonly WrittenCode[], former: Codelist | undefined): Codelist["codes"] {
  return codes.map(({ code, label }) => {
    const description = former?.codes.find((known) => known.code === code)?.description;
    return { code, label, ...(description === undefined ? {} : { description }) };
  });
}

function labelOf(item: Item): Codelist["label"] {
  return item.shortLabel ?? item.label;
}

function usersOf(protocol: Protocol): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const form of protocol.forms) {
    for (const { key, codelist } of form.sections.flatMap(({ items }) => items)) {
      if (codelist !== undefined) users.set(codelist, [...(users.get(codelist) ?? []), key]);
    }
  }
  return users;
}

function freeKey(wanted: string, lists: ReadonlyMap<string, unknown>): string {
  if (!lists.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    if (!lists.has(`${wanted}_${number}`)) return `${wanted}_${number}`;
  }
}
