"use client";

import { TextBox } from "../components/text-box.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

export function LongTextInput(props: ItemInputProps) {
  return (
    <TextBox
      {...fieldOf(props)}
      value={props.value}
      onChange={props.onChange}
      maxLength={props.item.maxLength}
      autoComplete="off"
      long
    />
  );
}
