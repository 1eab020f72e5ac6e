import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../launcher/settings.mjs";
import { importSource } from "../load/import-source.mjs";

/**
 * The statistics engine beside R, which runs right after in the same minute where it is installed. Every number is a median of
 * processor seconds, so that other programs on the machine count for neither.
 */
export async function benchStats({ log }) {
  const engine = await bundleEngine();
  const hasR = spawnSync("Rscript", ["--version"]).status === 0;
  if (!hasR) log("Rscript is not installed: no ratios.");
  const rows = [];
  for (const job of [benchWelch, benchAncova, benchReported, benchSignedRank]) {
    log(`${job.name} …`);
    rows.push(...job(engine, hasR));
  }
  return rows;
}

/** 100,000 Welch tests of 20 against 20: statistic, df and p, through the code that the two-sample t-test runs. */
function benchWelch({ stats, randomization }, hasR) {
  const [tests, n] = [100_000, 20];
  const generator = randomization.simulationGenerator(20261122n);
  const draw = (mean) => Float64Array.from({ length: tests * n }, () => mean + generator.nextNormal());
  const [x, y] = [draw(0.3), draw(0)];
  const results = new Float64Array(3 * tests);
  const seconds = medianSeconds(9, () => {
    for (let i = 0; i < tests; i += 1) {
      const [from, to] = [i * n, (i + 1) * n];
      const test = stats.compareMeans(stats.momentsOf(x, from, to), stats.momentsOf(y, from, to));
      results[3 * i] = test.t;
      results[3 * i + 1] = test.df;
      results[3 * i + 2] = test.p;
    }
  });
  const r = hasR ? askR("welch") : null;
  return [
    ["100,000 Welch tests, 20 per arm", `${(1000 * seconds).toFixed(0)} ms`, "median of 9; statistic, df and p"],
    ...beside(r, "R, vectorised with pt()", seconds, (times) => median(times.vectorised)),
    ...beside(r, "R, calling t.test(), 10 × 10,000 calls", seconds, (times) => 10 * median(times.called)),
  ];
}

/** Power by simulation as the design page runs it: drawing the data is part of the time, here and in R. */
function benchAncova({ analysis }, hasR) {
  const parameters = analysis.simulationDesigns.ancova.example;
  const plan = { design: "ancova", parameters, simulations: 10_000, seed: 20261122 };
  const seconds = medianSeconds(5, () => analysis.simulatePower(plan));
  const r = hasR ? askR("ancova") : null;
  return [
    ["ANCOVA power, 10,000 simulations of 100", `${(1000 * seconds).toFixed(0)} ms`, "median of 5; draws included"],
    ...beside(r, "R, lm and summary, 10 × 1,000 simulations", seconds, (times) => 10 * median(times.lm)),
    ...beside(r, "R, .lm.fit (no standard error, no p)", seconds, (times) => median(times["lm.fit"])),
  ];
}

/** The check of the pilot's comparison against all 3,108,105 tables of 20 pairs of scores 0, 1, 2. */
function benchReported({ analysis }) {
  const label = { id: "Skor", en: "Score" };
  const table = {
    schema: "kendali-reported-table/1",
    title: label,
    source: "The pilot study's table of the paired comparison",
    scale: { min: 0, max: 2 },
    measurements: [
      { key: "before", label, n: 20, mean: "1.20", sd: "0.41" },
      { key: "after", label, n: 20, mean: "1.90", sd: "0.31" },
    ],
    comparisons: [
      {
        key: "change",
        label,
        design: "paired",
        first: "before",
        second: "after",
        difference: "0.70",
        t: "4.87",
        df: 19,
        interval: { lower: "0.42", upper: "0.98" },
        d: "1.32",
      },
    ],
  };
  let tables = 0;
  const seconds = medianSeconds(3, () => {
    analysis.checkReportedTable(table, { onProgress: (progress) => (tables = progress.total) });
  });
  return [[`Consistency check, ${tables.toLocaleString("en")} tables`, `${seconds.toFixed(2)} s`, "median of 3"]];
}

/** The whole signed-rank result with its interval: 50 pairs, differences in whole units, so with ties. */
function benchSignedRank({ stats, randomization }) {
  const generator = randomization.simulationGenerator(20261122n);
  const first = Array.from({ length: 50 }, () => 0);
  const second = first.map(() => Math.round(4 * generator.nextNormal() + 1) || 1);
  let method = "";
  const seconds = medianSeconds(51, () => {
    const outcome = stats.runWilcoxonSignedRank({ first, second });
    method = outcome.result.p.method;
  });
  return [
    ["Signed-rank test with ties, 50 pairs", `${(1000 * seconds).toFixed(2)} ms`, `median of 51; ${method}, interval`],
  ];
}

export function beside(times, what, seconds, of) {
  if (times === null) return [];
  const rSeconds = of(times);
  return [[`  ${what}`, `${rSeconds.toFixed(3)} s`, `Kendali takes ${(seconds / rSeconds).toPrecision(2)} of that`]];
}

export function medianSeconds(times, job) {
  return median(
    Array.from({ length: times }, () => {
      const before = process.cpuUsage();
      job();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    }),
  );
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** The seconds of every repetition of a job of an R script beside this one, by name. */
export function askR(job, script = "stats.R") {
  const { status, stdout, stderr } = spawnSync("Rscript", [join(root, "scripts/bench", script), job], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`R failed: ${stderr}`);
  return Object.fromEntries(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/u))
      .map(([name, ...seconds]) => [name, seconds.map(Number)]),
  );
}

/** The packages as Node runs them: TypeScript bundled on the spot. */
export function bundleEngine() {
  const names = ["stats", "randomization", "analysis"];
  const contents = names.map((name) => `export * as ${name} from "@kendali/${name}";`).join("\n");
  return importSource(contents, "packages/analysis");
}
