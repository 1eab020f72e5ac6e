"use client";

import type { ChangeView } from "@kendali/api";

import { inOneLanguage, useAmendmentWords } from "./use-amendment-words.ts";

type Group = { readonly statement: ChangeView["statement"]; readonly changes: ChangeView[] };

/** What becomes of what is captured, in sentences: one for each kind of change, those that touch data first. */
export function WhatHappens({ changes }: { changes: readonly ChangeView[] }) {
  const { t, locale, touched } = useAmendmentWords();
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
          <dt>{countWords(group)}</dt>
          <dd>{t(`statement_${group.statement}`)}</dd>
        </div>
      ))}
    </dl>
  );

  /** How much, where every change of the group touches the same; else how many changes, which are counted one by one below. */
  function countWords(group: Group): string {
    const said = new Set(group.changes.map((change) => touched(change.touched)));
    const [only] = said;
    const changed = t("group_changes", { count: group.changes.length });
    return said.size === 1 && only !== undefined && weight(group) > 0 ? `${changed}, ${only}` : changed;
  }
}

/** Whether anything captured is touched, or may be; what is hidden may be. */
function weight({ changes }: Group): number {
  const isTouching = ({ touched }: ChangeView): boolean =>
    touched === null || Object.values(touched).some((count) => count > 0);
  return changes.some(isTouching) ? 1 : 0;
}
