import { describe, expect, it } from "vitest";
import { testStudyKey } from "./test-study-key.ts";

describe("the key of a test study", () => {
  it("is the study's own with a tail, and a key whatever its length", () => {
    expect(testStudyKey("pijat")).toBe("pijat-uji");
    expect(testStudyKey("pijat", 2)).toBe("pijat-uji-2");
    const long = testStudyKey("volume-asi-sebelum-dan-sesudah-pijat-o-oksitosin", 99);
    expect(long).toBe("volume-asi-sebelum-dan-sesudah-pijat-o-uji-99");
    expect(testStudyKey("volume-asi-sebelum-dan-sesudah-pijatan-oksitosin")).toMatch(/^[a-z][a-z0-9-]{2,47}$/);
    // Cut at a hyphen, none stands twice.
    expect(testStudyKey(`${"a".repeat(37)}-bcd`)).toBe(`${"a".repeat(37)}-uji`);
  });
});
