import { deriveDataset, type StudyData } from "@kendali/datasets";
import { inventedTrialStudy } from "@kendali/fixtures";
import { expect, test } from "vitest";
import { runPlan } from "./run-plan.ts";

const plain: StudyData = inventedTrialStudy();
const allocated = plain.participants.filter((each) => each.allocatedOn !== null).map((each) => each.number);
const waiting = plain.participants.filter((each) => each.allocatedOn === null).map((each) => each.number);

/** The same study in which one allocated and one waiting number are second numbers of somebody else. */
const told: StudyData = {
  ...plain,
  participants: plain.participants.map((each) =>
    each.number === allocated[1] || each.number === waiting[0]
      ? { ...each, ends: [...each.ends, { kind: "duplicate", on: "2026-10-20", reason: allocated[0] ?? "" }] }
      : each,
  ),
};
const flowOf = (data: StudyData) => {
  const model = deriveDataset(data, { withArm: true });
  return runPlan({ model, protocol: model.protocol });
};

test("a woman with two numbers is counted once, and the flow still sums", () => {
  const { flow } = flowOf(told);
  const before = flowOf(plain).flow;
  const entered = (of: typeof flow) => of.groups.reduce((sum, group) => sum + group.entered.value, 0);
  expect(entered(flow)).toBe(entered(before) - 1);
  expect(entered(flow) + (flow.notAllocated?.total.value ?? 0)).toBe(flow.enrolled.value);
  expect(flow.notAllocated?.parts.find((part) => part.reason === "duplicate")?.count.value).toBe(2);
});
