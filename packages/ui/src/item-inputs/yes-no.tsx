"use client";

import { YesNoRow } from "../components/yes-no-row.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

export function YesNoInput(props: ItemInputProps) {
  return (
    <YesNoRow
      {...fieldOf(props)}
      big={props.alone}
      value={props.value === "1" ? true : props.value === "0" ? false : null}
      onChange={(yes) => props.onChange(yes ? "1" : "0")}
    />
  );
}
