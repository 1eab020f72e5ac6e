export { documentFileName, documentFormats, type DocumentFormat } from "./document-file.ts";
export { writeDocument } from "./write-document.ts";
export { draftDocument, type DraftDocumentFile } from "./draft-document.ts";
