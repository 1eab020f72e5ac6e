import { randomUUID } from "node:crypto";
import { listExceptions, updateAccount } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { addDays, type Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../../auth/passwords.ts";
import { draftOf, nextVersion } from "../../testing/amending.ts";
import { referenceProtocol, refusalOf, roles, StudyWorld, World } from "../../testing/study-world.ts";
import { recordConsent } from "../consent/record-consent.ts";
import { enrolParticipant } from "../participant/enrol-participant.ts";
import { recordScreening } from "../screening/record-screening.ts";
import { createStudy } from "../study/create-study.ts";
import { goLiveState } from "../study/go-live-state.ts";
import { goLive } from "../study/go-live.ts";
import { amendStudy } from "./amend-study.ts";
import { previewAmendment } from "./preview-amendment.ts";

const password = "a password to amend with";
let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = (await World.open(database)).bySystemClock();
  world.instant = world.server.now();
});
afterAll(() => database.drop());

const command = () => ({ commandId: randomUUID() });

/** The one-group reference study, live by the server's clock: its findings are signed and its approval runs. */
async function liveStudy(key: string): Promise<StudyWorld> {
  const reference = referenceProtocol("oxytocin-pretest-posttest");
  const committee = reference.ethics?.committee ?? { id: "KEPK", en: "KEPK" };
  const dates = { approvedOn: "2026-01-05", expiresOn: "2099-01-05" };
  const ethics = { ...reference.ethics, committee, number: "KEPK/7/2026", ...dates } as Protocol["ethics"];
  const said = { id: "Diuraikan di rencana analisis.", en: "Described in the plan of analysis." };
  const statements = ["trend_2", "trend_10"].map((item) => ({ key: item, text: said }));
  const protocol = { ...reference, key, ethics, statements };
  await world.must(world.administrator, createStudy, { ...command(), key, kind: "live", protocol });
  const site = protocol.sites[0]?.key ?? "";
  const people = {} as Record<(typeof roles)[number], string>;
  for (const role of roles) {
    people[role] = await world.account(`${role.replaceAll("_", "-")}.${key}`);
    await world.grant(people[role], key, role, role === "investigator" ? null : site);
  }
  await world.sign(people.investigator, key);
  await world.must(people.investigator, goLive, { ...command(), study: key });
  await updateAccount(database.drizzle, people.investigator, { passwordHash: await hashPassword(password) });
  return new StudyWorld(world, key, protocol, people, site);
}

type Exception = { readonly code: string; readonly path: string; readonly reason: string };

/** Publishes a version on its own day, or answers why not. */
async function amend(study: StudyWorld, after: Protocol, exceptions: readonly Exception[] = [], given?: string) {
  const draft = await draftOf(study, after);
  const today = study.today;
  const seen = await world.must(study.people.investigator, previewAmendment, { study: study.key, draft: draft.draft });
  const result = await world.run(study.people.investigator, amendStudy, {
    ...command(),
    study: study.key,
    ...draft,
    reason: "The committee asked for it.",
    ethicsNumber: "KEPK/12/2026",
    ethicsOn: today,
    effective: seen.sites.map(({ site, today: on }) => ({ site, on })),
    sameMeaning: [],
    exceptions: [...exceptions],
    ...(given === undefined ? {} : { password: given }),
  });
  return { seen, result };
}

const after = (study: StudyWorld, protocol: Protocol) =>
  new StudyWorld(world, study.key, protocol, study.people, study.site);
const exceptionsOf = async (study: StudyWorld) =>
  (await world.must(study.people.investigator, goLiveState, { study: study.key })).exceptions;

describe("an amendment of a live study", () => {
  test("opens no finding that nobody mends or signs, and what was signed goes with it", async () => {
    const study = await liveStudy("open-again");
    const signedBefore = await exceptionsOf(study);
    expect(signedBefore.length).toBeGreaterThan(0);
    const version = nextVersion(study.protocol, (document) => {
      delete document.statements;
    });
    const { seen, result } = await amend(study, version);
    expect(seen.findings.length).toBeGreaterThan(0);
    const places = seen.findings.map(({ code, path }) => ({ code, path }));
    for (const { code, path } of signedBefore) expect(places).not.toContainEqual({ code, path });
    expect(refusalOf(result)).toMatchObject({ code: "findings_open", params: { count: places.length } });
    expect(refusalOf(result).problems?.map(({ code, path }) => ({ code, path }))).toEqual(places);

    const signing = places.map((place) => ({ ...place, reason: "moved to the analysis plan" }));
    const refused = async (exceptions: readonly Exception[], given?: string) =>
      refusalOf((await amend(study, version, exceptions, given)).result);
    expect(await refused(signing)).toEqual({ code: "invalid_input", params: { field: "password" } });
    expect((await refused(signing, "another one altogether")).code).toBe("password_wrong");
    expect((await refused(signing.slice(1), password)).code).toBe("findings_open");
    const unfounded = [...signing, { code: "no_such_finding", path: "title", reason: "for no reason at all" }];
    expect((await refused(unfounded, password)).code).toBe("exception_not_open");
    const short = signing.map((one, index) => (index === 0 ? { ...one, reason: "x . - . - . -" } : one));
    expect(await refused(short, password)).toMatchObject({
      code: "exception_reason_short",
      params: { count: 1, least: 10 },
      problems: [places[0]],
    });

    const published = (await amend(study, version, signing, password)).result;
    if (!published.ok) throw new Error(JSON.stringify(published.refusal));
    const [row] = await database.client`SELECT id FROM study WHERE key = ${study.key}`;
    const kept = await listExceptions(database.drizzle, String(row?.["id"]), published.value.protocolHash);
    expect(kept.map(({ code, path, reason }) => ({ code, path, reason }))).toEqual([
      ...signedBefore.map(({ code, path, reason }) => ({ code, path, reason })),
      ...signing,
    ]);
    expect(kept[0]?.signedAt).toBe(signedBefore[0]?.at);
    const events = await database.client`SELECT event FROM audit_event
      WHERE study_id = ${String(row?.["id"])} AND event LIKE '%"study.signFindings"%' ORDER BY recorded_at`;
    expect(events.at(-1)?.["event"]).toContain(published.value.protocolHash);
    // The next one has nothing new to sign.
    const third = nextVersion(version, (document) => {
      document.title.en += " (amended)";
    });
    expect((await amend(after(study, version), third)).result).toMatchObject({ ok: true });
    // What was mended in between is signed anew when it opens again.
    const fourth = nextVersion(third, (document) => {
      document.statements = study.protocol.statements ?? [];
    });
    expect((await amend(after(study, third), fourth)).result).toMatchObject({ ok: true });
    const fifth = nextVersion(fourth, (document) => {
      delete document.statements;
    });
    expect(refusalOf((await amend(after(study, fourth), fifth)).result).code).toBe("findings_open");
  });

  test("changes no answer that was given before it", async () => {
    const study = await liveStudy("sent-again");
    const { coordinator } = study.people;
    const act = { ...command(), study: study.key, site: study.site, answers: study.eligibleAnswers() };
    const first = await world.must(coordinator, recordScreening, act);
    const asksMore = nextVersion(study.protocol, (document) => {
      const [criterion] = document.eligibility.criteria;
      if (criterion !== undefined)
        document.eligibility.criteria.push({ ...criterion, key: "asked_later", text: { id: "Baru", en: "New" } });
    });
    const { seen } = await amend(study, asksMore);
    const signing = seen.findings.map(({ code, path }) => ({ code, path, reason: "a new criterion, of no weight" }));
    if (signing.length > 0)
      expect((await amend(study, asksMore, signing, password)).result).toMatchObject({ ok: true });
    expect(await world.must(coordinator, recordScreening, act)).toEqual(first);
    const anew = await world.run(coordinator, recordScreening, { ...act, ...command() });
    expect(refusalOf(anew).code).toBe("screening_incomplete");
  });

  test("keeps its ethics approval, and one that ends stops enrolment", async () => {
    const study = await liveStudy("keeps-approval");
    expect(await study.enrol()).toMatch(/^[A-Z]{2,4}-/);
    const without = nextVersion(study.protocol, (document) => {
      document.ethics = null;
    });
    expect(refusalOf((await amend(study, without)).result).code).toBe("ethics_missing");
    const yesterday = addDays(study.today, -1);
    const ended = nextVersion(study.protocol, (document) => {
      if (document.ethics !== null) document.ethics.expiresOn = yesterday;
    });
    const screening = await study.screen();
    await study.consent(screening);
    const undecided = await study.screen();
    // An approval that has ended is no finding to sign: it does what it says.
    const { seen, result } = await amend(study, ended);
    expect([seen.findings, result.ok]).toEqual([[], true]);
    const enrolled = await world.run(study.people.coordinator, enrolParticipant, {
      ...command(),
      study: study.key,
      screening,
      identity: { name: "Sri Wahyuni" },
    });
    expect(refusalOf(enrolled)).toEqual({ code: "ethics_expired", params: { on: yesterday } });
    // Nor is anybody asked: by the date that is told, not by the day it is told on.
    const { coordinator } = study.people;
    const after = { field: "screenedOn", date: study.today, on: yesterday };
    const screened = (screenedOn: string) =>
      world.run(coordinator, recordScreening, {
        ...command(),
        study: study.key,
        site: study.site,
        answers: study.eligibleAnswers(),
        screenedOn,
      });
    expect(refusalOf(await screened(study.today))).toEqual({ code: "date_after_ethics", params: after });
    expect(refusalOf(await screened("1900-01-01")).code).toBe("date_before_ethics");
    const { version, purposes } = study.protocol.consent;
    const decided = (decision: "given" | "declined") =>
      world.run(coordinator, recordConsent, {
        ...command(),
        study: study.key,
        screening: undecided,
        version,
        language: "id",
        decision,
        purposes: decision === "given" ? purposes.map(({ key }) => key) : [],
        signedOn: study.today,
      });
    expect(refusalOf(await decided("given"))).toEqual({
      code: "date_after_ethics",
      params: { ...after, field: "signedOn" },
    });
    expect(await decided("declined")).toMatchObject({ ok: true });
  });
});
