"use client";

import { createTranslator, uiCatalogue } from "@kendali/i18n";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

/** Nobody enters it: the caller gives the words of what was computed, or nothing while something is missing. */
export function CalculatedInput(props: ItemInputProps) {
  const t = createTranslator(props.locale, uiCatalogue);
  const { id, label } = fieldOf(props);
  return (
    <div className="answer-calc">
      <span id={`${id}-label`}>
        {label}
        <br />
        {t(props.value === "" ? "calculated_waiting" : "calculated")}
      </span>
      <output id={id} aria-labelledby={`${id}-label`}>
        {props.value === "" ? "–" : props.value}
      </output>
    </div>
  );
}
