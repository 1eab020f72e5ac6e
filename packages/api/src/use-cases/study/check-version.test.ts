import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import type { Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referenceProtocol, refusalOf, World, type StudyRole, type StudyWorld } from "../../testing/study-world.ts";
import { enrolParticipant } from "../participant/enrol-participant.ts";
import { checkVersion } from "./check-version.ts";
import { lockStudy } from "./close-study.ts";
import { createStudy } from "./create-study.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
/** The same trial as it is planned: investigator and data manager are masked. */
let masked: StudyWorld;

const planned = referenceProtocol("oxytocin-rct");
/** The trial under a protocol in which those two see the arms. */
const protocol: Protocol = {
  ...planned,
  blinding: {
    ...planned.blinding,
    levels: planned.blinding.levels.map((one) =>
      ["investigator", "data_manager"].includes(one.role) ? { ...one, level: "none" } : one,
    ),
  },
};

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "versions", protocol });
  masked = await world.study({ key: "masked-versions", protocol: planned });
  await study.allocated();
});
afterAll(() => database.drop());

const check = (of: StudyWorld, next: unknown, role: StudyRole = "investigator") =>
  world.run(of.people[role], checkVersion, { study: of.key, protocol: next });

function changed(change: (draft: Protocol) => void): Protocol {
  const draft = structuredClone(protocol);
  change(draft);
  return draft;
}
const allocationOf = (draft: Protocol) => {
  if (draft.allocation === null) throw new Error("no allocation");
  return draft.allocation;
};
/** The same trial with a third arm in ratio and arms. */
const withThirdArm = changed((draft) => {
  const [, control] = draft.arms;
  if (control === undefined) throw new Error("no control");
  draft.arms.push({ ...control, key: "waiting" });
  allocationOf(draft).ratio.push({ arm: "waiting", weight: 1 });
  allocationOf(draft).blockSizes = [6];
  if (draft.sampleSize.perArm !== null) draft.sampleSize.target = draft.sampleSize.perArm * 3;
});
const withAnotherSite = changed((draft) => {
  const [site] = draft.sites;
  if (site !== undefined) draft.sites.push({ ...site, key: "another", code: "ANO" });
});

describe("a next version of a trial that is live", () => {
  test("is fine where it leaves the allocation alone; the settings are not compared", async () => {
    const next = changed((draft) => {
      draft.version = "9.0";
      draft.title = { id: "Judul lain", en: "Another title" };
      allocationOf(draft).blockSizes = [8];
    });
    const answer = await check(study, next);
    expect(answer).toEqual({
      ok: true,
      value: {
        version: { live: protocol.version, next: "9.0" },
        isRunning: true,
        allocated: 1,
        notCompared: ["settings"],
        warnings: [],
      },
    });
  });

  test("is refused with every part that must stay, each at its place", async () => {
    const refusal = refusalOf(await check(study, withThirdArm));
    expect([refusal.code, refusal.params["count"]]).toEqual(["version_touches_allocation", 1]);
    expect(refusal.problems).toMatchObject([{ path: "arms/waiting", code: "allocation_arm_added" }]);
    expect(refusalOf(await check(study, withAnotherSite)).problems).toMatchObject([
      { path: "sites/another", code: "allocation_site_added", params: { site: "another" } },
    ]);
    const minimized = changed((draft) => {
      const { ratio, afterVisit } = allocationOf(draft);
      draft.allocation = {
        scheme: "minimization",
        ratio,
        afterVisit,
        strata: [{ source: "site" }],
        measure: "range",
        coin: { numerator: 1, denominator: 1 },
      };
    });
    expect(refusalOf(await check(study, minimized, "data_manager")).problems?.map(({ code }) => code)).toEqual([
      "allocation_scheme_changed",
      "allocation_strata_changed",
    ]);
  });

  test("is first of all a document, and judged as at the making of a study", async () => {
    const broken = changed((draft) => (allocationOf(draft).blockSizes = [5]));
    const refusal = refusalOf(await check(study, broken));
    expect(refusal).toEqual(
      refusalOf(
        await world.run(world.administrator, createStudy, { commandId: randomUUID(), kind: "test", protocol: broken }),
      ),
    );
    expect([refusal.code, refusal.problems?.[0]?.code]).toEqual(["protocol_invalid", "block_size_not_multiple"]);
  });

  test("is judged for who is masked by strata, sites and scheme alone", async () => {
    const answer = await check(masked, withThirdArm);
    expect(answer).toMatchObject({ ok: true, value: { notCompared: ["arms", "ratio", "settings"] } });
    expect(refusalOf(await check(masked, withAnotherSite)).code).toBe("version_touches_allocation");
  });

  test("is judged in everything for who holds the live document, whose hash is public", async () => {
    const ask = (next: Protocol, live: unknown) =>
      world.run(masked.people.data_manager, checkVersion, { study: masked.key, protocol: next, live });
    const refusal = refusalOf(await ask(withThirdArm, planned));
    expect(refusal.problems?.map(({ code, path }) => `${code} at ${path}`)).toEqual([
      "allocation_settings_changed at allocation/blockSizes",
      "allocation_arm_added at arms/waiting",
    ]);
    expect(await ask({ ...planned, version: "1.1" }, planned)).toMatchObject({ ok: true, value: { notCompared: [] } });
    for (const live of [protocol, withThirdArm, {}, null, "1.0"])
      expect(refusalOf(await ask(withThirdArm, live)).code).toBe("live_document_differs");
  });
});

test("a draft has promised nothing, and a locked study takes no version", async () => {
  await world.must(world.administrator, createStudy, {
    commandId: randomUUID(),
    key: "draft-versions",
    kind: "simulated",
    protocol,
  });
  await world.grant(study.people.investigator, "draft-versions", "investigator", null);
  const input = { study: "draft-versions", protocol: withThirdArm };
  expect(await world.must(study.people.investigator, checkVersion, input)).toMatchObject({
    isRunning: false,
    notCompared: [],
  });
  await world.must(masked.people.data_manager, lockStudy, {
    commandId: randomUUID(),
    study: masked.key,
    reason: "end",
  });
  expect(refusalOf(await check(masked, protocol)).code).toBe("study_locked");
});

test("a study made from a document that is certain about the next arm is warned of it", async () => {
  const certain = changed((draft) => {
    const { ratio, strata, afterVisit } = allocationOf(draft);
    const coin = { numerator: 1, denominator: 1 };
    draft.allocation = { scheme: "minimization", ratio, strata, afterVisit, measure: "range", coin };
  });
  const made = await world.must(world.administrator, createStudy, {
    commandId: randomUUID(),
    key: "certain",
    kind: "test",
    protocol: certain,
  });
  expect(made.warnings).toMatchObject([{ path: "allocation/coin", code: "allocation_deterministic" }]);
});

test("a screening makes one participant, however often and from wherever it is asked", async () => {
  const { participant, screening } = await screened();
  const again = () =>
    world.run(study.people.coordinator, enrolParticipant, {
      commandId: randomUUID(),
      study: study.key,
      screening,
      identity: { name: "Somebody Else" },
    });
  const answers = await Promise.all(Array.from({ length: 8 }, again));
  expect(new Set(answers.map((answer) => refusalOf(answer).code))).toEqual(new Set(["already_enrolled"]));
  const rows = await database.client`SELECT number FROM participant WHERE screening = ${screening}`;
  expect(rows.map(({ number }) => String(number))).toEqual([participant]);
});

async function screened(): Promise<{ participant: string; screening: number }> {
  const participant = await study.enrol();
  const [row] = await database.client`SELECT screening FROM participant WHERE number = ${participant}`;
  return { participant, screening: Number(row?.["screening"]) };
}
