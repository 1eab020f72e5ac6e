import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { root } from "../launcher/settings.mjs";
import { runTool } from "./run-tool.mjs";

/** What some suites need from the system: how it is found, and the Debian packages that bring it. */
const tools = {
  chromium: { what: "Chromium", find: findChromium, packages: ["chromium"], suites: "the browser journeys" },
  postgres: {
    what: "a Postgres server of the system",
    find: findPostgres,
    packages: ["postgresql"],
    suites: "the repository tests against a second Postgres",
  },
  r: {
    what: "R",
    find: () => onPath("Rscript"),
    packages: ["r-base-core"],
    suites: "the tests that recompute every number in R",
  },
  rPackages: {
    what: "the R packages coin, exactRankTests, MASS, pwr and sandwich",
    find: findRPackages,
    packages: ["r-cran-coin", "r-cran-exactranktests", "r-cran-mass", "r-cran-pwr", "r-cran-sandwich"],
    suites: "the tests that compare with the field's own packages",
  },
  compose: {
    what: "docker-compose",
    find: () => onPath("docker-compose"),
    packages: ["docker-compose"],
    suites: "the check of docker-compose.yml",
  },
};

/** Finds or installs what the chosen suites need; what is missing in the end is told, with what cannot run for that. */
export async function findRequirements(needs) {
  const started = Date.now();
  const wanted = Object.entries(tools).filter(([name]) => needs.has(name));
  const missing = wanted.filter(([, tool]) => tool.find() === null).flatMap(([, tool]) => tool.packages);
  if (missing.length > 0) await installDebianPackages(missing);
  const requirements = {};
  const skips = [];
  let passed = 0;
  for (const [name, tool] of wanted) {
    requirements[name] = tool.find() ?? (name === "chromium" ? await downloadChromium() : null);
    if (requirements[name] === null) {
      skips.push(
        `${tool.what} is not here and could not be installed, so ${tool.suites} cannot run (Debian: apt-get install ${tool.packages.join(" ")})`,
      );
    } else passed += 1;
  }
  return {
    requirements,
    result: { name: "requirements", passed, failures: [], skips, seconds: (Date.now() - started) / 1000 },
  };
}

async function installDebianPackages(packages) {
  if (onPath("apt-get") === null) return;
  const asRoot = process.getuid?.() === 0 ? [] : canSudo() ? ["sudo", "-n"] : null;
  if (asRoot === null) return;
  console.log(`  Installing with apt-get: ${packages.join(", ")} …`);
  const apt = [...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  await runTool("apt-update", apt[0], [...apt.slice(1), "update"], { minutes: 10 });
  const result = await runTool(
    "apt-install",
    apt[0],
    [...apt.slice(1), "install", "-y", "--no-install-recommends", ...packages],
    {
      minutes: 20,
    },
  );
  if (result.code !== 0) console.log("  apt-get could not install them; see .kendali/tests/apt-install.log");
}

function canSudo() {
  return onPath("sudo") !== null && spawnSync("sudo", ["-n", "true"]).status === 0;
}

/** For tests only: Playwright's own download, where no browser of the system was to be had. */
async function downloadChromium() {
  const cli = join(root, "apps/web/node_modules/@playwright/test/cli.js");
  if (!existsSync(cli)) return null;
  const { code } = await runTool("playwright-install", process.execPath, [cli, "install", "chromium"], { minutes: 10 });
  if (code !== 0) return null;
  const { chromium } = createRequire(cli)("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named && existsSync(named)) return named;
  const applications = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
  return (
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
      .map(onPath)
      .find((path) => path !== null) ??
    applications.find((path) => existsSync(path)) ??
    null
  );
}

/** The newest Postgres of the system, 15 or later, by the folder of its programs. */
function findPostgres() {
  const base = "/usr/lib/postgresql";
  if (!existsSync(base)) return null;
  const version = readdirSync(base)
    .map(Number)
    .filter((major) => major >= 15 && existsSync(join(base, String(major), "bin", "initdb")))
    .sort((a, b) => b - a)[0];
  return version === undefined ? null : join(base, String(version), "bin");
}

/** Whether R has the packages of its own that the tests ask; where they lie, not what they hold, so that it is quick. */
function findRPackages() {
  const code = `cat(all(nzchar(sapply(c("coin", "exactRankTests", "MASS", "pwr", "sandwich"), function(p) system.file(package = p)))))`;
  const { status, stdout } = spawnSync("Rscript", ["--vanilla", "-e", code], { encoding: "utf8" });
  return status === 0 && stdout.trim() === "TRUE" ? "installed" : null;
}

function onPath(program) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}
