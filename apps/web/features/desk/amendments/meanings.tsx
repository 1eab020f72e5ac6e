"use client";

import type { MeaningView } from "@kendali/api";
import { ChoiceRow } from "@kendali/ui/components/choice-rows";

import { useAmendmentWords } from "./use-amendment-words.ts";

/** New words of what is captured, before and after in both languages: a person must say of each that it means the same. */
export function Meanings({
  meanings,
  same,
  onSame,
}: {
  meanings: readonly MeaningView[];
  same: readonly string[];
  onSame: (paths: readonly string[]) => void;
}) {
  const { t, trailOf } = useAmendmentWords();
  if (meanings.length === 0) return null;
  return (
    <fieldset className="meanings">
      <legend>{t("meaning_title")}</legend>
      <p className="small ink2">{t("meaning_text")}</p>
      {meanings.map((meaning) => (
        <div key={meaning.path} className="meaning" role="group" aria-labelledby={`meaning-of-${meaning.path}`}>
          <p className="change-trail" id={`meaning-of-${meaning.path}`}>
            {trailOf(meaning)}
          </p>
          <Wordings meaning={meaning} />
          <ChoiceRow
            id={`meaning-${meaning.path}`}
            name={meaning.path}
            kind="checkbox"
            option={{ value: meaning.path, label: t("meaning_stays") }}
            checked={same.includes(meaning.path)}
            onChange={(checked) =>
              onSame(checked ? [...same, meaning.path] : same.filter((one) => one !== meaning.path))
            }
          />
        </div>
      ))}
    </fieldset>
  );
}

/** A line for each language, so that a translation that says something else stands beside what it translates. */
function Wordings({ meaning: { from, to } }: { meaning: MeaningView }) {
  const { t } = useAmendmentWords();
  return (["id", "en"] as const).map((language) => {
    const [before, after] = [from?.[language] || t("value_none"), to?.[language] || t("value_none")];
    return (
      <p key={language} lang={language}>
        <span className="tag">{t(`language_${language}`)}</span>{" "}
        {before === after ? t("meaning_unchanged", { words: after }) : t("from_to", { from: before, to: after })}
      </p>
    );
  });
}
