import { createHash } from "node:crypto";
import type { Chance } from "./chance.ts";

/** Items of the trial that take a photo: one of a form that everybody has, one of a form that only the treated have. */
export const photoItems: Readonly<Record<string, string>> = {
  milk_volume: "cup_photo",
  massage_session: "session_photo",
};

export type Photo = {
  readonly announced: { readonly sha256: string; readonly mediaType: string; readonly bytes: number };
  /** SHA-256 of each of its pieces; it has one. */
  readonly pieces: readonly string[];
  /** Base64. */
  readonly content: string;
  /** As long as the photo, and another. */
  readonly damaged: string;
  /** The answer of its item. */
  readonly value: string;
};

/** A small picture that is a function of its name: the same bytes in both worlds. */
export function photoOf(chance: Chance, key: string): Photo {
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const rest = Array.from({ length: 240 }, (_, at) => chance.index(`photo ${key} ${at}`, 256));
  const bytes = Buffer.concat([head, Buffer.from(rest)]);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    announced: { sha256, mediaType: "image/png", bytes: bytes.length },
    pieces: [sha256],
    content: bytes.toString("base64"),
    damaged: Buffer.from(bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte))).toString("base64"),
    value: `${sha256}.png`,
  };
}
