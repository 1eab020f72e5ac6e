"use client";

import { renameSection } from "@kendali/builder";
import type { Form } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilderStore } from "../shell/use-builder.ts";
import { useDesignerPage } from "./designer.ts";
import { KeyField } from "./key-field.tsx";

/** The section's key; that of a section of the live version stays, because its data stand under it. */
export function SectionKeyField({ form, section, path }: { form: string; section: string; path: readonly string[] }) {
  const t = useTranslator(builderFormsCatalogue);
  const store = useBuilderStore();
  const page = useDesignerPage();
  const { base } = store.get();
  const keysIn = (forms: readonly Form[] | undefined) =>
    new Set(forms?.find(({ key }) => key === form)?.sections.map(({ key }) => key));
  const isInBase = keysIn(base?.forms).has(section);
  return (
    <KeyField
      path={path}
      value={section}
      label={t("section_key")}
      hint={() => t(isInBase ? "section_key_in_base" : "section_key_hint")}
      taken={() => keysIn(store.get().document.forms)}
      locked={isInBase}
      onRename={(key) => {
        if (store.get().edit(renameSection(store.get().document, form, section, key)))
          page.select({ kind: "section", section: key });
      }}
    />
  );
}
