import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { referenceProtocol, World, type StudyWorld } from "../../testing/study-world.ts";
import { listAudit, type AuditView } from "./list-audit.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "audit-pages", protocol: referenceProtocol("oxytocin-rct") });
});
afterAll(() => database.drop());

async function everyPage(chain?: string): Promise<AuditView[][]> {
  const pages: AuditView[][] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const asked = { study: study.key, ...(cursor === "" ? {} : { cursor }), ...(chain === undefined ? {} : { chain }) };
    const page: { events: readonly AuditView[]; nextCursor: string | null } = await world.must(
      study.people.data_manager,
      listAudit,
      asked,
    );
    pages.push([...page.events]);
    cursor = page.nextCursor;
  }
  return pages;
}

test("pages list every event once, also when more than a page of one chain happened at one instant", async () => {
  // The clock stands still: every event of all these mothers is of one instant.
  const participants: string[] = [];
  for (let mother = 0; mother < 14; mother += 1) {
    const participant = await study.enrol();
    await study.visit(participant, "pretest");
    participants.push(participant);
  }
  const [first = ""] = participants;
  await database.client`
    SELECT append_audit(study_id, chain, site_id, action, account_id, recorded_at, event)
    FROM audit_event, generate_series(1, 230) WHERE chain = ${first} AND sequence = 1`;
  const [{ n } = { n: 0 }] = await database.client<{ n: number }[]>`
    SELECT count(*)::int AS n FROM audit_event WHERE study_id = (SELECT id FROM study WHERE key = ${study.key}) AND site_id = ${study.site}`;
  const pages = await everyPage();
  const ofSite = pages.flat().filter((event) => event.site === study.site);
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.slice(0, -1).every((page) => page.length === 100)).toBe(true);
  expect(ofSite).toHaveLength(n);
  const whole = pages.flat().map((event) => event.chain);
  expect(whole).toEqual(whole.toSorted().toReversed());
  expect((await everyPage(first)).flat()).toHaveLength(236);
});
