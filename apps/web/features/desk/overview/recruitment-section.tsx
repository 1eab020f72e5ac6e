"use client";

import type { StudyOverview } from "@kendali/api";
import { formatDate, formatNumber } from "@kendali/i18n";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { FigureScroll } from "@kendali/ui/components/figure-frame";
import { RecruitmentFigure } from "@kendali/ui/components/recruitment-figure";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** Recruitment against the number to reach, with the forecast that its own pace gives while the study still recruits. */
export function RecruitmentSection({ overview: { recruitment, today } }: { overview: StudyOverview }) {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const { status } = useStudy();
  const { counts, firstOn, series, target, total, pacePerWeek } = recruitment;
  const expectedOn = status === "live" ? recruitment.expectedOn : null;
  const isOver = status === "locked";
  const numbers = { count: formatNumber(locale, total), target: formatNumber(locale, target) };
  const title =
    counts === "allocated" ? t("recruitment_title_allocated", numbers) : t("recruitment_title_enrolled", numbers);
  const forecast = forecastWords();
  return (
    <section className="sheet" aria-labelledby="recruitment">
      <h2 id="recruitment">{t("recruitment")}</h2>
      {firstOn === null ? (
        <EmptyState title={t("recruitment_none")}>{t("recruitment_none_text", { target: numbers.target })}</EmptyState>
      ) : (
        <>
          <FigureScroll label={t("recruitment")}>
            <RecruitmentFigure
              locale={locale}
              title={`${title} ${forecast}`.trim()}
              actual={[{ date: firstOn, count: 0 }, ...pointsOf(series, isOver)]}
              planned={[]}
              target={{ count: target, words: t("recruitment_target", { target: numbers.target }) }}
              {...(isOver ? {} : { today })}
              words={
                counts === "allocated" ? t("count_allocated", { count: total }) : t("count_enrolled", { count: total })
              }
              forecast={
                expectedOn === null
                  ? undefined
                  : {
                      date: expectedOn,
                      count: target,
                      words: [formatDate(locale, expectedOn, "day_month"), t("at_this_pace")],
                    }
              }
            />
          </FigureScroll>
          {forecast === "" ? null : <p className="note">{forecast}</p>}
        </>
      )}
    </section>
  );

  function forecastWords(): string {
    if (total >= target) return t("recruitment_reached");
    if (status !== "live" || pacePerWeek === null) return "";
    const pace = formatNumber(locale, pacePerWeek);
    return expectedOn === null
      ? t("recruitment_stalled")
      : t("recruitment_forecast", { pace, target: numbers.target, date: formatDate(locale, expectedOn) });
  }
}

type Series = StudyOverview["recruitment"]["series"];

/** The curve's points; of a study that is over, up to the week in which the last one came. */
function pointsOf(series: Series, isOver: boolean): readonly { date: string; count: number }[] {
  const last = series.at(-1)?.total;
  const end = isOver ? series.findIndex((point) => point.total === last) + 1 : series.length;
  return series.slice(0, end).map(({ on, total: count }) => ({ date: on, count }));
}
