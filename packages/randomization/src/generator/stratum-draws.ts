import { invariant } from "@kendali/domain";
import { chacha20 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { boundedInteger, type IntegerDraw } from "./bounded-integer.ts";

/**
 * The integers of one unit of a list, always the same ones from its start: a unit is a slot under simple randomization and
 * a block under permuted blocks.
 */
export type UnitDraws = (unit: number) => IntegerDraw;

/**
 * Names everything that decides an allocation: key derivation, counter layout, rejection, shuffle and the order in which
 * a scheme draws. It stands in the commitment; any change of the numbers needs a new name, and the old code stays.
 */
export const allocationAlgorithmVersion = "kendali-allocation/1";

/** Length of the study secret in bytes. */
export const SECRET_BYTES = 32;

/** Units are the 32-bit ChaCha20 counter; half its range leaves room for reading ahead. */
export const MAX_UNIT = 2 ** 31 - 1;

const BLOCK_BYTES = 64;
const WORDS_PER_BLOCK = BLOCK_BYTES / 4;
/** Neighbouring units are made in one call: ten times faster for a whole list, and unnoticed for a single slot. */
const UNITS_PER_CALL = 32;

/**
 * The random integers of one stratum's list, from the study secret alone, each unit readable without the ones before it.
 *
 * - Key: HKDF-SHA-256 with input key material `secret` (32 bytes), salt UTF-8 `kendali-allocation/1`, info UTF-8
 *   `list=server;stratum=` followed by the stratum key, length 32. `list=` keeps room for lists that must never share
 *   slots with the server's.
 * - Words: word w of unit u is word `w mod 16`, little-endian, of the ChaCha20 block with counter u and a nonce of eight
 *   zero bytes followed by `floor(w / 16)` as a little-endian 32-bit number.
 * - Integers: rejection, `boundedInteger`.
 *
 * A secret of another length or a unit outside 0 … 2³¹ − 1 is a bug and throws.
 *
 * Source: RFC 8439 section 2.3 (ChaCha20), RFC 5869 (HKDF). The golden test holds numbers made by another program.
 */
export function stratumDraws(secret: Uint8Array, stratumKey: string): UnitDraws {
  const key = stratumStreamKey(secret, stratumKey);
  const firstPage = aheadReader(key);
  return (unit) => {
    invariant(Number.isInteger(unit) && unit >= 0 && unit <= MAX_UNIT, `unit ${unit} is outside a list`);
    let block = firstPage(unit);
    let drawn = 0;
    const nextWord = () => {
      if (drawn > 0 && drawn % WORDS_PER_BLOCK === 0)
        block = keystreamBlock({ key, unit, page: drawn / WORDS_PER_BLOCK });
      const word = block.getUint32((drawn % WORDS_PER_BLOCK) * 4, true);
      drawn += 1;
      return word;
    };
    return (n) => boundedInteger(nextWord, n);
  };
}

/**
 * The 32-byte ChaCha20 key of one stratum's list; see `stratumDraws`. As secret as the study secret itself.
 *
 * Source: RFC 5869.
 */
export function stratumStreamKey(secret: Uint8Array, stratumKey: string): Uint8Array {
  invariant(secret.length === SECRET_BYTES, `a study secret has ${SECRET_BYTES} bytes, not ${secret.length}`);
  const salt = utf8ToBytes(allocationAlgorithmVersion);
  const info = utf8ToBytes(`list=server;stratum=${stratumKey}`);
  return hkdf(sha256, secret, salt, info, 32);
}

/** Reads the first page of a unit from a run of units made together, making the next run when it is not there. */
function aheadReader(key: Uint8Array): (unit: number) => DataView {
  let start = 0;
  let run = new Uint8Array(0);
  return (unit) => {
    if (unit < start || (unit - start) * BLOCK_BYTES >= run.length) {
      start = unit;
      run = chacha20(key, pageNonce(0), new Uint8Array(UNITS_PER_CALL * BLOCK_BYTES), undefined, unit);
    }
    return new DataView(run.buffer, run.byteOffset + (unit - start) * BLOCK_BYTES, BLOCK_BYTES);
  };
}

function keystreamBlock({ key, unit, page }: { key: Uint8Array; unit: number; page: number }): DataView {
  const block = chacha20(key, pageNonce(page), new Uint8Array(BLOCK_BYTES), undefined, unit);
  return new DataView(block.buffer, block.byteOffset, BLOCK_BYTES);
}

function pageNonce(page: number): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, page, true);
  return nonce;
}
