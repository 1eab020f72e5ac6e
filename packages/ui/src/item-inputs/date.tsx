"use client";

import { DateBoxes } from "../components/date-boxes.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

export function DateInput(props: ItemInputProps) {
  return (
    <DateBoxes
      {...fieldOf(props)}
      value={props.value}
      onChange={props.onChange}
      today={props.now?.slice(0, 10)}
      echo={props.echo}
    />
  );
}
