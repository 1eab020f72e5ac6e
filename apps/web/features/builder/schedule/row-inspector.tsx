"use client";

import { type GridRow, type ListedRow, placeRow, rowsBeside, unplanForm } from "@kendali/builder";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import { Button, buttonClass } from "@kendali/ui/components/button";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { rowName, rowNote } from "./column-words.ts";
import { PartImpact } from "./visit-impact.tsx";

/** One form or intervention of the schedule: where it is planned, its place among the others, and the ways out. */
export function RowInspector({
  row,
  listed,
  onRemove,
  onClose,
}: {
  row: GridRow;
  listed: ListedRow;
  onRemove: (row: ListedRow) => void;
  onClose: () => void;
}) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, base, draft, edit } = useBuilder();
  const beside = rowsBeside(document, listed);
  const index = beside.indexOf(listed.id);
  const list = listed.kind === "form" ? "forms" : "interventions";
  const planned = document.visits.filter(({ forms }) => forms.some(({ form }) => form === listed.id));
  const names = planned.map(({ key, label }) => label[locale].trim() || key);
  const step = (by: -1 | 1) => {
    const target = beside[index + by];
    if (target !== undefined) edit(placeRow(document, listed, target));
  };
  const note = rowNote(row, document, t);
  return (
    <aside className="sheet insp" aria-label={t("row_details")}>
      <div>
        <h2>{rowName(row, locale, t)}</h2>
        {note === "" ? null : <p className="small ink2">{note}</p>}
      </div>
      {listed.kind === "form" ? (
        <p>
          {planned.length === 0
            ? t("row_planned_nowhere")
            : t("row_planned", { count: planned.length, names: new Intl.ListFormat(locale).format(names) })}
        </p>
      ) : (
        <p>{t("row_intervention_when")}</p>
      )}
      <p>
        <AppLink
          className={buttonClass({ kind: "secondary" })}
          href={listed.kind === "form" ? `/drafts/${draft.id}/forms/${listed.id}` : `/drafts/${draft.id}/interventions`}
        >
          {t(listed.kind === "form" ? "row_to_form" : "row_to_interventions")}
        </AppLink>
      </p>
      <PartImpact
        unchanged={t("row_impact_none")}
        isAbout={(path) =>
          (path[0] === list && path[1] === listed.id) ||
          (listed.kind === "form" && path[0] === "visits" && path[2] === "forms" && path[3] === listed.id)
        }
      />
      {draft.mayEdit ? (
        <div className="insp-acts">
          <Button tight disabled={index <= 0} onClick={() => step(-1)}>
            {t("row_up")}
          </Button>
          <Button tight disabled={index < 0 || index >= beside.length - 1} onClick={() => step(1)}>
            {t("row_down")}
          </Button>
          {listed.kind === "form" ? (
            <Button tight disabled={planned.length === 0} onClick={() => edit(unplanForm(document, listed.id, base))}>
              {t("row_unplan")}
            </Button>
          ) : null}
          <Button tight kind="danger" onClick={() => onRemove(listed)}>
            {t(listed.kind === "form" ? "row_remove_form" : "row_remove_intervention")}
          </Button>
        </div>
      ) : null}
      <p>
        <Button tight kind="plain" onClick={onClose}>
          {t("row_close")}
        </Button>
      </p>
    </aside>
  );
}
