import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { authenticationCode, seal, unseal } from "../src/index.ts";

describe("the primitives are the standards' own", () => {
  test("HKDF-SHA-256 gives RFC 5869 appendix A.1", () => {
    const key = hkdf(
      sha256,
      new Uint8Array(22).fill(0x0b),
      hexToBytes("000102030405060708090a0b0c"),
      hexToBytes("f0f1f2f3f4f5f6f7f8f9"),
      42,
    );
    expect(bytesToHex(key)).toBe(
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    );
  });

  test("HKDF-SHA-256 without salt and info gives RFC 5869 appendix A.3", () => {
    const key = hkdf(sha256, new Uint8Array(22).fill(0x0b), new Uint8Array(0), new Uint8Array(0), 42);
    expect(bytesToHex(key)).toBe(
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    );
  });

  test("HMAC-SHA-256 gives RFC 4231 test case 2", () => {
    expect(authenticationCode(utf8ToBytes("Jefe"), "what do ya want for nothing?")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  test("sealing gives draft-irtf-cfrg-xchacha-03 appendix A.3.1, and opens it", () => {
    const context = {
      key: hexToBytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
      nonce: hexToBytes("404142434445464748494a4b4c4d4e4f5051525354555657"),
      associatedData: hexToBytes("50515253c0c1c2c3c4c5c6c7"),
    };
    const plain = utf8ToBytes(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
    const sealed = hexToBytes(
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39" +
        "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9" +
        "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49",
    );
    expect(bytesToHex(seal(plain, context))).toBe(bytesToHex(sealed));
    expect(unseal(sealed, context)).toEqual(plain);
  });
});
