#!/usr/bin/env node
import { rmSync } from "node:fs";
import { join } from "node:path";
import { stateDirectory } from "./launcher/settings.mjs";
import { findRequirements } from "./testing/requirements.mjs";
import { printSuite, printTotal, total } from "./testing/report.mjs";
import { suites, suiteNames } from "./testing/suites.mjs";

const usage = `npm test [-- --only NAME[,NAME …]]

Everything: ${suiteNames.join(", ")}.
"check" stands for all of them that need no build and no browser.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  const chosen = choose(args);
  if (chosen === null) {
    console.error(usage);
    return 2;
  }
  rmSync(join(stateDirectory, "tests"), { recursive: true, force: true });
  const results = [];
  const add = (result) => {
    results.push(result);
    printSuite(result);
  };
  const install = suites.find((suite) => suite.name === "install");
  add(await run(install, {}));
  if (results[0].failures.length === 0) {
    const { requirements, result } = await findRequirements(new Set(chosen.flatMap((suite) => suite.needs ?? [])));
    add(result);
    for (const lanes of blocksOf(chosen.filter((suite) => suite !== install))) {
      await Promise.all(
        lanes.map(async (lane) => {
          for (const suite of lane) add(await run(suite, requirements));
        }),
      );
    }
  }
  printTotal(results.toSorted((a, b) => placeOf(a) - placeOf(b)));
  return total(results).failed > 0 ? 1 : 0;
}

/**
 * Blocks that run one after the other, each of lanes that run beside each other: neighbours that name a lane share a block.
 * None of them uses both processors the whole time; a suite without a lane has the machine to itself.
 */
function blocksOf(chosen) {
  const blocks = [];
  for (const suite of chosen) {
    const block = blocks.at(-1);
    if (suite.lane === undefined || block === undefined || block[0][0].lane === undefined) blocks.push([[suite]]);
    else {
      const lane = block.find(([first]) => first.lane === suite.lane);
      if (lane === undefined) block.push([suite]);
      else lane.push(suite);
    }
  }
  return blocks;
}

/** What was looked for stands after the packages and before everything else. */
function placeOf({ name }) {
  return name === "requirements" ? 0.5 : suiteNames.indexOf(name);
}

/** A suite that breaks is one failed check with its reason, and the others still run. */
async function run(suite, requirements) {
  const started = Date.now();
  console.log(`\n▸ ${suite.title}`);
  try {
    const counted = await suite.run(requirements);
    return { name: suite.name, passed: 0, failures: [], skips: [], ...counted, seconds: (Date.now() - started) / 1000 };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name: suite.name, passed: 0, failures: [reason], skips: [], seconds: (Date.now() - started) / 1000 };
  }
}

function choose(args) {
  if (args.length === 0) return suites;
  const list = args[0] === "--only" ? args[1] : args[0]?.startsWith("--only=") ? args[0].slice(7) : undefined;
  if (list === undefined) return null;
  const names = list
    .split(",")
    .flatMap((name) => (name === "check" ? suites.filter((s) => s.quick).map((s) => s.name) : [name]));
  if (names.some((name) => !suiteNames.includes(name))) return null;
  return suites.filter((suite) => names.includes(suite.name));
}
