"use client";

import { itemTypes } from "@kendali/domain";
import { PartialDateBoxes } from "../components/partial-date-boxes.tsx";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

export function PartialDateInput(props: ItemInputProps) {
  const { item, codelist, locale, value } = props;
  const field = { item, codelist };
  const read = itemTypes.partial_date.parse(value, field, locale);
  const kept = read.ok && read.value !== null ? itemTypes.partial_date.format(read.value, field, locale) : undefined;
  return <PartialDateBoxes {...fieldOf(props)} value={value} onChange={props.onChange} kept={kept} />;
}
