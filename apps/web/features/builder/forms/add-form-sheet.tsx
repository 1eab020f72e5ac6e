"use client";

import { useState } from "react";

import type { LibraryStudy } from "@kendali/api";
import { copyForm, proposeKey } from "@kendali/builder";
import type { Form, JsonObject, Protocol } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { Message } from "@kendali/ui/components/message";
import { Sheet } from "@kendali/ui/components/sheet";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderStore } from "../shell/use-builder.ts";
import { wordsOf } from "./paths.ts";
import { useReferenceStudies } from "./use-reference-studies.ts";

type Way = "blank" | "copy" | "library";

/** A new form: blank, a copy of one that is here, or one of the reference studies. */
export function AddFormSheet({
  open,
  onClose,
  onAdded,
}: {
  open: boolean;
  onClose: () => void;
  onAdded: (key: string) => void;
}) {
  const t = useTranslator(commonCatalogue, builderFormsCatalogue);
  return (
    <Sheet open={open} title={t("form_add")} onClose={onClose}>
      <AddForm onClose={onClose} onAdded={onAdded} />
    </Sheet>
  );
}

function AddForm({ onClose, onAdded }: { onClose: () => void; onAdded: (key: string) => void }) {
  const t = useTranslator(commonCatalogue, builderFormsCatalogue);
  const { locale } = useLocale();
  const store = useBuilderStore();
  const { document } = store.get();
  const [way, setWay] = useState<Way>("blank");
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState("");
  const library = useReferenceStudies(way === "library");
  const sources = formsOf(way, document, library.studies ?? []);
  const source = sources.find(({ id }) => id === chosen);
  const missing =
    way === "blank"
      ? title.trim() === ""
        ? t("form_title_missing")
        : null
      : source === undefined
        ? t("form_choose_missing")
        : null;

  const add = () => {
    const key = way === "blank" ? addBlank() : source === undefined ? null : addCopy(source);
    if (key === null) return;
    onClose();
    onAdded(key);
  };
  const addBlank = (): string => {
    const key = proposeKey(title, (taken) => document.forms.some((one) => one.key === taken), "form");
    const words = { id: "", en: "", [locale]: title.trim() };
    const form: Form = {
      key,
      title: words,
      performedBy: [],
      purpose: "outcome",
      revealsArm: false,
      sections: [{ key: "main", title: { id: "", en: "" }, items: [] }],
    };
    store.get().addTo(["forms"], form as unknown as JsonObject, document.forms.at(-1)?.key ?? null);
    return key;
  };
  const addCopy = (from: Source): string | null => {
    const copied = copyForm(from.study, from.form.key, store.get().document);
    return copied !== null && store.get().edit(copied.edits) ? copied.key : null;
  };

  return (
    <form
      className="desk-act"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) add();
      }}
    >
      <ChoiceRows
        id="add-form-way"
        locale={locale}
        label={t("form_add")}
        labelHidden
        value={way}
        onChange={(next) => {
          setWay(next as Way);
          setChosen("");
        }}
        options={(["blank", "copy", "library"] as const)
          .filter((one) => one !== "copy" || document.forms.length > 0)
          .map((value) => ({ value, label: t(`form_${value}`), description: t(`form_${value}_text`) }))}
      />
      {way === "blank" && (
        <TextBox id="add-form-title" locale={locale} label={t("form_title")} value={title} onChange={setTitle} />
      )}
      {way === "library" && library.state === "loading" && <p className="ink2">{t("library_loading")}</p>}
      {way === "library" && library.state === "failed" && <Message tone="info">{t("library_failed")}</Message>}
      {way !== "blank" && sources.length > 0 && (
        <SelectBox
          id="add-form-source"
          locale={locale}
          label={t("form_choose")}
          value={chosen}
          onChange={setChosen}
          options={[
            { value: "", label: t("form_choose_missing") },
            ...sources.map(({ id, form, study }) => {
              const name = wordsOf(form.title, locale) || form.key;
              const items = form.sections.reduce((sum, section) => sum + section.items.length, 0);
              const of = way === "library" ? ` · ${wordsOf(study.shortTitle, locale)}` : "";
              return { value: id, label: `${name} (${items})${of}` };
            }),
          ]}
        />
      )}
      <div className="acts">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button type="submit" kind="primary" disabled={missing !== null}>
          {missing ?? t("form_add")}
        </Button>
      </div>
    </form>
  );
}

type Source = { readonly id: string; readonly study: LibraryStudy; readonly form: Form };

function formsOf(way: Way, document: Protocol, library: readonly LibraryStudy[]): readonly Source[] {
  const studies: readonly LibraryStudy[] = way === "copy" ? [document] : way === "library" ? library : [];
  return studies.flatMap((study) => study.forms.map((form) => ({ id: `${study.key}/${form.key}`, study, form })));
}
