import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../launcher/settings.mjs";
import { importSource } from "../load/import-source.mjs";

const contents = [
  'export { dryRunSteps, defaultAssumptions } from "@kendali/analysis";',
  'export { expressionEngine } from "@kendali/domain/expressions";',
].join("\n");
const participants = 200;

/** 200 participants through the whole of each reference study, power by 2,000 repetitions included. Processor and wall time. */
export async function benchDryRun({ log }) {
  const packages = await importSource(contents, "packages/analysis");
  const rows = [];
  for (const study of ["oxytocin-rct", "oxytocin-pretest-posttest"]) {
    log(`${study} …`);
    const document = JSON.parse(readFileSync(join(root, "studies", study, "protocol.json"), "utf8"));
    rows.push(liveThrough(packages, study, document));
    log("a stop in the middle …");
    rows.push(stopped(packages, study, document));
  }
  return rows;
}

function stepsOf({ dryRunSteps, defaultAssumptions, expressionEngine }, document) {
  const steps = dryRunSteps(document, { ...defaultAssumptions(document), participants }, expressionEngine);
  if (!steps.ok) throw new Error("the reference study cannot be lived through");
  return steps.value;
}

function liveThrough(packages, study, document) {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const steps = stepsOf(packages, document);
  let [longest, last] = [0, performance.now()];
  let step = steps.next();
  while (step.done !== true) {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    step = steps.next(false);
  }
  const wall = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return [
    `${study}, ${participants} participants`,
    `${((user + system) / 1e6).toFixed(1)} s`,
    `${wall.toFixed(1)} s on the clock, aim at most 20; ${step.value.entries} forms, ${step.value.results.numbers.length} numbers, longest step ${longest.toFixed(0)} ms`,
  ];
}

/** How long after half of the participants' follow-up a stop is heard. */
function stopped(packages, study, document) {
  const steps = stepsOf(packages, document);
  let step = steps.next();
  while (step.done !== true && !(step.value.stage === "follow_up" && step.value.completed > participants / 2))
    step = steps.next(false);
  const begun = performance.now();
  const end = steps.next(true);
  if (end.done !== true || end.value !== null) throw new Error("the dry run went on after a stop");
  return [`${study}, stopped half-way`, `${(performance.now() - begun).toFixed(2)} ms`, "until it has ended"];
}
