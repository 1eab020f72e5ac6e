import { fileItemType } from "../file-reference.ts";

/** A picture taken or chosen on the device: JPEG, PNG or WebP. */
export const photo = fileItemType("photo");
