import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { hasTooManyNames } from "../../server/too-many-names.ts";

const names = (count: number) => `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(",")}}`;

describe("names in a request", () => {
  test("a million are seen within a second, in one object or in many", () => {
    const many = names(50_000);
    const texts = [names(1_000_000), `{"file":[${Array.from({ length: 20 }, () => many).join(",")}]}`];
    const begun = performance.now();
    expect(texts.map(hasTooManyNames)).toEqual([true, true]);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test("those of a study are none too many, and no text is taken for names", () => {
    const study = readFileSync(new URL("../../../../studies/oxytocin-rct/protocol.json", import.meta.url), "utf8");
    const large = `[${Array.from({ length: 200 }, () => study).join(",")}]`;
    expect(hasTooManyNames(large)).toBe(false);
    expect(hasTooManyNames(JSON.stringify({ said: '{":":\\":,'.repeat(100_000), ended: "\\\\" }))).toBe(false);
    expect(hasTooManyNames('{"a": "never ended')).toBe(false);
    expect(hasTooManyNames(`]]]${":".repeat(10)}`)).toBe(false);
  });
});
