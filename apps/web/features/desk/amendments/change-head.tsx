"use client";

import type { ChangeView } from "@kendali/api";

import { useAmendmentWords } from "./use-amendment-words.ts";

/** Where a change is and what is done there: "changed  Forms · Milk volume / Amount of milk". */
export function ChangeHead({ change }: { change: Pick<ChangeView, "kind" | "path" | "place" | "property"> }) {
  const { t, trail, name } = useAmendmentWords();
  return (
    <>
      <p className="change-trail">
        <span className="tag">{t(`kind_${change.kind}`)}</span> {trail(change)}
      </p>
      <p>
        <b>{name(change)}</b>
      </p>
    </>
  );
}
