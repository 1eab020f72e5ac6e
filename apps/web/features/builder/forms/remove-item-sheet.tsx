"use client";

import type { DocumentReference } from "@kendali/builder";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";
import { Button } from "@kendali/ui/components/button";
import { Sheet } from "@kendali/ui/components/sheet";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { ReferenceList } from "./reference-list.tsx";
import { RemovedData } from "./removed-data.tsx";

/**
 * Before a question, or a section of questions, goes that something else still names (an outcome, an analysis, another
 * question's rule), or that the version in force asks.
 */
export function RemoveItemSheet({
  kind,
  name,
  form,
  items,
  references,
  onClose,
  onRemove,
}: {
  kind: "item" | "section";
  name: string;
  form: string;
  /** The questions that go. */
  items: readonly string[];
  references: readonly DocumentReference[];
  onClose: () => void;
  onRemove: () => void;
}) {
  const t = useTranslator(builderFormsCatalogue);
  return (
    <Sheet open title={t(`remove_${kind}_title`, { name })} onClose={onClose}>
      <RemovedData form={form} items={items} />
      {references.length > 0 && <ReferenceList title={t(`remove_${kind}_refers`)} references={references} />}
      <div className="acts">
        <Button onClick={onClose}>{t("keep")}</Button>
        <Button kind="danger" onClick={onRemove}>
          {t(`remove_${kind}_do`)}
        </Button>
      </div>
    </Sheet>
  );
}
