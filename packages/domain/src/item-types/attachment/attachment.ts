import { fileItemType } from "../file-reference.ts";

/** A file: a picture, a document, a table or a recording. */
export const attachment = fileItemType("attachment");
