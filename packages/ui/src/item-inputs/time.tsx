"use client";

import { zoneOf } from "@kendali/i18n";
import { TimeBox } from "../components/time-box.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

export function TimeInput(props: ItemInputProps) {
  const zone = props.timeZone === undefined ? undefined : zoneOf(props.timeZone).name;
  return (
    <TimeBox
      {...fieldOf(props)}
      value={props.value}
      onChange={props.onChange}
      now={props.now?.slice(11, 16)}
      zone={zone}
    />
  );
}
