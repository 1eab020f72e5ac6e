import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoAccounts, demoPassword, hashPassword, openServer, type Server } from "@kendali/api";
import { writeStudyBundle } from "@kendali/builder";
import { findAccountByUsername, updateAccount } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { protocolHash, type Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedAccounts } from "../seed/seed-accounts.ts";
import { makeStudy } from "../seed/seed-study.ts";
import { readReferenceStudy } from "../studies/find-studies.ts";
import { call, dataDirectory } from "../testing/call.ts";

let database: TestDatabase;
let server: Server;
let env: Record<string, string>;
let trial: Protocol;
let pilot: Protocol;
const investigator = demoAccounts.find((account) => account.role === "investigator")?.username ?? "";

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
  server = openServer({ databaseUrl: database.url, keysDirectory: `${dataDirectory}/demo/keys`, mode: "demo" });
  const context = server.contextFor({ address: null, requestId: null });
  const accounts = await seedAccounts(context);
  trial = await readReferenceStudy("oxytocin-rct");
  pilot = await readReferenceStudy("oxytocin-pretest-posttest");
  await makeStudy(context, accounts, { key: "file-pilot", kind: "simulated", protocol: pilot }, false);
  await makeStudy(context, accounts, { key: "file-trial", kind: "simulated", protocol: trial }, false);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const path = (name: string) => join(dataDirectory, name);
function file(name: string, content: unknown): string {
  writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content));
  return path(name);
}
const study = (...rest: string[]) => call(["study", ...rest], env);

describe("study export and study import", () => {
  it("give the same bytes after a way through a file and a study", async () => {
    const written = await study("export", "file-pilot", "--output", path("pilot.study"), "--json");
    expect(JSON.parse(written.out)).toMatchObject({ ok: true, versions: 1, isWithheld: false });
    const shown = await study("export", "file-pilot");
    expect(`${shown.out}\n`).toBe(readFileSync(path("pilot.study"), "utf8"));
    expect(shown.out).toContain(protocolHash(pilot));
    const made = await study("import", path("pilot.study"), "--as", "study", "--kind", "test", "--key", "brought-in");
    expect(made).toMatchObject({ status: 0, error: "" });
    // Who brought it in is its investigator; others have no role in it, here as in a browser.
    for (const as of [[], ["--as", "administrator"]])
      expect(`${(await study("export", "brought-in", ...as)).out}\n`).toBe(readFileSync(path("pilot.study"), "utf8"));
    expect(await study("export", "brought-in", "--as", investigator)).toMatchObject({ status: 1, out: "" });
    const twice = await study("import", path("pilot.study"), "--as", "study", "--kind", "test", "--key", "brought-in");
    expect(twice.error).toContain("study key is taken");
  });

  it("give a study of real persons to an investigator who is no administrator, or make none", async () => {
    const live = ["import", path("pilot.study"), "--as", "study", "--kind", "live", "--key", "brought-in-live"];
    expect(await study(...live)).toMatchObject({ status: 2 });
    const refused = await study(...live, "--investigator", "administrator", "--json");
    expect(JSON.parse(refused.error)).toMatchObject({ refusal: { code: "administrator_without_role" } });
    expect(await study(...live, "--investigator", investigator)).toMatchObject({ status: 0, error: "" });
    const shown = await study("export", "brought-in-live", "--as", investigator);
    expect(`${shown.out}\n`).toBe(readFileSync(path("pilot.study"), "utf8"));
    expect(await study("export", "brought-in-live", "--as", "administrator")).toMatchObject({ status: 1, out: "" });
  });

  it("say what is not in a file, and take such a file as a draft only", async () => {
    const written = await study("export", "file-trial", "--as", investigator, "--output", path("trial.study"));
    expect(written.error).toContain("are not in this file");
    expect(readFileSync(path("trial.study"), "utf8")).not.toContain("blockSizes");
    const refused = await study(
      "import",
      path("trial.study"),
      "--as",
      "study",
      "--kind",
      "test",
      "--key",
      "no-settings",
    );
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.error).toContain("Import it as a draft");
    const draft = await study("import", path("trial.study"), "--as", "draft", "--account", investigator, "--json");
    expect(JSON.parse(draft.out)).toMatchObject({
      ok: true,
      draft: expect.stringMatching(/^[0-9a-f-]{36}$/u) as string,
    });
  });

  it("refuse what is no study file with every place, and wrong calls before anything", async () => {
    const broken = file("broken.json", { ...pilot, sites: "none", version: 3 });
    const refused = await study("import", broken, "--as", "draft", "--account", investigator);
    expect(refused.status).toBe(1);
    for (const place of ["sites", "version"]) expect(refused.error).toContain(`  ${place}: `);
    const bundle = writeStudyBundle([
      { hash: "0".repeat(64), version: pilot.version, amendment: null, withheld: [], document: pilot },
    ]);
    expect((await study("validate", file("hash.study", bundle))).error).toContain("versions/0/hash");
    for (const args of [
      ["import", broken],
      ["import", broken, "--as", "draft"],
      ["import", broken, "--as", "study"],
      ["publish", "x", "--as", "y", "--kind", "test"],
    ])
      expect((await study(...args)).status, args.join(" ")).toBe(2);
  });
});

describe("study validate", () => {
  it("judges the newest version of a study file, and lists what a live study needs", async () => {
    const bundle = writeStudyBundle([
      { hash: protocolHash(pilot), version: pilot.version, amendment: null, withheld: [], document: pilot },
    ]);
    const valid = await study("validate", file("valid.study", bundle), "--findings", "--json");
    const said = JSON.parse(valid.out) as { ok: boolean; hash: string; findings: { severity: string }[] };
    expect([said.ok, said.hash]).toEqual([true, protocolHash(pilot)]);
    expect(said.findings.length).toBeGreaterThan(0);
    expect(new Set(said.findings.map(({ severity }) => severity))).toEqual(new Set(["should"]));
  });
});

describe("study diff", () => {
  it("tells changes in plain words, and as typed changes that lead from one to the other", async () => {
    const next = structuredClone(pilot);
    next.version = "2.0";
    next.title.en = "Another title";
    const args = [file("before.json", pilot), file("after.json", next)];
    const words = await call(["study", "diff", ...args, "--language", "en"]);
    expect(words.out.split("\n")).toEqual([
      `2 changes, from version ${pilot.version} to version 2.0:`,
      expect.stringMatching(/^ {2}title › English: ".*" became "Another title"$/u),
      `  version: "${pilot.version}" became "2.0"`,
    ]);
    expect((await call(["study", "diff", ...args, "--language", "id"])).out).toContain("bahasa Inggris");
    const json = JSON.parse((await call(["study", "diff", ...args, "--json"])).out) as {
      changes: unknown[];
      to: object;
    };
    expect(json.changes).toHaveLength(2);
    expect(json.to).toEqual({ key: next.key, version: "2.0", hash: protocolHash(next) });
    expect((await call(["study", "diff", args[0] ?? "", args[0] ?? ""])).out).toBe("The two documents are the same.");
  });

  it("compares a study with a file, without what its account may not know", async () => {
    const next = structuredClone(trial);
    if (next.allocation !== null) next.allocation.blockSizes = [8];
    next.version = "9.0";
    const compared = await study("diff", "file-trial", file("blocks.json", next), "--as", investigator);
    expect(compared.out).toContain("1 change, ");
    expect(compared.out).not.toContain("blockSizes");
    expect(compared.out).toContain("are not compared");
    expect((await study("diff", "no-such-study", path("blocks.json"))).status).toBe(1);
    expect((await study("diff", "missing/file.json", path("blocks.json"))).status).toBe(1);
  });
});

describe("study publish", () => {
  it("opens a test at once, and a live study when what is open is signed", async () => {
    const account = await findAccountByUsername(database.drizzle, investigator);
    await updateAccount(database.drizzle, account?.id ?? "", { passwordHash: await hashPassword(demoPassword) });
    const ethics = {
      committee: { id: "KEPK", en: "KEPK" },
      number: "1",
      approvedOn: "2026-01-01",
      expiresOn: "2099-12-31",
    };
    const document = file("to-publish.json", { ...pilot, key: "published-pilot", ethics });
    const made = await study("import", document, "--as", "draft", "--account", investigator, "--json");
    const { draft } = JSON.parse(made.out) as { draft: string };
    const tested = await study("publish", draft, "--kind", "test", "--as", investigator, "--with-test-roles", "--json");
    expect(JSON.parse(tested.out)).toMatchObject({ study: "published-pilot-uji", status: "live", needed: 1 });
    const refused = await study("publish", draft, "--kind", "live", "--as", investigator, "--json");
    const { refusal } = JSON.parse(refused.error) as {
      refusal: { code: string; problems: { code: string; path: string }[] };
    };
    expect(refusal.code).toBe("findings_open");
    const exceptions = refusal.problems.map(({ code, path: place }) => ({
      code,
      path: place,
      reason: "explained elsewhere",
    }));
    const live = ["publish", draft, "--kind", "live", "--as", investigator, "--json"];
    const signing = ["--exceptions", file("exceptions.json", exceptions)];
    const opened = await study(...live, ...signing, "--password-file", file("password", `${demoPassword}\n`));
    expect({ status: opened.status, error: opened.error }).toEqual({ status: 0, error: "" });
    expect(JSON.parse(opened.out)).toMatchObject({
      study: "published-pilot",
      status: "draft",
      approvals: 0,
      needed: 1,
    });
    const secret = ["--password-file", path("password")];
    const wentLive = await study("go-live", "published-pilot", "--as", investigator, ...secret);
    expect(wentLive).toMatchObject({ status: 0, error: "" });
  });
});
