import { randomUUID } from "node:crypto";
import { largeProtocol } from "@kendali/fixtures";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { protocolHash, type LocalDate, type Protocol, type StudyKind } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referenceProtocol, refusalOf, World, type StudyRole } from "../../testing/study-world.ts";
import { amendStudy } from "../amendment/amend-study.ts";
import { createDraft } from "../protocol-draft/create-draft.ts";
import { editDraft } from "../protocol-draft/edit-draft.ts";
import { getDraft } from "../protocol-draft/read-drafts.ts";
import { lockStudy, unblindStudy } from "./close-study.ts";
import { createStudy } from "./create-study.ts";
import { exportStudy } from "./export-study.ts";
import { importStudy } from "./import-study.ts";

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
});
afterAll(() => database.drop());

const command = () => ({ commandId: randomUUID() });

/** A study in draft with one account of a role. */
async function studyOf(
  key: string,
  protocol: Protocol,
  kind: StudyKind = "simulated",
  role: StudyRole = "investigator",
) {
  await world.must(world.administrator, createStudy, { ...command(), key, kind, protocol });
  return member(key, role);
}

async function member(key: string, role: StudyRole): Promise<string> {
  const account = await world.account(`${role.replaceAll("_", "-")}.${key}`);
  await world.grant(account, key, role, null);
  return account;
}

/** Brings a file in under another key and writes it out again as somebody who sees the arms. */
async function roundTrip(text: string, key: string, role: StudyRole = "investigator"): Promise<string> {
  await world.must(world.administrator, importStudy, {
    ...command(),
    key,
    kind: "simulated",
    bundle: JSON.parse(text),
  });
  return (await world.must(await member(key, role), exportStudy, { study: key })).text;
}

/** The same document with its words, numbers and order changed by a seed. */
function varied(protocol: Protocol, seed: number): Protocol {
  const text = (words: string) => `${words} — ${seed} “é\u{1F9EA}”\t\\`;
  return {
    ...protocol,
    version: `${seed}.${seed * 7}`,
    title: { id: text(protocol.title.id), en: text(protocol.title.en) },
    forms: seed % 2 === 0 ? protocol.forms : protocol.forms.toReversed(),
    analysisPlan: { ...protocol.analysisPlan, alpha: 0.05 / (seed + 1) },
  };
}

describe("a study written to a file, brought in and written again", () => {
  const documents: readonly [string, Protocol, StudyRole][] = [
    ["one-group", referenceProtocol("oxytocin-pretest-posttest"), "investigator"],
    ["trial", referenceProtocol("oxytocin-rct"), "coordinator"],
    ["large", largeProtocol(120), "investigator"],
    ...[1, 2, 3, 4, 5].flatMap((seed): [string, Protocol, StudyRole][] => [
      [`one-${seed}`, varied(referenceProtocol("oxytocin-pretest-posttest"), seed), "investigator"],
      [`two-${seed}`, varied(openTrial(), seed), "investigator"],
    ]),
  ];

  test.each(documents)("gives the same bytes: %s", async (key, protocol, role) => {
    const account = await studyOf(`from-${key}`, protocol, "simulated", role);
    const { text, versions, isWithheld } = await world.must(account, exportStudy, { study: `from-${key}` });
    expect([versions, isWithheld]).toEqual([1, false]);
    expect(text).toContain(protocolHash(protocol));
    expect(await roundTrip(text, `to-${key}`, role)).toBe(text);
  });

  test("keeps every version and why it came", async () => {
    const study = await world.study({ key: "amended", protocol: referenceProtocol("oxytocin-pretest-posttest") });
    const { investigator } = study.people;
    const { id } = await world.must(investigator, createDraft, {
      ...command(),
      name: "Next",
      from: { study: "amended" },
    });
    const { document } = await world.must(investigator, getDraft, { draft: id });
    await world.must(investigator, editDraft, {
      ...command(),
      draft: id,
      baseRevision: 1,
      edits: [
        { kind: "change", path: ["version"], from: document.version, to: "2.0" },
        { kind: "change", path: ["title", "en"], from: document.title.en, to: "Another title" },
      ],
    });
    await world.must(investigator, amendStudy, {
      ...command(),
      study: "amended",
      draft: id,
      revision: 2,
      reason: "A clearer title",
      ethicsNumber: "KEPK/8/2026",
      ethicsOn: study.today as LocalDate,
      effective: [{ site: study.site, on: study.today as LocalDate }],
      sameMeaning: [],
    });
    const { text, versions } = await world.must(investigator, exportStudy, { study: "amended" });
    expect(versions).toBe(2);
    const file = JSON.parse(text) as { versions: { version: string; amendment: unknown }[] };
    expect(file.versions.map(({ version, amendment }) => [version, amendment])).toEqual([
      [study.protocol.version, null],
      ["2.0", { reason: "A clearer title", ethicsNumber: "KEPK/8/2026", ethicsOn: study.today }],
    ]);
    expect(await roundTrip(text, "brought-in")).toBe(text);
    // A second time from the study that was brought in.
    expect(await roundTrip(text, "brought-in-again")).toBe(text);
  });
});

/** A trial whose investigator sees the arms. */
function openTrial(): Protocol {
  const protocol = referenceProtocol("oxytocin-rct");
  return {
    ...protocol,
    blinding: {
      ...protocol.blinding,
      levels: protocol.blinding.levels.map((one) => ({ ...one, level: "none" as const })),
    },
  };
}

describe("what a file does not tell", () => {
  test("are the settings of a scheme, to who could foresee allocations by them", async () => {
    const study = await world.study({ key: "masked-export", protocol: referenceProtocol("oxytocin-rct") });
    for (const role of ["investigator", "data_manager"] as const) {
      const { text, isWithheld } = await world.must(study.people[role], exportStudy, { study: study.key });
      expect(isWithheld).toBe(true);
      expect(text).not.toContain("blockSizes");
      const bundle: unknown = JSON.parse(text);
      const make = world.run(world.administrator, importStudy, {
        ...command(),
        key: "withheld-one",
        kind: "test",
        bundle,
      });
      expect(refusalOf(await make).code).toBe("study_bundle_withheld");
      const { id } = await world.must(study.people[role], createDraft, {
        ...command(),
        name: "x",
        from: { file: bundle },
      });
      const { document } = await world.must(study.people[role], getDraft, { draft: id });
      expect([document.key, document.allocation?.scheme]).toEqual(["oxytocin-rct", "permuted_blocks"]);
    }
    await world.must(study.people.data_manager, lockStudy, { ...command(), study: study.key, reason: "the end" });
    await world.must(study.people.investigator, unblindStudy, { ...command(), study: study.key, reason: "the end" });
    const { text, isWithheld } = await world.must(study.people.investigator, exportStudy, { study: study.key });
    expect([isWithheld, text.includes("blockSizes")]).toEqual([false, true]);
  });

  test("and of a live trial not even to who sees the arms, nor before it opens", async () => {
    const key = "live-export";
    const coordinator = await studyOf(key, referenceProtocol("oxytocin-rct"), "live", "coordinator");
    const caller = world.bySystemClock();
    expect(await caller.must(coordinator, exportStudy, { study: key })).toMatchObject({ isWithheld: true });
  });

  test("is a study to a masked coordinator, or anything to who has no role", async () => {
    const protocol = referenceProtocol("oxytocin-rct");
    const levels = [{ role: "coordinator" as const, level: "blind" as const }];
    const coordinator = await studyOf(
      "blind",
      { ...protocol, blinding: { ...protocol.blinding, levels } },
      "simulated",
      "coordinator",
    );
    expect(refusalOf(await world.run(coordinator, exportStudy, { study: "blind" })).code).toBe("arm_masked");
    const stranger = await world.account("stranger");
    expect(refusalOf(await world.run(stranger, exportStudy, { study: "blind" })).code).toBe("not_found");
  });
});

test("a file that is none makes no study, and every problem is told", async () => {
  const make = (bundle: unknown) =>
    world.run(world.administrator, importStudy, { ...command(), key: "bad-file", kind: "test", bundle });
  let deep: unknown = {};
  for (let depth = 0; depth < 20_000; depth += 1) deep = { deep };
  const valid = referenceProtocol("oxytocin-pretest-posttest");
  const wrap = (document: Protocol, hash = protocolHash(document)) => ({
    format: "kendali-study/1",
    versions: [{ hash, version: document.version, amendment: null, withheld: [], document }],
  });
  for (const bundle of [null, 7, [], {}, deep, wrap(valid, "0".repeat(64)), { ...wrap(valid), extra: 1 }])
    expect(refusalOf(await make(bundle)).code).toBe("study_bundle_invalid");
  expect(refusalOf(await make(wrap({ ...valid, outcomes: [] }))).code).toBe("protocol_invalid");
  const input = { ...command(), key: "good-file", kind: "test" as const, bundle: wrap(valid) };
  const answers = await Promise.all([1, 2, 3].map(() => world.must(world.administrator, importStudy, input)));
  expect(new Set(answers.map(({ protocolHash: hash }) => hash))).toEqual(new Set([protocolHash(valid)]));
  expect(refusalOf(await world.run(world.administrator, importStudy, { ...input, ...command() })).code).toBe(
    "study_key_taken",
  );
});
