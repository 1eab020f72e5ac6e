"use client";

import type { DocumentReference } from "@kendali/builder";
import type { Form } from "@kendali/domain";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { Sheet } from "@kendali/ui/components/sheet";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { wordsOf } from "./paths.ts";
import { ReferenceList } from "./reference-list.tsx";
import { RemovedData } from "./removed-data.tsx";

/** Before a form goes: what still refers to it, and what becomes of it. */
export function RemoveFormSheet({
  form,
  references,
  onClose,
  onRemove,
}: {
  form: Form;
  references: readonly DocumentReference[];
  onClose: () => void;
  onRemove: () => void;
}) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const name = wordsOf(form.title, locale) || form.key;
  const items = form.sections.reduce((sum, section) => sum + section.items.length, 0);
  return (
    <Sheet open title={t("remove_form_title", { name })} onClose={onClose}>
      <p>{t("remove_form_text", { items })}</p>
      <RemovedData form={form.key} items={null} />
      {references.length === 0 ? (
        <p>{t("remove_refers_none")}</p>
      ) : (
        <ReferenceList title={t("remove_refers")} references={references} />
      )}
      <div className="acts">
        <Button onClick={onClose}>{t("keep")}</Button>
        <Button kind="danger" onClick={onRemove}>
          {t("remove_form_do")}
        </Button>
      </div>
    </Sheet>
  );
}
