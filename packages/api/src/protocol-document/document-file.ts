import type { ProtocolDocument } from "@kendali/reports";

/** The files that a protocol document can be written as. */
export const documentFormats = ["docx", "pdf"] as const;

export type DocumentFormat = (typeof documentFormats)[number];

export const documentTypes: Readonly<Record<DocumentFormat, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
};

/** `oxytocin-rct_protocol_1.0_id.pdf` */
export function documentFileName(
  study: string,
  document: Pick<ProtocolDocument, "version" | "locale">,
  format: DocumentFormat,
): string {
  return `${study}_protocol_${document.version}_${document.locale}.${format}`;
}
