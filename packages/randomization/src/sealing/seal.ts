import { invariant } from "@kendali/domain";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";

const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/**
 * What both directions need: a 32-byte key that is kept outside the database and its backups, a 24-byte nonce stored
 * beside the sealed bytes, and text that says what was sealed for which study (UTF-8, stored in the clear): sealed bytes
 * moved to another study do not open.
 */
export type SealContext = {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly associatedData: Uint8Array;
};

/**
 * Encrypts and authenticates a secret for storage: XChaCha20-Poly1305, 16 bytes longer than the secret. A fresh random
 * nonce for every sealing is the caller's duty. A key or nonce of another length is a bug and throws.
 *
 * Source: draft-irtf-cfrg-xchacha-03; its appendix A.3.1 is a test.
 */
export function seal(secret: Uint8Array, context: SealContext): Uint8Array {
  return cipher(context).encrypt(secret);
}

/**
 * The secret again, or null when key, nonce, associated data or a single sealed bit is not what it was at sealing; which
 * of them cannot be told apart.
 *
 * Source: draft-irtf-cfrg-xchacha-03.
 */
export function unseal(sealed: Uint8Array, context: SealContext): Uint8Array | null {
  const opener = cipher(context);
  if (sealed.length < TAG_BYTES) return null;
  try {
    return opener.decrypt(sealed);
  } catch (error) {
    // The library throws for a wrong tag, the one failure left after the lengths were checked.
    if (error instanceof Error && error.message === "invalid tag") return null;
    throw error;
  }
}

function cipher({ key, nonce, associatedData }: SealContext) {
  invariant(key.length === KEY_BYTES, `a seal's key has ${KEY_BYTES} bytes, not ${key.length}`);
  invariant(nonce.length === NONCE_BYTES, `a seal's nonce has ${NONCE_BYTES} bytes, not ${nonce.length}`);
  return xchacha20poly1305(key, nonce, associatedData);
}
