import { canonicalJson, invariant } from "@kendali/domain";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { inListOrder, type CardPlan } from "../cards/card-plan.ts";
import { SECRET_BYTES } from "../generator/stratum-draws.ts";
import { normalParameters } from "../schemes/normal-parameters.ts";
import type { SchemeKey, SchemeParameters } from "../schemes/scheme.ts";

/** Length of the commitment's nonce in bytes; one length, because HMAC treats a key and the same key with zero bytes after it alike. */
export const NONCE_BYTES = 32;

/** What a study promises before its first participant. Hashes and keys in lower-case hex where they are text. */
export type CommittedList = {
  readonly scheme: SchemeKey;
  readonly parameters: SchemeParameters;
  /** `allocationAlgorithmVersion` of the program that made the promise. */
  readonly algorithmVersion: string;
  /** SHA-256 of the canonical protocol, hex. It fixes the arms, the strata and everything else the study said. */
  readonly protocolHash: string;
  /** The study's 32 secret bytes. */
  readonly secret: Uint8Array;
  /** Which sealed cards are made of the secret; absent where the study has none, and then no word of the promise is another. */
  readonly cards?: CardPlan;
};

/**
 * The text a commitment is computed over: canonical JSON of the list, parameters in normal order, the secret as hex. It
 * holds the secret and stays as secret until the reveal.
 *
 * Source: RFC 8785.
 */
export function committedText(list: CommittedList): string {
  const { scheme, parameters, algorithmVersion, protocolHash, secret, cards } = list;
  invariant(secret.length === SECRET_BYTES, `a study secret has ${SECRET_BYTES} bytes, not ${secret.length}`);
  return canonicalJson({
    scheme,
    parameters: normalParameters(parameters),
    algorithmVersion,
    protocolHash,
    secret: bytesToHex(secret),
    ...(cards === undefined ? {} : { cards: committedCards(cards) }),
  });
}

/** Only what the plan says, whatever else stands beside it. */
function committedCards({ algorithmVersion, perList, piles }: CardPlan): CardPlan {
  return {
    algorithmVersion,
    perList,
    piles: inListOrder(piles).map(({ site, stratumKey }) => ({ site, stratumKey })),
  };
}

/**
 * The commitment published at go-live, 64 hex digits: it tells nothing about the lists, and after the nonce and the
 * secret are revealed together, anybody can see that they are the ones that were promised.
 *
 * `nonce` is 32 random bytes, sealed like the secret; another length is a bug and throws.
 *
 * Source: HMAC (RFC 2104, FIPS 198-1) with SHA-256 as a keyed commitment; `authenticationCode` is the bare construction.
 */
export function commitmentOf(list: CommittedList, nonce: Uint8Array): string {
  invariant(nonce.length === NONCE_BYTES, `a commitment's nonce has ${NONCE_BYTES} bytes, not ${nonce.length}`);
  return authenticationCode(nonce, committedText(list));
}

/**
 * HMAC-SHA-256 of a text in UTF-8 under `key`, 64 hex digits.
 *
 * Source: RFC 2104; RFC 4231 has test cases.
 *
 * @example authenticationCode(utf8ToBytes("k1"), '["A","B","B","A"]')
 * // "1e914ecef84661f522b1ca61db3064cf7d71cdd228868f7bb7fcb357d4db1366"
 */
export function authenticationCode(key: Uint8Array, text: string): string {
  return bytesToHex(hmac(sha256, key, utf8ToBytes(text)));
}
