export { documentFileName, documentFormats } from "./document-file.ts";
export { draftDocument } from "./draft-document.ts";
export { createDocumentMaker, type DocumentMaker } from "./document-maker.ts";
