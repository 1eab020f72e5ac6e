import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../launcher/settings.mjs";
import { lastLines, runTool } from "./run-tool.mjs";

/** Runs Vitest in one folder and counts its tests; a file that could not even be loaded counts as a failed test. */
export async function runVitest(name, folder, { args = [], env = {}, minutes = 15 } = {}) {
  const cwd = join(root, folder);
  const report = join(cwd, ".turbo", `vitest-${name}.json`);
  rmSync(report, { force: true });
  const program = join(cwd, "node_modules", "vitest", "vitest.mjs");
  const { code, output } = await runTool(
    `vitest-${name}`,
    process.execPath,
    [program, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args],
    { cwd, env: { ...env, FORCE_COLOR: "0" }, minutes },
  );
  return countVitest(report, name, code, output);
}

function countVitest(report, name, code, output) {
  if (!existsSync(report))
    return { failures: [`${name}: the test runner gave no report (${code})\n${lastLines(output, 40)}`] };
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const counted = { passed: 0, failures: [], skips: [] };
  for (const file of testResults) {
    const path = relative(root, file.name);
    for (const test of file.assertionResults) {
      const title = `${path}: ${test.fullName.trim()}`;
      if (test.status === "passed") counted.passed += 1;
      else if (test.status === "failed")
        counted.failures.push(`${title}\n${lastLines(ownLines(test.failureMessages ?? []), 25)}`);
      else counted.skips.push(title);
    }
    if (file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed")) {
      counted.failures.push(`${path}: ${file.message || "could not be run"}`);
    }
  }
  if (code !== 0 && counted.failures.length === 0) {
    counted.failures.push(
      `${name}: the test runner ended with ${code} though no test failed\n${lastLines(output, 40)}`,
    );
  }
  return counted;
}

/** The message and our own places in the code; the test runner's inner workings explain nothing. */
function ownLines(messages) {
  return messages
    .join("\n")
    .split("\n")
    .filter((line) => !/^\s+at .*(?:node_modules|node:internal)/u.test(line))
    .join("\n");
}

export function addCounts(...all) {
  return {
    passed: all.reduce((sum, { passed = 0 }) => sum + passed, 0),
    failures: all.flatMap(({ failures = [] }) => failures),
    skips: all.flatMap(({ skips = [] }) => skips),
  };
}
