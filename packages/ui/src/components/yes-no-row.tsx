"use client";

import { createTranslator, uiCatalogue } from "@kendali/i18n";
import { ChoiceRows } from "./choice-rows.tsx";
import type { FieldProps } from "./field-frame.tsx";

export type YesNoRowProps = FieldProps & {
  readonly value: boolean | null;
  readonly onChange: (value: boolean) => void;
  readonly big?: boolean | undefined;
};

/** Ya or Tidak; neither has a colour of its own, because neither is the good answer. */
export function YesNoRow({ value, onChange, ...field }: YesNoRowProps) {
  const t = createTranslator(field.locale, uiCatalogue);
  return (
    <ChoiceRows
      {...field}
      options={[
        { value: "yes", label: t("yes") },
        { value: "no", label: t("no") },
      ]}
      value={value === null ? null : value ? "yes" : "no"}
      onChange={(chosen) => onChange(chosen === "yes")}
    />
  );
}
