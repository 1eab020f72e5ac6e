import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { acquireProcessLock } from "../../packages/db/src/embedded/process-lock.mjs";
import { root } from "../repository-files.ts";
import { temporaryDirectory } from "./start-kendali.ts";

const place = temporaryDirectory();
afterAll(() => place.remove());

describe("npm run --silent kendali", () => {
  test("works in a fresh clone: installs what is missing, says so on stderr, and starts no database to validate a study", () => {
    const clone = join(place.path, "clone");
    execFileSync("git", ["clone", "--quiet", root, clone]);
    expect(existsSync(join(clone, "node_modules"))).toBe(false);
    const study = join(root, "studies/oxytocin-pretest-posttest/protocol.json");
    const first = kendali(clone, ["study", "validate", study]);
    expect(first.stderr).toMatch(/Installing packages/u);
    expect(first.status, first.stderr).toBe(0);
    expect(first.stdout).not.toMatch(/Installing|Building/u);
    expect(existsSync(join(clone, "data"))).toBe(false);

    const second = kendali(clone, ["study", "validate", study]);
    expect(second.stderr).not.toMatch(/Installing|Building/u);
    expect(second.status).toBe(0);

    const lock = acquireProcessLock(join(clone, ".kendali/prepare.lock"));
    if (!lock.ok) throw new Error("the clone's workshop is taken");
    try {
      const duringABuild = kendali(clone, ["study", "validate", study], clone, 60_000);
      expect(duringABuild.stderr).not.toMatch(/Waiting/u);
      expect(duringABuild.status).toBe(0);
    } finally {
      lock.release();
    }
  }, 600_000);

  test("passes exit status and the folder that it was typed in", () => {
    writeFileSync(join(place.path, "broken.json"), "{");
    const refused = kendali(root, ["study", "validate", "broken.json"], place.path);
    expect(refused.status).toBe(1);
    expect(refused.stderr).not.toMatch(/ENOENT/u);
    expect(kendali(root, ["no-such-command"]).status).toBe(2);
    expect(kendali(root, ["--help"]).status).toBe(0);
  });
});

function kendali(
  tree: string,
  args: readonly string[],
  typedIn = tree,
  timeout?: number,
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "--prefix", tree, "kendali", "--", ...args], {
    cwd: typedIn,
    encoding: "utf8",
    timeout,
    env: { ...process.env, INIT_CWD: typedIn, NODE_ENV: "", KENDALI_DATA_DIR: "", DATABASE_URL: "", KENDALI_MODE: "" },
  });
  return { status, stdout, stderr };
}
