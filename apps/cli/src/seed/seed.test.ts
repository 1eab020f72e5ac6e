import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnalysisResults } from "@kendali/analysis";
import { readStudyRecords, findStudy, readAllocations } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, dataDirectory } from "../testing/call.ts";

let database: TestDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
  const seeded = await call(["seed", "--json"], env);
  if (seeded.status !== 0) throw new Error(seeded.error);
});
afterAll(() => database.drop());

const recordsOf = async (key: string) => {
  const study = await findStudy(database.drizzle, key);
  if (study === null) throw new Error(`no study ${key}`);
  return { study, ...(await readStudyRecords(database.drizzle, study.id)) };
};
const countEvents = async () => Number((await database.client`SELECT count(*) FROM audit_event`)[0]?.count);
const resultsOf = async (key: string): Promise<AnalysisResults> => {
  const { status, out, error } = await call(["analyse", key, "--json"], env);
  if (status !== 0) throw new Error(error);
  return (JSON.parse(out) as { results: AnalysisResults }).results;
};

describe("the demonstration", () => {
  it("is there already when it is seeded again, and nothing is written", async () => {
    const before = await countEvents();
    const again = JSON.parse((await call(["seed", "--json"], env)).out) as { studies: { outcome: string }[] };
    expect(again.studies.map((study) => study.outcome)).toEqual(Array.from({ length: 9 }, () => "there_already"));
    expect(await countEvents()).toBe(before);
  });
  it("has 20 simulated mothers with volumes before and after in the pilot", async () => {
    const { study, participants, entries } = await recordsOf("oxytocin-pretest-posttest");
    expect(study.kind).toBe("simulated");
    expect(participants).toHaveLength(20);
    for (const visit of ["pretest", "posttest"])
      expect(entries.filter((entry) => entry.visit === visit && entry.form === "milk_volume")).toHaveLength(20);
  });
  it("has 120 participants at three sites in the trial, which is locked and unblinded", async () => {
    const { study, participants, screenings, ends } = await recordsOf("oxytocin-rct");
    expect(study).toMatchObject({ kind: "simulated", status: "locked" });
    expect(study.unblindedAt).not.toBeNull();
    expect(participants).toHaveLength(120);
    expect(new Set(participants.map((participant) => participant.siteId)).size).toBe(3);
    expect(screenings.filter((screening) => !screening.eligible)).toHaveLength(25);
    expect(new Set(ends.map((end) => end.kind)).size).toBe(3);
  });
  it("never lets who gave a mother a session measure her", async () => {
    for (const key of ["oxytocin-pretest-posttest", "oxytocin-rct"]) {
      const { entries } = await recordsOf(key);
      const treated = new Set(
        entries
          .filter((entry) => entry.form === "massage_session")
          .map((entry) => `${entry.participant} ${entry.performedBy}`),
      );
      const measured = entries.filter((entry) => ["milk_volume", "lactation", "blood", "feeding"].includes(entry.form));
      expect(treated.size).toBeGreaterThan(0);
      expect(measured.filter((entry) => treated.has(`${entry.participant} ${entry.performedBy}`))).toEqual([]);
    }
  });
  it("says that its past dates come from an injected clock, and only where that is allowed", async () => {
    const rows = await database.client`
      SELECT s.key, bool_or(e.event LIKE '%"clock":"injected"%') AS injected FROM audit_event e JOIN study s ON s.id = e.study_id GROUP BY s.key`;
    for (const row of rows) expect(row.injected, String(row.key)).toBe(!String(row.key).startsWith("reconstruction-"));
  });
  it("balances the arms of the trial within every stratum as its blocks promise", async () => {
    const { study } = await recordsOf("oxytocin-rct");
    const rows = await database.drizzle.transaction((tx) => readAllocations(tx, study.id));
    const strata = new Map<string, number>();
    for (const { stratum, arm } of rows.values())
      strata.set(stratum, (strata.get(stratum) ?? 0) + (arm === "usual_care" ? 1 : -1));
    expect(strata.size).toBe(6);
    for (const difference of strata.values()) expect(Math.abs(difference)).toBeLessThanOrEqual(3);
  });
  it("reveals the trial's 120 allocations in a file that derives again without a database, and names a changed row", async () => {
    const file = join(dataDirectory, "revealed.json");
    const revealed = await call(["allocation", "reveal", "oxytocin-rct", "--out", file, "--json"], env);
    expect(revealed).toMatchObject({ status: 0, error: "" });
    const { sha256, commitment } = JSON.parse(revealed.out) as { sha256: string; commitment: string };
    const printed = ["--commitment", commitment, "--sha256", sha256];
    const verified = await call(["allocation", "verify", file, ...printed, "--language", "en"]);
    expect(verified).toMatchObject({ status: 0, error: "" });
    expect(verified.out).toMatch(/^All 120 allocations follow from the revealed secret\.$/mu);
    const text = await readFile(file, "utf8");
    const changed = text.replace('"armKey": "usual_care"', '"armKey": "another_arm"');
    expect(changed).not.toBe(text);
    await writeFile(file, changed);
    const told = await call(["allocation", "verify", file, "--language", "en"]);
    expect(told.status).toBe(1);
    expect(told.out).toMatch(/^Row \d+, .*is recorded another_arm, derived usual_care\.$/mu);
    const early = await call(["allocation", "reveal", "oxytocin-latihan", "--out", file, "--json"], env);
    expect(early.status).toBe(1);
    expect(JSON.parse(early.error)).toMatchObject({ refusal: { code: "study_not_unblinded" } });
    expect(await readFile(file, "utf8")).toBe(changed);
  });
  it("leaves something to do at every step of the practice study", async () => {
    const { study, participants, entries } = await recordsOf("oxytocin-latihan");
    expect(study).toMatchObject({ kind: "practice", status: "live" });
    const waiting = participants.filter((participant) => participant.allocatedOn === null);
    const baselineOf = (number: string) =>
      entries.filter((entry) => entry.participant === number && entry.visit === "pretest");
    const isReady = (number: string) =>
      baselineOf(number).length === 5 && baselineOf(number).every((entry) => entry.status === "locked");
    expect(waiting.filter((participant) => isReady(participant.number))).toHaveLength(1);
    expect(waiting.filter((participant) => baselineOf(participant.number).length === 1)).toHaveLength(1);
  });
  it("runs the trial's plan: every analysis gives its numbers", async () => {
    const results = await resultsOf("oxytocin-rct");
    expect(results.isMasked).toBe(false);
    expect(results.blocks.filter((block) => !block.ok).map((block) => block.key)).toEqual([]);
  });
});

describe("the reconstructions give the published numbers", () => {
  it.each([
    ["means", 0, 6.658, 1.489, 0.00012, [0.495394, 2.89e-7], [0.351223, 1.85e-8]],
    ["means", 1, 5.48, 1.225, 0.00052, [0.495394, 2.89e-7], [0.351223, 1.85e-8]],
    ["means", 2, 4.765, 1.066, 0.0013, [0.495394, 2.89e-7], [0.351223, 1.85e-8]],
    ["counts", 0, 6.658, 1.489, 0.00012, [0.351223, 1.85e-8], [0.495394, 2.89e-7]],
    ["counts", 1, 5.48, 1.225, 0.00052, [0.351223, 1.85e-8], [0.495394, 2.89e-7]],
    ["counts", 2, 4.765, 1.066, 0.0013, [0.351223, 1.85e-8], [0.495394, 2.89e-7]],
  ] as const)("%s, %i mothers down: t = %d, d_z = %d, McNemar p = %d", async (name, down, t, dz, p, before, after) => {
    const { numbers } = await resultsOf(`reconstruction-${name}-${down}-down`);
    const number = (id: string) => numbers.find((entry) => entry.id === id)?.value ?? Number.NaN;
    expect(number("published_t.milk_category.t.statistic").toFixed(3)).toBe(t.toFixed(3));
    expect(number("published_t.milk_category.d_z").toFixed(3)).toBe(dz.toFixed(3));
    expect(number("category_change.milk_category.mcnemar.p").toPrecision(2)).toBe(p.toPrecision(2));
    for (const [side, [W, pNormality]] of [
      ["before", before],
      ["after", after],
    ] as const) {
      expect(number(`normality_tests.milk_category.${side}.W`).toFixed(6)).toBe(W.toFixed(6));
      expect(number(`normality_tests.milk_category.${side}.p_normality`).toPrecision(3)).toBe(
        pNormality.toPrecision(3),
      );
    }
  });
  it("record consent, eligibility and volume as not available", async () => {
    const { study, consents, screenings, entries } = await recordsOf("reconstruction-means-0-down");
    expect(study).toMatchObject({ kind: "reconstructed", status: "locked" });
    expect(consents.map((consent) => consent.decision)).toEqual(Array.from({ length: 20 }, () => "not_available"));
    expect(screenings.every((screening) => Object.keys(screening.answers).length === 0)).toBe(true);
    const volumes = entries.filter((entry) => entry.form === "milk_volume").map((entry) => entry.values.milk_volume_ml);
    expect(volumes).toEqual(Array.from({ length: 40 }, () => ({ m: "not_available" })));
  });
});
