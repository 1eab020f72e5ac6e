import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../repository-files.ts";
import { answers, freePort, postmasterPid, start } from "./start-kendali.ts";

let home = "";
let clone = "";

beforeAll(() => {
  // Beside the repository's own files, so that the copy can share them (hard links) instead of doubling a gigabyte.
  mkdirSync(join(root, ".kendali"), { recursive: true });
  home = mkdtempSync(join(root, ".kendali", "home-"));
  clone = join(home, "kendali");
  execFileSync("sh", [
    "-c",
    'mkdir "$2" && cd "$1" && for entry in $(ls -A | grep -vx -e .git -e .kendali -e data); do cp -al "$entry" "$2/"; done && mkdir "$2/.kendali" && cp .kendali/*.stamp .kendali/embedded.mjs "$2/.kendali/"',
    "sh",
    root,
    clone,
  ]);
  chmodSync(home, 0o700);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("a clone below a home directory that only its owner can enter", () => {
  test("starts, with data in its own ./data, and the database is nobody privileged", async () => {
    expect(statSync(home).mode & 0o077).toBe(0);
    const kendali = await start({ tree: clone, dataDir: "", port: await freePort(), args: ["--production"] });
    try {
      expect(await answers(kendali.address)).toBe(true);
      const status = readFileSync(`/proc/${postmasterPid(join(clone, "data"))}/status`, "utf8");
      expect(status).toMatch(/^Uid:\s+[1-9]/mu);
      expect(status).toMatch(/^CapEff:\s+0+$/mu);
      expect(statSync(join(clone, "data", "production", "keys")).mode & 0o077).toBe(0);
    } finally {
      expect(await kendali.interrupt()).toBe(0);
    }
  });
});
