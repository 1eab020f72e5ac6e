"use client";

import { zoneOf } from "@kendali/i18n";
import { DateTimeBox } from "../components/date-time-box.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

export function DateTimeInput(props: ItemInputProps) {
  const zone = props.timeZone === undefined ? undefined : zoneOf(props.timeZone).name;
  return (
    <DateTimeBox
      {...fieldOf(props)}
      value={props.value}
      onChange={props.onChange}
      now={props.now}
      zone={zone}
      echo={props.echo}
    />
  );
}
