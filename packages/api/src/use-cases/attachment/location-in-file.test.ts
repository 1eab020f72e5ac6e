import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { holdsLocation, withoutLocation } from "@kendali/domain";

type Entry = readonly [tag: number, type: number, count: number, value: number];

/** An Exif block: a first directory with an orientation and a pointer to the GPS directory, whose values follow it. */
function exif(gps: readonly Entry[], isLittle = true): Buffer {
  const u16 = (value: number) => {
    const made = Buffer.alloc(2);
    return (isLittle ? made.writeUInt16LE(value) : made.writeUInt16BE(value), made);
  };
  const u32 = (value: number) => {
    const made = Buffer.alloc(4);
    return (isLittle ? made.writeUInt32LE(value) : made.writeUInt32BE(value), made);
  };
  const short = (value: number) => (isLittle ? u32(value) : u32(value * 65_536));
  const directory = (entries: readonly Entry[]) =>
    Buffer.concat([
      u16(entries.length),
      ...entries.map(([tag, type, count, value]) =>
        Buffer.concat([u16(tag), u16(type), u32(count), type === 3 ? short(value) : u32(value)]),
      ),
      u32(0),
    ]);
  const head = Buffer.concat([Buffer.from(isLittle ? "II*\0" : "MM\0*", "latin1"), u32(8)]);
  const first = directory([
    [0x0112, 3, 1, 6],
    [0x8825, 4, 1, 38],
  ]);
  const values = Buffer.concat([6, 1, 53, 1, 612, 100, 107, 1, 36, 1, 4242, 100].map(u32));
  return Buffer.concat([head, first, directory(gps), values]);
}
const at = 38 + 2 + 12 * 4 + 4;
const bandung: readonly Entry[] = [
  [1, 2, 2, 0x53],
  [2, 5, 3, at],
  [3, 2, 2, 0x45],
  [4, 5, 3, at + 24],
];

function jpeg(...segments: readonly Buffer[]): Buffer {
  const parts = segments.map((content) => {
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, content]);
  });
  const picture = Buffer.from("ffda000c03010002110311003f00a1b2c3d4e5f6ffd9", "hex");
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, picture]);
}
const marked = (block: Buffer) => Buffer.concat([Buffer.from("Exif\0\0", "latin1"), block]);

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
const pngHead = Buffer.from("\u0089PNG\r\n\u001a\n", "latin1");
const pixels = chunk("IDAT", Buffer.from("any pixels"));

const xmp = (inner: string) => Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${inner}</x:xmpmeta>`, "latin1");
const attributes = 'tiff:Orientation="6" exif:GPSLatitude="6,53.102S" exif:GPSLongitude="107,36.7E"';
const elements = "<exif:GPSLatitude>6,53.102S</exif:GPSLatitude><exif:DateTimeOriginal>2026</exif:DateTimeOriginal>";

const telling: readonly (readonly [string, Buffer])[] = [
  ["JPEG, little end first", jpeg(marked(exif(bandung)))],
  ["JPEG, big end first", jpeg(marked(exif(bandung, false)))],
  ["JPEG, in a second picture behind the first", Buffer.concat([jpeg(), jpeg(marked(exif(bandung)))])],
  ["JPEG, in XMP attributes", jpeg(xmp(`<rdf:Description ${attributes}/>`))],
  ["JPEG, in XMP elements", jpeg(xmp(elements))],
  ["PNG eXIf", Buffer.concat([pngHead, chunk("eXIf", exif(bandung)), pixels])],
  ["PNG XMP", Buffer.concat([pngHead, chunk("iTXt", Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${attributes}`)), pixels])],
  ["WebP", Buffer.concat([Buffer.from("RIFF\u0010\0\0\0WEBPEXIF\u0010\0\0\0", "latin1"), exif(bandung)])],
  [
    "PDF with a photo",
    Buffer.concat([Buffer.from("%PDF-1.7 stream "), jpeg(marked(exif(bandung))), Buffer.from("endstream")]),
  ],
  [
    "M4A",
    Buffer.from(
      "\0\0\0\u0018ftypM4A \0\0\0\0\0\0\0\0\0\0\0\u001e\u00a9xyz\0\u0012\u0015\u00c7-06.8852+107.6117/",
      "latin1",
    ),
  ],
  [
    "M4A, Apple's key",
    Buffer.from("\0\0\0\u0018ftypM4A com.apple.quicktime.location.ISO6709 data -06.8852+107.6117+0712.5/", "latin1"),
  ],
];

describe("a place in a file", () => {
  test.each(telling)("is found and blanked: %s", (_name, file) => {
    expect(holdsLocation(file)).toBe(true);
    const blanked = withoutLocation(file);
    expect(holdsLocation(blanked)).toBe(false);
    expect(blanked).toHaveLength(file.length);
    expect(withoutLocation(blanked)).toBe(blanked);
  });

  test("goes alone: orientation, date and picture stay byte for byte", () => {
    const file = jpeg(marked(exif(bandung)), xmp(`${elements} ${attributes}`));
    const blanked = Buffer.from(withoutLocation(file));
    const gps = file.indexOf("II*\0") + 38;
    const apart = (content: Buffer) =>
      content.subarray(0, gps).toString("latin1") + content.subarray(content.indexOf("ffda", "hex")).toString("latin1");
    expect(apart(blanked)).toBe(apart(file));
    expect(blanked.subarray(gps, gps + 2 + 48 + 4 + 48).every((byte) => byte === 0)).toBe(true);
    expect(blanked.toString("latin1")).toContain('tiff:Orientation="6"');
    expect(blanked.toString("latin1")).toContain("<exif:DateTimeOriginal>2026<");
    for (const told of ["53.102", "107,36"]) expect(blanked.includes(told)).toBe(false);
  });

  test("leaves a PNG whose checksums are right", () => {
    const blanked = Buffer.from(withoutLocation(Buffer.concat([pngHead, chunk("eXIf", exif(bandung)), pixels])));
    const length = blanked.readUInt32BE(8);
    expect(blanked.readUInt32BE(16 + length)).toBe(crc32(blanked.subarray(12, 16 + length)));
    expect(blanked.subarray(20 + length)).toEqual(pixels);
  });

  test("is not seen where there is none", () => {
    const version: readonly Entry[] = [[0, 1, 4, 2]];
    const without = [
      jpeg(),
      jpeg(marked(exif(version))),
      jpeg(xmp('exif:GPSVersionID="2.3.0.0" exif:GPSLatitude=""')),
      jpeg(marked(exif(bandung).subarray(0, 30))),
      Buffer.from("%PDF-1.7 the GPS of a midwife"),
      Buffer.alloc(0),
    ];
    for (const file of without) {
      expect(holdsLocation(file)).toBe(false);
      expect(withoutLocation(file)).toBe(file);
    }
  });

  test("is looked for within a second in a file made to keep the reader busy", () => {
    const block = marked(exif(bandung));
    const busy = Buffer.concat(Array.from({ length: 50_000 }, () => block));
    const letters = Buffer.from(":GPSa>".repeat(1_000_000));
    const begun = performance.now();
    expect(holdsLocation(busy)).toBe(true);
    expect(holdsLocation(letters)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
