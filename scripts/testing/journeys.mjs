import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAttached } from "../launcher/run-command.mjs";
import { root } from "../launcher/settings.mjs";
import { lastLines, runTool, testDirectory } from "./run-tool.mjs";
import { startLauncher } from "./start-launcher.mjs";

const web = join(root, "apps/web");
const playwright = [join(web, "node_modules/@playwright/test/cli.js"), "test"];

/** The journeys in apps/web/e2e, against a demonstration started on data of its own with the command people use. */
export async function runJourneys({ chromium }) {
  const specs = existsSync(join(web, "e2e"))
    ? readdirSync(join(web, "e2e")).filter((name) => name.endsWith(".spec.ts"))
    : [];
  if (specs.length === 0) return { failures: ["apps/web/e2e holds no journey"] };
  if (chromium === null) return { skips: specs.map((name) => `${name}: no Chromium, see above`) };
  const report = join(testDirectory, "journeys.json");
  rmSync(report, { force: true });
  return onDemonstration(chromium, async (env) => {
    const { code, output } = await runTool("journeys", process.execPath, [...playwright, "--reporter=line,json"], {
      cwd: web,
      minutes: 45,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    return countJourneys(report, code, output);
  });
}

/** Journeys by the name of their file, as somebody watches them who has a terminal; answers their exit status. */
export function watchJourneys(chromium, name, own) {
  return onDemonstration(chromium, (env) =>
    runAttached(process.execPath, [...playwright, "--reporter=list", name], {
      cwd: web,
      env: { ...process.env, ...env, ...own },
    }),
  );
}

/** Starts a demonstration on data of its own, and ends it afterwards. */
async function onDemonstration(chromium, act) {
  const dataDirectory = mkdtempSync(join(tmpdir(), "kendali-journeys-"));
  const launcher = await startLauncher({ dataDirectory, port: await freePort() });
  try {
    return await act({ KENDALI_E2E_URL: launcher.address, CHROME_PATH: chromium });
  } finally {
    await launcher.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

function countJourneys(report, code, output) {
  if (!existsSync(report)) return { failures: [`the journeys gave no report (${code})\n${lastLines(output, 60)}`] };
  const { suites, errors } = JSON.parse(readFileSync(report, "utf8"));
  const counted = { passed: 0, failures: (errors ?? []).map((error) => error.message ?? "error"), skips: [] };
  for (const { title, test } of suites.flatMap((suite) => testsOf(suite, []))) {
    // A journey that passes only when it is tried again has not passed.
    if (test.status === "expected") counted.passed += 1;
    else if (test.status === "skipped") counted.skips.push(title);
    else counted.failures.push(`${title} (${test.status})\n${lastLines(plain(errorsOf(test)), 30)}`);
  }
  if (code !== 0 && counted.failures.length === 0)
    counted.failures.push(`journeys (${code})\n${lastLines(output, 60)}`);
  return counted;
}

function testsOf(suite, above) {
  const path = [...above, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ title: [...path, spec.title, test.projectName].filter(Boolean).join(" › "), test })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, path))];
}

function errorsOf(test) {
  return test.results
    .flatMap((result) => result.errors ?? [])
    .map((error) => error.message ?? "")
    .join("\n");
}

function plain(text) {
  // Terminal colours in messages.
  return text.replace(/\u001B\[[0-9;]*m/gu, "");
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
