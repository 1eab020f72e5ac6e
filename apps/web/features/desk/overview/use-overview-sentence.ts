import type { StudyOverview } from "@kendali/api";
import { formatNumber } from "@kendali/i18n";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** What the page has to say first: how many of how many, and how many have finished. */
export function useOverviewSentence({ recruitment, visits }: StudyOverview): { words: string; after: string | null } {
  const t = useTranslator(deskCatalogue);
  const { locale } = useLocale();
  const { status } = useStudy();
  const { counts, total, target } = recruitment;
  if (status === "draft") return { words: t("lead_draft"), after: t("lead_draft_after") };
  const numbers = { count: formatNumber(locale, total), target: formatNumber(locale, target) };
  const words =
    total === 0
      ? t("lead_nobody", numbers)
      : counts === "allocated"
        ? t("lead_allocated", numbers)
        : t("lead_enrolled", numbers);
  const last = visits.at(-1);
  const after =
    last === undefined || total === 0
      ? null
      : t("lead_finished", { count: formatNumber(locale, last.done), visit: lowerFirst(last.label[locale]) });
  return { words, after };
}

/** A visit's name within a sentence: "Day 42" as "day 42". */
function lowerFirst(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
