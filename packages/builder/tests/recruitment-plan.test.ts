import { canonicalJson, type Protocol } from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import { describe, expect, it } from "vitest";
import { adaptTemplate, recruitmentPlan } from "../src/index.ts";
import { referenceTrial } from "./reference-studies.ts";

const timetable = { recruitmentStart: "2027-01-04", recruitmentEnd: "2027-12-31", recruitmentPerMonth: 8 };
const planned = (more: Partial<Protocol> = {}): Protocol => ({ ...referenceTrial(), timetable, ...more });

describe("the recruitment that a document plans", () => {
  it("takes as many months as the target has monthly shares", () => {
    // 120 / 8 = 15 months of 30.4375 days: 456.56, the 457th day after 4 January 2027.
    expect(recruitmentPlan(planned())).toMatchObject({ months: 15, reachedOn: "2028-04-05" });
    expect(recruitmentPlan(planned({ timetable: { recruitmentPerMonth: 7 } }))).toMatchObject({
      months: 18,
      reachedOn: null,
      expectedByEnd: null,
    });
  });

  it("says how far the planned days reach: 362 days of 8 in 30.4375", () => {
    expect(recruitmentPlan(planned()).expectedByEnd).toBe(95);
    expect(recruitmentPlan(planned({ timetable: { ...timetable, recruitmentEnd: "2029-01-01" } })).expectedByEnd).toBe(
      120,
    );
  });

  it("is a document like any other, and one without it keeps its bytes", () => {
    expect(validateStudyDocument(planned())).toMatchObject({ ok: true });
    expect(validateStudyDocument(planned({ timetable: { ...timetable, recruitmentEnd: "2027-02-30" } }))).toMatchObject(
      {
        ok: false,
        refusal: { problems: [{ path: "timetable/recruitmentEnd" }] },
      },
    );
    const read = validateStudyDocument(referenceTrial());
    expect(read.ok && canonicalJson(read.value)).toBe(canonicalJson(referenceTrial()));
  });

  it("does not go over to a study that begins as a copy", () => {
    const answers = { key: "own-study", date: "2027-01-01", title: null, shortTitle: null, site: null };
    expect(adaptTemplate(planned(), answers)).not.toHaveProperty("timetable");
  });
});
