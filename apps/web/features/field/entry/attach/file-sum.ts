// With this chunk and not when it is needed: a file is chosen where there may be no network to fetch it by.
import { sha256OfBytes } from "@kendali/domain/sha256";

/** SHA-256 of bytes, as 64 hexadecimal digits. A page without HTTPS, as in a clinic's own network, has no `crypto.subtle`. */
export async function fileSum(content: ArrayBuffer): Promise<string> {
  // The types promise it everywhere; browsers keep it from pages that are not secure.
  const subtle = (crypto as Partial<Crypto>).subtle;
  if (subtle === undefined) {
    return sha256OfBytes(new Uint8Array(content));
  }
  const sum = new Uint8Array(await subtle.digest("SHA-256", content));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
