"use client";

import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";

import { itemReferences, placeOf, sectionReferences } from "@kendali/builder";
import type { Form } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderStore } from "../shell/use-builder.ts";
import { type Selection, useDesignerPage } from "./designer.ts";
import { itemName, wordsOf } from "./paths.ts";
import { liveItems } from "./removed-data.tsx";

/** The id of a row, by which the keyboard finds it again. */
export function rowId(key: string): string {
  return `row/${key}`;
}

/** A question or a section that something else still names, or that the version in force asks: whoever removes it is asked first. */
export type AskedRemoval = { readonly kind: "item" | "section"; readonly key: string };

export type OutlineActs = ReturnType<typeof useOutlineActs>;

/** What the rows, their buttons and the keys do. */
export function useOutlineActs(form: Form, ask: (asked: AskedRemoval) => void) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const page = useDesignerPage();
  /** In an amendment: whether the version in force asks one of them, so that there may be answers. */
  const isAsked = (items: readonly string[]) => {
    const { draft, base } = store.get();
    return draft.study !== null && liveItems(base, form.key, items).length > 0;
  };
  const formNow = () => store.get().document.forms.find(({ key }) => key === form.key) ?? form;

  const sayPlace = (key: string) => {
    const now = formNow();
    const place = placeOf(now, key);
    if (place === null) return;
    const number = now.sections.flatMap(({ items }) => items).findIndex((item) => item.key === key) + 1;
    const section = now.sections.find((one) => one.key === place.section);
    page.say(
      t("item_moved", {
        name: itemName(place.item, locale) || key,
        number,
        section: wordsOf(section?.title, locale) || place.section,
      }),
    );
  };
  const select = (selection: Selection) => page.select(selection);
  const open = (key: string) => {
    const place = placeOf(formNow(), key);
    if (place !== null) page.select({ kind: "item", section: place.section, item: key }, true);
  };
  const edit = (selection: Selection) => page.select(selection, true);
  const step = (key: string, direction: "up" | "down") => {
    if (!page.step(key, direction)) return;
    const place = placeOf(formNow(), key);
    if (place !== null) page.select({ kind: "item", section: place.section, item: key });
    sayPlace(key);
    focusRow(key);
  };
  const add = () => {
    const { selection } = page;
    const now = formNow();
    const section =
      selection.kind === "form"
        ? now.sections.at(-1)?.key
        : now.sections.find((one) => one.key === selection.section)?.key;
    const into = section ?? page.addSection(null);
    if (into === null) return;
    const items = formNow().sections.find((one) => one.key === into)?.items ?? [];
    const after = selection.kind === "item" ? selection.item : (items.at(-1)?.key ?? null);
    const key = page.addItem(into, after);
    if (key === null) return;
    page.select({ kind: "item", section: into, item: key }, true);
    page.say(t("item_added"));
  };
  const duplicate = (key: string) => {
    const copy = page.duplicate(key);
    const place = copy === null ? null : placeOf(formNow(), copy);
    if (copy === null || place === null) return;
    page.select({ kind: "item", section: place.section, item: copy });
    page.say(t("item_duplicated", { name: copy }));
    focusRow(copy);
  };
  const remove = (key: string, isSure = false) => {
    if (!isSure && (isAsked([key]) || itemReferences(store.get().document, key).length > 0))
      return ask({ kind: "item", key });
    const before = formNow().sections.flatMap(({ key: section, items }) =>
      items.map((item) => ({ section, item: item.key })),
    );
    const index = before.findIndex(({ item }) => item === key);
    const undoable = page.removeItem(key);
    if (undoable === null) return;
    const next = before[index + 1] ?? before[index - 1];
    page.select(next === undefined ? { kind: "form" } : { kind: "item", ...next });
    page.offerUndo(undoable);
    focusRow(next?.item ?? "");
  };
  const addSection = () => {
    const { selection } = page;
    const key = page.addSection(selection.kind === "form" ? null : selection.section);
    if (key !== null) page.select({ kind: "section", section: key }, true);
  };
  const removeSection = (section: string, isSure = false) => {
    const items = formNow().sections.find((one) => one.key === section)?.items ?? [];
    const isNamed = sectionReferences(store.get().document, form.key, section).length > 0;
    if (!isSure && (isNamed || isAsked(items.map((item) => item.key)))) return ask({ kind: "section", key: section });
    const undoable = page.removeSection(section);
    if (undoable === null) return;
    page.select({ kind: "form" });
    page.offerUndo(undoable);
    focusRow("");
  };
  const stepSection = (section: string, direction: "up" | "down") => {
    if (page.stepSection(section, direction)) focusRow(`/${section}`);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(".fd-row") : null;
    if (row === null || event.ctrlKey || event.metaKey) return;
    const key = row.id.slice("row/".length);
    const direction = event.key === "ArrowUp" ? "up" : event.key === "ArrowDown" ? "down" : null;
    if (direction !== null) {
      event.preventDefault();
      if (!event.altKey) return walk(row, direction);
      if (key.startsWith("/")) stepSection(key.slice(1), direction);
      else if (key !== "") step(key, direction);
      return;
    }
    if (event.altKey || event.shiftKey) {
      return;
    }
    if (event.key.toLowerCase() === "d" && key !== "" && !key.startsWith("/")) {
      event.preventDefault();
      return duplicate(key);
    }
    if (event.key === "Delete" && key !== "") {
      event.preventDefault();
      if (key.startsWith("/")) removeSection(key.slice(1));
      else remove(key);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (key === "") page.select({ kind: "form" }, true);
      else if (key.startsWith("/")) page.select({ kind: "section", section: key.slice(1) }, true);
      else open(key);
    }
  };
  const walk = (row: HTMLElement, direction: "up" | "down") => {
    const rows = [...(row.closest("nav")?.querySelectorAll<HTMLElement>(".fd-row") ?? [])];
    const next = rows[rows.indexOf(row) + (direction === "up" ? -1 : 1)];
    if (next === undefined) return;
    next.focus();
    next.click();
  };

  // The rows are drawn again only when their own part changes; what they call is always the newest.
  const latest = useRef({
    select,
    edit,
    step,
    add,
    duplicate,
    remove,
    addSection,
    removeSection,
    stepSection,
    sayPlace,
    onKeyDown,
  });
  useLayoutEffect(() => {
    latest.current = {
      select,
      edit,
      step,
      add,
      duplicate,
      remove,
      addSection,
      removeSection,
      stepSection,
      sayPlace,
      onKeyDown,
    };
  });
  const [stable] = useState(() => ({
    select: (selection: Selection) => latest.current.select(selection),
    edit: (selection: Selection) => latest.current.edit(selection),
    step: (key: string, direction: "up" | "down") => latest.current.step(key, direction),
    add: () => latest.current.add(),
    duplicate: (key: string) => latest.current.duplicate(key),
    remove: (key: string, isSure = false) => latest.current.remove(key, isSure),
    addSection: () => latest.current.addSection(),
    removeSection: (section: string, isSure = false) => latest.current.removeSection(section, isSure),
    stepSection: (section: string, direction: "up" | "down") => latest.current.stepSection(section, direction),
    sayPlace: (key: string) => latest.current.sayPlace(key),
    onKeyDown: (event: KeyboardEvent) => latest.current.onKeyDown(event),
  }));
  return stable;
}

/** Puts the keyboard back on a row once it is drawn in its new place. */
function focusRow(key: string): void {
  requestAnimationFrame(() => document.getElementById(rowId(key))?.focus());
}
