export { documentFileName, documentFormats, type DocumentFormat } from "./document-file.ts";
export { writeDocument } from "./write-document.ts";
