import { fileItemType } from "../file-reference.ts";

/** A signature drawn on the screen, kept as a PNG. */
export const signature = fileItemType("signature");
