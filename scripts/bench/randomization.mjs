import { spawnSync } from "node:child_process";
import { askR, beside, bundleEngine, median, medianSeconds } from "./stats.mjs";

/**
 * Randomization in memory: the lists of a large study, minimization, and the design page's simulation. Medians of processor
 * seconds, and R's plain loops right after where R is installed.
 */
export async function benchRandomization({ log }) {
  const { randomization } = await bundleEngine();
  const hasR = spawnSync("Rscript", ["--version"]).status === 0;
  if (!hasR) log("Rscript is not installed: no ratios.");
  const rows = [];
  for (const job of [benchBlocks, benchMinimization, benchDesigns]) {
    log(`${job.name} …`);
    rows.push(...job(randomization, hasR));
  }
  return rows;
}

const even = { arms: ["control", "massage"].map((key) => ({ key, ratio: 1 })), blockSizes: [] };

/** Participants arrive in 20 strata in no order; each takes the next slot of a list with blocks of drawn sizes. */
function benchBlocks({ openLists, simulationGenerator }, hasR) {
  const strata = Array.from({ length: 20 }, (_, site) => `{"site":${site}}`);
  const generator = simulationGenerator(20261122n);
  const secret = generator.nextBytes(32);
  const arrivals = Uint8Array.from({ length: 1_000_000 }, () => generator.nextBelow(strata.length));
  const seconds = medianSeconds(5, () => {
    const armAt = openLists({ scheme: "permuted_blocks", parameters: { ...even, blockSizes: [4, 6] }, secret });
    const next = strata.map(() => 0);
    for (const stratum of arrivals) {
      armAt(strata[stratum], next[stratum]);
      next[stratum] += 1;
    }
  });
  const r = hasR ? askR("blocks", "randomization.R") : null;
  return [
    [
      "1,000,000 stratified-block allocations",
      `${(1000 * seconds).toFixed(0)} ms`,
      "median of 5; 20 strata, sizes 4 and 6",
    ],
    ...beside(r, "R, a loop over blocks, 10 × 100,000", seconds, (times) => 10 * median(times.blocks)),
  ];
}

/** Pocock and Simon's range over five factors, each participant after all before. */
function benchMinimization({ openAdaptiveTrial, simulationGenerator }, hasR) {
  const generator = simulationGenerator(20261122n);
  const secret = generator.nextBytes(32);
  const levels = [2, 3, 2, 4, 2];
  const factors = levels.map((_, index) => ({ key: `f${index}`, weight: 1 }));
  const newcomers = Array.from({ length: 10_000 }, () =>
    JSON.stringify(Object.fromEntries(levels.map((count, index) => [`f${index}`, generator.nextBelow(count)]))),
  );
  const parameters = { ...even, coin: { numerator: 4, denominator: 5 }, measure: "range", factors };
  const seconds = medianSeconds(9, () => {
    const trial = openAdaptiveTrial({ scheme: "minimization", parameters, secret });
    for (const [slot, stratumKey] of newcomers.entries())
      trial.record(stratumKey, trial.decide(stratumKey, slot).armKey);
  });
  const r = hasR ? askR("minimization", "randomization.R") : null;
  return [
    [
      "Minimization of 10,000 with 5 factors",
      `${(1000 * seconds).toFixed(0)} ms`,
      "median of 9; keyed generator included",
    ],
    ...beside(r, "R, the same loop over matrices", seconds, (times) => median(times.minimization)),
  ];
}

/** What the design page asks for: 1,000 trials of 200 in four strata. */
function benchDesigns({ simulateDesign }) {
  const strata = [1, 2].flatMap((parity) =>
    ["pku", "rsud"].map((site) => ({ values: { site, parity }, share: parity })),
  );
  const plan = { strata, participants: 200, simulations: 1_000, seed: 20261122, isSingleOpenSite: false };
  const factors = ["site", "parity"].map((key) => ({ key, weight: 1 }));
  const coin = { numerator: 4, denominator: 5 };
  const designs = [
    { scheme: "permuted_blocks", parameters: { ...even, blockSizes: [4, 6] } },
    { scheme: "minimization", parameters: { ...even, coin, measure: "range", factors } },
    { scheme: "maximal", parameters: { ...even, maximumImbalance: 4, sequenceLength: 200 } },
  ];
  return designs.map(({ scheme, parameters }) => {
    const seconds = medianSeconds(5, () => simulateDesign({ ...plan, scheme, parameters }));
    return [`1,000 simulated trials of 200, ${scheme}`, `${(1000 * seconds).toFixed(0)} ms`, "median of 5; 4 strata"];
  });
}
