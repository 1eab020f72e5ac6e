import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesParticipant } from "./names-participant.ts";
import { participantNumber } from "./participant-number.ts";

describe("a text that names a participant", () => {
  it("is found with any number, however it is spaced, within other words", () => {
    const code = fc.stringMatching(/^[A-Z]{2,4}$/u);
    const between = fc.constantFrom("", " ", "-", " - ", "\u2011", "_", "\u200b-");
    const words = fc.constantFrom("", "for ", "(", "untuk ibu ");
    fc.assert(
      fc.property(code, fc.integer({ min: 1, max: 9999 }), between, words, (site, serial, gap, before) => {
        const [letters = "", digits = "", check = ""] = participantNumber(site, serial).split("-");
        for (const text of [[letters, digits, check].join(gap), [letters.toLowerCase(), digits + check].join(gap)])
          expect(namesParticipant(`${before}${text}, who was given the massage`), text).toBe(true);
      }),
    );
  });

  it("is none with other numbers, dates and names of interventions", () => {
    for (const text of [
      "",
      "Pelatihan pijat oksitosin, 12 Maret 2026",
      "GCP 2024, sertifikat 88123",
      "ISO 14155",
      "MLT",
      "tidak mau dipijat 7 hari",
    ])
      expect(namesParticipant(text), text).toBe(false);
    const [letters, digits, check] = participantNumber("MLT", 12).split("-");
    const wrong = `${letters ?? ""}-${digits ?? ""}-${(Number(check) + 1) % 10}`;
    expect(namesParticipant(wrong)).toBe(false);
  });
});
