"use client";

import { TextBox } from "../components/text-box.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

export function TextInput(props: ItemInputProps) {
  return (
    <TextBox
      {...fieldOf(props)}
      value={props.value}
      onChange={props.onChange}
      maxLength={props.item.maxLength}
      // A phone that many mothers are asked on must not offer one's words to the next.
      autoComplete="off"
    />
  );
}
