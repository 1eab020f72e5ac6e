import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { applyEdits, startSession, writeStudyBundle, type Edit } from "@kendali/builder";
import { verifyAudit } from "@kendali/db";
import { platformId } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { applyJsonChanges, canonicalJson, diffJson, protocolHash, type Json, type Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referenceStudies } from "../../reference-studies.generated.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { createDraft } from "./create-draft.ts";
import { editDraft, restoreDraft } from "./edit-draft.ts";
import { lastChanges } from "./last-changes.ts";
import { openStudy, openTest } from "./open-study.ts";
import { draftChanges, draftHistory, getDraft, listDrafts, listTemplates } from "./read-drafts.ts";
import { closeDraft, removeDraft, renameDraft, reopenDraft, shareDraft, unshareDraft } from "./share-draft.ts";

let database: TestDatabase;
let world: World;
let owner: string;
let editor: string;
let reader: string;
let stranger: string;
/** A live trial, whose scheme nobody may foresee. */
let trial: StudyWorld;

beforeAll(async () => {
  database = await createTestDatabase({ connections: 12 });
  world = await World.open(database);
  owner = await world.account("owner");
  editor = await world.account("editor");
  reader = await world.account("reader");
  stranger = await world.account("stranger");
  trial = await world.study({ key: "amended-trial", protocol: referenceProtocol("oxytocin-rct") });
});
afterAll(() => database.drop());

const command = () => ({ commandId: randomUUID() });
type From = Parameters<typeof create>[0];

async function create(
  from:
    | { template: "oxytocin-rct" | "blank-trial" | "blank-one-group" | "oxytocin-pretest-posttest" }
    | { file: unknown }
    | { study: string }
    | { draft: string },
  by = owner,
): Promise<string> {
  return (await world.must(by, createDraft, { ...command(), name: "Rancangan baru", from })).id;
}

/** A draft with an editor and a reader beside its owner. */
async function shared(from: From = { template: "oxytocin-pretest-posttest" }): Promise<string> {
  const draft = await create(from);
  await world.must(owner, shareDraft, { ...command(), draft, username: "editor", level: "editor" });
  await world.must(owner, shareDraft, { ...command(), draft, username: "reader", level: "reader" });
  return draft;
}

const get = (draft: string, by = owner, revision?: number) =>
  world.must(by, getDraft, { draft, ...(revision === undefined ? {} : { revision }) });
const edit = (draft: string, baseRevision: number, edits: readonly Edit[], by = owner) =>
  world.run(by, editDraft, { ...command(), draft, baseRevision, edits });
const text = (document: Protocol): string => canonicalJson(document);

/** The edit that sets a property to another value. */
function change(document: Protocol, path: readonly string[], to: Json): Edit {
  const from = path.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document) as Json;
  return { kind: "change", path, from, to };
}

describe("a new draft", () => {
  test("starts from each template, and is readable", async () => {
    const templates = await world.must(owner, listTemplates, undefined);
    expect(templates.map(({ key, kind }) => `${key} ${kind}`)).toEqual([
      "oxytocin-pretest-posttest reference",
      "oxytocin-rct reference",
      "blank-one-group blank",
      "blank-trial blank",
    ]);
    for (const { key, design, forms, visits } of templates) {
      const draft = await create({ template: key as "blank-trial" });
      const { document, revision, level, base, settingsHidden } = await get(draft);
      expect([document.design.type, document.forms.length, document.visits.length]).toEqual([design, forms, visits]);
      expect([document.key, document.ethics, revision, level, base, settingsHidden]).toEqual([
        "rancangan-baru",
        null,
        1,
        "owner",
        null,
        false,
      ]);
    }
  });

  test("has the reference studies of the repository among them, to the byte", () => {
    for (const { key, document } of referenceStudies) {
      const file: unknown = JSON.parse(
        readFileSync(new URL(`../../../../../studies/${key}/protocol.json`, import.meta.url), "utf8"),
      );
      expect(document).toBe(canonicalJson(file));
    }
  });

  test("starts from a protocol file or a study bundle, whose newest version it takes", async () => {
    const document = referenceProtocol("oxytocin-rct");
    expect(text((await get(await create({ file: document }))).document)).toBe(text(document));
    const next = { ...document, version: "2.0" };
    const bundle: unknown = JSON.parse(
      writeStudyBundle(
        [document, next].map((version, index) => ({
          hash: protocolHash(version),
          version: version.version,
          amendment: index === 0 ? null : { reason: "more", ethicsNumber: "7", ethicsOn: "2026-01-02" },
          withheld: [],
          document: version,
        })),
      ),
    );
    expect(text((await get(await create({ file: bundle }))).document)).toBe(text(next));
  });

  test("is refused where a file cannot be read, with every place", async () => {
    const make = (file: unknown) => world.run(owner, createDraft, { ...command(), name: "x", from: { file } });
    let deep: unknown = {};
    for (let depth = 0; depth < 20_000; depth += 1) deep = { deep };
    const broken = { ...referenceProtocol("oxytocin-rct"), sites: "none", version: 3, arms: [{ key: 7 }] };
    expect(refusalOf(await make(broken)).problems?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["sites", "version"]),
    );
    for (const file of [
      null,
      7,
      "text",
      [],
      {},
      deep,
      { format: "kendali-study/1" },
      { format: "kendali-study/1", versions: [{}] },
    ]) {
      const refusal = refusalOf(await make(file));
      expect(["protocol_invalid", "study_bundle_invalid"]).toContain(refusal.code);
      expect(refusal.problems?.length).toBeGreaterThan(0);
    }
    const changed = JSON.parse(JSON.stringify(referenceProtocol("oxytocin-rct"))) as Protocol;
    const bundle = {
      format: "kendali-study/1",
      versions: [{ hash: "0".repeat(64), version: "9.9", amendment: null, withheld: [], document: changed }],
    };
    expect(refusalOf(await make(bundle)).problems?.map(({ code }) => code)).toEqual([
      "bundle_version_differs",
      "bundle_hash_differs",
    ]);
  });

  test("tells parts of a file apart that bear one name, says which, and is edited where they stand", async () => {
    const document = structuredClone(referenceProtocol("oxytocin-pretest-posttest"));
    const [form] = document.forms;
    const [section] = form?.sections ?? [];
    const [item] = section?.items ?? [];
    if (form === undefined || section === undefined || item === undefined) throw new Error("no item");
    section.items.push(structuredClone(item));
    const made = await world.must(owner, createDraft, { ...command(), name: "twins", from: { file: document } });
    const path = ["forms", form.key, "sections", section.key, "items", `${item.key}_2`];
    expect(made.twins).toEqual([{ path: path.join("/"), from: item.key, to: `${item.key}_2` }]);
    const edits = [{ path: [...path, "required"], kind: "change" as const, from: item.required, to: !item.required }];
    await world.must(owner, editDraft, { ...command(), draft: made.id, baseRevision: 1, edits });
    expect((await get(made.id)).document.forms[0]?.sections[0]?.items.at(-1)).toEqual({
      ...item,
      key: `${item.key}_2`,
      required: !item.required,
    });
  });

  test("of 5,000 items is saved and read", async () => {
    const document = structuredClone(referenceProtocol("oxytocin-pretest-posttest"));
    const [form] = document.forms;
    const [section] = form?.sections ?? [];
    const [item] = section?.items ?? [];
    if (section === undefined || item === undefined) throw new Error("no item");
    section.items = Array.from({ length: 5_000 }, (_, index) => ({ ...item, key: `item_${index}` }));
    const draft = await create({ file: document });
    const before = await get(draft);
    const path = ["forms", form?.key ?? "", "sections", section.key, "items", "item_4999"];
    expect(
      await edit(draft, 1, [{ kind: "remove", path, value: { ...item, key: "item_4999" } as unknown as Json }]),
    ).toMatchObject({
      ok: true,
    });
    expect(text(before.document)).toBe(text(document));
  });
});

describe("who opens it", () => {
  test("its members, each at her level; for a stranger it does not exist", async () => {
    const draft = await shared();
    const { document } = await get(draft, reader);
    const edits = [change(document, ["version"], "0.2")];
    expect(refusalOf(await edit(draft, 1, edits, reader)).code).toBe("draft_read_only");
    expect((await edit(draft, 1, edits, editor)).ok).toBe(true);
    const nothing = randomUUID();
    for (const id of [draft, nothing]) {
      expect(refusalOf(await world.run(stranger, getDraft, { draft: id }))).toEqual({ code: "not_found", params: {} });
      expect(refusalOf(await edit(id, 1, edits, stranger)).code).toBe("not_found");
      expect(refusalOf(await world.run(stranger, draftHistory, { draft: id })).code).toBe("not_found");
      const outcomes = [
        await world.run(stranger, closeDraft, { ...command(), draft: id }),
        await world.run(stranger, renameDraft, { ...command(), draft: id, name: "x" }),
        await world.run(stranger, restoreDraft, { ...command(), draft: id, baseRevision: 2, revision: 1 }),
        await world.run(stranger, shareDraft, { ...command(), draft: id, username: "stranger", level: "reader" }),
        await world.run(stranger, unshareDraft, { ...command(), draft: id, username: "stranger" }),
        await world.run(stranger, openTest, { ...command(), draft: id, revision: 1, withTestRoles: false }),
        await world.run(stranger, openStudy, { ...command(), draft: id, revision: 1, exceptions: [] }),
      ];
      for (const outcome of outcomes) expect(refusalOf(outcome)).toEqual({ code: "not_found", params: {} });
      expect(
        refusalOf(await world.run(stranger, createDraft, { ...command(), name: "x", from: { draft: id } })).code,
      ).toBe("not_found");
    }
    expect((await world.must(stranger, listDrafts, undefined)).length).toBe(0);
    expect((await world.must(reader, listDrafts, undefined)).find(({ id }) => id === draft)).toMatchObject({
      level: "reader",
      mayEdit: false,
      design: "one_group_pretest_posttest",
      study: null,
    });
  });

  test("its owner shares and closes it, and stays its owner; a member may leave", async () => {
    const draft = await shared();
    const share = (username: string, by = owner) =>
      world.run(by, shareDraft, { ...command(), draft, username, level: "editor" });
    expect(refusalOf(await share("stranger", editor)).code).toBe("not_allowed");
    expect(refusalOf(await share("nobody-at-all")).code).toBe("account_unknown");
    expect(refusalOf(await share("owner")).code).toBe("draft_owner_stays");
    expect((await get(draft)).members.map(({ username, level }) => `${username} ${level}`)).toEqual([
      "owner owner",
      "editor editor",
      "reader reader",
    ]);
    await world.must(reader, unshareDraft, { ...command(), draft, username: "reader" });
    expect(refusalOf(await world.run(reader, getDraft, { draft })).code).toBe("not_found");
    await world.must(owner, shareDraft, { ...command(), draft, username: "reader", level: "reader" });
    expect((await get(draft, reader)).level).toBe("reader");
    expect(refusalOf(await world.run(owner, unshareDraft, { ...command(), draft, username: "owner" })).code).toBe(
      "draft_owner_stays",
    );
    await world.must(owner, closeDraft, { ...command(), draft });
    const { document, mayEdit, closedAt } = await get(draft);
    expect([mayEdit, closedAt === null]).toEqual([false, false]);
    expect(refusalOf(await edit(draft, 1, [change(document, ["version"], "0.2")])).code).toBe("draft_closed");
    expect(refusalOf(await world.run(owner, closeDraft, { ...command(), draft })).code).toBe("draft_closed");
    expect(text((await get(await create({ draft }))).document)).toBe(text(document));
  });
});

describe("drafts that nobody goes on with", () => {
  const listed = async (draft: string, by = owner) =>
    (await world.must(by, listDrafts, undefined)).find(({ id }) => id === draft);

  test("one that was closed is gone on with by its owner", async () => {
    const draft = await shared();
    await world.must(owner, closeDraft, { ...command(), draft });
    expect(refusalOf(await world.run(editor, reopenDraft, { ...command(), draft })).code).toBe("not_allowed");
    await world.must(owner, reopenDraft, { ...command(), draft });
    const { document, mayEdit, closedAt } = await get(draft, editor);
    expect([mayEdit, closedAt]).toEqual([true, null]);
    expect((await edit(draft, 1, [change(document, ["version"], "0.2")], editor)).ok).toBe(true);
  });

  test("one that was removed is nobody's any more but its owner's to bring back, as it was", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    await edit(draft, 1, [change(document, ["version"], "0.2")]);
    expect(refusalOf(await world.run(editor, removeDraft, { ...command(), draft })).code).toBe("not_allowed");
    await world.must(owner, removeDraft, { ...command(), draft });
    for (const account of [owner, editor, reader]) {
      expect(refusalOf(await world.run(account, getDraft, { draft })).code).toBe("not_found");
      expect(refusalOf(await edit(draft, 2, [change(document, ["key"], "k")], account)).code).toBe("not_found");
    }
    expect(refusalOf(await world.run(owner, createDraft, { ...command(), name: "x", from: { draft } })).code).toBe(
      "not_found",
    );
    expect([await listed(draft, editor), (await listed(draft))?.mayEdit]).toEqual([undefined, false]);
    expect((await listed(draft))?.removedAt).not.toBeNull();
    expect(refusalOf(await world.run(editor, reopenDraft, { ...command(), draft })).code).toBe("not_found");
    await world.must(owner, reopenDraft, { ...command(), draft });
    const { revision, mayEdit, members } = await get(draft, editor);
    expect([revision, mayEdit, members.length]).toEqual([2, true, 3]);
    expect((await world.must(owner, draftHistory, { draft })).steps.length).toBe(2);
  });
});

describe("what others did since a revision", () => {
  test("is told by edits that lead from it to the newest document, and costs next to nothing where nothing happened", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    await edit(draft, 1, [change(document, ["version"], "0.7")], editor);
    await edit(draft, 2, [change(document, ["title", "en"], "Another title")], owner);
    const changes = (since: number, by = reader) => world.must(by, draftChanges, { draft, since });
    const told = await changes(1);
    const replayed = "edits" in told ? applyJsonChanges(document as unknown as Json, told.edits) : null;
    expect(replayed?.ok === true && canonicalJson(replayed.value)).toBe(text((await get(draft)).document));
    expect(await changes(3)).toEqual({ revision: 3, name: "Rancangan baru", edits: [] });
    const bytes = (value: unknown) => JSON.stringify(value).length;
    expect([bytes(await changes(3)) < 100, bytes(await changes(1)) < 500, bytes(document) > 20_000]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("is told by the whole document where the edits are more than it, or where the revision never was", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    const long = "x".repeat(40_000);
    for (const [index, to] of [long, "a", long, "b", long, "c"].entries()) {
      const from = index === 0 ? document.title.en : ([long, "a", long, "b", long, "c"][index - 1] ?? "");
      await edit(draft, index + 1, [{ kind: "change", path: ["title", "en"], from, to }]);
    }
    for (const since of [1, 99]) {
      const told = await world.must(editor, draftChanges, { draft, since });
      expect([told.revision, "document" in told && told.document.title.en]).toEqual([7, "c"]);
    }
    expect(refusalOf(await world.run(stranger, draftChanges, { draft, since: 1 })).code).toBe("not_found");
  });
});

describe("the last change of a place", () => {
  test("is told with who and when, also under the name that the place had then, and to members only", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    const form = document.forms[0]?.key ?? "";
    await edit(draft, 1, [change(document, ["title", "en"], "By the editor")], editor);
    await edit(
      draft,
      2,
      [
        {
          kind: "change",
          path: ["forms", form, "title", "en"],
          from: document.forms[0]?.title.en ?? "",
          to: "Of a form",
        },
      ],
      owner,
    );
    await edit(draft, 3, [{ kind: "change", path: ["forms", form, "key"], from: form, to: "other_name" }], editor);
    const paths = [["title", "en"], ["forms", "other_name", "title", "en"], ["version"]];
    const { changes } = await world.must(owner, lastChanges, { draft, paths });
    expect(changes.map((one) => (one === null ? null : [one.by, one.isOwn, one.secondsAgo >= 0]))).toEqual([
      ["editor", false, true],
      ["owner", true, true],
      null,
    ]);
    expect(refusalOf(await world.run(stranger, lastChanges, { draft, paths })).code).toBe("not_found");
  });
});

describe("two persons at once", () => {
  test("different places both stand, whoever saves first", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    const [mine, theirs] = [change(document, ["version"], "0.7"), change(document, ["title", "en"], "Another title")];
    const answers = await Promise.all([edit(draft, 1, [mine], owner), edit(draft, 1, [theirs], editor)]);
    const told = answers.map((answer) =>
      answer.ok ? { revision: answer.value.revision, others: answer.value.edits } : null,
    );
    expect(new Set(told.map((one) => one?.revision))).toEqual(new Set([2, 3]));
    const second = told.find((one) => one?.revision === 3);
    expect(second?.others.length).toBe(1);
    const { document: merged, revision } = await get(draft, reader);
    expect([revision, merged.version, merged.title.en]).toEqual([3, "0.7", "Another title"]);
  });

  test("two parts that are given one name at once: the first has it, the second is asked for another", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    const [first, second] = document.forms[0]?.sections[0]?.items ?? [];
    const items = [
      "forms",
      document.forms[0]?.key ?? "",
      "sections",
      document.forms[0]?.sections[0]?.key ?? "",
      "items",
    ];
    const rename = (from = "", to: string): Edit => ({ kind: "change", path: [...items, from, "key"], from, to });
    expect((await edit(draft, 1, [rename(first?.key, "same_key")], owner)).ok).toBe(true);
    expect(refusalOf(await edit(draft, 1, [rename(second?.key, "same_key")], editor))).toEqual({
      code: "draft_name_taken",
      params: { path: items.join("/"), name: "same_key" },
    });
    expect((await edit(draft, 1, [rename(second?.key, "another_key")], editor)).ok).toBe(true);
    const keys = (await get(draft)).document.forms[0]?.sections[0]?.items.map(({ key }) => key) ?? [];
    expect(keys.slice(0, 2)).toEqual(["same_key", "another_key"]);
  });

  test("the same place is refused with the place and both values, and nothing is saved", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    await world.must(editor, editDraft, {
      ...command(),
      draft,
      baseRevision: 1,
      edits: [change(document, ["title", "en"], "Theirs")],
    });
    const edits = [change(document, ["version"], "0.9"), change(document, ["title", "en"], "Mine")];
    expect(refusalOf(await edit(draft, 1, edits))).toEqual({
      code: "revision_conflict",
      params: { path: "title/en", mine: '"Mine"', theirs: '"Theirs"' },
    });
    expect((await get(draft)).document.version).toBe("0.1");
    // Who wants the same is not told of a conflict.
    expect((await edit(draft, 1, [change(document, ["title", "en"], "Theirs")])).ok).toBe(true);
  });

  test("what others wrote is not taken away with the part around it", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    const form = document.forms[0];
    if (form === undefined) throw new Error("no form");
    const path = ["forms", form.key];
    await world.must(editor, editDraft, {
      ...command(),
      draft,
      baseRevision: 1,
      edits: [{ kind: "change", path: [...path, "title", "en"], from: form.title.en, to: "Better words" }],
    });
    const remove: Edit = { kind: "remove", path, value: form as unknown as Json };
    const refusal = refusalOf(await edit(draft, 1, [remove]));
    expect([refusal.code, refusal.params["path"]]).toEqual(["revision_conflict", `forms/${form.key}`]);
    const { document: now } = await get(draft);
    const again: Edit = { kind: "remove", path, value: (now.forms[0] ?? null) as unknown as Json };
    expect((await edit(draft, 2, [again])).ok).toBe(true);
  });

  test("twenty editors of twenty places lose nothing", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    const items = document.forms.flatMap((form) =>
      form.sections.flatMap((section) =>
        section.items.map((item) => ["forms", form.key, "sections", section.key, "items", item.key, "label", "en"]),
      ),
    );
    const places = items.slice(0, 20);
    const label = (path: readonly string[]): Json =>
      path.reduce<Json | undefined>(
        (node, step) => {
          if (Array.isArray(node)) return node.find((member) => (member as { key?: Json }).key === step);
          return (node as Record<string, Json>)[step];
        },
        document as unknown as Json,
      ) ?? null;
    const results = await Promise.all(
      places.map((path, index) =>
        edit(
          draft,
          1,
          [{ kind: "change", path, from: label(path), to: `Label ${index}` }],
          index % 2 === 0 ? owner : editor,
        ),
      ),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    const { document: merged, revision } = await get(draft);
    expect(revision).toBe(21);
    const expected = applyJsonChanges(
      document as unknown as Json,
      places.map((path, index) => ({ kind: "change" as const, path, from: label(path), to: `Label ${index}` })),
    );
    expect(expected.ok && canonicalJson(expected.value)).toBe(text(merged));
  });
});

describe("every save is a step", () => {
  test("a command delivered again is done once, with the same answer; with other content it is refused", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    const input = { ...command(), draft, baseRevision: 1, edits: [change(document, ["version"], "0.2")] };
    const answers = await Promise.all(Array.from({ length: 6 }, () => world.must(owner, editDraft, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await get(draft)).revision).toBe(2);
    const other = { ...input, edits: [change(document, ["version"], "0.3")] };
    expect(refusalOf(await world.run(owner, editDraft, other)).code).toBe("command_id_reused");
  });

  test("what was saved at each revision can be read and brought back, and nothing in between is lost", async () => {
    const draft = await shared();
    const session = startSession((await get(draft)).document as unknown as Json);
    let document = session.document;
    const texts = [canonicalJson(document)];
    for (const [path, to] of [
      [["version"], "0.2"],
      [["title", "id"], "Judul lain"],
      [["design", "objective", "en"], "Another objective"],
    ] as const) {
      const edits = [change(document as unknown as Protocol, path, to)];
      await world.must(owner, editDraft, { ...command(), draft, baseRevision: texts.length, edits });
      const applied = applyEdits(startSession(document), edits);
      if (!applied.ok) throw new Error("did not fit");
      document = applied.value.document;
      texts.push(canonicalJson(document));
    }
    for (const [index, expected] of texts.entries())
      expect(text((await get(draft, reader, index + 1)).document)).toBe(expected);
    const restored = await world.must(editor, restoreDraft, { ...command(), draft, baseRevision: 4, revision: 2 });
    expect(restored.revision).toBe(5);
    expect(text((await get(draft)).document)).toBe(texts[1]);
    expect(text((await get(draft, owner, 4)).document)).toBe(texts[3]);
    const { steps, nextBefore } = await world.must(reader, draftHistory, { draft });
    expect(
      steps.map(({ revision, kind, restored: from, by, paths }) => [revision, kind, from, by, [...paths].toSorted()]),
    ).toEqual([
      [5, "restore", 2, "editor", ["design/objective/en", "title/id"]],
      [4, "edit", null, "owner", ["design/objective/en"]],
      [3, "edit", null, "owner", ["title/id"]],
      [2, "edit", null, "owner", ["version"]],
      [1, "start", null, "owner", []],
    ]);
    expect(nextBefore).toBeNull();
    const restore = (baseRevision: number, revision: number) =>
      world.run(owner, restoreDraft, { ...command(), draft, baseRevision, revision });
    expect(refusalOf(await restore(4, 2)).code).toBe("revision_conflict");
    expect(refusalOf(await restore(5, 9)).code).toBe("invalid_input");
    expect(refusalOf(await world.run(owner, getDraft, { draft, revision: 9 })).code).toBe("not_found");
  });

  test("the trail of a draft stands on its own chain, tells places and never what was written", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    await world.must(owner, editDraft, {
      ...command(),
      draft,
      baseRevision: 1,
      edits: [change(document, ["title", "en"], "Words that stay in the draft")],
    });
    await world.must(owner, renameDraft, { ...command(), draft, name: "A name that stays in the draft" });
    const rows =
      await database.client`SELECT event FROM audit_event WHERE study_id = ${platformId} AND chain = ${`draft:${draft}`} ORDER BY sequence`;
    const events = rows.map(({ event }) => String(event));
    expect(events.map((event) => (JSON.parse(event) as { action: string }).action)).toEqual([
      "protocolDraft.create",
      "protocolDraft.share",
      "protocolDraft.share",
      "protocolDraft.edit",
      "protocolDraft.rename",
    ]);
    expect(events.join("\n")).toContain("title/en");
    expect(events.join("\n")).not.toContain("stays in the draft");
    expect((await verifyAudit(world.server.db, platformId)).breaks).toEqual([]);
  });
});

describe("edits that do not make a document", () => {
  test("are refused with their places, and nothing is saved", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    let deep: Json = {};
    for (let depth = 0; depth < 5_000; depth += 1) deep = { deep };
    const bad: [readonly Edit[], string][] = [
      [[change(document, ["version"], 7)], "protocol_invalid"],
      [[change(document, ["sites"], "none")], "protocol_invalid"],
      [[{ kind: "add", path: ["unknown"], value: 1 }], "protocol_invalid"],
      [[{ kind: "add", path: ["title", "fr"], value: "Titre" }], "protocol_invalid"],
      [[{ kind: "add", path: ["__proto__"], value: 1 }], "revision_conflict"],
      [[{ kind: "add", path: ["title", "constructor"], value: 1 }], "protocol_invalid"],
      [[{ kind: "change", path: ["title", "nowhere"], from: 1, to: 2 }], "revision_conflict"],
      [[{ kind: "change", path: ["title"], from: deep, to: deep }], "invalid_input"],
      [[{ kind: "add", path: ["title", "x"], value: "\u0000" }], "invalid_input"],
      [[{ kind: "add", path: [], value: 1 }], "invalid_input"],
      [[], "invalid_input"],
    ];
    for (const [index, [edits, code]] of bad.entries())
      expect(refusalOf(await edit(draft, 1, edits)).code, `edit ${index}`).toBe(code);
    expect(refusalOf(await edit(draft, 5, [change(document, ["version"], "0.2")])).code).toBe("revision_conflict");
    expect((await get(draft)).revision).toBe(1);
  });

  test("but blank texts, short lists and ends without a target are saved", async () => {
    const draft = await shared();
    const { document } = await get(draft);
    const empty = structuredClone(document);
    empty.title = { id: "", en: "" };
    empty.outcomes = [];
    empty.sites = [];
    empty.deliveryItem = "nowhere";
    const edits = diffJson(document as unknown as Json, empty as unknown as Json, []);
    expect((await edit(draft, 1, edits)).ok).toBe(true);
    expect(text((await get(draft)).document)).toBe(text(empty));
  });
});

describe("an amendment", () => {
  test("is opened by investigators and data managers of the live study, and by nobody else", async () => {
    const { people } = trial;
    const draft = await create({ study: trial.key }, people.investigator);
    const view = await get(draft, people.data_manager);
    expect(view).toMatchObject({
      level: "editor",
      members: [],
      amends: { key: trial.key, status: "live", baseHash: protocolHash(trial.protocol), isBaseCurrent: true },
    });
    for (const role of ["coordinator", "provider", "assessor", "statistician", "randomization_officer"] as const) {
      expect(refusalOf(await world.run(people[role], getDraft, { draft })).code, role).toBe("not_found");
      expect(
        refusalOf(await world.run(people[role], createDraft, { ...command(), name: "x", from: { study: trial.key } }))
          .code,
      ).toBe("not_allowed");
    }
    for (const key of [trial.key, "no-such-study"])
      expect(
        refusalOf(await world.run(owner, createDraft, { ...command(), name: "x", from: { study: key } })).code,
      ).toBe("not_found");
    expect(
      refusalOf(
        await world.run(people.investigator, shareDraft, { ...command(), draft, username: "editor", level: "editor" }),
      ).code,
    ).toBe("draft_shared_by_role");
    expect(
      (await world.must(people.data_manager, listDrafts, undefined)).map(({ id, level, study }) => [id, level, study]),
    ).toContainEqual([draft, "editor", trial.key]);
  });
});
