import { expect, test } from "vitest";
import * as i18n from "../index.ts";
import { type Catalogue, placesOf } from "../catalogue.ts";

const catalogues = Object.entries(i18n).filter(
  ([name]) => name.endsWith("Catalogue") && name !== "defineCatalogue",
) as [string, Catalogue][];

test("every catalogue file is exported", () => {
  expect(catalogues.map(([name]) => name).sort()).toEqual(
    [
      "admin",
      "allocationCheck",
      "allocationErrors",
      "amendments",
      "auth",
      "builder",
      "builderChanges",
      "builderBlank",
      "builderControlled",
      "builderLint",
      "builderDryRun",
      "builderForms",
      "builderExpressions",
      "builderSheet",
      "builderSaving",
      "cards",
      "common",
      "desk",
      "domain",
      "entry",
      "field",
      "goLive",
      "guidelines",
      "itemInputs",
      "masking",
      "randomizationDesign",
      "protocolChanges",
      "protocolDocument",
      "refusals",
      "reported",
      "reports",
      "sampleSize",
      "builderSchedule",
      "builderSections",
      "team",
      "tools",
      "ui",
    ]
      .map((area) => `${area}Catalogue`)
      .toSorted(),
  );
});

test.each(catalogues)("%s says the same places in both languages, and leaves nothing empty", (_name, { id, en }) => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
  for (const [key, message] of Object.entries(id)) {
    const english = en[key];
    expect(english, key).toBeDefined();
    if (english === undefined) continue;
    expect(placesOf(english), key).toEqual(placesOf(message));
    for (const form of [message, english].flatMap((m) => (typeof m === "string" ? [m] : [m.one, m.other]))) {
      expect(form.trim(), key).toBe(form);
      expect(form.length, key).toBeGreaterThan(0);
    }
  }
});

test.each(catalogues)("%s avoids the words the glossary refuses", (_name, { id }) => {
  for (const [key, message] of Object.entries(id)) {
    const text = typeof message === "string" ? message : `${message.one} ${message.other}`;
    expect(text, key).not.toMatch(/subyek|kelompok perlakukan|\bsubmit\b|\bsave\b|input salah/i);
  }
});
