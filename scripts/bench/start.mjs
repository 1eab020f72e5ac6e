import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "../launcher/settings.mjs";
import { freePort } from "../testing/journeys.mjs";
import { startLauncher } from "../testing/start-launcher.mjs";

/** `npm start` in a fresh copy of the repository's files, and once more when everything is there: until the first page. */
export async function benchStart({ log }) {
  const clone = mkdtempSync(join(tmpdir(), "kendali-bench-clone-"));
  try {
    copyRepository(clone);
    log("Starting a fresh copy: installing, building, making the demonstration (minutes) …");
    const cold = await startOnce(clone);
    log("Starting it again …");
    const warm = [await startOnce(clone), await startOnce(clone)].toSorted((a, b) => a.seconds - b.seconds);
    return [
      ["Cold npm start to the first page, packages in the caches", `${cold.seconds.toFixed(1)} s`, cold.steps],
      ["Warm npm start to the first page", `${warm[0].seconds.toFixed(1)} s`, "the better of two; aim 5 s"],
    ];
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

/** What a clone would have: every file that version control names or would name, as it is now. */
function copyRepository(clone) {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const path of String(listed).split("\0")) {
    if (path === "" || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    cpSync(join(root, path), join(clone, path));
  }
}

async function startOnce(clone) {
  const port = await freePort();
  const started = performance.now();
  const isPageThere = untilPage(`http://127.0.0.1:${port}/`);
  const launcher = await startLauncher({ tree: clone, dataDirectory: join(clone, "data"), port, seconds: 1800 });
  const seconds = ((await isPageThere) - started) / 1000;
  await launcher.stop();
  const steps = [...launcher.output().matchAll(/(Installed|Built) in [\d.]+ s/gu)].map(([words]) =>
    words.toLowerCase(),
  );
  return { seconds, steps: steps.join(", ") };
}

/** When the page a person gets stood in full. */
async function untilPage(address) {
  for (;;) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      if (response.ok) return performance.now();
    } catch (error) {
      // Nobody listens yet.
      if (!(error instanceof TypeError) && error.name !== "TimeoutError") throw error;
    }
    await delay(25);
  }
}
