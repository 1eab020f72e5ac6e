"use client";

import { fieldId } from "../shell/mend-href.ts";
import { FindingNote } from "../shell/edit-fields.tsx";
import { useFindingsAt } from "../shell/use-builder.ts";
import { Box, Frame } from "./fields.tsx";

export type ExpressionBoxProps = {
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
export function ExpressionBox({ path, label, value, onChange, hint }: ExpressionBoxProps) {
  const id = fieldId(path);
  const findings = useFindingsAt(path);
  return (
    <div>
      <Frame id={id} label={label} hint={hint}>
        {(given) => (
          <Box
            {...given}
            id={id}
            long
            mono
            value={value}
            onChange={onChange}
            maxLength={2000}
            tone={findings.some(({ severity }) => severity === "must") ? "warn" : ""}
          />
        )}
      </Frame>
      <FindingNote path={path} />
    </div>
  );
}
