import { utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seal, unseal } from "./seal.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const contexts = fc.record({ key: bytes(32), nonce: bytes(24), associatedData: fc.uint8Array({ maxLength: 40 }) });

describe("a seal", () => {
  test("opens to the same secret in the same context, and shows nothing of it before", () => {
    fc.assert(
      fc.property(bytes(32), contexts, (secret, context) => {
        const sealed = seal(secret, context);
        expect(sealed).toHaveLength(48);
        expect(sealed.slice(0, 32)).not.toEqual(secret);
        expect(unseal(sealed, context)).toEqual(secret);
      }),
    );
  });

  test("stays closed when any one bit of it, of its key, of its nonce or of its purpose is another", () => {
    fc.assert(
      fc.property(bytes(32), contexts, fc.nat(), (secret, context, position) => {
        const flip = (original: Uint8Array) => {
          const flipped = Uint8Array.from(original);
          const bit = position % (original.length * 8);
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          return flipped;
        };
        const sealed = seal(secret, context);
        expect(unseal(flip(sealed), context)).toBeNull();
        expect(unseal(sealed, { ...context, key: flip(context.key) })).toBeNull();
        expect(unseal(sealed, { ...context, nonce: flip(context.nonce) })).toBeNull();
        const longer = Uint8Array.from([...context.associatedData, 0]);
        expect(unseal(sealed, { ...context, associatedData: longer })).toBeNull();
      }),
    );
  });

  test("made for one study does not open for another", () => {
    const context = { key: new Uint8Array(32).fill(1), nonce: new Uint8Array(24).fill(2) };
    const sealed = seal(new Uint8Array(32), { ...context, associatedData: utf8ToBytes("allocation secret stu_1") });
    expect(unseal(sealed, { ...context, associatedData: utf8ToBytes("allocation secret stu_2") })).toBeNull();
  });

  test("that was cut short stays closed", () => {
    const context = { key: new Uint8Array(32), nonce: new Uint8Array(24), associatedData: new Uint8Array(0) };
    const sealed = seal(new Uint8Array(32), context);
    for (let length = 0; length < sealed.length; length += 1)
      expect(unseal(sealed.slice(0, length), context)).toBeNull();
  });

  test("is never made with a key or nonce of another length", () => {
    const context = { key: new Uint8Array(32), nonce: new Uint8Array(24), associatedData: new Uint8Array(0) };
    expect(() => seal(new Uint8Array(32), { ...context, key: new Uint8Array(16) })).toThrow("32 bytes");
    expect(() => unseal(new Uint8Array(48), { ...context, nonce: new Uint8Array(12) })).toThrow("24 bytes");
  });
});
