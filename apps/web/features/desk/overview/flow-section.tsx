"use client";

import type { StudyOverview } from "@kendali/api";
import { formatNumber } from "@kendali/i18n";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { reportsCatalogue } from "@kendali/i18n/catalogues/reports";
import { FlowDiagram } from "@kendali/ui/components/flow-diagram";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { flowSteps } from "./flow-steps.ts";

/** The participant flow up to now: merged for a masked viewer, a column for each arm otherwise. */
export function FlowSection({ overview }: { overview: StudyOverview }) {
  const t = useTranslator(deskCatalogue);
  const flowWords = useTranslator(reportsCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const { trunk, arms } = flowSteps(overview, { t: flowWords, locale, protocol });
  const { flow, isMasked } = overview;
  const notes = [
    ...(flow.eligibility === "not_available" ? [flowWords("flow_eligibility_not_available")] : []),
    ...(flow.ineligible.total > 0 ? [flowWords("flow_first_criterion")] : []),
    ...(isMasked ? [flowWords("flow_merged")] : []),
    ...(flow.unmasked === null || flow.unmasked === 0
      ? []
      : [flowWords("flow_unmasked", { count: formatNumber(locale, flow.unmasked) })]),
  ];
  return (
    <section aria-labelledby="flow">
      <h2 id="flow">{t("participant_flow")}</h2>
      <FlowDiagram
        locale={locale}
        label={t("participant_flow")}
        trunk={trunk}
        {...(arms === undefined ? {} : { arms })}
      />
      {notes.length === 0 ? null : <p className="note">{notes.join(" ")}</p>}
    </section>
  );
}
