import { expect, test } from "vitest";

import {
  draftFromText,
  draftText,
  emptyDraft,
  type ErrorDraft,
  stepBefore,
  stepOf,
} from "../../features/field/errors/error-draft.ts";

const empty = emptyDraft("2026-11-22");
const card: ErrorDraft = { ...empty, choices: { what_happened: "card" } };
const told: ErrorDraft = {
  ...card,
  choices: { what_happened: "card", which_card: "card_wrong_pile" },
  kind: "card_wrong_pile",
  strata: { parity: "2" },
  description: "Her card lay on the other pile.",
};
const answered: ErrorDraft = {
  ...told,
  decision: { kind: "card_wrong_pile", kept: null, retired: null, strata: null },
};

test("an address leads no further than what was told", () => {
  expect([null, "which_card", "facts", "follows", "anything"].map((asked) => stepOf(asked, empty))).toEqual(
    Array(5).fill("what_happened"),
  );
  expect(["which_card", "facts", "follows"].map((asked) => stepOf(asked, card))).toEqual(Array(3).fill("which_card"));
  expect(["facts", "follows"].map((asked) => stepOf(asked, told))).toEqual(["facts", "facts"]);
  expect(["which_card", "facts", "follows"].map((asked) => stepOf(asked, answered))).toEqual([
    "which_card",
    "facts",
    "follows",
  ]);
  expect(stepOf(null, answered)).toBe("what_happened");
});

test("back goes one question back, also past the second one", () => {
  expect(stepBefore("follows", answered)).toBe("facts");
  expect(stepBefore("facts", answered)).toBe("which_card");
  expect(stepBefore("which_card", answered)).toBe("what_happened");
  expect(stepBefore("facts", { ...told, choices: { what_happened: "ineligible" } })).toBe("what_happened");
});

test("a kept draft comes back as it was typed, without what the server answered", () => {
  expect(draftText(answered)).not.toContain("decision");
  expect(draftFromText(draftText(answered))).toEqual(told);
  expect(draftFromText(draftText(empty))).toEqual(empty);
});

test.each([null, "", "{", "null", "7", "{}", JSON.stringify({ ...empty, kind: "arm" })])(
  "%j is not taken for a draft",
  (text) => {
    expect(draftFromText(text)).toBeNull();
  },
);

test.each(["related", "strata", "criteria", "choices", "foundOn", "description"])(
  "a draft whose %s is of another shape is not taken",
  (field) => {
    expect(draftFromText(JSON.stringify({ ...told, [field]: [3] }))).toBeNull();
  },
);
