import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findStudiesDirectory } from "../studies/find-studies.ts";
import { call, dataDirectory } from "../testing/call.ts";

const packages = join(findStudiesDirectory(), "..", "packages");
const copies = ["stats", "analysis", "randomization"].flatMap((name) => {
  const folder = join(packages, name, "reference", "cases");
  return readdirSync(folder).map((file) => join(folder, file));
});
const pairedT = join(packages, "stats", "reference", "cases", "paired-t.json");

type Case = { method: string; expected: Record<string, unknown>; tolerance: Record<string, unknown> };
type File = { schema: string; family: string; tier: string; cases: (Case & { id: string })[] };

/** A copy of the paired t cases, changed on purpose. */
function changed(name: string, change: (file: File, first: Case) => void): string {
  const file = JSON.parse(readFileSync(pairedT, "utf8")) as File;
  const [first] = file.cases;
  if (first === undefined) throw new Error("no cases");
  change(file, first);
  return written(name, JSON.stringify(file));
}

function written(name: string, text: string): string {
  const path = join(dataDirectory, name);
  writeFileSync(path, text);
  return path;
}

const lastLine = (out: string) => out.split("\n").at(-1);

describe("stats check", () => {
  it("finds a copy of every family of reference cases", () => {
    expect(copies).toHaveLength(33);
  });

  it("passes every case of a tier that this version answers", async () => {
    const files = copies.map((path) => JSON.parse(readFileSync(path, "utf8")) as File);
    const owed = files.filter(({ tier }) => tier !== "LATER").flatMap(({ cases }) => cases);
    expect(owed).toHaveLength(264);
    const { status, out, error } = await call(["stats", "check", ...copies]);
    const failed = out.split("\n").filter((line) => line.startsWith("FAILED"));
    expect({ status, error, failed }).toEqual({ status: 0, error: "", failed: [] });
    const passed = Number(/^(\d+) passed, 0 failed$/u.exec(lastLine(out) ?? "")?.[1]);
    expect(passed).toBeGreaterThanOrEqual(owed.length);
    for (const line of out.split("\n").filter((text) => text.startsWith("not yet")))
      expect(owed.map(({ id }) => id)).not.toContain(/^not yet (\S+):/u.exec(line)?.[1]);
  }, 60_000);

  it("counts what agrees, in the last line", async () => {
    const { status, out, error } = await call(["stats", "check", pairedT]);
    expect({ status, error, last: lastLine(out) }).toEqual({ status: 0, error: "", last: "17 passed, 0 failed" });
    expect(out).not.toContain("not yet");
  });

  it("counts over all files", async () => {
    const sign = join(packages, "stats", "reference", "cases", "sign-test.json");
    const { out } = await call(["stats", "check", pairedT, sign]);
    expect(lastLine(out)).toBe("24 passed, 0 failed");
  });

  it("says of a number beyond its tolerance which it is, what was expected and what came out", async () => {
    const file = changed("number.json", (_, first) => {
      first.expected["t"] = Number(first.expected["t"]) * (1 + 1e-8);
    });
    const { status, out } = await call(["stats", "check", file]);
    expect({ status, last: lastLine(out) }).toEqual({ status: 1, last: "16 passed, 1 failed" });
    expect(out).toMatch(/^FAILED paired-t\/\S+ \(t\.paired\) t: expected -?\d+\.\d+, actual -?\d+\.\d+$/mu);
  });

  it("accepts the same number where the file allows for it, by an entry for the field", async () => {
    const file = changed("allowed.json", (_, first) => {
      first.expected["t"] = Number(first.expected["t"]) * (1 + 1e-8);
      first.tolerance["t"] = { rel: 1e-6 };
    });
    expect(lastLine((await call(["stats", "check", file])).out)).toBe("17 passed, 0 failed");
  });

  it.each([
    ["a field that no method returns", "moon", 1, /moon: expected 1, actual not returned$/mu],
    ["another status", "status", "undefined", /reason: expected nothing, actual a result$/mu],
    ["a word", "n_pairs", "twenty", /n_pairs: expected "twenty", actual \d+$/mu],
    ["infinity in place of a number", "p", "Inf", /p: expected "Inf", actual \d\S*$/mu],
    ["nothing in place of a number", "p", null, /p: expected null, actual \d\S*$/mu],
    ["too few numbers", "ci", [1], /ci\.length: expected 1, actual 2$/mu],
  ])("fails a case that expects %s", async (_, field, value, words) => {
    const file = changed("field.json", (__, first) => {
      first.expected[field] = value;
    });
    const { status, out } = await call(["stats", "check", file]);
    expect({ status, last: lastLine(out) }).toEqual({ status: 1, last: "16 passed, 1 failed" });
    expect(out).toMatch(words);
  });

  it("fails a FIRST case without a method, whatever its family, and counts one of LATER apart", async () => {
    const without = (tier: string, family: string) =>
      changed(`${tier}-${family}.json`, (file, first) => {
        file.tier = tier;
        file.family = family;
        first.method = "t.unheard_of";
      });
    for (const family of ["paired-t", "randomization", "rng-vectors"]) {
      const { status, out } = await call(["stats", "check", without("FIRST", family)]);
      expect(out).toMatch(/method: expected a result, actual no method t\.unheard_of$/mu);
      expect({ status, last: lastLine(out) }).toEqual({ status: 1, last: "16 passed, 1 failed" });
    }
    const { status, out } = await call(["stats", "check", without("LATER", "paired-t")]);
    expect({ status, last: lastLine(out) }).toEqual({ status: 0, last: "16 passed, 0 failed" });
    expect(out.split("\n").at(-2)).toBe("1 not yet");
  });

  it("compares a case of LATER whose method is there", async () => {
    const file = changed("later.json", (all, first) => {
      all.tier = "LATER";
      first.expected["t"] = 0;
    });
    expect(lastLine((await call(["stats", "check", file])).out)).toBe("16 passed, 1 failed");
  });

  it.each([
    ["is missing", () => join(dataDirectory, "nowhere.json"), /nowhere\.json/u],
    ["is no JSON", () => written("text.json", '{\n  "schema": trial\n}'), /text\.json: .*2.*13/u],
    ["has another schema", () => changed("schema.json", (file) => (file.schema = "other/1")), /: schema: /u],
    ["has an unknown tier", () => changed("tier.json", (file) => (file.tier = "SOON")), /: tier: /u],
    ["has no cases", () => changed("empty.json", (file) => (file.cases = [])), /: cases: /u],
    [
      "has a tolerance that is no number",
      () => changed("tolerance.json", (_, first) => (first.tolerance["p"] = { rel: "1e-9" })),
      /: cases\[0\]\.tolerance\.p\.rel: /u,
    ],
    [
      "has an id twice",
      () => changed("twice.json", ({ cases }) => cases.push(...cases.slice(0, 1))),
      /: cases\[17\]\.id: /u,
    ],
  ])("refuses a file that %s, and says where", async (_, path, words) => {
    const { status, out, error } = await call(["stats", "check", pairedT, path()]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).toMatch(words);
  });
});
