import { type Codelist, diffJson, type Form, type Item, type Json, placedItems, type Protocol } from "@kendali/domain";
import type { Edit } from "../edits/edit-session.ts";
import { unusedKey } from "./propose-key.ts";
import { withNamesIn } from "./rename.ts";

export type CopiedForm = {
  readonly edits: readonly Edit[];
  /** The new form's key. */
  readonly key: string;
  /** The items that had to take another key, because theirs is taken in this study. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
};

/** What a form is copied from: a document, or its forms with what they need. */
export type FormSource = Pick<Protocol, "forms" | "codelists" | "scales">;

/**
 * The edits that bring a form, of this document or of another, into a document as its last form: with the code lists and
 * scales it needs, under keys that are free here, and with its own expressions following them. A code list or scale that
 * is here under the same key with the same content is used, not doubled. Null where there is no such form.
 */
export function copyForm(from: FormSource, formKey: string, into: Protocol): CopiedForm | null {
  const form = from.forms.find(({ key }) => key === formKey);
  if (form === undefined) return null;
  const names = freeItemKeys(form, into);
  const lists = copiedCodelists(form, from, into);
  const scales = copiedScales(form, from, into, names);
  const key = unusedKey(form.key, (taken) => into.forms.some((other) => other.key === taken));
  const copy: Form = {
    ...form,
    key,
    sections: form.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => copiedItem(item, names, lists.names, scales.names)),
    })),
  };
  const next: Protocol = {
    ...into,
    codelists: [...into.codelists, ...lists.added],
    forms: [...into.forms, copy],
    ...(scales.added.length === 0 ? {} : { scales: [...(into.scales ?? []), ...scales.added] }),
  };
  const renamed = [...names].filter(([old, made]) => old !== made).map(([old, to]) => ({ from: old, to }));
  return { edits: diffJson(into as unknown as Json, next as unknown as Json, []), key, renamed };
}

/** A copy of one item under a free key, whose own expressions name the copy. */
export function copyItem(item: Item, protocol: Protocol): Item {
  const taken = new Set(placedItems(protocol).map((placed) => placed.item.key));
  const key = unusedKey(item.key, (name) => taken.has(name));
  return { ...structuralCopy(withNamesIn(item, item.key, key)), key };
}

function freeItemKeys(form: Form, into: Protocol): ReadonlyMap<string, string> {
  const taken = new Set(placedItems(into).map(({ item }) => item.key));
  const names = new Map<string, string>();
  for (const { key } of form.sections.flatMap(({ items }) => items)) {
    const free = unusedKey(key, (name) => taken.has(name));
    taken.add(free);
    names.set(key, free);
  }
  return names;
}

type Copied<T> = { readonly added: readonly T[]; readonly names: ReadonlyMap<string, string> };

function copiedCodelists(form: Form, from: FormSource, into: Protocol): Copied<Codelist> {
  const wanted = new Set(form.sections.flatMap(({ items }) => items.map(({ codelist }) => codelist)));
  const lists = from.codelists.filter(({ key }) => wanted.has(key));
  return copiedParts(lists, into.codelists, (list, key) => ({ ...list, key }));
}

type Scale = NonNullable<Protocol["scales"]>[number];

function copiedScales(form: Form, from: FormSource, into: Protocol, items: ReadonlyMap<string, string>): Copied<Scale> {
  const wanted = new Set(form.sections.flatMap((section) => section.items.map(({ scale }) => scale)));
  const name = (key: string) => items.get(key) ?? key;
  const scales = (from.scales ?? [])
    .filter(({ key }) => wanted.has(key))
    .map((scale) => ({ ...scale, items: scale.items.map(name), reversed: scale.reversed.map(name) }));
  return copiedParts(scales, into.scales ?? [], (scale, key) => ({ ...scale, key }));
}

function copiedParts<T extends { readonly key: string }>(
  parts: readonly T[],
  there: readonly T[],
  withKey: (part: T, key: string) => T,
): Copied<T> {
  const added: T[] = [];
  const names = new Map<string, string>();
  for (const part of parts) {
    const same = there.find(({ key }) => key === part.key);
    if (same !== undefined && diffJson(same as unknown as Json, part as unknown as Json, []).length === 0) {
      names.set(part.key, part.key);
      continue;
    }
    const key = unusedKey(part.key, (taken) => [...there, ...added].some((other) => other.key === taken));
    names.set(part.key, key);
    added.push(withKey(part, key));
  }
  return { added, names };
}

function copiedItem(
  item: Item,
  items: ReadonlyMap<string, string>,
  lists: ReadonlyMap<string, string>,
  scales: ReadonlyMap<string, string>,
): Item {
  let copy = structuralCopy(item);
  // Through names nobody can type, so that a key that becomes another's old one is not renamed twice.
  const renamed = [...items].filter(([from, to]) => from !== to);
  renamed.forEach(([from], index) => (copy = withNamesIn(copy, from, `renamed__${index}`)));
  renamed.forEach(([, to], index) => (copy = withNamesIn(copy, `renamed__${index}`, to)));
  return {
    ...copy,
    key: items.get(item.key) ?? item.key,
    ...(item.codelist === undefined ? {} : { codelist: lists.get(item.codelist) ?? item.codelist }),
    ...(item.scale === undefined ? {} : { scale: scales.get(item.scale) ?? item.scale }),
  };
}

function structuralCopy(item: Item): Item {
  return JSON.parse(JSON.stringify(item)) as Item;
}
