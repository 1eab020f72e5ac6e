import { openServer, type Server, type ServerContext } from "@kendali/api";
import { findStudy, readStudyRecords } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterEach, describe, expect, it } from "vitest";
import { readReferenceStudy } from "../studies/find-studies.ts";
import { dataDirectory } from "../testing/call.ts";
import { liveThrough } from "./live-through.ts";
import { seedAccounts } from "./seed-accounts.ts";
import { makeStudy, openStudy } from "./seed-study.ts";
import { simulatedPilot } from "./simulated-studies.ts";

const open: { database: TestDatabase; server: Server }[] = [];
afterEach(async () => {
  for (const { database, server } of open.splice(0)) {
    await server.close();
    await database.drop();
  }
});

async function openInstallation() {
  const database = await createTestDatabase();
  const server = openServer({ databaseUrl: database.url, keysDirectory: `${dataDirectory}/keys`, mode: "demo" });
  open.push({ database, server });
  return { database, context: server.contextFor({ address: null, requestId: null }) };
}

/** Seeds the pilot; `isThere` as a second run finds it. */
async function seedPilot(context: ServerContext, isThere: boolean): Promise<void> {
  const accounts = await seedAccounts(context);
  const study = simulatedPilot(await readReferenceStudy("oxytocin-pretest-posttest"));
  await makeStudy(context, accounts, study, isThere);
  await openStudy(context, accounts, study);
  await liveThrough(context, accounts, study);
}

/** Everything of the study, without what a second of the real clock changes. */
async function contentOf(database: TestDatabase): Promise<string> {
  const study = await findStudy(database.drizzle, "oxytocin-pretest-posttest");
  if (study === null) throw new Error("no pilot");
  const records = await readStudyRecords(database.drizzle, study.id);
  const text = JSON.stringify(records).replaceAll(study.id, "study");
  // Ends have ids of their own.
  return text.replaceAll(/"id":"[0-9a-f-]{36}"/g, '"id":""');
}

describe("a seed that was killed", () => {
  it("is finished by the next run, with nothing lost and nothing twice", async () => {
    const whole = await openInstallation();
    await seedPilot(whole.context, false);
    const interrupted = await openInstallation();
    // The connection goes away in the middle of the eight entries that are under way.
    let commands = 0;
    const dying: ServerContext = {
      ...interrupted.context,
      newId: () => {
        commands += 1;
        return interrupted.context.newId();
      },
      db: new Proxy(interrupted.context.db, {
        get: (target, name, receiver) => {
          commands += 1;
          if (commands > 700) throw new Error("killed");
          return Reflect.get(target, name, receiver) as unknown;
        },
      }),
    };
    await expect(seedPilot(dying, false)).rejects.toThrow("killed");
    const half = await contentOf(interrupted.database);
    await seedPilot(interrupted.context, true);
    const finished = await contentOf(interrupted.database);
    expect(half.length).toBeLessThan(finished.length);
    expect(finished).toBe(await contentOf(whole.database));
  });
});
