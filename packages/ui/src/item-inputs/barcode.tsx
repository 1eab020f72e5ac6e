"use client";

import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { createTranslator } from "@kendali/i18n";
import { useState, useSyncExternalStore } from "react";
import { Button } from "../components/button.tsx";
import { canScan } from "../components/barcode-detector.ts";
import { BarcodeScanner } from "../components/barcode-scanner.tsx";
import { TextBox } from "../components/text-box.tsx";
import { scanLineIcon } from "../icons.ts";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

const never = () => () => undefined;

/** A bar code: typed in a box, and read by the camera where the browser can. */
export function BarcodeInput(props: ItemInputProps) {
  const t = createTranslator(props.locale, itemInputsCatalogue);
  const scans = useSyncExternalStore(never, canScan, () => false);
  const [isOpen, open] = useState(false);
  const field = fieldOf(props);
  return (
    <div>
      <TextBox
        {...field}
        hint={field.hint ?? t("barcode_type")}
        value={props.value}
        onChange={props.onChange}
        autoComplete="off"
        maxLength={props.item.maxLength ?? 100}
      />
      {scans && props.disabled !== true && !isOpen && (
        <Button icon={scanLineIcon} onClick={() => open(true)}>
          {t("barcode_scan")}
        </Button>
      )}
      {isOpen && (
        <BarcodeScanner
          locale={props.locale}
          onFound={(code) => {
            props.onChange(code);
            open(false);
          }}
          onClose={() => open(false)}
        />
      )}
    </div>
  );
}
