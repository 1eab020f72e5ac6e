"use client";

import { lazy, Suspense } from "react";

import { typingPlace } from "../expressions/kept-typing.ts";
import { FindingNote } from "../shell/edit-fields.tsx";
import { fieldId } from "../shell/mend-href.ts";
import { useBuilderStore } from "../shell/use-builder.ts";
import { Box, Frame } from "./fields.tsx";
import { useSettledDocument } from "./use-settled-document.ts";

/** It brings the expression engine with it, which the page is drawn before. */
const ExpressionField = lazy(async () => ({
  default: (await import("../expressions/expression-field.tsx")).ExpressionField,
}));

type ExpressionBoxProps = {
  readonly path: readonly string[];
  /** Where it stands, which decides what it may name. */
  readonly place: { readonly form: string; readonly item: string };
  readonly use: "relevant" | "constraint" | "calculation";
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly hint?: string | undefined;
};

/** An expression as it is written in the document. */
export function ExpressionBox({ path, place, use, label, value, onChange, hint }: ExpressionBoxProps) {
  const id = fieldId(path);
  const store = useBuilderStore();
  const document = useSettledDocument();
  return (
    <Suspense fallback={<Waiting id={id} label={label} hint={hint} value={value} />}>
      <ExpressionField
        id={id}
        label={label}
        hint={hint}
        document={document}
        place={{ ...place, use }}
        value={value}
        onChange={onChange}
        mayEdit={store.get().draft.mayEdit}
        keep={typingPlace(store.get().draft.id, path)}
      >
        <FindingNote path={path} />
      </ExpressionField>
    </Suspense>
  );
}

/** The text, until the box that explains it is there. */
function Waiting({ id, label, hint, value }: { id: string; label: string; hint: string | undefined; value: string }) {
  return (
    <Frame id={id} label={label} hint={hint}>
      {(given) => <Box {...given} id={id} long mono locked value={value} onChange={() => undefined} tone="" />}
    </Frame>
  );
}
