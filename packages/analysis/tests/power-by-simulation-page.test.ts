import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { simulatePower, simulationDesigns, type PowerSimulation, type SimulationPlan } from "@kendali/analysis";
import { expect, test } from "vitest";

const page = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), "../../../docs/statistics/power-by-simulation.md"),
  "utf8",
);

test("the page's plan gives the page's answer", () => {
  const answer = blockOf("answer") as PowerSimulation;
  const { lower, upper } = answer.interval;
  // Limits are found by search and may move in their last digits with it; everything else is counted.
  const interval = {
    ...answer.interval,
    lower: expect.closeTo(lower ?? NaN, 10) as number,
    upper: expect.closeTo(upper ?? NaN, 10) as number,
  };
  expect(simulatePower(blockOf("plan") as SimulationPlan)).toEqual({ ok: true, result: { ...answer, interval } });
});

test("the page names every design and every parameter of one", () => {
  for (const [key, { rules }] of Object.entries(simulationDesigns)) {
    expect(page).toContain(`\`${key}\``);
    const own = Object.keys(rules).filter((name) => !["covariance", "test"].includes(name));
    for (const name of own) expect(page, `${name} of ${key}`).toContain(`\`${name}\``);
  }
});

function blockOf(name: string): unknown {
  const block = new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``, "u").exec(page)?.[1];
  if (block === undefined) throw new Error(`the page has no block ${name}`);
  return JSON.parse(block);
}
