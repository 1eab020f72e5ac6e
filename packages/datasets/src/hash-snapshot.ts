import { canonicalJson } from "@kendali/domain";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { StudyData } from "./study-data.ts";

/**
 * SHA-256 of the canonical JSON (RFC 8785) of `{ data, withArm }`, as 64 hexadecimal digits. The text is hashed element by
 * element as it is written: a study of 10,000 participants would otherwise stand in memory as one text of 80 MB.
 */
export function hashSnapshot(data: StudyData, withArm: boolean): string {
  const hash = sha256.create();
  const write = (text: string): void => {
    hash.update(utf8ToBytes(text));
  };
  write('{"data":{');
  const members = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [index, [name, value]] of members.entries()) {
    write(`${index === 0 ? "" : ","}${canonicalJson(name)}:`);
    if (Array.isArray(value)) writeElements(value, write);
    else write(canonicalJson(value));
  }
  write(`},"withArm":${withArm}}`);
  return bytesToHex(hash.digest());
}

function writeElements(elements: readonly unknown[], write: (text: string) => void): void {
  write("[");
  for (const [index, element] of elements.entries()) write(`${index === 0 ? "" : ","}${canonicalJson(element)}`);
  write("]");
}
