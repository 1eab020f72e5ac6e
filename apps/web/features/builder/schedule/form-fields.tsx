"use client";

import { useState } from "react";

import { cellArms, isBeforeAllocation, planAtColumn, requireAtColumn, type VisitColumn } from "@kendali/builder";
import type { Form, Visit } from "@kendali/domain";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { mendHref } from "../shell/mend-href.ts";
import { useBuilder } from "../shell/use-builder.ts";
import { ArmsNote, type ArmsNoted, noted, notedOf } from "./arms-note.tsx";
import { ArmMarks } from "./arm-marks.tsx";
import { useArmActs } from "./use-arm-acts.ts";

type FormFieldsProps = { column: VisitColumn; onSay: (said: string) => void };

/** The forms of a visit: which are asked, whether they must be, and of which arms each is. */
export function FormFields({ column, onSay }: FormFieldsProps) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, base, draft, edit } = useBuilder();
  const { arms } = document;
  const isSession = column.visits[0]?.kind === "intervention_session";
  const hasArmsEach = arms.length > 1 && !isSession && !isBeforeAllocation(document, column);
  return (
    <fieldset data-places={column.visits.map(({ key }) => `visits/${key}/forms`).join(" ")}>
      <legend className="lab">{t("forms_here")}</legend>
      {document.forms.map((form) => {
        const planned = column.visits.flatMap(({ forms }) => forms).find((one) => one.form === form.key);
        return (
          <div key={form.key} className="insp-form">
            <label className="chk">
              <input
                type="checkbox"
                checked={planned !== undefined}
                disabled={!draft.mayEdit}
                onChange={(event) => {
                  const at = { visit: column.key, form: form.key, base };
                  edit(planAtColumn(document, at, event.target.checked));
                }}
              />
              {form.title[locale].trim() || form.key}
            </label>
            {planned === undefined ? null : (
              <div className="insp-form-more">
                {hasArmsEach ? <CellArmFields column={column} form={form} onSay={onSay} /> : null}
                <PlannedFields column={column} form={form} planned={planned} />
              </div>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** Of which arms a form is here: what the keys 1 and 2 choose on its cell. */
function CellArmFields({ column, form, onSay }: FormFieldsProps & { form: Form }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft } = useBuilder();
  const acts = useArmActs();
  const [note, setNote] = useState<ArmsNoted | null>(null);
  const { arms } = document;
  const having = cellArms(document, column, form.key);
  const said = notedOf(note, having);
  const name = form.title[locale].trim() || form.key;
  return (
    <>
      <div className="insp-arms" role="group" aria-label={t("cell_arms_title", { form: name })}>
        {arms.map((arm, place) => (
          <label key={arm.key} className="chk">
            <input
              type="checkbox"
              checked={having.includes(arm.key)}
              disabled={!draft.mayEdit}
              onChange={() => {
                const done = acts.toggleCell(column, form.key, place);
                setNote(noted(done, having, arm.key));
                onSay([done.words, ...done.warnings].join(" "));
              }}
            />
            <ArmMarks arms={[arm]} all={arms} />
            {arm.label[locale].trim() || arm.key}
          </label>
        ))}
      </div>
      {said === null ? null : <ArmsNote said={said} />}
      {said?.toReveal === form.key && !form.revealsArm ? (
        <AppLink href={mendHref(draft.id, { mend: { page: "forms", path: `forms/${form.key}/revealsArm` } })}>
          {t("effect_to_form")}
        </AppLink>
      ) : null}
    </>
  );
}

function PlannedFields({
  column,
  form,
  planned,
}: {
  column: VisitColumn;
  form: Form;
  planned: Visit["forms"][number];
}) {
  const t = useTranslator(builderScheduleCatalogue, authCatalogue);
  const { locale } = useLocale();
  const { document, draft, edit } = useBuilder();
  return (
    <>
      <select
        aria-label={`${form.title[locale].trim() || form.key}: ${t("form_required")}`}
        value={planned.required ? "required" : "optional"}
        disabled={!draft.mayEdit}
        onChange={(event) =>
          edit(requireAtColumn(document, { visit: column.key, form: form.key }, event.target.value === "required"))
        }
      >
        <option value="required">{t("form_required")}</option>
        <option value="optional">{t("form_optional")}</option>
      </select>
      <span className="small ink2">
        {t("entered_by")}: {form.performedBy.map((role) => t(`role_${role}`)).join(", ")}
      </span>
    </>
  );
}
