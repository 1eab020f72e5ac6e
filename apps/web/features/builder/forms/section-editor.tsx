"use client";

import type { Section } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { ChoiceField, FindingNote, LocalizedField } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useAt, useBuilderStore } from "../shell/use-builder.ts";
import { sectionPath } from "./paths.ts";
import { SectionKeyField } from "./section-key-field.tsx";

const layouts = ["list", "matrix"] as const;

/** Title, instructions and layout of a section. */
export function SectionEditor({ form, section }: { form: string; section: string }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const path = sectionPath(form, section);
  const found = useAt(path) as Section | undefined;
  if (found === undefined) return null;
  return (
    <section className="fd-editor" id={fieldId(path)} aria-label={t("tab_editor")}>
      <FindingNote path={path} own />
      <LocalizedField path={[...path, "title"]} label={t("section_title")} />
      <SectionKeyField key={section} form={form} section={section} path={path} />
      <LocalizedField path={[...path, "instructions"]} label={t("section_instructions")} optional long />
      <ChoiceField
        path={[...path, "layout"]}
        label={t("section_layout")}
        hint={t("section_matrix_hint")}
        options={layouts.map((value) => ({ value: value === "list" ? null : value, label: t(`section_${value}`) }))}
        onChoose={(value) => store.get().set([...path, "layout"], value === "matrix" ? "matrix" : undefined)}
      />
    </section>
  );
}
