"use client";

import { type DragEvent, memo, useRef, useState } from "react";

import { itemReferences, type ItemPlace, sectionReferences } from "@kendali/builder";
import type { Form, Item, Section } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { Icon } from "@kendali/ui/components/icon";
import { octagonXIcon, plusIcon, triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderStore, useFindingsAt } from "../shell/use-builder.ts";
import { useDesignerPage } from "./designer.ts";
import { type AskedRemoval, type OutlineActs, rowId, useOutlineActs } from "./outline-acts.ts";
import { itemName, itemPath, sectionPath, wordsOf } from "./paths.ts";
import { RemoveItemSheet } from "./remove-item-sheet.tsx";
import { SelectionTools } from "./selection-tools.tsx";
import { useRowInSight } from "./use-row-in-sight.ts";

/** Sections and items of the form in their order: select, move by drag, buttons or keys, duplicate, remove, add. */
export function Outline({ form }: { form: Form }) {
  const t = useTranslator(builderFormsCatalogue);
  const page = useDesignerPage();
  const { mayEdit } = useBuilderStore().get().draft;
  const [drop, setDrop] = useState<ItemPlace | null>(null);
  const dragged = useRef<string | null>(null);
  const [drag] = useState(() => (key: string) => {
    dragged.current = key;
  });
  const [asked, setAsked] = useState<AskedRemoval | null>(null);
  const act = useOutlineActs(form, setAsked);
  const starts = startsOf(form);
  const list = useRef<HTMLDivElement>(null);
  const { selection } = page;
  const row = rowId(
    selection.kind === "form" ? "" : selection.kind === "item" ? selection.item : `/${selection.section}`,
  );
  useRowInSight(list, row);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const key = dragged.current;
    if (key !== null && drop !== null && page.place(key, drop)) {
      page.select({ kind: "item", section: drop.section, item: key });
      act.sayPlace(key);
    }
    dragged.current = null;
    setDrop(null);
  };

  return (
    <nav className="fd-outline" aria-label={t("outline")} onKeyDown={act.onKeyDown}>
      <p className="fd-count">
        {t("count_items", {
          items: form.sections.reduce((sum, { items }) => sum + items.length, 0),
          sections: form.sections.length,
        })}
      </p>
      <div className="fd-scroll" ref={list}>
        <div className="fd-formrow">
          <button
            type="button"
            className="fd-row"
            id={rowId("")}
            aria-current={page.selection.kind === "form" ? "true" : undefined}
            onClick={() => page.select({ kind: "form" })}
          >
            {t("form_itself")}
          </button>
        </div>
        <ol
          className="fd-sections"
          onDragOver={(event) => {
            if (dragged.current === null) return;
            event.preventDefault();
            const place = placeUnder(event.target, event.clientY);
            if (place !== null && (drop?.section !== place.section || drop.after !== place.after)) setDrop(place);
          }}
          onDrop={onDrop}
          onDragEnd={() => {
            dragged.current = null;
            setDrop(null);
          }}
        >
          {form.sections.map((section, index) => (
            <OutlineSection
              key={section.key}
              form={form.key}
              section={section}
              start={starts[index] ?? 0}
              isSelected={page.selection.kind === "section" && page.selection.section === section.key}
              selectedItem={page.selection.kind === "item" ? page.selection.item : null}
              drop={drop?.section === section.key ? drop.after : undefined}
              mayEdit={mayEdit}
              onDrag={drag}
              act={act}
            />
          ))}
        </ol>
      </div>
      {asked !== null && <AskRemoval form={form} asked={asked} act={act} onClose={() => setAsked(null)} />}
      {mayEdit && (
        <div className="fd-adds">
          <SelectionTools form={form} selection={selection} act={act} />
          <Button wide icon={plusIcon} onClick={act.add}>
            {t("item_add")}
          </Button>
          <Button wide kind="plain" onClick={act.addSection}>
            {t("section_add")}
          </Button>
        </div>
      )}
    </nav>
  );
}

function AskRemoval({
  form,
  asked,
  act,
  onClose,
}: {
  form: Form;
  asked: AskedRemoval;
  act: OutlineActs;
  onClose: () => void;
}) {
  const { locale } = useLocale();
  const { document } = useBuilderStore().get();
  const { kind, key } = asked;
  const item = form.sections.flatMap(({ items }) => items).find((one) => one.key === key);
  const section = form.sections.find((one) => one.key === key);
  const name = kind === "item" ? item && itemName(item, locale) : section && wordsOf(section.title, locale);
  return (
    <RemoveItemSheet
      kind={kind}
      name={name === undefined || name === "" ? key : name}
      form={form.key}
      items={kind === "item" ? [key] : (section?.items ?? []).map((one) => one.key)}
      references={kind === "item" ? itemReferences(document, key) : sectionReferences(document, form.key, key)}
      onClose={onClose}
      onRemove={() => {
        onClose();
        if (kind === "item") act.remove(key, true);
        else act.removeSection(key, true);
      }}
    />
  );
}

const OutlineSection = memo(function OutlineSection({
  form,
  section,
  start,
  isSelected,
  selectedItem,
  drop,
  mayEdit,
  onDrag,
  act,
}: {
  form: string;
  section: Section;
  start: number;
  isSelected: boolean;
  selectedItem: string | null;
  /** After which item something would be dropped; `null` before the first, absent where nothing hovers. */
  drop: string | null | undefined;
  mayEdit: boolean;
  onDrag: (key: string) => void;
  act: OutlineActs;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const title = wordsOf(section.title, locale);
  return (
    <li>
      <div className="fd-sectionrow" data-section={section.key} data-drop={drop === null ? "" : undefined}>
        <button
          type="button"
          className="fd-row"
          id={rowId(`/${section.key}`)}
          aria-current={isSelected ? "true" : undefined}
          onClick={() => act.select({ kind: "section", section: section.key })}
        >
          <b className={title === "" ? "quiet" : undefined}>{title === "" ? t("no_title") : title}</b>
          <Mark path={[...sectionPath(form, section.key), "title"]} />
        </button>
      </div>
      {section.items.length === 0 ? (
        <p className="fd-empty" data-section={section.key}>
          {t("no_items")}
        </p>
      ) : (
        <ol>
          {section.items.map((item, index) => (
            <OutlineItem
              key={item.key}
              form={form}
              section={section.key}
              item={item}
              number={start + index + 1}
              isSelected={item.key === selectedItem}
              isDropAfter={drop === item.key}
              mayEdit={mayEdit}
              onDrag={onDrag}
              act={act}
            />
          ))}
        </ol>
      )}
    </li>
  );
});

const OutlineItem = memo(function OutlineItem({
  form,
  section,
  item,
  number,
  isSelected,
  isDropAfter,
  mayEdit,
  onDrag,
  act,
}: {
  form: string;
  section: string;
  item: Item;
  number: number;
  isSelected: boolean;
  isDropAfter: boolean;
  mayEdit: boolean;
  onDrag: (key: string) => void;
  act: OutlineActs;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const name = itemName(item, locale);
  return (
    <li
      className="fd-item"
      draggable={mayEdit}
      data-section={section}
      data-item={item.key}
      data-drop={isDropAfter ? "" : undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", item.key);
        onDrag(item.key);
      }}
    >
      <button
        type="button"
        className="fd-row"
        id={rowId(item.key)}
        aria-current={isSelected ? "true" : undefined}
        onClick={() => act.select({ kind: "item", section, item: item.key })}
      >
        <span className="n">{number}</span>
        <span className="w">
          <span className="name">{name === "" ? <i className="quiet">{t("no_label")}</i> : name}</span>
          <small className="mono">{item.key}</small>
        </span>
        <span className="ty">{t(`type_${item.type}`)}</span>
        <Mark path={itemPath(form, section, item.key)} />
      </button>
    </li>
  );
});

/** That something is open here, in a symbol with its word for screen readers. */
function Mark({ path }: { path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const findings = useFindingsAt(path);
  if (findings.length === 0) return null;
  const isMust = findings.some(({ severity }) => severity === "must");
  return (
    <span className={isMust ? "fd-mark must" : "fd-mark should"}>
      <Icon path={isMust ? octagonXIcon : triangleAlertIcon} />
      <span className="vh">{t(isMust ? "has_must" : "has_should")}</span>
    </span>
  );
}

/** How many items stand before each section. */
function startsOf(form: Form): readonly number[] {
  let sum = 0;
  return form.sections.map(({ items }) => {
    const start = sum;
    sum += items.length;
    return start;
  });
}

/** The place among the items that a pointer is over: after the upper half of a row comes the row before it. */
function placeUnder(target: EventTarget, clientY: number): ItemPlace | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-section]") : null;
  const section = row?.dataset["section"];
  if (row === null || section === undefined) return null;
  const item = row.dataset["item"];
  if (item === undefined) return { section, after: null };
  const box = row.getBoundingClientRect();
  if (clientY > box.top + box.height / 2) return { section, after: item };
  const before = row.previousElementSibling;
  const earlier = before instanceof HTMLElement ? before.dataset["item"] : undefined;
  return { section, after: earlier ?? null };
}
