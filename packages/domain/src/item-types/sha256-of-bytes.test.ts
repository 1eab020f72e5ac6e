import { expect, test } from "vitest";
import { sha256Hex } from "../protocol/canonical.ts";
import { sha256OfBytes } from "./sha256-of-bytes.ts";

test("the sum of bytes is the one of FIPS 180-4, and of the same text", () => {
  expect(sha256OfBytes(new Uint8Array())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const abc = new Uint8Array([97, 98, 99]);
  expect(sha256OfBytes(abc)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256OfBytes(abc)).toBe(sha256Hex("abc"));
});
