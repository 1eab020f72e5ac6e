"use client";

import type { ItemInputProps } from "./item-input.ts";
import { NumberInput } from "./number-input.tsx";

export function DecimalInput(props: ItemInputProps) {
  return <NumberInput {...props} whole={false} />;
}
