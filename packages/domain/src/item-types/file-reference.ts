import { excerpt, type ItemTypeDefinition, parsed, parsedIfSound, type ValueProblem } from "./item-type.ts";

/** The endings a stored file can have, with the media type each stands for. The ending is derived from the type, never from a device's file name. */
export const fileMediaTypes = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  m4a: "audio/mp4",
  mp3: "audio/mpeg",
} as const satisfies Readonly<Record<string, string>>;

export type FileEnding = keyof typeof fileMediaTypes;
export type FileMediaType = (typeof fileMediaTypes)[FileEnding];

/** What a value of a file's item says: the SHA-256 of its bytes as 64 hexadecimal digits, and what kind of file it is. */
export type FileReference = { readonly hash: string; readonly mediaType: FileMediaType };

/** The item types whose value refers to a file, with the endings each takes and the most kilobytes (1,024 bytes) it takes when the item does not say. */
export const fileItemTypes = {
  photo: { endings: ["jpg", "png", "webp"], usualKilobytes: 4096 },
  signature: { endings: ["png"], usualKilobytes: 512 },
  attachment: {
    endings: ["jpg", "png", "webp", "pdf", "txt", "csv", "docx", "xlsx", "m4a", "mp3"],
    usualKilobytes: 10_240,
  },
} as const satisfies Readonly<
  Record<string, { readonly endings: readonly FileEnding[]; readonly usualKilobytes: number }>
>;
export type FileItemType = keyof typeof fileItemTypes;

/** The value that stands for a file: `<sha256>.<ending>`, which is also its name in a download. `null` for a type no item takes. */
export function fileValue(hash: string, mediaType: string): string | null {
  const ending = Object.entries(fileMediaTypes).find(([, type]) => type === mediaType)?.[0];
  return ending === undefined || !/^[0-9a-f]{64}$/.test(hash) ? null : `${hash}.${ending}`;
}

/** Reads such a value; `null` where it is none. */
export function readFileValue(value: unknown): FileReference | null {
  const parts = typeof value === "string" ? /^([0-9a-f]{64})\.([a-z0-9]{1,8})$/.exec(value) : null;
  const hash = parts?.[1];
  const ending = (Object.keys(fileMediaTypes) as FileEnding[]).find((known) => known === parts?.[2]);
  return hash === undefined || ending === undefined ? null : { hash, mediaType: fileMediaTypes[ending] };
}

/** What a photo, a signature and an attachment share: the value is a reference, and the bytes are kept elsewhere. */
export function fileItemType(type: FileItemType): ItemTypeDefinition {
  const { endings } = fileItemTypes[type];
  const check = (value: unknown): readonly ValueProblem[] => {
    if (typeof value !== "string") return [{ code: "value_wrong_type", params: { found: excerpt(value) } }];
    if (readFileValue(value) === null) return [{ code: "file_reference_invalid", params: { found: excerpt(value) } }];
    const ending = value.slice(65);
    if (endings.some((taken) => taken === ending)) return [];
    return [{ code: "file_type_not_taken", params: { found: ending, offered: endings.join(", ") } }];
  };
  return {
    parse: (text) => (text.trim() === "" ? parsed(null) : parsedIfSound(text.trim(), check(text.trim()))),
    check,
    // Sixty-four digits tell a reader nothing; eight tell two files apart.
    format: (value) => `${String(value).slice(0, 8)}…${String(value).slice(64)}`,
    toText: (value) => String(value),
    columnKind: () => "file",
    expressionType: null,
    defaultInput: type,
    isStored: true,
    isComputed: false,
    isCategorical: () => false,
    isNumeric: () => false,
    isDated: false,
    scoring: null,
    allowedProperties: ["maxKilobytes"],
    requiredProperties: [],
  };
}
