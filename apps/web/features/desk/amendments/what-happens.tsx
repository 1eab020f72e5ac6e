"use client";

import type { AmendmentPreview, ChangeView } from "@kendali/api";

import { inOneLanguage, useAmendmentWords } from "./use-amendment-words.ts";

type Group = { readonly statement: ChangeView["statement"]; readonly changes: ChangeView[] };

/** Names that stand in one line before the others are only counted. */
const mostNamed = 2;

/** What becomes of what is captured, in sentences: one for each kind of change, those that touch data first. */
export function WhatHappens({
  changes,
  happens,
}: {
  changes: readonly ChangeView[];
  /** What the changes of each sentence touch together. */
  happens: AmendmentPreview["happens"];
}) {
  const { t, locale, name, touched } = useAmendmentWords();
  const groups = new Map<string, Group>();
  for (const change of inOneLanguage(changes, locale)) {
    const { statement } = change;
    const group = groups.get(statement) ?? { statement, changes: [] };
    group.changes.push(change);
    groups.set(statement, group);
  }
  const ordered = [...groups.values()].toSorted((a, b) => weight(b) - weight(a));
  return (
    <dl className="what-happens">
      {ordered.map((group) => (
        <div key={group.statement}>
          <dt>
            {namesOf(group)}
            <span className="happens-count">{countOf(group)}</span>
          </dt>
          <dd>{t(`statement_${group.statement}`)}</dd>
        </div>
      ))}
    </dl>
  );

  function namesOf({ changes: all }: Group): string {
    const names = [...new Set(all.map((change) => name(change)))];
    const rest = names.length - mostNamed;
    const shown = names.slice(0, rest > 0 ? mostNamed : names.length).join(", ");
    return rest > 0 ? t("names_more", { names: shown, count: rest }) : shown;
  }

  /** How much all of them touch together; of several kinds each is counted below. */
  function countOf(group: Group): string | null {
    const together = happens.find(({ statement }) => statement === group.statement);
    if (together === undefined || weight(group) === 0) return null;
    return together.touched === "apart" ? t("touched_apart") : touched(together.touched);
  }
}

/** Whether anything captured is touched, or may be; what is hidden may be. */
function weight({ changes }: Group): number {
  const isTouching = ({ touched }: ChangeView): boolean =>
    touched === null || Object.values(touched).some((count) => count > 0);
  return changes.some(isTouching) ? 1 : 0;
}
