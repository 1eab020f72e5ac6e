"use client";

import { type ControlledAnswers, controlledArms } from "@kendali/builder";
import { placedItems, type Protocol } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { NumberAnswer } from "./number-answer.tsx";
import type { AnswerProps } from "./use-answers.ts";

/** Shares beyond this make blocks that are hard to fill; the page Allocation takes any. */
const largestShare = 4;

/** How the trial allocates, and the share of each arm: the sample size and the blocks follow it. */
export function RatioPart({ answers, change, onRead }: AnswerProps) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const { allocation } = answers;
  const arms = controlledArms(document, answers);
  const ratio = (arms ?? allocation.ratio).map(({ weight }) => weight).join(":");
  const labels = new Map(arms?.map(({ key, label }) => [key, label[locale]]));
  const setShare = (arm: string, weight: number) => {
    const shares = allocation.ratio.map((share) => (share.arm === arm ? { ...share, weight } : share));
    const round = shares.reduce((sum, share) => sum + share.weight, 0);
    // Blocks of two and three rounds: one round alone would tell its last allocation.
    change({ allocation: { ...allocation, ratio: shares, blockSizes: [2 * round, 3 * round] } });
  };
  return (
    <section className="builder-part" aria-labelledby="controlled-allocation">
      <h2 id="controlled-allocation">{t("controlled_allocation")}</h2>
      <p>{t("controlled_allocation_text", { ratio, strata: strataWords(answers, document, locale, t) })}</p>
      <div className="builder-fields many">
        {allocation.ratio.map(({ arm, weight }) => (
          <NumberAnswer
            key={arm}
            id={`share-${arm}`}
            label={t("controlled_share", { arm: labels.get(arm) || arm })}
            value={weight}
            whole
            min={1}
            max={largestShare}
            onChange={(value) => value !== null && setShare(arm, value)}
            onRead={onRead}
          />
        ))}
      </div>
    </section>
  );
}

function strataWords(
  { allocation }: ControlledAnswers,
  pilot: Protocol,
  locale: "id" | "en",
  t: ReturnType<typeof useTranslator<readonly [typeof builderCatalogue]>>,
): string {
  const labels = new Map(placedItems(pilot).map(({ item }) => [item.key, (item.shortLabel ?? item.label)[locale]]));
  const items = allocation.strata.flatMap((stratum) =>
    stratum.source === "item" ? [labels.get(stratum.item) ?? stratum.item] : [],
  );
  return items.length === 0 ? "" : ` ${t("controlled_allocation_strata", { item: items.join(", ") })}`;
}
