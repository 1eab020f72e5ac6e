import { createHash } from "node:crypto";

/**
 * The id of one command of the seed: the same on every run, so that a run that was killed is taken up where it stopped and
 * a second run changes nothing. A UUID of version 8 (RFC 9562: vendor-specific).
 */
export function seedId(...parts: readonly string[]): string {
  const hex = createHash("sha256")
    .update(["kendali demonstration 1", ...parts].join("\n"))
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
