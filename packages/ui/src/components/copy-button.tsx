"use client";

import { commonCatalogue, createTranslator, type Locale } from "@kendali/i18n";
import { useState } from "react";
import { checkIcon, copyIcon } from "../icons.ts";
import { Button } from "./button.tsx";

export type CopyButtonProps = {
  readonly locale: Locale;
  readonly text: string;
  readonly label?: string | undefined;
};

/** Puts a text on the clipboard and says so in the button; where the browser forbids it, the text can still be selected by hand. */
export function CopyButton({ locale, text, label }: CopyButtonProps) {
  const t = createTranslator(locale, commonCatalogue);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button
      tight
      icon={copied ? checkIcon : copyIcon}
      onClick={() => void copy().catch(() => setCopied(false))}
      onBlur={() => setCopied(false)}
    >
      <span aria-live="polite">{copied ? t("copied") : (label ?? t("copy"))}</span>
    </Button>
  );
}
