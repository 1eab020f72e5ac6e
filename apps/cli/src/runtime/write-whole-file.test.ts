import { execFileSync, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeWholeFile } from "./write-whole-file.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kendali-write-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a file that a command writes", () => {
  test("is there whole, keeps who may read it, and nothing stands beside it", async () => {
    writeFileSync(at("secret.txt"), "old");
    chmodSync(at("secret.txt"), 0o600);
    expect((await writeWholeFile(at("secret.txt"), "new")).ok).toBe(true);
    expect(readFileSync(at("secret.txt"), "utf8")).toBe("new");
    expect(statSync(at("secret.txt")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["secret.txt"]);
  });

  test("is written behind a link, which stays one, also where nothing was yet", async () => {
    writeFileSync(at("behind.txt"), "old");
    symlinkSync("behind.txt", at("link.txt"));
    symlinkSync("later.txt", at("early.txt"));
    for (const name of ["link.txt", "early.txt"]) {
      expect((await writeWholeFile(at(name), "new")).ok).toBe(true);
      expect(lstatSync(at(name)).isSymbolicLink()).toBe(true);
    }
    expect([readFileSync(at("behind.txt"), "utf8"), readFileSync(at("later.txt"), "utf8")]).toEqual(["new", "new"]);
  });

  test("goes into a pipe or a device, which stays what it is; a full one is said", async () => {
    execFileSync("mkfifo", [at("pipe")]);
    const reader = spawn("cat", [at("pipe")]);
    const [read, written] = await Promise.all([text(reader.stdout), writeWholeFile(at("pipe"), "through")]);
    expect([written.ok, read, lstatSync(at("pipe")).isFIFO()]).toEqual([true, "through", true]);
    // By a link, so that a mistake here costs no machine its devices.
    for (const name of ["null", "full"]) symlinkSync(`/dev/${name}`, at(name));
    expect((await writeWholeFile(at("null"), "gone")).ok).toBe(true);
    expect(await writeWholeFile(at("full"), "too much")).toMatchObject({
      ok: false,
      refusal: { code: "file_not_written", params: { reason: "ENOSPC" } },
    });
    expect([statSync(at("null")).isCharacterDevice(), lstatSync(at("full")).isSymbolicLink()]).toEqual([true, true]);
  });

  test("is refused where it cannot be", async () => {
    symlinkSync("b", at("a"));
    symlinkSync("a", at("b"));
    const reasons = await Promise.all(
      [folder, at("missing/file.txt"), at("a")].map(async (path) => {
        const written = await writeWholeFile(path, "x");
        return written.ok ? null : written.refusal.params?.["reason"];
      }),
    );
    expect(reasons).toEqual(["EISDIR", "ENOENT", "ELOOP"]);
  });
});
