import { expect, test } from "vitest";
import { defineCatalogue, fillMessage } from "./catalogue.ts";
import { createTranslator } from "./create-translator.ts";

const sample = defineCatalogue({
  id: { hello: "Halo", waiting: "{count} belum terkirim", at: "{count} ibu di {site}" },
  en: {
    hello: "Hello",
    waiting: { one: "{count} entry waits", other: "{count} entries wait" },
    at: "{count} mothers at {site}",
  },
});
const more = defineCatalogue({ id: { bye: "Sampai jumpa" }, en: { bye: "Goodbye" } });

test("a message is said in the chosen language", () => {
  expect(createTranslator("id", sample)("hello")).toBe("Halo");
  expect(createTranslator("en", sample, more)("bye")).toBe("Goodbye");
});

test("places are filled, and English tells one from many", () => {
  const en = createTranslator("en", sample);
  expect(en("waiting", { count: 1 })).toBe("1 entry waits");
  expect(en("waiting", { count: 0 })).toBe("0 entries wait");
  expect(createTranslator("id", sample)("at", { count: 3, site: "Melati" })).toBe("3 ibu di Melati");
});

test("a missing place, an unknown key and a missing English message do not compile", () => {
  const id = createTranslator("id", sample);
  // @ts-expect-error the place `site` is missing
  expect(id("at", { count: 3 })).toBe("3 ibu di {site}");
  // @ts-expect-error no such key
  expect(id("helo")).toBe("helo");
  // @ts-expect-error `b` has no English words
  defineCatalogue({ id: { a: "a", b: "b" }, en: { a: "a" } });
  // @ts-expect-error `c` has no Indonesian words
  defineCatalogue({ id: { a: "a" }, en: { a: "a", c: "c" } });
});

test("a value that holds braces is not filled again", () => {
  expect(fillMessage("id", "{a} {b}", { a: "{b}", b: "x" })).toBe("{b} x");
});
