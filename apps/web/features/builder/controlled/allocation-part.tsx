"use client";

import { controlledArms, withScheme, withShares } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { builderSectionsCatalogue } from "@kendali/i18n/catalogues/builder-sections";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { RatioConsequence, StrataConsequence } from "../allocation/allocation-consequence.tsx";
import { SchemeChoice } from "../allocation/scheme-choice.tsx";
import { StrataChoice } from "../allocation/strata-choice.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { NumberAnswer } from "./number-answer.tsx";
import type { AnswerProps } from "./use-answers.ts";

/** Shares beyond this make blocks that are hard to fill; the page Allocation takes any. */
const largestShare = 4;

/** How the trial allocates, the share of each arm, and what divides its lists; `trial` is what the answers make of it. */
export function AllocationPart({ answers, change, onRead, trial }: AnswerProps & { trial: Protocol | null }) {
  const t = useTranslator(builderCatalogue, builderSectionsCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const { allocation } = answers;
  const labels = new Map(controlledArms(document, answers)?.map(({ key, label }) => [key, label[locale].trim()]));
  const setShare = (arm: string, weight: number) => {
    const ratio = allocation.ratio.map((share) => (share.arm === arm ? { ...share, weight } : share));
    change({ allocation: withShares(allocation, ratio) });
  };
  return (
    <section className="builder-part" aria-labelledby="controlled-allocation">
      <h2 id="controlled-allocation">{t("controlled_allocation")}</h2>
      <p>{t("controlled_allocation_text")}</p>
      <div className="builder-fields">
        <SchemeChoice
          id="controlled-scheme"
          allocation={allocation}
          disabled={false}
          onChoose={(scheme) => change({ allocation: withScheme(allocation, scheme) })}
        />
        <fieldset className="item">
          <legend className="lab">{t("allocation_ratio")}</legend>
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
          {trial === null ? null : <RatioConsequence protocol={trial} />}
        </fieldset>
        <div>
          <StrataChoice
            protocol={document}
            allocation={allocation}
            disabled={false}
            onChange={(next) => change({ allocation: next })}
          />
          {trial === null ? null : <StrataConsequence protocol={trial} hasWarnings />}
        </div>
      </div>
    </section>
  );
}
