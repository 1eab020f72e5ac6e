"use client";

import { recruitmentPlan } from "@kendali/builder";
import { formatDate, formatNumber } from "@kendali/i18n";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button } from "@kendali/ui/components/button";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { DayField } from "../shell/day-field.tsx";
import { FindingNote, NumberField } from "../shell/edit-fields.tsx";
import { useAt, useBuilder, useBuilderStore } from "../shell/use-builder.ts";

const days = [
  { name: "recruitmentStart", word: "field_recruitment_start" },
  { name: "recruitmentEnd", word: "field_recruitment_end" },
  { name: "studyEnd", word: "field_study_end" },
] as const;

/** When the study is planned to run, with what the expected rate makes of the target. */
export function TimetablePart() {
  const t = useTranslator(builderCatalogue);
  const store = useBuilderStore();
  const isPlanned = useAt(["timetable"]) !== undefined;
  const { mayEdit } = store.get().draft;
  return (
    <section className="builder-part" aria-labelledby="timetable-part" id="timetable">
      <h2 id="timetable-part">{t("part_timetable")}</h2>
      <p>{t("timetable_text")}</p>
      {isPlanned ? (
        <>
          <div className="builder-fields many">
            {days.map(({ name, word }) => (
              <DayField key={name} path={["timetable", name]} label={t(word)} emptied={undefined} />
            ))}
            <NumberField
              path={["timetable", "recruitmentPerMonth"]}
              label={t("field_recruitment_rate")}
              min={0.1}
              max={100_000}
              empty="remove"
            />
          </div>
          <Expectation />
        </>
      ) : (
        <p className="quiet">{t("timetable_none")}</p>
      )}
      <FindingNote path={["timetable"]} own />
      {mayEdit ? (
        <p>
          <Button onClick={() => store.get().set(["timetable"], isPlanned ? undefined : {})}>
            {t(isPlanned ? "timetable_remove" : "timetable_add")}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

function Expectation() {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const { perMonth, months, target, reachedOn } = recruitmentPlan(document);
  const start = document.timetable?.recruitmentStart;
  if (perMonth === null || months === null) return null;
  const whole = (value: number) => formatNumber(locale, value, 0);
  return (
    <p className="say" role="status">
      {t("timetable_months", { rate: formatNumber(locale, perMonth), target: whole(target), months: whole(months) })}{" "}
      {reachedOn === null || start === undefined
        ? null
        : t("timetable_reached", { start: formatDate(locale, start), date: formatDate(locale, reachedOn) })}
    </p>
  );
}
