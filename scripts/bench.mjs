#!/usr/bin/env node
import { cpus, loadavg, totalmem } from "node:os";
import { installIfNeeded } from "./launcher/prepare.mjs";

/** Parts of the bench, in the order of the table. Each is loaded when it is asked for and cleans up after itself. */
const parts = {
  save: {
    what: "completed forms saved over HTTP, beside bare rows in the same Postgres",
    run: async (options) => (await import("./bench/save.mjs")).benchSave(options),
  },
  pages: {
    what: "JavaScript of the pages, in Chromium",
    run: async (options) => (await import("./bench/pages.mjs")).benchPages(options),
  },
  export: {
    what: "freezing and downloading 10,000 participants (--participants NUMBER)",
    run: async (options) => (await import("./bench/export.mjs")).benchExport(options),
  },
  builder: {
    what: "the study builder on a study of 500 items, in memory; letters typed on its pages, in Chromium",
    run: async (options) => [
      ...(await (await import("./bench/builder.mjs")).benchBuilder(options)),
      ...(await (await import("./bench/keystrokes.mjs")).benchKeystrokes(options)),
    ],
  },
  "dry-run": {
    what: "200 participants through the whole of each reference study, in memory",
    run: async (options) => (await import("./bench/dry-run.mjs")).benchDryRun(options),
  },
  start: {
    what: "npm start in a fresh copy, cold and warm",
    run: async (options) => (await import("./bench/start.mjs")).benchStart(options),
  },
  stats: {
    what: "the statistics engine, beside R where R is installed",
    run: async (options) => (await import("./bench/stats.mjs")).benchStats(options),
  },
  randomization: {
    what: "lists, minimization and the simulation of designs in memory, beside R where R is installed; allocations over HTTP",
    run: async (options) => [
      ...(await (await import("./bench/randomization.mjs")).benchRandomization(options)),
      ...(await (await import("./bench/allocate.mjs")).benchAllocate(options)),
    ],
  },
};

const usage = `npm run bench [-- NAME[,NAME …]] [--participants NUMBER]

${Object.entries(parts)
  .map(([name, { what }]) => `  ${name.padEnd(14)} ${what}`)
  .join("\n")}

--only NAME says the same. Prints a table and judges nothing: a number means something beside others of the same run, on a machine at rest.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  const options = readOptions(args);
  if (options === null) {
    console.error(usage);
    return 2;
  }
  const log = (message) => console.error(`  ${message}`);
  await installIfNeeded(log);
  const [cpu] = cpus();
  console.log(
    `${new Date().toISOString()}  Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? "CPU"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB\n`,
  );
  for (const name of options.names) {
    const before = load();
    const rows = await parts[name].run({ log, participants: options.participants });
    console.log(`${name}  (load of the machine ${before} before, ${load()} after)`);
    printTable(rows);
  }
  return 0;
}

function readOptions(args) {
  const options = { names: Object.keys(parts), participants: 10_000 };
  const isNamed = args.length > 0 && !args[0].startsWith("--");
  if (isNamed) options.names = args[0].split(",");
  for (let index = isNamed ? 1 : 0; index < args.length; index += 2) {
    const value = args[index + 1] ?? "";
    if (args[index] === "--only") options.names = value.split(",");
    else if (args[index] === "--participants" && /^[1-9]\d{0,5}$/u.test(value)) options.participants = Number(value);
    else return null;
  }
  return options.names.every((name) => Object.hasOwn(parts, name)) ? options : null;
}

function load() {
  return loadavg()[0]?.toFixed(1) ?? "unknown";
}

function printTable(rows) {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const [what, value, words] of rows)
    console.log(`  ${what.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${words}`);
  console.log("");
}
