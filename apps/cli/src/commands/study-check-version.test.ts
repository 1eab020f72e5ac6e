import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openServer, type Server } from "@kendali/api";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import type { Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedAccounts } from "../seed/seed-accounts.ts";
import { makeStudy, openStudy } from "../seed/seed-study.ts";
import { readReferenceStudy } from "../studies/find-studies.ts";
import { call, dataDirectory } from "../testing/call.ts";

let database: TestDatabase;
let server: Server;
let env: Record<string, string>;
let protocol: Protocol;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
  server = openServer({ databaseUrl: database.url, keysDirectory: `${dataDirectory}/demo/keys`, mode: "demo" });
  const context = server.contextFor({ address: null, requestId: null });
  const accounts = await seedAccounts(context);
  protocol = await readReferenceStudy("oxytocin-rct");
  for (const key of ["draft-versions", "live-versions"])
    await makeStudy(context, accounts, { key, kind: "simulated", protocol }, false);
  const live = { key: "live-versions", kind: "simulated" as const, protocol, liveFrom: "2026-03-02" };
  await openStudy(context, accounts, live);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

function file(name: string, change: (draft: Protocol) => void = () => undefined): string {
  const draft = structuredClone(protocol);
  change(draft);
  const path = join(dataDirectory, `${name}.json`);
  writeFileSync(path, JSON.stringify(draft));
  return path;
}
const check = (study: string, ...rest: string[]) => call(["study", "check-version", study, ...rest], env);
const withoutStrata = (draft: Protocol) => {
  if (draft.allocation !== null) draft.allocation.strata = [];
};
const withBlocksOfEight = (draft: Protocol) => {
  if (draft.allocation !== null) draft.allocation.blockSizes = [8];
};

describe("study check-version", () => {
  it("names each part that must stay, in the reader's language, and what to do instead", async () => {
    const next = file("no-strata", withoutStrata);
    const english = await check("live-versions", next, "--language", "en");
    expect(english).toMatchObject({ status: 1, out: "" });
    expect(english.error).toMatch(/^This version would change an allocation that is running/u);
    expect(english.error).toMatch(/^ {2}allocation\/strata: Strata \(site, parity_group\) cannot become/mu);
    const indonesian = await check("live-versions", next, "--language", "id");
    expect(indonesian.error).toMatch(/^Versi ini akan mengubah alokasi yang sedang berjalan/u);
    const json = await check("live-versions", next, "--json");
    expect(JSON.parse(json.error)).toMatchObject({
      ok: false,
      refusal: { code: "version_touches_allocation", problems: [{ code: "allocation_strata_changed" }] },
    });
  });

  it("accepts what leaves the allocation alone, and says what it did not look at", async () => {
    const next = file("blocks", withBlocksOfEight);
    const { status, out } = await check("live-versions", next, "--language", "en");
    expect(status).toBe(0);
    expect(out).toContain("leaves the allocation that runs by version 1.0 as it is.");
    expect(out).toContain("0 participants are allocated.");
    expect(out).toContain("Block sizes and other settings are not compared");
    expect(out).toContain("Arms and ratio are not compared, because manajerdata is masked.");
  });

  it("compares everything for who holds the live document, and no other", async () => {
    const next = file("blocks", withBlocksOfEight);
    const { status, error } = await check("live-versions", next, "--live", file("live"), "--language", "en");
    expect(status).toBe(1);
    expect(error).toContain("allocation/blockSizes: The list was made with another blockSizes");
    const same = await check("live-versions", file("same"), "--live", file("live"), "--language", "en");
    expect(same.out).not.toContain("not compared");
    const other = await check("live-versions", next, "--live", next, "--language", "en");
    expect(other.error).toContain("This is not the document the study runs by.");
  });

  it("lets a draft change in any way, and does nothing for who may not ask", async () => {
    const next = file("no-strata", withoutStrata);
    const { status, out } = await check("draft-versions", next, "--language", "en");
    expect([status, out]).toEqual([
      0,
      "No allocation is promised yet, so version 1.0 may differ from 1.0 in anything about allocation.",
    ]);
    expect((await check("live-versions", next, "--as", "penilai")).status).toBe(1);
    expect((await check("live-versions", join(dataDirectory, "nowhere.json"))).error).toContain("nowhere.json");
  });
});

describe("study validate", () => {
  it("finds settings that do not fit, and warns of a coin that is certain", async () => {
    const urn = file("urn", (draft) => {
      if (draft.allocation !== null) draft.allocation.scheme = "urn";
    });
    const refused = await call(["study", "validate", urn, "--lang", "en"], env);
    expect(refused.status).toBe(1);
    expect(refused.error).toContain("allocation/blockSizes: This scheme has no blocks.");
    expect(refused.error).toContain("allocation/urn: This scheme needs urn.");
    const taves = file("taves", (draft) => {
      if (draft.allocation === null) return;
      const { ratio, strata, afterVisit } = draft.allocation;
      const coin = { numerator: 1, denominator: 1 };
      draft.allocation = { scheme: "minimization", ratio, strata, afterVisit, coin, measure: "range" };
    });
    const warned = await call(["study", "validate", taves, "--lang", "en"], env);
    expect(warned.status).toBe(0);
    expect(warned.out).toMatch(/^Valid\.\n {2}allocation\/coin: With a probability of 1,/mu);
    const json = await call(["study", "validate", taves, "--json"], env);
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, warnings: [{ code: "allocation_deterministic" }] });
  });
});
