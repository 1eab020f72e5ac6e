import { describe, expect, it } from "vitest";
import { designOf, designs } from "./index.ts";

describe("study designs", () => {
  it("let only a design with allocation claim a cause", () => {
    for (const design of Object.values(designs)) if (design.canClaimCause) expect(design.needsAllocation).toBe(true);
  });
  it("show the allocation stage exactly where participants are allocated", () => {
    for (const design of Object.values(designs))
      expect(design.flowStages.includes("allocated")).toBe(design.needsAllocation);
  });
  it("ask for two arms wherever one of them is a control", () => {
    for (const design of Object.values(designs))
      if (design.needsControlArm) expect(design.minArms).toBeGreaterThanOrEqual(2);
  });
  it("count day 1 of a trial from allocation and of a one-group study from enrolment", () => {
    const aim = { id: "", en: "" };
    const of = (type: keyof typeof designs) =>
      designOf({ design: { type, objective: aim, hypothesis: aim, limitations: [] } });
    expect(of("parallel_controlled").anchorOfDayOne).toBe("allocation");
    expect(of("one_group_pretest_posttest").anchorOfDayOne).toBe("enrolment");
  });
  it("start the flow of a total sample at the register", () => {
    expect(designs.one_group_pretest_posttest.flowStages[0]).toBe("register");
  });
});
