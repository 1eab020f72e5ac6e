import type { Locale, Protocol } from "@kendali/domain";
import { buildProtocolDocument } from "@kendali/reports";
import { withoutSettings } from "../viewed-protocol.ts";
import { documentFileName, documentTypes, type DocumentFormat } from "./document-file.ts";
import { writeDocument } from "./write-document.ts";

/** A protocol document to be made; `text` is the stored document, which only whoever makes it reads. */
export type DocumentJob = {
  readonly text: string;
  /** A trial runs by the settings of its scheme: they are taken out, and with them the hash of the whole. */
  readonly settingsHidden: boolean;
  readonly locale: Locale;
  readonly format: DocumentFormat;
};

export type MadeDocument = { readonly fileName: string; readonly type: string; readonly bytes: Uint8Array };

/** Reads a stored protocol, puts its document together and writes it as a file. */
export async function makeDocument({ text, settingsHidden, locale, format }: DocumentJob): Promise<MadeDocument> {
  // It was readable when it was stored.
  const stored = JSON.parse(text) as Protocol;
  const document = settingsHidden ? withoutSettings(stored) : stored;
  const model = buildProtocolDocument(document, locale, { isWhole: !settingsHidden });
  return {
    fileName: documentFileName(document.key, model, format),
    type: documentTypes[format],
    bytes: await writeDocument(model, format),
  };
}
