"use client";

import { useState } from "react";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { checkIcon, copyIcon } from "@kendali/ui/icons";

import { useTranslator } from "../locale/locale-provider.tsx";

/** Puts a text on the clipboard; where the browser does not allow it, the text is shown to be copied by hand. */
export function CopyButton({ text, words }: { text: string; words: string }) {
  const t = useTranslator(commonCatalogue);
  const [done, setDone] = useState<"copied" | "failed" | null>(null);
  const copy = () => {
    writeClipboard(text).then(
      () => setDone("copied"),
      () => setDone("failed"),
    );
  };
  return (
    <>
      <Button tight icon={done === "copied" ? checkIcon : copyIcon} onClick={copy} onBlur={() => setDone(null)}>
        <span aria-live="polite">{done === "copied" ? t("copied") : words}</span>
      </Button>
      {done === "failed" ? (
        <label className="copy-by-hand">
          {t("copy_by_hand")}
          <textarea readOnly rows={4} value={text} ref={(box) => box?.select()} />
        </label>
      ) : null}
    </>
  );
}

/** Pages without HTTPS have no clipboard of their own. */
async function writeClipboard(text: string): Promise<void> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (clipboard === undefined) throw new Error("no clipboard on this page");
  await clipboard.writeText(text);
}
