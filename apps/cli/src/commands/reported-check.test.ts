import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findStudiesDirectory } from "../studies/find-studies.ts";
import { call, dataDirectory } from "../testing/call.ts";

const pilot = join(findStudiesDirectory(), "oxytocin-pretest-posttest", "published", "table.json");
const file = (name: string, text: string) => {
  const path = join(dataDirectory, name);
  writeFileSync(path, text);
  return path;
};

describe("reported check", () => {
  it("tells in either language which numbers of the pilot's table can be true together", async () => {
    const english = await call(["reported", "check", pilot, "--language", "en"]);
    expect(english).toMatchObject({ status: 0, error: "" });
    const flat = english.out.replace(/\s+/gu, " ");
    expect(flat).toContain("At most 5 of 10 claims can be true together");
    expect(flat).toContain("turned by 180°");
    expect(english.out).toMatch(/^≠ t +−4\.87 +Cannot be true together$/mu);
    expect(Math.max(...english.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    const indonesian = await call(["reported", "check", pilot, "--language", "id"]);
    expect(indonesian.out.replace(/\s+/gu, " ")).toContain("Paling banyak 5 dari 10 pernyataan");
    expect(indonesian.out).toMatch(/−4,87/u);
  });

  it("gives everything to a machine, with the data that fit", async () => {
    const { status, out } = await call(["reported", "check", pilot, "--json"]);
    expect(status).toBe(0);
    const { ok, check, report } = JSON.parse(out) as { ok: boolean; check: { joint: object[] }; report: object };
    expect(ok).toBe(true);
    expect(check.joint).toMatchObject([{ total: 3_108_105, most: 5, best: [{ count: 3 }, { count: 1 }] }]);
    expect(report).toMatchObject({ claims: expect.any(Array) });
  });

  it("says what is not as it should be in a file, with its place", async () => {
    const unquoted = readFileSync(pilot, "utf8").replace('"1.20"', "1.20").replace('"t": "-4.87"', '"t": "about 5"');
    const { status, out, error } = await call(["reported", "check", file("unquoted.json", unquoted)]);
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(error).toMatch(/^ {2}measurements\/before\/mean: .*string/mu);
    expect(error).toMatch(/^ {2}comparisons\/change\/t: “about 5”/mu);
    const broken = await call(["reported", "check", file("broken.json", '{"schema": ]'), "--json"]);
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.error)).toMatchObject({
      ok: false,
      refusal: { code: "json_invalid", params: { line: 1 } },
    });
    expect((await call(["reported", "check", join(dataDirectory, "nowhere.json")])).status).toBe(1);
    expect((await call(["reported", "check", pilot, "--language", "fr"])).status).toBe(2);
  });
});
