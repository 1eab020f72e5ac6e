import { expect, test } from "vitest";

import { deriveFlow, poolStudyData } from "@kendali/datasets";
import { inventedOneGroupStudy, inventedTrialStudy } from "@kendali/fixtures";
import { createTranslator } from "@kendali/i18n";
import { reportsCatalogue } from "@kendali/i18n/catalogues/reports";
import type { FlowBox, FlowStep } from "@kendali/ui/components/flow-diagram";
import { flowSteps } from "../../features/desk/overview/flow-steps.ts";

const t = createTranslator("en", reportsCatalogue);
const outs = ({ out }: FlowStep): readonly FlowBox[] => (out === undefined ? [] : "label" in out ? [out] : out);
const sum = (boxes: readonly FlowBox[]) => boxes.reduce((total, box) => total + Number(box.count), 0);

/** Each box is the next one and those who leave between them. */
function expectSums(steps: readonly FlowStep[]): void {
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (next === undefined) continue;
    expect(Number(step.count), `${step.label} → ${next.label}`).toBe(Number(next.count) + sum(outs(step)));
  }
}

test("a one-group study starts at the register and sums down to those analysed", () => {
  const data = inventedOneGroupStudy();
  const { trunk, arms } = flowSteps(
    { flow: deriveFlow(data, false), isMasked: false },
    { t, locale: "en", protocol: data.protocol },
  );
  expect(arms).toBeUndefined();
  expect(trunk[0]?.label).toBe(t("flow_register"));
  expectSums(trunk);
});

test("a masked trial has one heavy column and no arm's name", () => {
  const data = poolStudyData(inventedTrialStudy());
  const { trunk, arms } = flowSteps(
    { flow: deriveFlow(data, true), isMasked: true },
    { t, locale: "en", protocol: data.protocol },
  );
  expect(arms).toBeUndefined();
  expect(trunk.some((step) => step.heavy === true)).toBe(true);
  expectSums(trunk);
  const text = JSON.stringify(trunk);
  for (const arm of inventedTrialStudy().protocol.arms) expect(text).not.toContain(arm.label.en);
});

test("an open trial divides into its arms, whose first boxes sum to those who go on", () => {
  const data = inventedTrialStudy();
  const { trunk, arms } = flowSteps(
    { flow: deriveFlow(data, false), isMasked: false },
    { t, locale: "en", protocol: data.protocol },
  );
  const last = trunk.at(-1);
  expect(arms?.map((arm) => arm.label)).toEqual(data.protocol.arms.map((arm) => arm.label.en));
  expect(Number(last?.count)).toBe(
    sum(last === undefined ? [] : outs(last)) +
      (arms ?? []).reduce((total, arm) => total + Number(arm.steps[0]?.count), 0),
  );
  for (const arm of arms ?? []) expectSums(arm.steps);
});
