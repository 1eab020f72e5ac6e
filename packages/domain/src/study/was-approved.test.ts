import { describe, expect, it } from "vitest";
import type { LocalDate } from "../local-date.ts";
import { oneGroupProtocol } from "../protocol/invented-protocol.fixture.ts";
import type { StudyKind } from "../protocol/types.ts";
import { wasApproved } from "./was-approved.ts";

const ethics = {
  committee: { id: "KEPK", en: "KEPK" },
  number: "KEPK/1",
  approvedOn: "2026-01-05" as LocalDate,
  expiresOn: "2027-01-05" as LocalDate,
};

const judged = (date: string, kind: StudyKind = "live", approval: typeof ethics | null = ethics) => {
  const answer = wasApproved(
    { kind, protocol: { ...oneGroupProtocol, ethics: approval } },
    date as LocalDate,
    "signedOn",
  );
  return answer.ok ? "ok" : [answer.refusal.code, answer.refusal.params];
};

describe("the day on which somebody was asked", () => {
  it("lies in the ethics approval, its first and last day included", () => {
    expect(["2026-01-05", "2026-06-01", "2027-01-05"].map((date) => judged(date))).toEqual(["ok", "ok", "ok"]);
    expect(judged("2026-01-04")).toEqual([
      "date_before_ethics",
      { field: "signedOn", date: "2026-01-04", on: "2026-01-05" },
    ]);
    expect(judged("2027-01-06")).toEqual([
      "date_after_ethics",
      { field: "signedOn", date: "2027-01-06", on: "2027-01-05" },
    ]);
  });

  it("is not asked of studies of invented persons, nor where going live refuses for want of an approval", () => {
    for (const kind of ["test", "practice", "simulated", "reconstructed"] as const)
      expect(judged("1900-01-01", kind)).toBe("ok");
    expect(judged("1900-01-01", "live", null)).toBe("ok");
  });
});
