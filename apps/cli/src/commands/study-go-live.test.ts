import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoPassword, openServer, type Server } from "@kendali/api";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedAccounts } from "../seed/seed-accounts.ts";
import { makeStudy } from "../seed/seed-study.ts";
import { readReferenceStudy } from "../studies/find-studies.ts";
import { call, dataDirectory } from "../testing/call.ts";

let database: TestDatabase;
let server: Server;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url };
  writeFileSync(secret, `${demoPassword}\n`);
  server = openServer({ databaseUrl: database.url, keysDirectory: `${dataDirectory}/demo/keys`, mode: "demo" });
  const context = server.contextFor({ address: null, requestId: null });
  const accounts = await seedAccounts(context);
  for (const [key, name] of [
    ["draft-trial", "oxytocin-rct"],
    ["draft-seeded", "oxytocin-rct"],
    ["draft-one-group", "oxytocin-pretest-posttest"],
  ] as const)
    await makeStudy(context, accounts, { key, kind: "test", protocol: await readReferenceStudy(name) }, false);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const secret = join(dataDirectory, "password");
const goLive = (study: string, ...options: string[]) =>
  call(["study", "go-live", study, "--password-file", secret, ...options], env);
const commitment = (study: string, ...options: string[]) => call(["study", "commitment", study, ...options], env);
const auditOf = async () => {
  const [row] =
    await database.client`SELECT event::jsonb -> 'data' ->> 'commitment' AS hex FROM audit_event WHERE action = 'study.goLive' AND event::jsonb -> 'data' ->> 'status' = 'live' ORDER BY recorded_at LIMIT 1`;
  return String(row?.hex);
};

describe("study go-live", () => {
  it("is somebody's approval: no account is picked for it", async () => {
    const { status, error } = await goLive("draft-trial");
    expect({ status, error }).toEqual({ status: 2, error: "study go-live needs --as USERNAME: whose approval it is." });
    expect(await goLive("draft-trial", "--as", "peneliti", "--withdraw", "--state")).toMatchObject({ status: 2 });
    expect(await goLive("draft-trial", "--as", "nobody")).toMatchObject({ status: 2, out: "" });
  });

  it("is given with that account's password, and is nobody's without", async () => {
    const asked = ["study", "go-live", "draft-one-group", "--as", "manajerdata"];
    expect(await call(asked, env)).toMatchObject({ status: 2, out: "" });
    const wrong = join(dataDirectory, "wrong-password");
    writeFileSync(wrong, "not her password at all");
    for (const act of [[], ["--withdraw"]]) {
      const { status, error } = await call([...asked, ...act, "--password-file", wrong, "--json"], env);
      expect({ status, code: (JSON.parse(error) as { refusal: { code: string } }).refusal.code }).toEqual({
        status: 1,
        code: "password_wrong",
      });
    }
    const state = await call([...asked, "--state", "--json"], env);
    expect(JSON.parse(state.out)).toMatchObject({ status: "draft", approvals: [] });
  });

  it("opens a trial by two accounts, and prints the commitment that the trail and `study commitment` have", async () => {
    expect(await commitment("draft-trial")).toMatchObject({ status: 1, out: "" });
    expect(await goLive("draft-trial", "--as", "penilai")).toMatchObject({
      status: 1,
      error: "Your role does not allow this. Ask the study coordinator.",
    });
    const first = await goLive("draft-trial", "--as", "peneliti");
    expect(first).toMatchObject({ status: 0, error: "" });
    expect(first.out).toMatch(/^Approved: dr\. Ayu Lestari, Investigator, \d/mu);
    expect(first.out).toContain("One more approval is needed");
    expect(await goLive("draft-trial", "--as", "peneliti")).toMatchObject({
      status: 1,
      error: expect.stringContaining("One other account") as string,
    });
    const state = await goLive("draft-trial", "--as", "manajerdata", "--state", "--json");
    expect(JSON.parse(state.out)).toMatchObject({ status: "draft", missing: 1, commitment: null });
    const second = await goLive("draft-trial", "--as", "manajerdata");
    const printed = /^Commitment of the allocation list ([0-9a-f]{64})$/mu.exec(second.out)?.[1];
    expect(printed).toBe(await auditOf());
    const told = await commitment("draft-trial", "--as", "penilai", "--json");
    expect(JSON.parse(told.out)).toMatchObject({
      commitment: printed,
      approvals: [{ name: "dr. Ayu Lestari" }, { name: "Bagus Pratama" }],
      hasPublishedSeed: false,
    });
    expect((await commitment("draft-trial", "--language", "id")).out).toContain(`--commitment ${printed}`);
  });

  it("takes one published seed in both approvals, and takes an approval back", async () => {
    const seed = ["--published-seed", "0f".repeat(32)];
    expect((await goLive("draft-seeded", "--as", "peneliti", ...seed)).out).toContain("0f".repeat(32));
    expect(await goLive("draft-seeded", "--as", "manajerdata")).toMatchObject({ status: 1 });
    expect((await goLive("draft-seeded", "--as", "peneliti", "--withdraw")).out).toContain("2 approvals are needed");
    expect(await goLive("draft-seeded", "--as", "manajerdata", ...seed)).toMatchObject({ status: 0 });
    expect(await goLive("draft-seeded", "--as", "peneliti", ...seed)).toMatchObject({ status: 0 });
    expect((await commitment("draft-seeded")).out).toContain("this list conceals nothing");
  });

  it("opens a study of one group by one account, without a commitment", async () => {
    const { out } = await goLive("draft-one-group", "--as", "manajerdata");
    expect(out).toContain("The study has been live since");
    expect(out).toContain("there is no commitment");
    expect(await commitment("draft-one-group")).toMatchObject({ status: 1, out: "" });
  });
});
