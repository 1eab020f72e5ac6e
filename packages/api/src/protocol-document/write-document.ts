import type { ProtocolDocument } from "@kendali/reports";
import type { DocumentFormat } from "./document-file.ts";
import { writeDocx } from "./write-docx.ts";
import { writePdf } from "./write-pdf.ts";

const writers: Readonly<Record<DocumentFormat, (document: ProtocolDocument) => Promise<Uint8Array>>> = {
  docx: writeDocx,
  pdf: writePdf,
};

/** The bytes of a protocol document. */
export function writeDocument(document: ProtocolDocument, format: DocumentFormat): Promise<Uint8Array> {
  return writers[format](document);
}
