import { type CompiledField, fileItemTypes } from "@kendali/domain";

/** Whether an item's answer stands for a file: a photo, a signature or an attachment. */
export function isFileField({ item }: CompiledField): boolean {
  return Object.hasOwn(fileItemTypes, item.type);
}
