"use client";

import { useState } from "react";

import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { formatNumber } from "@kendali/i18n";
import { NumberBox } from "@kendali/ui/components/number-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

/** A number that is asked: as it is typed, with comma or point; what cannot be read stays in the box with its problem. */
export function NumberAnswer({
  id,
  label,
  hint,
  unit,
  value,
  whole = false,
  min,
  max,
  isRequired = true,
  onChange,
  onRead,
}: {
  id: string;
  label: string;
  hint?: string;
  unit?: string | undefined;
  value: number | null;
  whole?: boolean;
  min: number;
  max: number;
  isRequired?: boolean;
  onChange: (value: number | null) => void;
  onRead: (name: string, isReadable: boolean) => void;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const stored = value === null ? "" : locale === "id" ? String(value).replace(".", ",") : String(value);
  const shown = typed !== null && read(typed) !== value && problemOf(typed) === null ? stored : (typed ?? stored);
  function read(text: string): number | null {
    const plain = text.trim().replace(",", ".");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
  }
  function problemOf(text: string): string | null {
    if (text.trim() === "") return isRequired ? t("number_unreadable_empty") : null;
    const number = read(text);
    if (number === null) return t("number_unreadable_empty");
    if (whole && !Number.isInteger(number)) return t("number_whole");
    if (number < min || number > max) {
      return t("number_range", { min: formatNumber(locale, min), max: formatNumber(locale, max) });
    }
    return null;
  }
  const problem = typed === null ? null : problemOf(typed);
  return (
    <NumberBox
      id={id}
      locale={locale}
      label={label}
      hint={hint}
      unit={unit}
      whole={whole}
      value={shown}
      problems={problem === null ? [] : [{ tone: "bad", title: problem }]}
      onChange={(next) => {
        setTyped(next);
        const found = problemOf(next);
        onRead(id, found === null);
        if (found === null) onChange(read(next));
      }}
      onBlur={() => {
        if (problem === null) setTyped(null);
      }}
    />
  );
}
