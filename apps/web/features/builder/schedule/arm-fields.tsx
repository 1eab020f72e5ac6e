"use client";

import { useState } from "react";

import { hasArm, isBeforeAllocation, type VisitColumn } from "@kendali/builder";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { ArmMarks } from "./arm-marks.tsx";
import { ArmsNote, type ArmsNoted, noted, notedOf } from "./arms-note.tsx";
import { useArmActs } from "./use-arm-acts.ts";

/** The arms of a whole visit, with every form of it; those of one form are chosen at the form. */
export function ArmFields({ column, onSay }: { column: VisitColumn; onSay: (said: string) => void }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft } = useBuilder();
  const acts = useArmActs();
  const [note, setNote] = useState<ArmsNoted | null>(null);
  const { arms } = document;
  if (arms.length < 2) return null;
  const { visits, isRun } = column;
  const isSplit = !isRun && visits.length > 1;
  const whole = arms.map(({ key }) => key).filter((arm) => visits.every((visit) => hasArm(visit, arm)));
  const isForAll = whole.length === arms.length;
  const said = notedOf(note, whole);
  // What somebody's file has for some arms only before allocation can be mended here, and nothing else.
  const isBefore = isBeforeAllocation(document, column) && isForAll;
  const hint = isBefore
    ? "arms_hint_before"
    : isSplit
      ? "arms_hint_split"
      : isRun || visits[0]?.kind === "intervention_session"
        ? "arms_hint_run"
        : "arms_hint";
  return (
    <fieldset data-places={visits.map(({ key }) => `visits/${key}/arms`).join(" ")}>
      <legend className="lab">{t("arms")}</legend>
      {arms.map((arm, place) => {
        const having = visits.filter((visit) => hasArm(visit, arm.key)).length;
        return (
          <label key={arm.key} className="chk">
            <input
              type="checkbox"
              ref={(box) => {
                if (box !== null) box.indeterminate = having > 0 && having < visits.length;
              }}
              checked={having === visits.length}
              disabled={!draft.mayEdit || isBefore}
              onChange={() => {
                const done = acts.toggleColumn(column, place);
                setNote(noted(done, whole, arm.key));
                onSay([done.words, ...done.warnings].join(" "));
              }}
            />
            <ArmMarks arms={[arm]} all={arms} />
            {arm.label[locale].trim() || arm.key}
          </label>
        );
      })}
      <p className="small ink2">{t(hint)}</p>
      {said === null ? null : <ArmsNote said={said} />}
    </fieldset>
  );
}
