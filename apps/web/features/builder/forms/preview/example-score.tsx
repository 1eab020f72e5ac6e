"use client";

import { cutoffOf, type Item, type ScaleDefinition } from "@kendali/domain";
import { formatNumber } from "@kendali/i18n";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useLocale, useTranslator } from "../../../locale/locale-provider.tsx";
import { wordsOf } from "../paths.ts";
import { useExample } from "./example-answers.ts";

/** The score of the answers tried in the preview, with what it means. */
export function ExampleScore({ item, scale }: { item: Item; scale: ScaleDefinition }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const { judgement } = useExample();
  const score = judgement?.computed[item.key];
  const meaning = score === undefined ? "" : wordsOf(cutoffOf(scale, score)?.label, locale);
  const words = score === undefined ? "" : formatNumber(locale, score, item.decimals);
  return (
    <p className="fd-example" role="status">
      <b>{t("scale_example")}.</b>{" "}
      {score === undefined
        ? t("scale_example_none")
        : meaning === ""
          ? t("scale_example_is", { score: words })
          : t("scale_example_means", { score: words, meaning })}
    </p>
  );
}
