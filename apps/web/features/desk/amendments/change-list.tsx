"use client";

import type { ChangeView } from "@kendali/api";
import { problemWords } from "@kendali/i18n/problem-words";

import { useAmendmentWords } from "./use-amendment-words.ts";

/** Changes with what they touch and what happens to that; one that cannot be made says how to do it instead. */
export function ChangeList({ changes }: { changes: readonly ChangeView[] }) {
  const { t, locale, place, say, touched } = useAmendmentWords();
  return (
    <ul className="change-list">
      {changes.map((change) => (
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
