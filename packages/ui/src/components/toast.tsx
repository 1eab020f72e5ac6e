"use client";

import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { useEffect } from "react";
import { undo2Icon } from "../icons.ts";
import { Button } from "./button.tsx";

export type UndoToastProps = {
  readonly locale: Locale;
  /** What was done: "Terhapus." */
  readonly words: string;
  readonly onUndo: () => void;
  /** Called after ten seconds, or at once when the page goes. */
  readonly onExpire: () => void;
};

const tenSeconds = 10_000;

/** Confirms something that can be undone; the only use of a toast. Anything that lasts is a state on the page. */
export function UndoToast({ locale, words, onUndo, onExpire }: UndoToastProps) {
  const t = createTranslator(locale, uiCatalogue);
  useEffect(() => {
    const timer = setTimeout(onExpire, tenSeconds);
    return () => clearTimeout(timer);
  }, [onExpire]);
  return (
    <div className="toast" role="status">
      {words}
      <Button kind="plain" icon={undo2Icon} onClick={onUndo}>
        {t("undo")}
      </Button>
    </div>
  );
}
