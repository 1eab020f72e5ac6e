"use client";

import { lazy, memo, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";

import { placeOf } from "@kendali/builder";
import type { Form, Protocol } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { onPlaceAskedFor } from "../shell/use-place-in-address.ts";
import { useAt, useBuilderStore } from "../shell/use-builder.ts";
import { type DesignerPage, DesignerContext, type Selection, useDesigner } from "./designer.ts";
import { FormFindings } from "./form-findings.tsx";
import { selectionOf } from "./form-selection.ts";
import { FormProperties } from "./form-properties.tsx";
import { ItemEditor } from "./item-editor.tsx";
import { keepPresses } from "./keep-presses.ts";
import { rowId } from "./outline-acts.ts";
import { Outline } from "./outline.tsx";
import { itemPath, sectionPath, wordsOf } from "./paths.ts";
import { ExampleContext } from "./preview/example-answers.ts";
import { PhonePreview } from "./preview/phone-preview.tsx";
import { useExampleAnswers } from "./preview/use-example-answers.ts";
import { SectionEditor } from "./section-editor.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { UndoOffer, type Offer } from "./undo-offer.tsx";
import { useListHeight } from "./use-list-height.ts";

/** The spreadsheet is another way to write the same items; it comes when it is asked for. */
const FormSheet = lazy(async () => ({ default: (await import("./form-sheet.tsx")).FormSheet }));

type Tab = "list" | "editor" | "preview";

/** One form: its items, the editor of the selected one, and the phone beside them. */
export function FormPage({ form: key }: { form: string }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const form = useAt(["forms", key]) as Form | undefined;
  const { draft } = store.get();
  if (form === undefined)
    return (
      <EmptyState
        title={t("form_gone")}
        action={<AppLink href={`/drafts/${draft.id}/forms`}>{t("back_to_forms")}</AppLink>}
      />
    );
  return <Designer key={draft.id} form={form} />;
}

function Designer({ form }: { form: Form }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const acts = useDesigner(form.key);
  const [selection, setSelection] = useSelection(form);
  const [tab, setTab] = useState<Tab>("list");
  const [view, setView] = useState<"editor" | "sheet">("editor");
  const [said, setSaid] = useState("");
  const [offer, setOffer] = useState<Offer | null>(null);
  // An item that is renamed stays the one being edited: what is half typed in its boxes is kept.
  const [turn, setTurn] = useState(0);
  const { mayEdit } = store.get().draft;

  const select = useCallback(
    (next: Selection, focus = false) => {
      setSelection(next);
      setTurn((before) => before + 1);
      if (focus) {
        setTab("editor");
        requestAnimationFrame(() => focusFirst(form.key, next));
      }
    },
    [form.key, setSelection],
  );
  // What a field does when it is left (an item gets its key) is known at once to what happens in the same moment.
  const latest = useRef(selection);
  const formNow = useRef(form);
  useLayoutEffect(() => {
    latest.current = selection;
    formNow.current = form;
  });
  // A finding is mended where it is, from whichever view and tab the link to it was taken.
  useEffect(
    () =>
      onPlaceAskedFor((place) => {
        const found = selectionOf(formNow.current, place.split("/"));
        if (found === null) return;
        setView("editor");
        setTab("editor");
        select(found);
      }),
    [select],
  );
  const page = useMemo<DesignerPage>(
    () => ({
      ...acts,
      selection,
      selectionNow: () => latest.current,
      select,
      renamed: (to) => {
        const rename = (now: Selection): Selection => (now.kind === "item" ? { ...now, item: to } : now);
        latest.current = rename(latest.current);
        setSelection(rename);
      },
      say: setSaid,
      offerUndo: (undoable) => setOffer({ ...undoable, id: performance.now() }),
    }),
    [acts, selection, select, setSelection],
  );
  const backToList = useCallback(() => {
    setTab("list");
    requestAnimationFrame(() => document.getElementById(rowId(rowOf(latest.current)))?.focus());
  }, []);
  const openFound = useCallback((next: Selection) => select(next, true), [select]);
  useDesignerKeys(page, mayEdit && view === "editor", backToList);
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => (whole.current === null ? undefined : keepPresses(whole.current)), []);

  return (
    <DesignerContext value={page}>
      <div className="fd" data-tab={tab} ref={whole}>
        <FormHead form={form.key} title={form.title} view={view} setView={setView} />
        {!mayEdit && <Message tone="info">{t("read_only")}</Message>}
        <FormFindings form={form.key} onOpen={openFound} />
        {view === "sheet" ? (
          <Suspense fallback={<p className="ink2">{t("sheet_loading")}</p>}>
            <FormSheet form={form.key} />
          </Suspense>
        ) : (
          <>
            <Tabs tab={tab} setTab={setTab} />
            <Columns form={form} selection={selection} turn={turn} />
          </>
        )}
        <span className="vh" role="status">
          {said}
        </span>
        {offer !== null && <UndoOffer key={offer.id} offer={offer} onEnd={() => setOffer(null)} />}
      </div>
    </DesignerContext>
  );
}

/**
 * The list, the editor of what is selected in it, and the phone. What is tried on the phone is known to the editor (a scale
 * says what its score would be), and not to the list, which may be long.
 */
function Columns({ form, selection, turn }: { form: Form; selection: Selection; turn: number }) {
  const example = useExampleAnswers(form.key, today());
  const list = useRef<HTMLDivElement>(null);
  useListHeight(list);
  return (
    <div className="fd-three-columns">
      <div className="fd-list" ref={list}>
        <Outline form={form} />
        <Shortcuts />
      </div>
      <ExampleContext value={example}>
        <div className="fd-middle" key={turn}>
          {selection.kind === "form" && <FormProperties form={form} />}
          {selection.kind === "section" && <SectionEditor form={form.key} section={selection.section} />}
          {selection.kind === "item" && (
            <ItemEditor form={form.key} section={selection.section} item={selection.item} />
          )}
        </div>
      </ExampleContext>
      <PhonePreview example={example} />
    </div>
  );
}

/** Where one is: the form's name, where it is planned, and which view of it. */
const FormHead = memo(function FormHead({
  form,
  title,
  view,
  setView,
}: {
  form: string;
  title: Form["title"];
  view: "editor" | "sheet";
  setView: (view: "editor" | "sheet") => void;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const visits = (useAt(["visits"]) ?? []) as unknown as Protocol["visits"];
  const planned = visits.filter(({ forms }) => forms.some((one) => one.form === form));
  const names = planned.map(({ label, key }) => wordsOf(label, locale) || key);
  const shown = names.length > 5 ? [...names.slice(0, 4), `+${names.length - 4}`] : names;
  return (
    <>
      <p className="fd-back">
        <AppLink href={`/drafts/${store.get().draft.id}/forms`}>{t("back_to_forms")}</AppLink>
      </p>
      <PageHead
        title={wordsOf(title, locale) || t("no_title")}
        actions={
          <div className="seg" role="group" aria-label={t("view")}>
            {(["editor", "sheet"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
                {t(`view_${one}`)}
              </button>
            ))}
          </div>
        }
      >
        {names.length === 0 ? t("used_nowhere") : t("used_at", { visits: shown.join(", ") })} {t("kept_as_typed")}
      </PageHead>
    </>
  );
});

/** On a narrow window the three parts are steps, one at a time. */
function Tabs({ tab, setTab }: { tab: Tab; setTab: (tab: Tab) => void }) {
  const t = useTranslator(builderFormsCatalogue);
  return (
    <div className="seg fd-tabs" role="group" aria-label={t("steps")}>
      {(["list", "editor", "preview"] as const).map((one) => (
        <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
          {t(`tab_${one}`)}
        </button>
      ))}
    </div>
  );
}

/**
 * What is open: at first what the address names behind `#`, else the first item. When it disappears (removed, undone, by
 * somebody else) the form itself is.
 */
function useSelection(form: Form): [Selection, React.Dispatch<React.SetStateAction<Selection>>] {
  const [selection, setSelection] = useState<Selection>(() => named(form) ?? firstOf(form));
  const found = selection.kind === "item" ? placeOf(form, selection.item) : null;
  const isThere =
    selection.kind === "form" ||
    (selection.kind === "section" ? form.sections.some(({ key }) => key === selection.section) : found !== null);
  if (!isThere) return [{ kind: "form" }, setSelection];
  // Moved to another section, by whomever: it is the same item.
  if (selection.kind === "item" && found !== null && found.section !== selection.section)
    return [{ ...selection, section: found.section }, setSelection];
  return [selection, setSelection];
}

function firstOf(form: Form): Selection {
  const section = form.sections.find(({ items }) => items.length > 0);
  const item = section?.items[0];
  return section === undefined || item === undefined
    ? { kind: "form" }
    : { kind: "item", section: section.key, item: item.key };
}

/** The part of the form that the address names: `#forms/milk/sections/pumping/items/volume/hardRange`. */
function named(form: Form): Selection | null {
  if (typeof location === "undefined" || location.hash.length < 2) return null;
  return selectionOf(form, decodeURIComponent(location.hash.slice(1)).split("/"));
}

/** Puts the keyboard into the first field of what is open. */
function focusFirst(form: string, selection: Selection): void {
  const path =
    selection.kind === "item"
      ? [...itemPath(form, selection.section, selection.item), "label", "id"]
      : selection.kind === "section"
        ? [...sectionPath(form, selection.section), "title", "id"]
        : ["forms", form, "title", "id"];
  const box = document.getElementById(fieldId(path));
  box?.focus();
  box?.scrollIntoView({ block: "nearest" });
}

/** Keys of the whole page, but for an open sheet: Ctrl and Enter add an item, Escape leads from its fields to the list. */
function useDesignerKeys(page: DesignerPage, mayEdit: boolean, backToList: () => void): void {
  const store = useBuilderStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const focused = document.activeElement;
      if (event.key === "Escape" && focused?.closest(".fd-editor") != null) return backToList();
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !mayEdit) return;
      event.preventDefault();
      // What is half typed in a box (a key, a label's last letters) is taken before the next item is made.
      if (focused instanceof HTMLElement) focused.blur();
      addBelow(page, store.get().document);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [page, mayEdit, backToList, store]);
}

function rowOf(selection: Selection): string {
  if (selection.kind === "form") return "";
  return selection.kind === "item" ? selection.item : `/${selection.section}`;
}

/** A new item below the selected one, ready to be typed into. */
function addBelow(page: DesignerPage, document: Protocol): void {
  const form = document.forms.find(({ key }) => key === page.form);
  if (form === undefined) return;
  const selection = page.selectionNow();
  const section = selection.kind === "form" ? (form.sections.at(-1)?.key ?? page.addSection(null)) : selection.section;
  if (section === null) return;
  const items = form.sections.find(({ key }) => key === section)?.items ?? [];
  const after = selection.kind === "item" ? selection.item : (items.at(-1)?.key ?? null);
  const item = page.addItem(section, after);
  if (item !== null) page.select({ kind: "item", section, item }, true);
}

/** The day at this desk, for dates that have not come. */
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
