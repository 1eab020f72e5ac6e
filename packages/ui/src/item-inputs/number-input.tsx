"use client";

import { NumberBox } from "../components/number-box.tsx";
import { numberFieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

/** What integer and decimal share; a reading that stands alone on its screen, or has a unit, is drawn large. */
export function NumberInput({ whole, ...props }: ItemInputProps & { readonly whole: boolean }) {
  return (
    <NumberBox
      {...numberFieldOf(props, whole)}
      value={props.value}
      onChange={props.onChange}
      unit={props.item.unit}
      whole={whole}
      big={props.alone === true || props.item.unit !== undefined}
    />
  );
}
