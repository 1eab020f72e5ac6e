"use client";

import { MultipleChoiceRows } from "../components/choice-rows.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";
import { optionsOf } from "./options-of.ts";

export function MultipleChoiceInput(props: ItemInputProps) {
  return (
    <MultipleChoiceRows
      {...fieldOf(props)}
      options={optionsOf(props.codelist, props.locale)}
      value={props.value.split(/[\s,;|]+/).filter((code) => code !== "")}
      onChange={(codes) => props.onChange(codes.join(", "))}
    />
  );
}
