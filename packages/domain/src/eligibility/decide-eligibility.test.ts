import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneGroupProtocol } from "../protocol/invented-protocol.fixture.ts";
import { decideEligibility } from "./decide-eligibility.ts";

describe("eligibility", () => {
  it("needs yes to inclusion and no to exclusion", () => {
    expect(decideEligibility(oneGroupProtocol, { breastfeeding: true, formula: false })).toEqual({
      ok: true,
      value: { eligible: true, failed: [] },
    });
  });

  it("names every criterion that fails", () => {
    expect(decideEligibility(oneGroupProtocol, { breastfeeding: false, formula: true })).toEqual({
      ok: true,
      value: { eligible: false, failed: ["breastfeeding", "formula"] },
    });
  });

  it("asks for every answer, also after one has failed", () => {
    expect(decideEligibility(oneGroupProtocol, { breastfeeding: false })).toMatchObject({
      ok: false,
      refusal: { code: "screening_incomplete", problems: [{ path: "formula", code: "required" }] },
    });
  });

  it("takes no other answer than yes or no", () => {
    fc.assert(
      fc.property(
        fc.anything().filter((answer) => typeof answer !== "boolean"),
        (answer) => {
          expect(decideEligibility(oneGroupProtocol, { breastfeeding: true, formula: answer }).ok).toBe(false);
        },
      ),
    );
  });

  it("refuses answers to questions nobody asked", () => {
    expect(decideEligibility(oneGroupProtocol, { breastfeeding: true, formula: false, age: true })).toMatchObject({
      ok: false,
      refusal: { code: "invalid_input" },
    });
  });
});
