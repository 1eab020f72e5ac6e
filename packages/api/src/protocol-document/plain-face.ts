/** Tables that place letters by their neighbours: ligatures, kerning, marks. Latin and Greek words read well without them. */
const shapingTables: ReadonlySet<string> = new Set(["GSUB", "GPOS", "GDEF", "kern", "MATH"]);

/**
 * A TrueType file whose directory names no shaping tables. Reading a face's rules for every word takes longer than all else of
 * a document together; its letters and widths stay as they are.
 */
export function plainFace(file: Uint8Array): Buffer {
  const face = Buffer.from(file);
  const count = face.readUInt16BE(4);
  const records = Array.from({ length: count }, (_, index) => face.subarray(12 + 16 * index, 28 + 16 * index));
  const kept = records
    .filter((record) => !shapingTables.has(record.toString("latin1", 0, 4)))
    .map((record) => Buffer.from(record));
  kept.forEach((record, index) => record.copy(face, 12 + 16 * index));
  face.writeUInt16BE(kept.length, 4);
  return face;
}
