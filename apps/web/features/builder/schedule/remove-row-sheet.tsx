"use client";

import { useQuery } from "@tanstack/react-query";

import { type ListedRow, type PartReference, removePart } from "@kendali/builder";
import type { Json } from "@kendali/domain";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { Sheet } from "@kendali/ui/components/sheet";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { usePlaceWords } from "../shell/place-words.ts";
import { useBuilder } from "../shell/use-builder.ts";

/** Before a form or an intervention goes: what loses it, what has to be mended, and what becomes of the data there are. */
export function RemoveRowSheet({
  row,
  onClose,
  onRemoved,
}: {
  row: ListedRow;
  onClose: () => void;
  onRemoved: () => void;
}) {
  const t = useTranslator(builderScheduleCatalogue, commonCatalogue);
  const { locale } = useLocale();
  const { document, edit } = useBuilder();
  const { edits, cleared, left } = removePart(document, row.kind, row.id);
  const name =
    row.kind === "form"
      ? document.forms.find(({ key }) => key === row.id)?.title[locale].trim()
      : document.interventions.find(({ key }) => key === row.id)?.name[locale].trim();
  return (
    <Sheet open title={t("row_remove_title", { name: name || row.id })} onClose={onClose}>
      <p>{t(row.kind === "form" ? "row_remove_form_text" : "row_remove_intervention_text")}</p>
      {row.kind === "form" ? <Captured form={row.id} /> : null}
      <Places title={t("row_remove_cleared")} references={cleared} />
      <Places title={t("row_remove_left")} references={left} />
      <div className="acts">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          kind="danger"
          onClick={() => {
            if (edit(edits)) onRemoved();
          }}
        >
          {t(row.kind === "form" ? "row_remove_form" : "row_remove_intervention")}
        </Button>
      </div>
    </Sheet>
  );
}

function Places({ title, references }: { title: string; references: readonly PartReference[] }) {
  const { document } = useBuilder();
  const say = usePlaceWords();
  const words = [...new Set(references.map(({ path }) => say(document as unknown as Json, path.split("/"))))];
  if (words.length === 0) return null;
  return (
    <div>
      <p>{title}</p>
      <ul className="row-places">
        {words.map((place) => (
          <li key={place}>{place}</li>
        ))}
      </ul>
    </div>
  );
}

/** In an amendment: how much the live versions hold of the form; none of it goes with the form. */
function Captured({ form }: { form: string }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { draft, base } = useBuilder();
  const isInBase = base?.forms.some(({ key }) => key === form) ?? false;
  const captured = useQuery({
    ...useTRPC().amendment.captured.queryOptions({ study: draft.study ?? "" }),
    enabled: draft.study !== null && isInBase,
    staleTime: 60_000,
    retry: false,
  });
  if (draft.study === null || !isInBase) return null;
  const values = (captured.data?.items ?? [])
    .filter((item) => item.form === form)
    .reduce((sum, item) => sum + item.values, 0);
  const isHidden = captured.data === undefined || captured.data.hiddenForms.includes(form);
  return (
    <Message tone="warn" live="status">
      {isHidden ? t("row_captured_unknown") : t("row_captured", { count: values })}
    </Message>
  );
}
