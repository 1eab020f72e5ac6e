"use client";

import { ChoiceRows } from "../components/choice-rows.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";
import { optionsOf } from "./options-of.ts";

export function ChoiceInput(props: ItemInputProps) {
  return (
    <ChoiceRows
      {...fieldOf(props)}
      options={optionsOf(props.codelist, props.locale)}
      value={props.value === "" ? null : props.value}
      onChange={props.onChange}
    />
  );
}
