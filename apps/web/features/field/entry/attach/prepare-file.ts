import {
  type FileEnding,
  fileItemTypes,
  type FileItemType,
  fileMediaTypes,
  type FileMediaType,
  fileValue,
  holdsLocation,
  invariant,
  isOfType,
  type Item,
  withoutLocation,
} from "@kendali/domain";

import { fileSum } from "./file-sum.ts";
import type { KeptFile } from "./kept-files.ts";
import { redrawPhoto, redrawSignature } from "./redraw-picture.ts";

export type PreparedFile = Omit<KeptFile, "item" | "isSent">;

/** Why a file that was chosen is not taken. */
export type FileObstacle =
  | { readonly code: "unreadable" | "empty" | "has_location" }
  | { readonly code: "other_content"; readonly kind: string }
  | { readonly code: "other_type"; readonly offered: string }
  | { readonly code: "too_large"; readonly found: number; readonly most: number };

/** What an item takes: endings, and the most bytes. */
export function limitsOf(
  item: Item,
  type: FileItemType,
): { readonly endings: readonly FileEnding[]; readonly kilobytes: number } {
  const { endings, usualKilobytes } = fileItemTypes[type];
  return { endings, kilobytes: Math.min(item.maxKilobytes ?? usualKilobytes, 16_384) };
}

/**
 * Makes a chosen file ready to be kept and sent, with its SHA-256: pictures drawn anew, everything else as it is but for the
 * place where it was taken or recorded. What is not what its name says is told before anything is sent.
 */
export async function prepareFile(
  file: File,
  item: Item,
  type: FileItemType,
): Promise<PreparedFile | { readonly obstacle: FileObstacle }> {
  if (file.size === 0) return { obstacle: { code: "empty" } };
  const { endings, kilobytes } = limitsOf(item, type);
  const most = kilobytes * 1024;
  const mediaType = mediaTypeOf(file);
  if (type !== "attachment" || mediaType?.startsWith("image/") === true || file.type.startsWith("image/")) {
    const picture = await (type === "signature" ? redrawSignature(file, most) : redrawPhoto(file, most));
    return picture === null ? { obstacle: { code: "unreadable" } } : withValue(picture.content, picture.mediaType);
  }
  if (mediaType === null || !endings.some((ending) => fileMediaTypes[ending] === mediaType))
    return { obstacle: { code: "other_type", offered: endings.join(", ") } };
  if (file.size > most) return { obstacle: { code: "too_large", found: Math.ceil(file.size / 1024), most: kilobytes } };
  const content = await file.arrayBuffer();
  if (!isOfType(new Uint8Array(content, 0, Math.min(content.byteLength, 64)), mediaType))
    return { obstacle: { code: "other_content", kind: endingOf(mediaType).toUpperCase() } };
  if (mediaType.startsWith("text/")) return withValue(content, mediaType);
  // A packed document carries sums of its parts: what is blanked in it would make it unreadable.
  const isPacked = mediaType.includes("openxmlformats");
  if (isPacked && holdsLocation(new Uint8Array(content))) return { obstacle: { code: "has_location" } };
  return withValue(Uint8Array.from(withoutLocation(new Uint8Array(content))).buffer, mediaType);
}

function endingOf(mediaType: FileMediaType): string {
  return Object.entries(fileMediaTypes).find(([, type]) => type === mediaType)?.[0] ?? mediaType;
}

export async function withValue(content: ArrayBuffer, mediaType: string): Promise<PreparedFile> {
  const value = fileValue(await fileSum(content), mediaType);
  invariant(value !== null, `${mediaType} is no type of a stored file`);
  return { value, mediaType, content };
}

/** By the ending of its name, which devices agree on, else as the browser says; `null` for a type no item takes. */
function mediaTypeOf(file: File): FileMediaType | null {
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase().replace("jpeg", "jpg");
  const known = (Object.keys(fileMediaTypes) as FileEnding[]).find((one) => one === ending);
  if (known !== undefined) return fileMediaTypes[known];
  return Object.values(fileMediaTypes).find((type) => type === file.type) ?? null;
}
