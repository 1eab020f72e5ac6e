#!/usr/bin/env node
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { installIfNeeded, prepare } from "./launcher/prepare.mjs";
import { runAttached } from "./launcher/run-command.mjs";
import { root } from "./launcher/settings.mjs";
import { watchJourneys } from "./testing/journeys.mjs";
import { findRequirements } from "./testing/requirements.mjs";

/**
 * Tests of npm test that can go on for as long as somebody wants to look for rare faults. Every number that a campaign
 * takes has an option, a value when it is not given, and the variable of the environment in which the test finds it.
 */
const campaigns = {
  "kill-writes": {
    what: "kill -9 of the web server, then of the database, while forms are being saved, each for --minutes (10)",
    options: { minutes: { variable: "KENDALI_CAMPAIGN_MINUTES", value: () => 10 } },
    prepare: () => prepare(["embedded", "cli", "web"], say),
    folder: ".",
    test: ["--config", "tests/vitest.config.ts", "tests/faults/kill-writes.test.ts"],
  },
  f14: {
    what: "--web-kills (20) and --database-kills (5) while 64 connections send --requests (10000) for allocations, --seed (drawn)",
    options: {
      requests: { variable: "KENDALI_F14_REQUESTS", value: () => 10_000 },
      "web-kills": { variable: "KENDALI_F14_WEB_KILLS", value: () => 20 },
      "database-kills": { variable: "KENDALI_F14_DATABASE_KILLS", value: () => 5 },
      seed: { variable: "KENDALI_F14_SEED", value: () => randomInt(1_000_000_000) },
    },
    prepare: () => prepare(["embedded", "cli", "web"], say),
    folder: ".",
    test: ["--config", "tests/vitest.config.ts", "tests/faults/concurrent-randomization.test.ts"],
  },
  f15: {
    what: "each of --participants (200) allocated from 64 connections at once, over two web servers",
    options: { participants: { variable: "KENDALI_F15_PARTICIPANTS", value: () => 200 } },
    prepare: () => prepare(["embedded", "cli", "web"], say),
    folder: ".",
    test: ["--config", "tests/vitest.config.ts", "tests/faults/one-participant-race.test.ts"],
  },
  "twin-worlds": {
    what: "--seeds (20) pairs of trials with swapped arms from --seed (1), asked everything by everybody who is masked",
    options: {
      seeds: { variable: "KENDALI_TWIN_SEEDS", value: () => 20 },
      seed: { variable: "KENDALI_TWIN_SEED", value: () => 1 },
      participants: { variable: "KENDALI_TWIN_PARTICIPANTS", value: () => 204 },
    },
    prepare: () => prepare(["embedded", "cli", "web"], say),
    folder: ".",
    test: ["--config", "tests/vitest.config.ts", "tests/masking/twin-worlds.test.ts"],
  },
  timing: {
    what: "how long --answers (1000) for each arm take, from every procedure that a masked role asks about one participant",
    options: {
      answers: { variable: "KENDALI_TIMING_ANSWERS", value: () => 1000 },
      seed: { variable: "KENDALI_TWIN_SEED", value: () => 1 },
    },
    prepare: () => prepare(["embedded", "cli", "web"], say),
    folder: ".",
    test: ["--config", "tests/vitest.config.ts", "tests/masking/timing.test.ts"],
  },
  "planted-leaks": {
    what: "--count leaks of arms (all) from --first (1), each planted in a copy of the work tree whose tests must notice it",
    options: {
      first: { variable: "KENDALI_PLANTED_FIRST", value: () => 1 },
      count: { variable: "KENDALI_PLANTED_COUNT", value: () => 1000 },
    },
    prepare: () => prepare(["embedded", "cli", "web"], say),
    folder: ".",
    test: ["--config", "tests/vitest.config.ts", "tests/masking/planted-leaks/planted-leaks.test.ts"],
  },
  accessibility: {
    what: "axe on every page in both languages, at 360, 768 and 1280 px, light and dark, and nothing scrolls sideways",
    options: {},
    prepare: () => prepare(["embedded", "cli", "web"], say),
    run: everyPageAccessible,
  },
  "form-agreement": {
    what: "--pairs (100000) of random forms and random answers, judged by the page and by the server, from --seed (drawn)",
    options: {
      pairs: { variable: "KENDALI_AGREEMENT_PAIRS", value: () => 100_000 },
      seed: { variable: "KENDALI_AGREEMENT_SEED", value: () => randomInt(1_000_000) },
    },
    prepare: () => installIfNeeded(say),
    folder: "apps/web",
    test: ["tests/form-agreement"],
  },
  amendments: {
    what: "--amendments (2000) random ones of studies that are being filled, from --seed (drawn): no value is lost",
    options: {
      amendments: { variable: "KENDALI_AMENDMENTS", value: () => 2000 },
      seed: { variable: "KENDALI_AMENDMENTS_SEED", value: () => randomInt(1_000_000_000) },
    },
    prepare: () => installIfNeeded(say),
    folder: "packages/api",
    test: ["src/use-cases/amendment/amendment-campaign.test.ts"],
  },
  "stats-r": {
    what: "every statistical method beside R, on --data-sets (2000) new random data sets of each family from --seed (drawn)",
    options: {
      seed: { variable: "KENDALI_STATS_R_SEED", value: () => randomInt(1_000_000_000) },
      "data-sets": { variable: "KENDALI_STATS_R_DATA_SETS", value: () => 2000 },
    },
    prepare: () => installIfNeeded(say),
    folder: "packages/stats",
    test: ["reference/second-opinion.test.ts"],
  },
  "stats-simulations": {
    what: "coverage and size of t, linear-model and rank methods over --simulations (10000) data sets from --seed (drawn)",
    options: {
      seed: { variable: "KENDALI_STATS_SEED", value: () => randomInt(1_000_000_000) },
      simulations: { variable: "KENDALI_STATS_SIMULATIONS", value: () => 10_000 },
    },
    prepare: () => installIfNeeded(say),
    folder: "packages/analysis",
    test: ["tests/statistical-properties"],
  },
};

const usage = `npm run campaign -- NAME [--OPTION NUMBER …]

${Object.entries(campaigns)
  .map(([name, { what }]) => `  ${name.padEnd(17)} ${what}`)
  .join("\n")}

A number that is drawn is printed, so that the same campaign can be run again.`;

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]) {
  const campaign = Object.hasOwn(campaigns, name ?? "") ? campaigns[name] : undefined;
  const numbers = campaign === undefined ? null : readNumbers(campaign, args);
  if (numbers === null) {
    console.error(usage);
    return 2;
  }
  await campaign.prepare();
  console.log(`${name}: ${Object.entries(numbers).flat().join(" ")}`);
  if (campaign.run !== undefined) return campaign.run();
  const variables = Object.entries(campaign.options).map(([option, { variable }]) => [variable, numbers[option]]);
  const cwd = join(root, campaign.folder);
  return runAttached(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...campaign.test], {
    cwd,
    env: { ...process.env, ...Object.fromEntries(variables.map(([key, value]) => [key, String(value)])) },
  });
}

async function everyPageAccessible() {
  const { requirements, result } = await findRequirements(new Set(["chromium"]));
  if (requirements.chromium === null) {
    console.error(result.skips.join("\n"));
    return 1;
  }
  return watchJourneys(requirements.chromium, "every-page-accessible", { KENDALI_ACCESSIBILITY_LOOKS: "12" });
}

/** The numbers of a campaign, given or not; null when something else was asked. */
function readNumbers({ options }, args) {
  const numbers = Object.fromEntries(Object.entries(options).map(([option, { value }]) => [option, value()]));
  for (let i = 0; i < args.length; i += 2) {
    const option = args[i]?.replace(/^--/u, "");
    if (!args[i].startsWith("--") || !Object.hasOwn(options, option) || !/^\d{1,9}$/u.test(args[i + 1] ?? ""))
      return null;
    numbers[option] = Number(args[i + 1]);
  }
  return numbers;
}

function say(message) {
  console.log(`  ${message}`);
}
