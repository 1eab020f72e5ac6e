import { describe, expect, it } from "vitest";
import { canCapture } from "../study/can-capture.ts";
import { canEnrol } from "./can-enrol.ts";
import { canRecordConsent, type ConsentRequest } from "./can-record-consent.ts";
import { oneGroup } from "./participant.fixture.ts";
import type { ScreeningFacts } from "./participant-facts.ts";

const screening: ScreeningFacts = {
  eligible: true,
  screenedOn: "2026-03-02",
  declinedReason: null,
  consent: null,
  enrolled: false,
};
const given = { decision: "given" as const, version: "2", signedOn: "2026-03-02" };
const request: ConsentRequest = {
  decision: "given",
  version: "2",
  language: "id",
  purposes: ["participate"],
  signedOn: "2026-03-02",
};
const today = "2026-03-02";
const consentCode = (changes: Partial<ConsentRequest>, facts: Partial<ScreeningFacts> = {}) => {
  const result = canRecordConsent(oneGroup, { ...screening, ...facts }, { ...request, ...changes }, today);
  return result.ok ? "ok" : result.refusal.code;
};
const enrolCode = (facts: Partial<ScreeningFacts>, name = "Siti Aminah") => {
  const result = canEnrol(oneGroup, { ...screening, consent: given, ...facts }, { name });
  return result.ok ? "ok" : result.refusal.code;
};

describe("recording consent", () => {
  it("accepts consent to the current text with the required purpose", () => expect(consentCode({})).toBe("ok"));
  it("refuses it for a mother who is not eligible", () =>
    expect(consentCode({}, { eligible: false })).toBe("not_eligible"));
  it("refuses it after she said no", () => {
    expect(consentCode({}, { declinedReason: "no time" })).toBe("screening_closed");
    expect(consentCode({}, { consent: { ...given, decision: "declined" } })).toBe("screening_closed");
  });
  it("refuses a text that is not the current one", () =>
    expect(consentCode({ version: "1" })).toBe("consent_not_current"));
  it("refuses consent without the purpose that decides participation", () =>
    expect(consentCode({ purposes: ["contact_later"] })).toBe("consent_purpose_required"));
  it("takes a refusal without any purpose", () =>
    expect(consentCode({ decision: "declined", purposes: [] })).toBe("ok"));
  it("refuses a signature of tomorrow", () => expect(consentCode({ signedOn: "2026-03-03" })).toBe("date_in_future"));
  it("refuses a signature from before the screening", () =>
    expect(consentCode({ signedOn: "2026-03-01" })).toBe("consent_before_screening"));
  it("refuses a purpose the text does not have", () =>
    expect(consentCode({ purposes: ["participate", "sell"] })).toBe("invalid_input"));
  it("is over once she is enrolled", () => expect(consentCode({}, { enrolled: true })).toBe("already_enrolled"));
});

describe("enrolling", () => {
  it("takes an eligible mother who gave consent", () => expect(enrolCode({})).toBe("ok"));
  it("needs consent", () => expect(enrolCode({ consent: null })).toBe("consent_missing"));
  it("does not take a declined consent", () =>
    expect(enrolCode({ consent: { ...given, decision: "declined" } })).toBe("consent_declined"));
  it("does not take consent to an old text", () =>
    expect(enrolCode({ consent: { ...given, version: "1" } })).toBe("consent_not_current"));
  it("needs eligibility", () => expect(enrolCode({ eligible: false })).toBe("not_eligible"));
  it("happens once", () => expect(enrolCode({ enrolled: true })).toBe("already_enrolled"));
  it("needs a name", () => expect(enrolCode({}, "  ")).toBe("identity_incomplete"));
});

describe("capturing in a study", () => {
  it("waits for going live and stops at the lock", () => {
    expect(canCapture("live").ok).toBe(true);
    expect(canCapture("draft")).toMatchObject({ refusal: { code: "study_not_live" } });
    expect(canCapture("locked")).toMatchObject({ refusal: { code: "study_locked" } });
  });
});
