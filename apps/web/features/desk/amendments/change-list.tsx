"use client";

import type { ChangeView } from "@kendali/api";
import { problemWords } from "@kendali/i18n/problem-words";

import { ChangeHead } from "./change-head.tsx";
import { inOneLanguage, useAmendmentWords } from "./use-amendment-words.ts";

/** Changes one by one: where, what it was and becomes, and how much it touches; one that cannot be made says what to do instead. */
export function ChangeList({ changes }: { changes: readonly ChangeView[] }) {
  const { t, locale, say, touched } = useAmendmentWords();
  return (
    <ul className="change-list">
      {inOneLanguage(changes, locale).map((change) => (
        <li key={`${change.kind} ${change.path.join("/")}`} data-refused={change.problems.length > 0 ? "" : undefined}>
          <div className="change-row">
            <div>
              <ChangeHead change={change} />
              {change.kind === "change" && (change.from !== null || change.to !== null) ? (
                <p className="change-words">{t("from_to", { from: words(change.from), to: words(change.to) })}</p>
              ) : change.place.length === 0 && change.name !== null ? (
                <p className="change-words">{say(change.name)}</p>
              ) : null}
            </div>
            <p className="change-count">{touched(change.touched)}</p>
          </div>
          {change.problems.map((problem) => (
            <p key={`${problem.code} ${problem.path}`} className="change-problem">
              {problemWords(locale, problem)}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );

  function words(value: ChangeView["from"]): string {
    if (value === null || value === "") return t("value_none");
    if (typeof value === "boolean") return t(value ? "value_yes" : "value_no");
    if (value === "inclusion" || value === "exclusion") return t(`value_${value}`);
    return typeof value === "object" ? "…" : String(value);
  }
}
