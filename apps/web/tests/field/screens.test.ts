import { expect, test } from "vitest";

import { clockOf, isTickSection, screensOf } from "../../features/field/entry/screens.ts";
import { trialForm } from "./reference-form.ts";

const keysOf = (form: string) =>
  screensOf(trialForm(form)).map((screen) => screen.fields.map((field) => field.item.key));

test("readings stay with what they are the readings of, and follow-ups with their question", () => {
  expect(keysOf("milk_volume")).toEqual([
    ["volume_at", "postpartum_h"],
    ["pump_side"],
    ["last_feed_min"],
    ["pump_min", "milk_volume_ml", "volume_note"],
  ]);
  expect(keysOf("characteristics")).toContainEqual(["bf_experience", "bf_months_before"]);
});

test("every question is on exactly one screen, and a score is on none", () => {
  for (const key of ["characteristics", "milk_volume", "lactation", "confounders", "blood", "feeding"]) {
    const form = trialForm(key);
    const shown = screensOf(form).flatMap((screen) => screen.fields.map((field) => field.item.key));
    const asked = form.fields.filter((field) => !field.definition.isComputed).map((field) => field.item.key);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toEqual(expect.arrayContaining(asked));
  }
  expect(keysOf("lactation").flat()).not.toContain("lactation_score");
});

test("a session has its clock and its steps to tick; an outcome form has neither", () => {
  const session = trialForm("massage_session");
  expect(clockOf(session, "time")?.length.item.key).toBe("session_min");
  expect(isTickSection(session, "steps")).toBe(true);
  expect(isTickSection(session, "after")).toBe(false);
  expect(isTickSection(trialForm("lactation"), "observed")).toBe(false);
});
