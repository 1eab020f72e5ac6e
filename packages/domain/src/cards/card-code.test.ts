import { describe, expect, test } from "vitest";
import { CARD_CODE_DATA, cardCode, parseCardCode } from "./card-code.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Codes of a fixed, uneven run of numbers: the guarantees hold for every code, not for lucky ones. */
const codes = Array.from({ length: 200 }, (_, code) =>
  cardCode(
    Array.from({ length: CARD_CODE_DATA }, (_digit, place) => (code * 7919 + place * place * 31 + code * place) % 32),
  ),
);

test("a code is two groups of five characters that nobody confuses", () => {
  expect(cardCode([0, 1, 2, 3, 4, 5, 6, 7, 8])).toBe("01234-56789");
  // Its check character was computed apart, with the field's multiplication written out.
  expect(cardCode([7, 0, 31, 12, 24, 3, 19, 8, 22])).toBe("70ZCR-3K8PC");
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
});

describe("a typed code", () => {
  test("is read in lower case, with spaces or dashes anywhere, with O for 0 and I or L for 1", () => {
    for (const typed of ["01234-56789", "o l 2 3 4 5 6 7 8 9", "oI23456789", " 01234–56789 "])
      expect(parseCardCode(typed)).toBe("01234-56789");
    for (const code of codes) expect(parseCardCode(code)).toBe(code);
  });

  test("with any one character wrong is none", () => {
    for (const code of codes.slice(0, 40))
      [...code].forEach((right, place) => {
        if (right === "-") return;
        for (const wrong of alphabet)
          if (wrong !== right) expect(parseCardCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBeNull();
      });
  });

  test("with any two characters exchanged is none, neighbours or not", () => {
    for (const code of codes.slice(0, 40)) {
      const bare = code.replace("-", "");
      for (let first = 0; first < bare.length; first += 1)
        for (let second = first + 1; second < bare.length; second += 1) {
          if (bare[first] === bare[second]) continue;
          const swapped = [...bare].with(first, bare[second] ?? "").with(second, bare[first] ?? "");
          expect(parseCardCode(swapped.join(""))).toBeNull();
        }
    }
  });

  test("that is too short, too long, empty or of other characters is none", () => {
    for (const typed of ["", "01234-5678", "01234-56789Z", "0123U-56789", "01234-5678Ž", "🂡🂡🂡🂡🂡🂡🂡🂡🂡🂡", "-"])
      expect(parseCardCode(typed)).toBeNull();
  });
});
