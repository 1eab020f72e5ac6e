import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isParticipantNumber, parseParticipantNumber, participantNumber } from "./participant-number.ts";

const siteCode = fc.stringMatching(/^[A-Z]{2,4}$/);
const serial = fc.integer({ min: 1, max: 999_999 });

describe("participant numbers", () => {
  it("are site, serial and check digit", () => {
    expect(participantNumber("MLT", 14)).toMatch(/^MLT-014-\d$/);
    expect(participantNumber("KP", 1234)).toMatch(/^KP-1234-\d$/);
  });
  it("are accepted as they were made", () => {
    fc.assert(fc.property(siteCode, serial, (code, number) => isParticipantNumber(participantNumber(code, number))));
  });
  it("show every single wrong digit", () => {
    fc.assert(
      fc.property(siteCode, serial, fc.nat(), fc.integer({ min: 1, max: 9 }), (code, number, place, shift) => {
        const good = participantNumber(code, number);
        const positions = Array.from(good).flatMap((character, index) => (/\d/.test(character) ? [index] : []));
        const at = positions[place % positions.length] ?? 0;
        const bad = `${good.slice(0, at)}${(Number(good[at]) + shift) % 10}${good.slice(at + 1)}`;
        expect(isParticipantNumber(bad), `${good} → ${bad}`).toBe(false);
      }),
    );
  });
  it("show every exchange of neighbouring digits", () => {
    fc.assert(
      fc.property(siteCode, serial, fc.nat(), (code, number, place) => {
        const good = participantNumber(code, number);
        const digits = good.replaceAll("-", "").slice(code.length).split("");
        const at = place % (digits.length - 1);
        fc.pre(digits[at] !== digits[at + 1]);
        const swapped = digits.with(at, digits[at + 1] ?? "").with(at + 1, digits[at] ?? "");
        const bad = `${code}-${swapped.slice(0, -1).join("")}-${swapped.at(-1)}`;
        expect(isParticipantNumber(bad), `${good} → ${bad}`).toBe(false);
      }),
    );
  });
  it("are read from what a person types", () => {
    const number = participantNumber("MLT", 14);
    expect(parseParticipantNumber(` mlt 014 ${number.at(-1)} `)).toBe(number);
    expect(parseParticipantNumber(number)).toBe(number);
    expect(parseParticipantNumber("MLT")).toBeNull();
  });
  it("refuse a second spelling of the same serial", () => {
    expect(isParticipantNumber(participantNumber("MLT", 14).replace("-014-", "-0014-"))).toBe(false);
  });
});
