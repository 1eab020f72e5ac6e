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
/** Neighbouring units are made in one call: ten times faster for a whole list, and unnoticed for a single slot. */
const UNITS_PER_CALL = 16;

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
  return unitDraws(stratumStreamKey(secret, stratumKey));
}

/** The integers that a stream key gives, as `stratumDraws` lays them out. */
export function unitDraws(key: Uint8Array): UnitDraws {
  let run = { start: 0, units: 0, keystream: keystreamAt({ key, unit: 0, page: 0, units: 0 }) };
  return (unit) => {
    invariant(Number.isInteger(unit) && unit >= 0 && unit <= MAX_UNIT, "a unit is outside a list");
    if (unit < run.start || unit >= run.start + run.units)
      run = {
        start: unit,
        units: UNITS_PER_CALL,
        keystream: keystreamAt({ key, unit, page: 0, units: UNITS_PER_CALL }),
      };
    // Kept here, not read from `run` later: another unit may be opened before this one has drawn everything.
    let keystream = run.keystream;
    let offset = (unit - run.start) * BLOCK_BYTES;
    let end = offset + BLOCK_BYTES;
    let page = 0;
    const nextWord = () => {
      if (offset === end) {
        page += 1;
        keystream = keystreamAt({ key, unit, page, units: 1 });
        offset = 0;
        end = BLOCK_BYTES;
      }
      const word = keystream.getUint32(offset, true);
      offset += 4;
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
  return derivedKey(secret, `list=server;stratum=${stratumKey}`);
}

/**
 * A 32-byte key of its own for each use of the study secret, told apart by `info`: keys of different uses say nothing
 * about each other.
 *
 * Source: RFC 5869 (HKDF-SHA-256, salt UTF-8 `kendali-allocation/1`).
 */
export function derivedKey(secret: Uint8Array, info: string): Uint8Array {
  invariant(secret.length === SECRET_BYTES, `a study secret has ${SECRET_BYTES} bytes, not ${secret.length}`);
  const salt = utf8ToBytes(allocationAlgorithmVersion);
  return hkdf(sha256, secret, salt, utf8ToBytes(info), 32);
}

/** The ChaCha20 blocks of `units` units from `unit` on, one page of each. */
function keystreamAt({
  key,
  unit,
  page,
  units,
}: {
  key: Uint8Array;
  unit: number;
  page: number;
  units: number;
}): DataView {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, page, true);
  const keystream = chacha20(key, nonce, new Uint8Array(units * BLOCK_BYTES), undefined, unit);
  return new DataView(keystream.buffer, keystream.byteOffset, keystream.byteLength);
}
