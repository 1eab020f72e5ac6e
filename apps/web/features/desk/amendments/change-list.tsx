"use client";

import type { ChangeView } from "@kendali/api";
import { problemWords } from "@kendali/i18n/problem-words";

import { useAmendmentWords } from "./use-amendment-words.ts";

/** Words that change in both languages are one change; it is shown in the language of the screen. */
function inOneLanguage(changes: readonly ChangeView[], locale: "id" | "en"): readonly ChangeView[] {
  const isWords = ({ path, kind }: ChangeView) => kind === "change" && (path.at(-1) === "id" || path.at(-1) === "en");
  const placeOf = ({ path }: ChangeView) => path.slice(0, -1).join("/");
  const shown = new Set(changes.filter((one) => isWords(one) && one.path.at(-1) === locale).map(placeOf));
  return changes.filter((one) => !isWords(one) || one.path.at(-1) === locale || !shown.has(placeOf(one)));
}

/** Changes with what they touch and what happens to that; one that cannot be made says how to do it instead. */
export function ChangeList({ changes }: { changes: readonly ChangeView[] }) {
  const { t, locale, place, say, touched } = useAmendmentWords();
  return (
    <ul className="change-list">
      {inOneLanguage(changes, locale).map((change) => (
        <li key={`${change.kind} ${change.path.join("/")}`} data-refused={change.problems.length > 0 ? "" : undefined}>
          <p>
            <span className="tag">{t(`kind_${change.kind}`)}</span> <b>{place(change)}</b>
          </p>
          {change.kind === "change" ? (
            <p className="small ink2">{t("from_to", { from: valueWords(change.from), to: valueWords(change.to) })}</p>
          ) : change.place.length === 0 && change.name !== null ? (
            <p className="small ink2">{say(change.name)}</p>
          ) : null}
          <p className="change-impact">
            <span className="change-count">{touched(change.touched)}</span>
            {change.problems.length > 0 ? null : <span>{t(`statement_${change.statement}`)}</span>}
          </p>
          {change.problems.map((problem) => (
            <p key={`${problem.code} ${problem.path}`} className="change-problem">
              {problemWords(locale, problem)}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );

  function valueWords(value: ChangeView["from"]): string {
    if (value === null || value === "") return t("value_none");
    return typeof value === "object" ? "…" : String(value);
  }
}
