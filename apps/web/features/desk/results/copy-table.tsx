"use client";

import { type RefObject, useState } from "react";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import type { ReportTable } from "@kendali/reports";
import { Button } from "@kendali/ui/components/button";
import { checkIcon, copyIcon } from "@kendali/ui/icons";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { documentHtml } from "./document-html.ts";
import { tableText } from "./table-text.ts";

type CopyTableProps = { table: ReportTable; place: RefObject<HTMLDivElement | null> };

/** Copies a table for a document (with its rules and italics) or as text whose columns a spreadsheet keeps apart. */
export function CopyTable({ table, place }: CopyTableProps) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const [done, setDone] = useState<"document" | "text" | "failed" | null>(null);
  const copy = (kind: "document" | "text") => {
    const text = tableText(table);
    const write =
      kind === "text" || place.current === null
        ? navigator.clipboard.writeText(text)
        : writeDocument(documentHtml(place.current), text);
    write.then(
      () => setDone(kind),
      () => setDone("failed"),
    );
  };
  const label = (kind: "document" | "text") => (done === kind ? t("copied") : t(`copy_${kind}`));
  return (
    <div className="copy" onBlur={() => setDone(null)}>
      {(["document", "text"] as const).map((kind) => (
        <Button key={kind} tight icon={done === kind ? checkIcon : copyIcon} onClick={() => copy(kind)}>
          <span aria-live="polite">{label(kind)}</span>
        </Button>
      ))}
      {done === "failed" ? <span className="note">{t("copy_failed")}</span> : null}
    </div>
  );
}

async function writeDocument(html: string, text: string): Promise<void> {
  const item = new ClipboardItem({
    "text/html": new Blob([html], { type: "text/html" }),
    "text/plain": new Blob([text], { type: "text/plain" }),
  });
  await navigator.clipboard.write([item]);
}
