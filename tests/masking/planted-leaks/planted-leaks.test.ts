import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyOfWorkTree, type Copy } from "./copy-of-work-tree.ts";
import { leaksOfAnswers } from "./leaks-of-answers.ts";
import { leaksOfTraces } from "./leaks-of-traces.ts";
import type { Guard } from "./planted-leak.ts";

/**
 * Whether the tests of masking notice what they are for: each leak is written into a copy of the work tree, and the suite
 * that guards against its class must fail there. Run by the campaign alone.
 */
const first = Number(process.env["KENDALI_PLANTED_FIRST"] ?? "1");
const count = Number(process.env["KENDALI_PLANTED_COUNT"] ?? "1000");
const leaks = [...leaksOfAnswers, ...leaksOfTraces].slice(first - 1, first - 1 + count);
/** For one suite in the copy; a busy machine takes long, and a suite that ran out of time has noticed nothing. */
const minutes = 40;
const ofSuite = ["--testTimeout", String((minutes - 2) * 60_000)];

/** The suite in its quick form, and the test in it that passes as long as only masking is at fault. */
const guards: Readonly<Record<Guard, { args: readonly string[]; folder: string; env: object; sound: string }>> = {
  "twin worlds": {
    args: ["--config", "tests/vitest.config.ts", "tests/masking/twin-worlds.test.ts", "-t", "twin worlds of seed"],
    folder: ".",
    env: {
      KENDALI_TWIN_SEEDS: "1",
      KENDALI_TWIN_SEED: "7",
      KENDALI_TWIN_PARTICIPANTS: "60",
      KENDALI_TWIN_STOP: "1",
    },
    sound: "are equal but for the arms and what follows from them",
  },
  identifiers: {
    args: ["src/identifiers.test.ts"],
    folder: "packages/api",
    env: {},
    sound: "both arms have a thousand participants",
  },
  timing: {
    args: ["--config", "tests/vitest.config.ts", "tests/masking/timing.test.ts"],
    folder: ".",
    env: { KENDALI_TIMING_ANSWERS: "300" },
    sound: "is that of several procedures about participants of both arms",
  },
};

let copy: Copy;
const caught: string[] = [];
const started = performance.now();

beforeAll(() => {
  copy = copyOfWorkTree();
});
afterAll(() => {
  copy.remove();
  const took = Math.round((performance.now() - started) / 1000);
  console.log(`${leaks.length} planted, ${caught.length} caught, in ${took} s`);
});

describe.each([...new Set(leaks.map((leak) => leak.guard))].filter((guard) => guard !== "timing"))("%s", (guard) => {
  test("notice nothing where nothing is planted", { timeout: minutes * 60_000 }, async () => {
    const { failed, late } = await ask(guard);
    expect([...failed, ...late]).toEqual([]);
  });
});

test.each(leaks)("$name is noticed: $kind", { timeout: minutes * 60_000 }, async (leak) => {
  const takeOut = copy.plant(leak);
  try {
    if (leak.isOfPages === true) await buildPages();
    const { passed, failed, late } = await ask(leak.guard);
    expect(late, "the suite had time enough").toEqual([]);
    // A copy that cannot even raise its worlds has noticed nothing.
    expect(passed).toContain(guards[leak.guard].sound);
    expect(failed.length, "what is planted is noticed").toBeGreaterThan(0);
    caught.push(leak.name);
    console.log(`${leak.name} is noticed, the ${caught.length}. of ${leaks.length}`);
  } finally {
    takeOut();
  }
});

type Assertion = {
  readonly title: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
};
type Ended = {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly late: readonly string[];
};

/** The titles of the guard's tests in the copy, by how they ended; those that ran out of time apart. */
async function ask(guard: Guard): Promise<Ended> {
  const { args, folder, env } = guards[guard];
  const report = join(copy.folder, "planted.json");
  const program = join(copy.folder, "node_modules/vitest/vitest.mjs");
  // A suite that ended without a report must not be judged by the one before it.
  rmSync(report, { force: true });
  await run([program, "run", "--reporter=json", `--outputFile=${report}`, ...ofSuite, ...args], folder, env);
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    readonly testResults: readonly { readonly assertionResults: readonly Assertion[] }[];
  };
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  // Vitest writes a test that ran out of time with nothing but a place holder for its message.
  const isLate = ({ failureMessages }: Assertion): boolean =>
    (failureMessages ?? []).some((message) => /STACK_TRACE_ERROR|timed out in \d/u.test(message));
  const titles = (those: (one: Assertion) => boolean): string[] => all.filter(those).map(({ title }) => title);
  return {
    passed: titles(({ status }) => status === "passed"),
    failed: titles((one) => one.status === "failed" && !isLate(one)),
    late: titles((one) => one.status === "failed" && isLate(one)),
  };
}

async function buildPages(): Promise<void> {
  const status = await run([join(copy.folder, "apps/web/node_modules/next/dist/bin/next"), "build"], "apps/web", {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  expect(status, "the pages were built").toBe(0);
}

function run(args: readonly string[], folder: string, env: object): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: join(copy.folder, folder),
      env: { ...process.env, ...env },
      stdio: "ignore",
    });
    child.once("error", reject);
    child.once("exit", resolve);
  });
}
