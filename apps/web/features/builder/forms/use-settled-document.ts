"use client";

import { useEffect, useMemo, useState } from "react";

import { placedItems, type Protocol } from "@kendali/domain";

import type { ExpressionDocument } from "../expressions/expression-field.tsx";
import { useAt } from "../shell/use-builder.ts";

/** How long after the last letter the words of other items are read anew, in ms. */
const quietMs = 200;

/**
 * What expressions may speak of. Which names there are is always the newest; the words that names are read back with
 * follow once nobody types, since an expression is not what is being typed while they change.
 */
export function useSettledDocument(): ExpressionDocument {
  const design = useAt(["design"]) as unknown as Protocol["design"];
  const forms = useAt(["forms"]) as unknown as Protocol["forms"];
  const codelists = useAt(["codelists"]) as unknown as Protocol["codelists"];
  const visits = useAt(["visits"]) as unknown as Protocol["visits"];
  const now = useMemo(() => ({ design, forms, codelists, visits }), [design, forms, codelists, visits]);
  const names = useMemo(() => namesOf(forms), [forms]);
  const [settled, setSettled] = useState({ document: now, names });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ document: now, names }), quietMs);
    return () => clearTimeout(timer);
  }, [now, names]);
  return settled.names === names ? settled.document : now;
}

function namesOf(forms: Protocol["forms"]): string {
  return placedItems({ forms })
    .map(({ item, form }) => `${form.key} ${item.key} ${item.type} ${item.codelist ?? ""}`)
    .join("\n");
}
