/** Bytes of a file that tell a place, from `from` up to but not including `to`. */
type Spot = { readonly from: number; readonly to: number; readonly fill: number };

const space = 0x20;
const gpsPointer = 0x8825;
/** Bytes per value by the type of an Exif entry (CIPA DC-008, table 4); types that nobody defined hold none. */
const sizeOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** Directories that one Exif block is followed through: that of the picture and that of its small copy, and no circle. */
const mostDirectories = 4;
/** A real directory has some thirty entries, a real file some pictures: a made one keeps nobody busy. */
const mostEntries = 400;
const mostBlocks = 1000;
/** Characters of a coordinate in XMP, at most. */
const longestValue = 200;

/**
 * Whether a file tells where it was taken or recorded: GPS entries of Exif (in a JPEG, also in the further pictures that
 * phones append to it; in PNG `eXIf`, WebP `EXIF`, and in pictures that stand in a PDF), GPS properties of XMP that is not
 * compressed, and the place of an MP4 recording (`©xyz`, `loci`). Source: CIPA DC-008 (Exif 2.32) 4.6.6, Adobe XMP part 2,
 * PNG 3rd edition 11.3.2.4, 3GPP TS 26.244 8.10. What is written in compressed parts is not read.
 */
export function holdsLocation(file: Uint8Array): boolean {
  return spotsOf(file).length > 0;
}

/**
 * The same file with what tells a place blanked: as long as before and the same byte for byte everywhere else (in a PNG but
 * for the checksums of the chunks concerned), so the picture, its orientation and its date stay. A file that tells none is
 * answered as it is.
 */
export function withoutLocation(file: Uint8Array): Uint8Array {
  const spots = spotsOf(file);
  if (spots.length === 0) return file;
  const made = Uint8Array.from(file);
  for (const { from, to, fill } of spots) made.fill(fill, from, to);
  for (const { from, to, type } of pngChunks(made)) {
    if (!spots.some((spot) => spot.from < to && spot.to > from)) continue;
    new DataView(made.buffer).setUint32(to, crc32(made, type, to));
  }
  return made;
}

function spotsOf(file: Uint8Array): readonly Spot[] {
  const blocks = [...positionsOf(file, "Exif\0\0").map((at) => at + 6), ...rawExif(file)].slice(0, mostBlocks);
  return [...blocks.flatMap((at) => exifSpots(file, at)), ...xmpSpots(file), ...recordingSpots(file)];
}

/** Where Exif blocks stand that PNG and WebP keep without the mark that JPEG puts before them. */
function rawExif(file: Uint8Array): readonly number[] {
  const png = pngChunks(file).flatMap(({ from, type }) => (isText(file, type, "eXIf") ? [from] : []));
  const webp = isText(file, 8, "WEBP") ? positionsOf(file, "EXIF").map((at) => at + 8) : [];
  return [...png, ...webp];
}

/** Everything in the GPS directories of one Exif block: the entries, and the values that stand apart from them. */
function exifSpots(file: Uint8Array, start: number): readonly Spot[] {
  const isLittle = isText(file, start, "II*\0");
  if (!isLittle && !isText(file, start, "MM\0*")) return [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const u16 = (at: number): number => (at + 2 <= file.length ? view.getUint16(at, isLittle) : 0);
  const u32 = (at: number): number => (at + 4 <= file.length ? view.getUint32(at, isLittle) : 0);
  const entriesOf = (directory: number): readonly number[] =>
    Array.from({ length: Math.min(u16(directory), mostEntries) }, (_, index) => directory + 2 + 12 * index).filter(
      (entry) => entry + 12 <= file.length,
    );
  const spots: Spot[] = [];
  let next = u32(start + 4);
  for (let seen = 0; next !== 0 && seen < mostDirectories; seen += 1) {
    const entries = entriesOf(start + next);
    const pointer = entries.find((entry) => u16(entry) === gpsPointer);
    next = u32(start + next + 2 + 12 * u16(start + next));
    if (pointer === undefined) continue;
    const directory = start + u32(pointer + 8);
    const inside = entriesOf(directory);
    // Cameras without a place write which version of the directory they would have written.
    if (inside.every((entry) => u16(entry) === 0)) continue;
    spots.push({ from: directory, to: directory + 2 + 12 * inside.length, fill: 0 });
    for (const entry of inside) {
      const bytes = (sizeOfType[u16(entry + 2)] ?? 0) * u32(entry + 4);
      const from = start + u32(entry + 8);
      if (bytes > 4 && from + bytes <= file.length) spots.push({ from, to: from + bytes, fill: 0 });
    }
  }
  return spots;
}

/** The values of GPS properties in XMP, written as attributes or as elements. */
function xmpSpots(file: Uint8Array): readonly Spot[] {
  const spots: Spot[] = [];
  for (const at of positionsOf(file, ":GPS")) {
    let from = at + 4;
    while (isLetter(file[from])) from += 1;
    const mark = String.fromCharCode(file[from] ?? 0, file[from + 1] ?? 0);
    const isElement = mark.startsWith(">");
    if (!isElement && mark !== '="' && mark !== "='") continue;
    from += isElement ? 1 : 2;
    const rest = file.subarray(from, from + longestValue);
    const length = rest.indexOf(isElement ? 0x3c : (file[from - 1] ?? 0));
    if (length === -1) continue;
    const end = from + length;
    const told = rest.subarray(0, length);
    if (nameOf(file, at + 4).startsWith("VersionID") || told.every((byte) => byte <= space)) continue;
    spots.push({ from, to: end, fill: space });
  }
  return spots;
}

/** Boxes of an MP4 recording that hold a place. */
function recordingSpots(file: Uint8Array): readonly Spot[] {
  if (!isText(file, 4, "ftyp")) return [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const boxes = ["\u00a9xyz", "loci"]
    .flatMap((name) => positionsOf(file, name))
    .flatMap((at) => {
      const size = at >= 4 ? view.getUint32(at - 4) : 0;
      const to = at - 4 + size;
      // Sound may hold these four bytes by chance; a box says how long it is, and it is short.
      if (size < 9 || size > 400 || to > file.length) return [];
      return file.subarray(at + 4, to).every((byte) => byte === 0) ? [] : [{ from: at + 4, to, fill: 0 }];
    });
  if (positionsOf(file, "quicktime.location").length === 0) return boxes;
  // Its value stands in another box, as ISO 6709: +DD.DDDD+DDD.DDDD/
  const told = [...positionsOf(file, "+"), ...positionsOf(file, "-")].flatMap((from) => {
    const text = String.fromCharCode(...file.subarray(from, from + 60));
    const found = /^[+-]\d{2}\.\d+[+-]\d{3}\.\d+(?:[+-]\d+(?:\.\d+)?)?\//.exec(text);
    return found === null ? [] : [{ from, to: from + found[0].length, fill: space }];
  });
  return [...boxes, ...told];
}

type Chunk = { readonly type: number; readonly from: number; readonly to: number };

/** The chunks of a PNG, by where their type, their first byte and their checksum stand. */
function pngChunks(file: Uint8Array): readonly Chunk[] {
  if (!isText(file, 1, "PNG\r\n")) return [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const to = at + 8 + view.getUint32(at);
    if (to + 4 > file.length) break;
    chunks.push({ type: at + 4, from: at + 8, to });
    at = to + 4;
  }
  return chunks;
}

/** The checksum of PNG (ISO 3309, polynomial 0xEDB88320) over the bytes from `from` up to `to`. */
function crc32(file: Uint8Array, from: number, to: number): number {
  let sum = 0xffffffff;
  for (const byte of file.subarray(from, to)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function positionsOf(file: Uint8Array, text: string): readonly number[] {
  const found: number[] = [];
  const first = text.charCodeAt(0);
  for (let at = file.indexOf(first); at !== -1; at = file.indexOf(first, at + 1))
    if (isText(file, at, text)) found.push(at);
  return found;
}

function isText(file: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (file[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

function nameOf(file: Uint8Array, from: number): string {
  let to = from;
  while (isLetter(file[to])) to += 1;
  return String.fromCharCode(...file.subarray(from, Math.min(to, from + 40)));
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}
