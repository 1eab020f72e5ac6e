import { describe, expect, it } from "vitest";
import type { Visit } from "@kendali/domain";
import { visitName } from "./visit-name.ts";

function visit(key: string, label: string, day: number, around: number): Visit {
  const window = { before: around, after: around };
  const label_ = { id: label, en: label === "" ? "" : `${label} (en)` };
  return { key, label: label_, epoch: "e", kind: "follow_up", anchor: "enrolment", day, window, forms: [] };
}

describe("the name of a visit in a finding", () => {
  it("is its own where no other has it", () => {
    const visits = [visit("a", "Hari ke-5", 5, 2), visit("b", "Hari ke-8", 8, 0)];
    expect(visits.map((one) => visitName(visits, one).id)).toEqual(["Hari ke-5", "Hari ke-8"]);
  });

  it("has its days where several are called alike, and its place where these are alike too", () => {
    const visits = [visit("a", "Hari ke-5", 5, 2), visit("b", "Hari ke-5 ", 5, 0)];
    expect(visits.map((one) => visitName(visits, one).id)).toEqual([
      "Hari ke-5 (hari 3 sampai 7)",
      "Hari ke-5 (hari 5)",
    ]);
    const same = [visit("a", "Hari ke-5", 5, 2), visit("b", "Hari ke-5", 5, 2)];
    expect(same.map((one) => visitName(same, one).en)).toEqual([
      "Hari ke-5 (en) (number 1 of that name)",
      "Hari ke-5 (en) (number 2 of that name)",
    ]);
  });

  it("of visits without a name stays empty, so that the finding names what they are", () => {
    const visits = [visit("a", "", 5, 2), visit("b", "", 6, 2)];
    expect(visitName(visits, visits[0] ?? visit("a", "", 5, 2))).toEqual({ id: "", en: "" });
  });
});
