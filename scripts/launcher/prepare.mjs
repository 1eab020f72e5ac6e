import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { acquireProcessLock } from "../../packages/db/src/embedded/process-lock.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { runLogged } from "./run-command.mjs";
import { root, stateDirectory } from "./settings.mjs";

const shared = ["packages", "tsconfig.base.json", "pnpm-lock.yaml"];

/** What can be built: which sources decide whether it is fresh, and which files prove that it is there. */
const targets = {
  embedded: {
    sources: ["packages/db/src/embedded", "pnpm-lock.yaml"],
    products: [".kendali/embedded.mjs"],
    build: buildEmbedded,
  },
  cli: {
    sources: [...shared, "apps/cli", "studies"],
    products: ["apps/cli/dist/kendali.mjs"],
    build: () => buildPackages("the command line", ["@kendali/cli"]),
  },
  web: {
    sources: [...shared, "apps/web", "studies"],
    products: ["apps/web/dist/server.mjs", "apps/web/dist/document-worker.mjs", "apps/web/.next/BUILD_ID"],
    build: () => buildPackages("the web application", ["@kendali/web"]),
  },
};

/**
 * Installs and builds what is missing or stale, and nothing else: a second call with unchanged files only reads them.
 * Returns the fingerprint of what was built, by target. Where all of it is there already, nobody is waited for.
 */
export async function prepare(names, log) {
  const ready = readyTargets(names);
  if (ready !== null) return ready;
  mkdirSync(stateDirectory, { recursive: true });
  const release = await enterWorkshop(log);
  try {
    await installIfNeeded(log);
    const built = {};
    const stale = [];
    for (const name of names) {
      built[name] = fingerprint(root, targets[name].sources, process.version);
      if (!isFresh(name, built[name])) stale.push(name);
    }
    for (const name of stale) {
      const started = Date.now();
      if (name !== "embedded")
        log(`Building ${name === "web" ? "the web application (about a minute)" : "the command line"} …`);
      await targets[name].build();
      remember(name, built[name]);
      if (name !== "embedded") log(`Built in ${seconds(started)}.`);
    }
    return built;
  } finally {
    release();
  }
}

export const pnpm = ["-y", JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager];

/** npm's own variables steer npx and pnpm in ways that differ from call to call; telemetry is nobody's business. */
export function toolEnvironment(env = process.env) {
  const kept = Object.entries(env).filter(
    ([name]) => !/^npm_(?!config_(?:registry|cache|offline|prefer_offline)$)/iu.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    NEXT_TELEMETRY_DISABLED: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  };
}

/** The fingerprints of the targets when everything is installed and they are all built, else null. */
export function readyTargets(names) {
  if (!isInstalled(wantedInstallation())) return null;
  const wanted = Object.fromEntries(
    names.map((name) => [name, fingerprint(root, targets[name].sources, process.version)]),
  );
  return names.every((name) => isFresh(name, wanted[name])) ? wanted : null;
}

export async function installIfNeeded(log) {
  const wanted = wantedInstallation();
  if (isInstalled(wanted)) return;
  const started = Date.now();
  log("Installing packages (the first time takes about a minute) …");
  const quiet = ["--frozen-lockfile", "--config.confirmModulesPurge=false", "--reporter=append-only"];
  await runLogged("Installing packages", "npx", [...pnpm, "install", ...quiet], {
    cwd: root,
    env: toolEnvironment(),
    logFile: join(stateDirectory, "install.log"),
  });
  remember("install", wanted);
  log(`Installed in ${seconds(started)}.`);
}

function wantedInstallation() {
  const manifests = ["apps", "packages"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  );
  return fingerprint(
    root,
    ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", ...manifests],
    `${process.platform}-${process.arch}`,
  );
}

function isInstalled(wanted) {
  return recall("install") === wanted && existsSync(join(root, "node_modules/.modules.yaml"));
}

async function buildEmbedded() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(root, "packages/db/src/embedded/index.ts")],
    outfile: join(stateDirectory, "embedded.mjs"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    legalComments: "none",
    logLevel: "error",
    // postgres.js ships CommonJS beside its modules; the bundle needs a require of its own for Node's modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}

/** Through Turborepo, whose cache also answers when somebody goes back to an earlier version. */
async function buildPackages(what, packages) {
  const filters = packages.map((name) => `--filter=${name}`);
  await runLogged(`Building ${what}`, "npx", [...pnpm, "exec", "turbo", "run", "build", "--ui=stream", ...filters], {
    cwd: root,
    env: { ...toolEnvironment(), NODE_ENV: "production" },
    logFile: join(stateDirectory, `build-${packages.length === 1 ? packages[0].split("/")[1] : "all"}.log`),
  });
}

/** One process at a time installs or builds in a clone: demonstration, production and command line may start together. */
async function enterWorkshop(log) {
  for (let waited = 0; ; waited += 1) {
    const lock = acquireProcessLock(join(stateDirectory, "prepare.lock"));
    if (lock.ok) return lock.release;
    if (waited === 10) log(`Waiting for process ${lock.holder.pid}, which is installing or building here …`);
    await delay(100);
  }
}

function isFresh(name, wanted) {
  return recall(name) === wanted && targets[name].products.every((path) => existsSync(join(root, path)));
}

function recall(name) {
  const path = join(stateDirectory, `${name}.stamp`);
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function remember(name, value) {
  writeFileSync(join(stateDirectory, `${name}.stamp`), value);
}

function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
