"use client";

import { itemInputsCatalogue } from "@kendali/i18n/catalogues/item-inputs";
import { createTranslator } from "@kendali/i18n";
import { useEffect, useState } from "react";
import { Button } from "../components/button.tsx";
import { canScan } from "../components/barcode-detector.ts";
import { BarcodeScanner } from "../components/barcode-scanner.tsx";
import { TextBox } from "../components/text-box.tsx";
import { scanLineIcon } from "../icons.ts";
import { fieldOf } from "./field-of.ts";
import type { ItemInputProps } from "./item-input.ts";

/** A bar code: typed in a box, and read by the camera where the browser can. Where it cannot, the words below the box say so. */
export function BarcodeInput(props: ItemInputProps) {
  const t = createTranslator(props.locale, itemInputsCatalogue);
  const scans = useCanScan();
  const [isOpen, open] = useState(false);
  const [read, setRead] = useState<string | null>(null);
  const field = fieldOf(props);
  const hint = [field.hint ?? t("barcode_type"), scans === false ? t("barcode_no_scan") : ""];
  return (
    <div>
      <TextBox
        {...field}
        hint={hint.filter((words) => words !== "").join(" ")}
        value={props.value}
        onChange={props.onChange}
        autoComplete="off"
        isCode
        maxLength={props.item.maxLength ?? 100}
      />
      <p className="small ink2" role="status">
        {read !== null && read === props.value ? t("barcode_found", { code: read }) : ""}
      </p>
      {scans === true && props.disabled !== true && !isOpen && (
        <Button icon={scanLineIcon} onClick={() => open(true)}>
          {t("barcode_scan")}
        </Button>
      )}
      {isOpen && (
        <BarcodeScanner
          locale={props.locale}
          onFound={(code) => {
            props.onChange(code);
            setRead(code);
            open(false);
          }}
          onClose={() => open(false)}
        />
      )}
    </div>
  );
}

/** Null until the browser has said it. */
function useCanScan(): boolean | null {
  const [scans, setScans] = useState<boolean | null>(null);
  useEffect(() => {
    let isLeft = false;
    void canScan().then((answer) => {
      if (!isLeft) setScans(answer);
    });
    return () => {
      isLeft = true;
    };
  }, []);
  return scans;
}
