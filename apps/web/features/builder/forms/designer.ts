"use client";

import { createContext, use, useMemo } from "react";

import {
  blankItem,
  copyItem,
  type Edit,
  itemReferences,
  type ItemPlace,
  moveItem,
  placeOf,
  removeMember,
  stepFrom,
  unusedKey,
} from "@kendali/builder";
import {
  type Form,
  type ItemTypeKey,
  type JsonObject,
  type LocalizedText,
  placedItems,
  type Protocol,
  type Section,
} from "@kendali/domain";

import { type Builder, useBuilderStore } from "../shell/use-builder.ts";
import { itemPath, sectionPath } from "./paths.ts";

/** What of the form is open in the editor. */
export type Selection =
  | { readonly kind: "form" }
  | { readonly kind: "section"; readonly section: string }
  | { readonly kind: "item"; readonly section: string; readonly item: string };

/** Something that was done and can be taken back at once. */
export type Undoable = { readonly words: UndoWords; readonly undo: readonly Edit[] };
export type UndoWords =
  | { readonly kind: "item_removed"; readonly key: string; readonly label: LocalizedText; readonly refers: number }
  | { readonly kind: "section_removed" | "form_removed"; readonly key: string }
  | { readonly kind: "type_lost"; readonly type: ItemTypeKey; readonly parts: readonly string[] };

export type Designer = {
  readonly form: string;
  /** Adds an item below another, or at the end of a section; answers its key. */
  readonly addItem: (section: string, after: string | null, type?: ItemTypeKey) => string | null;
  readonly duplicate: (item: string) => string | null;
  readonly removeItem: (item: string) => Undoable | null;
  readonly step: (item: string, direction: "up" | "down") => boolean;
  readonly place: (item: string, to: ItemPlace) => boolean;
  readonly addSection: (after: string | null) => string | null;
  readonly removeSection: (section: string) => Undoable | null;
  readonly stepSection: (section: string, direction: "up" | "down") => boolean;
};

/** What can be done to the items and sections of one form; every act reads the draft as it stands at that moment. */
export function useDesigner(form: string): Designer {
  const store = useBuilderStore();
  return useMemo(() => designerOf(form, store.get), [form, store]);
}

/** The same acts for a draft that is given. */
export function designerOf(key: string, get: () => Builder): Designer {
  const formNow = (): Form | null => get().document.forms.find((one) => one.key === key) ?? null;
  const act = <T>(make: (form: Form, builder: Builder) => T | null): T | null => {
    const builder = get();
    const form = formNow();
    return form === null || !builder.draft.mayEdit ? null : make(form, builder);
  };
  const moved = (item: string, find: (form: Form) => ItemPlace | null): boolean =>
    act((form, builder) => {
      const to = find(form);
      const edits = to === null ? [] : moveItem(form, item, to);
      return edits.length > 0 && builder.edit(edits);
    }) ?? false;
  return {
    form: key,
    addItem: (section, after, type = "text") =>
      act((_form, builder) => {
        const item = blankItem(unusedKey("item", isTaken(builder.document)), type);
        builder.addTo([...sectionPath(key, section), "items"], item as unknown as JsonObject, after);
        return item.key;
      }),
    duplicate: (item) =>
      act((form, builder) => {
        const place = placeOf(form, item);
        if (place === null) return null;
        const copy = copyItem(place.item, builder.document);
        builder.addTo([...sectionPath(key, place.section), "items"], copy as unknown as JsonObject, item);
        return copy.key;
      }),
    removeItem: (item) =>
      act((form, builder) => {
        const place = placeOf(form, item);
        if (place === null) return null;
        const { edits, undo } = removeMember(builder.document, itemPath(key, place.section, item), place.after);
        if (!builder.edit(edits)) return null;
        const refers = itemReferences(builder.document, item).length;
        return {
          words: { kind: "item_removed", key: item, label: place.item.shortLabel ?? place.item.label, refers },
          undo,
        };
      }),
    step: (item, direction) => moved(item, (form) => stepFrom(form, item, direction)),
    place: (item, to) => moved(item, () => to),
    addSection: (after) =>
      act((form, builder) => {
        const made = unusedKey("section", (taken) => form.sections.some((one) => one.key === taken));
        const section: Section = { key: made, title: { id: "", en: "" }, items: [] };
        builder.addTo(
          ["forms", key, "sections"],
          section as unknown as JsonObject,
          after ?? form.sections.at(-1)?.key ?? null,
        );
        return made;
      }),
    removeSection: (section) =>
      act((form, builder) => {
        const index = form.sections.findIndex((one) => one.key === section);
        const found = form.sections[index];
        if (found === undefined) return null;
        const after = form.sections[index - 1]?.key ?? null;
        const { edits, undo } = removeMember(builder.document, sectionPath(key, section), after);
        if (!builder.edit(edits)) return null;
        return { words: { kind: "section_removed", key: section }, undo };
      }),
    stepSection: (section, direction) =>
      act((form, builder) => {
        const keys = form.sections.map((one) => one.key);
        const index = keys.indexOf(section);
        const to = direction === "up" ? index - 2 : index + 1;
        if (index < 0 || (direction === "up" ? index === 0 : to >= keys.length)) return false;
        builder.moveIn(["forms", key, "sections"], section, keys[to] ?? null);
        return true;
      }) ?? false,
  };
}

function isTaken(document: Protocol): (key: string) => boolean {
  const keys = new Set(placedItems(document).map(({ item }) => item.key));
  return (key) => keys.has(key);
}

/** What the parts of the designer page share. */
export type DesignerPage = Designer & {
  readonly selection: Selection;
  /** The same at this very moment, also before the page is drawn again. */
  readonly selectionNow: () => Selection;
  /** Opens a part; `focus` puts the keyboard into its first field. */
  readonly select: (selection: Selection, focus?: boolean) => void;
  /** The selected item has another key now. */
  readonly renamed: (to: string) => void;
  readonly say: (words: string) => void;
  readonly offerUndo: (undoable: Undoable) => void;
};

export const DesignerContext = createContext<DesignerPage | null>(null);

export function useDesignerPage(): DesignerPage {
  const page = use(DesignerContext);
  if (page === null) throw new Error("invariant: useDesignerPage outside the designer");
  return page;
}
