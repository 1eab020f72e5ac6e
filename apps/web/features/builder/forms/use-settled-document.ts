"use client";

import { useEffect, useState } from "react";

import type { ExpressionDocument } from "../expressions/expression-field.tsx";
import type { BuilderStore } from "../shell/builder-store.ts";
import { useBuilderStore } from "../shell/use-builder.ts";
import { itemNames } from "./item-names.ts";

/** How long after the last letter the words of other items are read anew, in ms. */
const quietMs = 200;

/**
 * What expressions may speak of. Which names there are is always the newest; the words that names are read back with
 * follow once nobody types, since an expression is not what is being typed while they change. Who uses it is drawn again
 * then, and not at every letter.
 */
export function useSettledDocument(): ExpressionDocument {
  const store = useBuilderStore();
  const [settled, setSettled] = useState(() => spokenOf(store));
  useEffect(() => {
    let shown: ExpressionDocument | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const settle = () => {
      timer = null;
      const next = spokenOf(store);
      shown = next;
      setSettled((before) => (isSame(before, next) ? before : next));
    };
    const look = () => {
      const next = spokenOf(store);
      if (shown !== null && isSame(shown, next)) return;
      if (timer !== null) clearTimeout(timer);
      if (shown === null || itemNames(next.forms) !== itemNames(shown.forms)) return settle();
      timer = setTimeout(settle, quietMs);
    };
    look();
    const stop = store.subscribe(look);
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store]);
  return settled;
}

function spokenOf(store: BuilderStore): ExpressionDocument {
  const { design, forms, codelists, visits } = store.get().document;
  return { design, forms, codelists, visits };
}

function isSame(one: ExpressionDocument, other: ExpressionDocument): boolean {
  return (
    one.design === other.design &&
    one.forms === other.forms &&
    one.codelists === other.codelists &&
    one.visits === other.visits
  );
}
