import type { FileMediaType } from "../item-types/file-reference.ts";

const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

type Mark = { readonly at: number; readonly bytes: readonly number[] };

/** The bytes by which a file of each type is known; null for plain text, which has none. Several: any of them. */
const marks: Record<FileMediaType, readonly (readonly Mark[])[] | null> = {
  "image/jpeg": [[{ at: 0, bytes: [0xff, 0xd8, 0xff] }]],
  "image/png": [[{ at: 0, bytes: [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a] }]],
  "image/webp": [
    [
      { at: 0, bytes: ascii("RIFF") },
      { at: 8, bytes: ascii("WEBP") },
    ],
  ],
  "application/pdf": [[{ at: 0, bytes: ascii("%PDF-") }]],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": [[{ at: 0, bytes: [0x50, 0x4b, 3, 4] }]],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [[{ at: 0, bytes: [0x50, 0x4b, 3, 4] }]],
  "audio/mp4": [[{ at: 4, bytes: ascii("ftyp") }]],
  "audio/mpeg": [[{ at: 0, bytes: ascii("ID3") }], [{ at: 0, bytes: [0xff, 0xfb] }], [{ at: 0, bytes: [0xff, 0xf3] }]],
  "text/plain": null,
  "text/csv": null,
};

/** Whether the first bytes of a file are those of the type it was announced as; text must not hold a NUL. */
export function isOfType(start: Uint8Array, type: FileMediaType): boolean {
  const known = marks[type];
  if (known === null) return !start.includes(0);
  return known.some((all) => all.every(({ at, bytes }) => bytes.every((byte, index) => start[at + index] === byte)));
}
