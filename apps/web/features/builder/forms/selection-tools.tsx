"use client";

import { stepFrom } from "@kendali/builder";
import type { Form } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { arrowDownIcon, arrowUpIcon, copyIcon, pencilIcon, trash2Icon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import type { Selection } from "./designer.ts";
import type { OutlineActs } from "./outline-acts.ts";
import { itemName, wordsOf } from "./paths.ts";

/**
 * What can be done to the selected row, at a place that no row pushes away: what is pressed twice there is never another
 * thing the second time. The form itself has all of them shut, so that their place is the same for every selection.
 */
export function SelectionTools({ form, selection, act }: { form: Form; selection: Selection; act: OutlineActs }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const { name, canRise, canSink } = stateOf(form, selection, locale);
  const item = selection.kind === "item" ? selection.item : null;
  const section = selection.kind === "section" ? selection.section : null;
  const step = (direction: "up" | "down") => {
    if (item !== null) act.step(item, direction);
    else if (section !== null) act.stepSection(section, direction);
  };
  const remove = () => {
    if (item !== null) act.remove(item);
    else if (section !== null) act.removeSection(section);
  };
  const named = (key: "move_up" | "move_down" | "form_duplicate" | "form_remove" | "edit_item") => {
    const words = t(key, { name });
    return { "aria-label": words, title: words };
  };
  return (
    <div className="fd-tools fd-acts">
      <Button tight className="fd-open" icon={pencilIcon} {...named("edit_item")} onClick={() => act.edit(selection)}>
        {t("edit")}
      </Button>
      <Button tight icon={arrowUpIcon} {...named("move_up")} disabled={!canRise} onClick={() => step("up")}>
        {null}
      </Button>
      <Button tight icon={arrowDownIcon} {...named("move_down")} disabled={!canSink} onClick={() => step("down")}>
        {null}
      </Button>
      <Button
        tight
        icon={copyIcon}
        {...named("form_duplicate")}
        disabled={item === null}
        onClick={once(() => item !== null && act.duplicate(item))}
      >
        {null}
      </Button>
      <Button
        tight
        icon={trash2Icon}
        {...named("form_remove")}
        disabled={selection.kind === "form"}
        onClick={once(remove)}
      >
        {null}
      </Button>
    </div>
  );
}

/** The second press of a double press acts on nothing: what is selected by then is the neighbour. */
function once(act: () => void): (event: { readonly detail: number }) => void {
  return ({ detail }) => {
    if (detail <= 1) act();
  };
}

function stateOf(
  form: Form,
  selection: Selection,
  locale: "id" | "en",
): { readonly name: string; readonly canRise: boolean; readonly canSink: boolean } {
  if (selection.kind === "form")
    return { name: wordsOf(form.title, locale) || form.key, canRise: false, canSink: false };
  if (selection.kind === "section") {
    const index = form.sections.findIndex(({ key }) => key === selection.section);
    const name = wordsOf(form.sections[index]?.title, locale) || selection.section;
    return { name, canRise: index > 0, canSink: index >= 0 && index < form.sections.length - 1 };
  }
  const item = form.sections.flatMap(({ items }) => items).find(({ key }) => key === selection.item);
  return {
    name: (item === undefined ? "" : itemName(item, locale)) || selection.item,
    canRise: stepFrom(form, selection.item, "up") !== null,
    canSink: stepFrom(form, selection.item, "down") !== null,
  };
}
