import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installIfNeeded, pnpm, prepare } from "../launcher/prepare.mjs";
import { root, stateDirectory } from "../launcher/settings.mjs";
import { runJourneys } from "./journeys.mjs";
import { runCheck, runTool, lastLines } from "./run-tool.mjs";
import { addCounts, runVitest } from "./vitest-suite.mjs";

const config = "packages/config";
const tool = (name) => join(root, config, "node_modules", ".bin", name);
/** The tests of the repository as a whole have their settings beside them, not at the top. */
const ownConfig = ["--config", "tests/vitest.config.ts"];
const say = (message) => console.log(`  ${message}`);

/**
 * Everything that npm test runs, in order. `quick` ones are the developer's check before a commit. Neighbours with a `lane`
 * run beside each other, those of one lane in turn.
 */
export const suites = [
  { name: "install", title: "Packages are installed as the lockfile says", quick: true, run: install },
  {
    name: "format",
    lane: "a",
    title: "Files are formatted",
    quick: true,
    run: () => runCheck("format", bin("prettier"), ["--check", "."]),
  },
  { name: "lint", lane: "b", title: "Code keeps the lint rules", quick: true, run: lint },
  {
    name: "layers",
    lane: "b",
    title: "Imports go down the layers",
    quick: true,
    run: () => runCheck("layers", process.execPath, [`${config}/checks/layers.js`]),
  },
  {
    name: "sherif",
    lane: "b",
    title: "One version of each dependency",
    quick: true,
    run: () => runCheck("sherif", tool("sherif"), ["."]),
  },
  {
    name: "knip",
    lane: "b",
    title: "No dead code and no dead dependencies",
    quick: true,
    run: () =>
      runCheck("knip", tool("knip"), [
        "--directory",
        root,
        "--config",
        join(config, "knip.json"),
        "--no-progress",
        "--no-config-hints",
      ]),
  },
  {
    name: "tidy",
    lane: "b",
    title: "The repository keeps its own rules",
    quick: true,
    run: () => runVitest("tidy", ".", { args: [...ownConfig, "tests/tidy.test.ts"] }),
  },
  { name: "types", title: "Types", quick: true, run: typecheck },
  {
    name: "unit",
    title: "Unit, property, golden and contract tests; repositories on the embedded database",
    quick: true,
    needs: ["r", "rPackages"],
    run: packageTests,
  },
  { name: "build", title: "The production build", run: build },
  {
    name: "second-postgres",
    lane: "a",
    title: "Repositories and use cases on the system's Postgres",
    needs: ["postgres"],
    run: secondPostgres,
  },
  {
    name: "masking",
    lane: "a",
    title: "Two worlds of swapped arms, which nobody masked can tell apart",
    run: () => runVitest("masking", ".", { args: [...ownConfig, "tests/masking/twin-worlds.test.ts"], minutes: 40 }),
  },
  {
    name: "journeys",
    lane: "b",
    title: "Journeys in a real browser, on the production build",
    needs: ["chromium"],
    run: runJourneys,
  },
  {
    name: "launcher",
    title: "Starting, stopping, killing, nothing lost; the same start without containers",
    needs: ["compose", "postgres"],
    run: ({ compose, postgres }) =>
      runVitest("launcher", ".", {
        args: [...ownConfig, "--exclude", "tests/tidy.test.ts", "--exclude", "tests/masking/**"],
        env: present({ KENDALI_TEST_COMPOSE: compose, KENDALI_TEST_POSTGRES_BIN: postgres }),
        minutes: 20,
      }),
  },
];

export const suiteNames = suites.map((suite) => suite.name);

function bin(name) {
  return join(root, "node_modules", ".bin", name);
}

async function install() {
  await installIfNeeded(say);
  return { passed: 1 };
}

function lint() {
  return runCheck("lint", tool("oxlint"), ["-c", `${config}/oxlint.json`, "--type-aware", "--deny-warnings", "."], {
    env: { OXLINT_TSGOLINT_PATH: tool("tsgolint") },
  });
}

/** One check for each package, by Turborepo, which remembers the ones whose files have not changed. */
async function typecheck() {
  const { code, output } = await turbo("types", "typecheck");
  return countTasks("typecheck", code, output);
}

async function build() {
  const { code, output } = await turbo("build", "build");
  if (code === 0) await prepare(["embedded", "cli", "web"], say);
  return countTasks("build", code, output);
}

function turbo(name, task) {
  const options = ["--ui=stream", "--concurrency=2", "--continue"];
  return runTool(`turbo-${name}`, "npx", [...pnpm, "exec", "turbo", "run", task, ...options], {
    env: name === "build" ? { NODE_ENV: "production" } : {},
  });
}

function countTasks(task, code, output) {
  const [, successful, all] = /Tasks:\s+(\d+) successful, (\d+) total/u.exec(output) ?? [];
  if (all === undefined || Number(all) === 0)
    return { failures: [`${task}: Turborepo ran nothing (${code})\n${lastLines(output, 30)}`] };
  if (code === 0) return { passed: Number(successful) };
  const names = (/Failed:\s+(.*)/u.exec(output)?.[1] ?? "")
    .split(", ")
    .filter(Boolean)
    .map((id) => id.split("#")[0]);
  return {
    passed: Number(successful),
    failures:
      names.length === 0
        ? [`${task} (${code})\n${lastLines(output, 60)}`]
        : names.map((name) => `${task} of ${name}\n${outputOf(name, output)}`),
  };
}

function outputOf(name, output) {
  const lines = output.split("\n").filter((line) => line.startsWith(`${name}:`));
  return lastLines(lines.join("\n"), 40);
}

/** What takes longest comes first, so that no processor waits for it at the end. */
const longest = ["packages/api", "packages/stats", "apps/cli", "packages/db", "packages/analysis", "packages/builder"];

/** Two packages at a time, never from Turborepo's memory: a test that did not run must not count. */
async function packageTests({ r }) {
  const others = packageFolders().filter((folder) => !longest.includes(folder) && hasTests(join(root, folder)));
  const waiting = [...longest, ...others];
  const counts = [];
  const lane = async () => {
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
      const started = Date.now();
      counts.push(await runVitest(`unit-${folder.replace("/", "-")}`, folder, { minutes: 30 }));
      say(`${folder} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    }
  };
  await Promise.all([lane(), lane()]);
  const sum = addCounts(...counts);
  if (r === null) sum.skips.push("R is missing: see above");
  return sum;
}

function packageFolders() {
  return ["apps", "packages"].flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`));
}

function hasTests(folder) {
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (["node_modules", "e2e", "dist", ".next", ".turbo"].includes(entry.name)) return false;
    return entry.isDirectory() ? hasTests(join(folder, entry.name)) : /\.test\.tsx?$/u.test(entry.name);
  });
}

/** What each test of these measures is the same on any server, and has been measured on the embedded one. */
const notOfTheServer = ["identifiers.test.ts"];

/** The test files of a package that open a database: nothing else can depend on which Postgres it is. */
function filesWithDatabase(folder) {
  const names = readdirSync(join(root, folder, "src"), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".test.ts") && !/(?:^|[\\/])embedded[\\/]/u.test(name))
    .filter((name) => !notOfTheServer.some((one) => name.endsWith(one)))
    .filter((name) => /createTestDatabase|test-database/u.test(readFileSync(join(root, folder, "src", name), "utf8")))
    .map((name) => join("src", name));
}

/** The suites that open a database, once more on a Postgres of another version, over TCP, as DATABASE_URL would name it. */
async function secondPostgres({ postgres }) {
  if (postgres === null) return { skips: ["no Postgres of the system: see above"] };
  await prepare(["embedded"], say);
  const { startTemporaryPostgres } = await import(pathToFileURL(join(stateDirectory, "embedded.mjs")).href);
  const server = await startTemporaryPostgres({ binDirectory: postgres, network: "loopback" });
  try {
    const counts = [];
    for (const folder of ["packages/db", "packages/api", "apps/cli"]) {
      const files = filesWithDatabase(folder);
      if (files.length === 0) throw new Error(`no test of ${folder} opens a database: by which name does it now?`);
      counts.push(
        await runVitest(`second-${folder.replace("/", "-")}`, folder, {
          args: files,
          env: { KENDALI_TEST_DATABASE_URL: server.url },
          minutes: 30,
        }),
      );
    }
    return addCounts(...counts);
  } finally {
    await server.stop();
  }
}

function present(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}
