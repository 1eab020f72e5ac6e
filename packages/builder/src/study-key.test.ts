import { describe, expect, it } from "vitest";
import { cutAtWord, proposeStudyKey } from "./study-key.ts";
import { freeTestStudyKey, testStudyKey } from "./test-study-key.ts";

describe("the key proposed for a study", () => {
  it("ends at a whole word, and so does its test study's", () => {
    const key = proposeStudyKey("Volume ASI sebelum dan sesudah pijat oksitosin: studi pendahuluan");
    expect(key).toBe("volume-asi-sebelum-dan-sesudah-pijat");
    expect(testStudyKey(key)).toBe("volume-asi-sebelum-dan-sesudah-pijat-uji");
    expect(testStudyKey("volume-asi-sebelum-dan-sesudah-pijat-oksitosin")).toBe(
      "volume-asi-sebelum-dan-sesudah-pijat-uji",
    );
  });

  it("is a key for any name", () => {
    for (const name of ["", "  ", "12", "Étude à Brême", "ASI", "母乳", "x".repeat(200), "3 hari pijat"])
      expect(proposeStudyKey(name), name).toMatch(/^[a-z][a-z0-9-]{2,47}$/);
    expect(proposeStudyKey("Étude à Brême")).toBe("etude-a-breme");
    expect(proposeStudyKey("母乳")).toBe("studi-baru");
  });

  it("is cut in a word only where that word fills half of it", () => {
    expect(cutAtWord("pijat-oksitosin", 15)).toBe("pijat-oksitosin");
    expect(cutAtWord("pijat-oksitosin-pagi", 15)).toBe("pijat-oksitosin");
    expect(cutAtWord("pijat-oksitosin-pagi", 17)).toBe("pijat-oksitosin");
    expect(cutAtWord(`a-${"b".repeat(40)}`, 20)).toBe(`a-${"b".repeat(18)}`);
  });
});

describe("the key of the next test study", () => {
  it("is the first that no study has", () => {
    expect(freeTestStudyKey("pijat", new Set())).toBe("pijat-uji");
    expect(freeTestStudyKey("pijat", new Set(["pijat-uji", "pijat-uji-3"]))).toBe("pijat-uji-2");
  });
});
