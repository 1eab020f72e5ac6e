"use client";

import { armsInRatio, ratioCost } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { formatNumber } from "@kendali/i18n";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";
import { problemWords } from "@kendali/i18n/problem-words";
import { designAdvice, schemes } from "@kendali/randomization";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

/** What the ratio of a document costs in participants, in one sentence. */
export function RatioConsequence({ protocol }: { protocol: Protocol }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const arms = armsInRatio(protocol);
  if (arms === null) return null;
  const cost = ratioCost(protocol);
  const whole = (value: number) => formatNumber(locale, value, 0);
  const ratio = arms.map(({ weight }) => weight).join(":");
  return (
    <p className="consequence" role="status">
      {cost !== null
        ? t("ratio_cost", { ratio, total: whole(cost.total), equal: whole(cost.equal) })
        : t(arms.every(({ weight }) => weight === 1) ? "ratio_equal" : "ratio_unequal")}
    </p>
  );
}

/** How many lists the strata of a document make; with `hasWarnings` what should be thought over, where no finding says it. */
export function StrataConsequence({ protocol, hasWarnings = false }: { protocol: Protocol; hasWarnings?: boolean }) {
  const t = useTranslator(builderSectionsCatalogue);
  const { locale } = useLocale();
  const advice = designAdvice(protocol);
  const { allocation, sampleSize } = protocol;
  if (advice === null || allocation === null) return null;
  // Until a size is planned nobody knows how many each list gets.
  const isPlanned = sampleSize.perArm !== null;
  const sentence = schemes[allocation.scheme].adaptive
    ? t("strata_factors", { count: allocation.strata.length })
    : advice.strata === 1
      ? t("strata_none")
      : isPlanned
        ? t("strata_lists", {
            count: advice.strata,
            each: formatNumber(locale, sampleSize.target / advice.strata, 0),
          })
        : t("strata_lists_open", { count: advice.strata });
  return (
    <>
      <p className="consequence" role="status">
        {sentence}
      </p>
      {isPlanned && hasWarnings
        ? advice.warnings.map((warning) => (
            <Message key={warning.code} tone="warn">
              {problemWords(locale, warning)}
            </Message>
          ))
        : null}
    </>
  );
}
