import { randomUUID } from "node:crypto";
import type { Edit } from "@kendali/builder";
import { findStudy, listExceptions, updateAccount } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { canonicalJson, protocolHash, type Json, type Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../../auth/passwords.ts";
import { referenceProtocol, refusalOf, roles, StudyWorld, World } from "../../testing/study-world.ts";
import { revokeRole } from "../account/account-use-cases.ts";
import { revealAllocations } from "../allocation/reveal-allocations.ts";
import { getEntry } from "../entry/get-entry.ts";
import { lockStudy, unblindStudy } from "../study/close-study.ts";
import { createStudy } from "../study/create-study.ts";
import { exportStudy } from "../study/export-study.ts";
import { getStudy } from "../study/get-study.ts";
import { goLiveState } from "../study/go-live-state.ts";
import { goLive } from "../study/go-live.ts";
import { signFindings } from "../study/sign-findings.ts";
import { createDraft } from "./create-draft.ts";
import { editDraft } from "./edit-draft.ts";
import { openStudy, openTest } from "./open-study.ts";
import { draftHistory, getDraft, listDrafts } from "./read-drafts.ts";
import { removeDraft, shareDraft } from "./share-draft.ts";

const password = "kata sandi yang panjang";
let database: TestDatabase;
let world: World;
let owner: string;
let second: string;

beforeAll(async () => {
  database = await createTestDatabase({ connections: 12 });
  world = (await World.open(database)).bySystemClock();
  owner = await world.account("owner");
  second = await world.account("second");
  const passwordHash = await hashPassword(password);
  for (const account of [owner, second]) await updateAccount(database.drizzle, account, { passwordHash });
});
afterAll(() => database.drop());

const command = () => ({ commandId: randomUUID() });
const ethics = { number: "KEPK/7/2026", approvedOn: "2026-01-05", expiresOn: "2099-01-05" };

/** A reference study under a key of its own, with an ethics approval that has not ended. */
function documentOf(name: "oxytocin-rct" | "oxytocin-pretest-posttest", key: string): Protocol {
  const document = referenceProtocol(name);
  const approval = document.ethics ?? { committee: { id: "KEPK", en: "KEPK" } };
  return { ...document, key, ethics: { ...approval, ...ethics } as Protocol["ethics"] };
}

async function draftOf(document: Protocol): Promise<string> {
  const { id } = await world.must(owner, createDraft, { ...command(), name: "Rancangan", from: { file: document } });
  await world.must(owner, shareDraft, { ...command(), draft: id, username: "second", level: "editor" });
  return id;
}

const tryOut = (draft: string, more: object = {}, by = owner) =>
  world.run(by, openTest, { ...command(), draft, revision: 1, withTestRoles: false, ...more });

type Exception = { readonly code: string; readonly path: string; readonly reason: string };
const open = (draft: string, exceptions: readonly Exception[], more: object = {}) =>
  world.run(owner, openStudy, { ...command(), draft, revision: 1, exceptions: [...exceptions], ...more });

/** What has to be signed before a live study can be made of a draft. */
async function needed(draft: string): Promise<readonly Exception[]> {
  const answer = await open(draft, []);
  if (answer.ok) throw new Error("nothing was open");
  expect(answer.refusal.code).toBe("findings_open");
  return (answer.refusal.problems ?? []).map(({ code, path }) => ({ code, path, reason: `not for ${code}` }));
}

describe("a test study", () => {
  test("is live at once where one account is enough, with the caller as investigator", async () => {
    const draft = await draftOf(documentOf("oxytocin-pretest-posttest", "one-group"));
    const first = await tryOut(draft);
    expect(first).toMatchObject({
      ok: true,
      value: { study: "one-group-uji", status: "live", approvals: 1, needed: 1, roles: ["investigator"] },
    });
    expect(await world.must(owner, getStudy, { study: "one-group-uji" })).toMatchObject({
      kind: "test",
      status: "live",
    });
    expect(await tryOut(draft)).toMatchObject({ value: { study: "one-group-uji-2" } });
    const both = await Promise.all([tryOut(draft), tryOut(draft)]);
    expect(both.map((one) => (one.ok ? one.value.study : "")).toSorted()).toEqual([
      "one-group-uji-3",
      "one-group-uji-4",
    ]);
    const { studies } = await world.must(owner, getDraft, { draft });
    expect(studies.map(({ key }) => key).toSorted()).toEqual(
      [1, 2, 3, 4].map((n) => `one-group-uji${n === 1 ? "" : `-${n}`}`),
    );
    expect(
      new Set(studies.map(({ kind, status, revision, isCurrent }) => `${kind} ${status} ${revision} ${isCurrent}`)),
    ).toEqual(new Set(["test live 1 true"]));
  });

  test("gives its maker the roles that one person may hold, and no other", async () => {
    const draft = await draftOf(documentOf("oxytocin-pretest-posttest", "all-roles"));
    expect(await tryOut(draft, { withTestRoles: true })).toMatchObject({
      value: { roles: ["investigator", "coordinator", "provider", "data_manager", "statistician", "assessor"] },
    });
    // What no other study allows: her pretest and her session by one person.
    world.instant = world.server.now();
    const protocol = documentOf("oxytocin-pretest-posttest", "all-roles");
    const people = Object.fromEntries(roles.map((role) => [role, owner])) as StudyWorld["people"];
    const study = new StudyWorld(world, "all-roles-uji", protocol, people, protocol.sites[0]?.key ?? "");
    const mother = await study.enrol();
    await study.visit(mother, "pretest");
    const session = protocol.visits.find(({ forms }) => forms.some(({ form }) => form === "massage_session"));
    const opened = await world.must(owner, getEntry, {
      study: study.key,
      participant: mother,
      visit: session?.key ?? "",
      form: "massage_session",
    });
    expect(JSON.stringify(opened)).not.toContain("assessor_cannot_treat");
    const trial = await draftOf(documentOf("oxytocin-rct", "trial-roles"));
    const answer = await tryOut(trial, { withTestRoles: true });
    if (!answer.ok) throw new Error(answer.refusal.code);
    expect(answer.value.roles).not.toContain("assessor");
    // Who tries it sees what the least masked of the roles sees.
    const view = await world.must(owner, getStudy, { study: answer.value.study });
    expect(view.viewer.canSeeArm).toBe(true);
    expect(view.viewer.roles.toSorted()).toEqual([...answer.value.roles].toSorted());
  });

  test("of a trial waits for a second account, which the caller names among the editors", async () => {
    const draft = await draftOf(documentOf("oxytocin-rct", "two-needed"));
    expect(refusalOf(await tryOut(draft, { approver: "nobody" })).code).toBe("account_unknown");
    const answer = await tryOut(draft, { approver: "second" });
    expect(answer).toMatchObject({ value: { status: "draft", approvals: 1, needed: 2 } });
    expect(await world.must(second, goLive, { ...command(), study: "two-needed-uji" })).toMatchObject({
      status: "live",
    });
  });

  test("is made once by a command that comes again, and not of what is not valid or not the newest", async () => {
    const draft = await draftOf(documentOf("oxytocin-pretest-posttest", "once"));
    const input = { ...command(), draft, revision: 1, withTestRoles: false };
    const answers = await Promise.all(Array.from({ length: 4 }, () => world.must(owner, openTest, input)));
    expect(new Set(answers.map((answer) => answer.study))).toEqual(new Set(["once-uji"]));
    const { document } = await world.must(owner, getDraft, { draft });
    const edits: Edit[] = [{ kind: "change", path: ["outcomes"], from: document.outcomes as unknown as Json, to: [] }];
    await world.must(second, editDraft, { ...command(), draft, baseRevision: 1, edits });
    expect(refusalOf(await tryOut(draft)).code).toBe("revision_conflict");
    const refusal = refusalOf(await tryOut(draft, { revision: 2 }));
    expect([refusal.code, (refusal.problems ?? []).length > 0]).toEqual(["protocol_invalid", true]);
  });
});

describe("a live study", () => {
  test("is made by the owner when every finding is mended or signed with the password", async () => {
    const draft = await draftOf(documentOf("oxytocin-rct", "signed-trial"));
    const exceptions = await needed(draft);
    expect(exceptions.length).toBeGreaterThan(0);
    expect(refusalOf(await open(draft, exceptions)).code).toBe("invalid_input");
    expect(refusalOf(await open(draft, exceptions, { password: "another one altogether" })).code).toBe(
      "password_wrong",
    );
    expect(refusalOf(await open(draft, exceptions.slice(1), { password }))).toMatchObject({ params: { count: 1 } });
    const unfounded = [...exceptions, { code: "no_such_finding", path: "title", reason: "because" }];
    expect(refusalOf(await open(draft, unfounded, { password }))).toMatchObject({
      code: "exception_not_open",
      problems: [{ code: "no_such_finding", path: "title" }],
    });
    expect(await open(draft, exceptions, { password, approver: "second" })).toMatchObject({
      value: { study: "signed-trial", status: "draft", approvals: 0, needed: 2, roles: ["investigator"] },
    });
    expect(refusalOf(await open(draft, exceptions, { password })).code).toBe("study_key_taken");
    const study = await findStudy(database.drizzle, "signed-trial");
    const signed = await listExceptions(database.drizzle, study?.id ?? "", study?.protocolHash ?? "");
    expect(signed.map(({ code, path, reason }) => ({ code, path, reason }))).toEqual(exceptions);
    expect(new Set(signed.map(({ signedByName }) => signedByName))).toEqual(new Set(["owner"]));
    const state = await world.must(second, goLiveState, { study: "signed-trial" });
    expect([state.findings, state.exceptions.length]).toEqual([[], exceptions.length]);
    const events = await database.client`SELECT event FROM audit_event
      WHERE study_id = ${study?.id ?? ""} AND event LIKE '%"study.signFindings"%'`;
    expect(events).toHaveLength(1);
    await world.must(owner, goLive, { ...command(), study: "signed-trial" });
    expect(await world.must(second, goLive, { ...command(), study: "signed-trial" })).toMatchObject({ status: "live" });
  });

  test("is not made without an ethics approval that runs, whatever is signed", async () => {
    const document = documentOf("oxytocin-pretest-posttest", "no-approval");
    const ended = { ...document.ethics, approvedOn: "2020-01-05", expiresOn: "2020-12-31" } as Protocol["ethics"];
    const without = await draftOf({ ...document, ethics: null });
    const expired = await draftOf({ ...document, ethics: ended });
    const signing = [{ code: "ethics_missing", path: "ethics", reason: "the committee is slow" }];
    for (const exceptions of [[], signing])
      expect(refusalOf(await open(without, exceptions, { password }))).toEqual({ code: "ethics_missing", params: {} });
    expect(refusalOf(await open(expired, [], { password }))).toEqual({
      code: "ethics_expired",
      params: { on: "2020-12-31" },
    });
    expect(await findStudy(database.drizzle, "no-approval")).toBeNull();
    // To try it nobody has to approve.
    expect(await tryOut(without)).toMatchObject({ ok: true });
  });

  test("tells what was signed in its own words, with the names of that day, also where they were not kept", async () => {
    const draft = await draftOf(documentOf("oxytocin-rct", "signed-words"));
    await open(draft, await needed(draft), { password, approver: "second" });
    const view = async () => (await world.must(second, goLiveState, { study: "signed-words" })).exceptions;
    const signed = await view();
    const wanted = signed.filter(({ code }) => code === "guideline_open");
    expect(wanted.length).toBeGreaterThan(0);
    for (const { params, by } of wanted) {
      expect(Object.keys(params).toSorted()).toEqual(["guideline", "item", "number"]);
      expect(by).toBe("owner");
    }
    const id = (await findStudy(database.drizzle, "signed-words"))?.id ?? "";
    await database.client.begin(async (tx) => {
      await tx`SET LOCAL ROLE NONE`;
      await tx`ALTER TABLE protocol_exception DISABLE TRIGGER USER`;
      await tx`UPDATE protocol_exception SET params = NULL WHERE study_id = ${id}`;
      await tx`ALTER TABLE protocol_exception ENABLE TRIGGER USER`;
    });
    expect(await view()).toEqual(signed);
    // What a live study was made of is closed, and never removed.
    expect(refusalOf(await world.run(owner, removeDraft, { ...command(), draft })).code).toBe("draft_published");
    const listed = await world.must(owner, listDrafts, undefined);
    expect(listed.find(({ id }) => id === draft)?.isPublished).toBe(true);
  });

  test("made from a file opens when its investigator has signed what stays open, and for that document alone", async () => {
    const protocol = documentOf("oxytocin-pretest-posttest", "from-a-file");
    await world.must(world.administrator, createStudy, { ...command(), kind: "live", protocol });
    await world.grant(owner, "from-a-file", "investigator", null);
    const approve = () => world.run(owner, goLive, { ...command(), study: "from-a-file" });
    const refused = refusalOf(await approve());
    expect(refused.code).toBe("findings_open");
    const { findings } = await world.must(owner, goLiveState, { study: "from-a-file" });
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual(
      (refused.problems ?? []).map(({ code, path }) => `${code} ${path}`),
    );
    const sign = (exceptions: readonly Exception[], given = password) =>
      world.run(owner, signFindings, {
        ...command(),
        study: "from-a-file",
        exceptions: [...exceptions],
        password: given,
      });
    const all = findings.map(({ code, path }) => ({ code, path, reason: "explained in the protocol" }));
    expect(refusalOf(await sign(all, "another one altogether")).code).toBe("password_wrong");
    expect(refusalOf(await sign([{ code: "no_such_finding", path: "x", reason: "because" }])).code).toBe(
      "exception_not_open",
    );
    expect(await sign(all)).toMatchObject({ value: { signed: all.length, open: 0 } });
    expect(await approve()).toMatchObject({ value: { status: "live" } });
    expect(refusalOf(await sign(all)).code).toBe("study_already_live");
  });
});

describe("a trial that runs", () => {
  /** A live trial and a draft of an amendment of it, both by `owner`. */
  async function running(key: string) {
    const protocol = documentOf("oxytocin-rct", key);
    const draft = await draftOf(protocol);
    await world.must(owner, openStudy, {
      ...command(),
      draft,
      revision: 1,
      exceptions: [...(await needed(draft))],
      password,
      approver: "second",
    });
    expect((await world.must(second, getDraft, { draft })).document.allocation).toEqual(protocol.allocation);
    for (const account of [owner, second]) await world.must(account, goLive, { ...command(), study: key });
    const { id: amendment } = await world.must(owner, createDraft, {
      ...command(),
      name: "Amandemen",
      from: { study: key },
    });
    return { protocol, draft, amendment };
  }

  test("is answered again as it was opened, though its draft went on", async () => {
    const draft = await draftOf(documentOf("oxytocin-pretest-posttest", "sent-again"));
    const exceptions = [...(await needed(draft))];
    const act = { ...command(), draft, revision: 1, exceptions, password };
    const first = await world.must(owner, openStudy, act);
    const { version } = (await world.must(owner, getDraft, { draft })).document;
    const edits: Edit[] = [{ kind: "change", path: ["version"], from: version, to: "7.0" }];
    await world.must(owner, editDraft, { ...command(), draft, baseRevision: 1, edits });
    expect(await world.must(owner, openStudy, act)).toEqual(first);
    expect(refusalOf(await world.run(owner, openStudy, { ...act, ...command() })).code).toBe("revision_conflict");
  });

  test("tells its settings neither in the draft it came from nor in an amendment, and takes no edit of them", async () => {
    const { protocol, draft, amendment } = await running("hidden");
    const told = JSON.stringify(protocol.allocation?.blockSizes);
    for (const id of [draft, amendment]) {
      for (const account of [owner, second]) {
        const view = await world.must(account, getDraft, { draft: id });
        expect(view.settingsHidden).toBe(true);
        expect(Object.keys(view.document.allocation ?? {}).toSorted()).toEqual([
          "afterVisit",
          "ratio",
          "scheme",
          "strata",
        ]);
        expect(JSON.stringify([view, await world.must(account, draftHistory, { draft: id })])).not.toContain(
          `"blockSizes":${told}`,
        );
      }
      const whole = protocol.allocation as unknown as Json;
      const attempts: Edit[] = [
        { kind: "change", path: ["allocation"], from: whole, to: null },
        { kind: "add", path: ["allocation", "blockSizes"], value: [2] },
        { kind: "change", path: ["allocation", "blockSizes"], from: [4, 6], to: [4] },
        { kind: "change", path: ["allocation", "scheme"], from: "permuted_blocks", to: "simple" },
        { kind: "remove", path: ["allocation", "strata"], value: [] },
        // What is wrong with a ratio names the block sizes that do not hold it.
        { kind: "change", path: ["allocation", "ratio", "oxytocin_massage", "weight"], from: 1, to: 2 },
      ];
      for (const edit of attempts) {
        const answer = refusalOf(
          await world.run(owner, editDraft, { ...command(), draft: id, baseRevision: 1, edits: [edit] }),
        );
        expect([answer.code, Object.keys(answer.params)], edit.path.join("/")).toEqual([
          "draft_settings_hidden",
          ["path"],
        ]);
      }
      const { version } = (await world.must(owner, getDraft, { draft: id })).document;
      const edits: Edit[] = [{ kind: "change", path: ["version"], from: version, to: "7.0" }];
      await world.must(owner, editDraft, { ...command(), draft: id, baseRevision: 1, edits });
    }
    // The server applied the edit to the whole document, with the random bits that it got when it was opened.
    const [row] = await database.client`SELECT document FROM protocol_draft WHERE id = ${amendment}`;
    const whole = JSON.parse(String(row?.["document"])) as Protocol;
    expect(whole.allocation?.salt).toMatch(/^[0-9a-f]{32}$/u);
    const allocation = { ...protocol.allocation, salt: whole.allocation?.salt };
    expect(row?.["document"]).toBe(canonicalJson({ ...protocol, allocation, version: "7.0" } as unknown as Protocol));
  });

  test("is not tried, copied or opened in a way that tells them", async () => {
    const { draft, amendment } = await running("not-learnt");
    for (const id of [draft, amendment]) {
      const answer = await tryOut(id, {}, owner);
      expect(answer).toMatchObject({ ok: true, value: { isSchemeReplaced: true } });
      if (!answer.ok) continue;
      const [row] =
        await database.client`SELECT document FROM protocol_version v JOIN study s ON s.id = v.study_id WHERE s.key = ${answer.value.study}`;
      const { allocation } = JSON.parse(String(row?.["document"])) as Protocol;
      expect([allocation?.scheme, allocation?.blockSizes]).toEqual(["simple", undefined]);
      const { id: copy } = await world.must(owner, createDraft, { ...command(), name: "Salinan", from: { draft: id } });
      expect((await world.must(owner, getDraft, { draft: copy })).document.allocation?.blockSizes).toBeUndefined();
    }
    expect(refusalOf(await open(amendment, [], {})).code).toBe("draft_amends_study");
  });

  test("is told by no copy of its draft and no test study that were made before it", async () => {
    const key = "before-it";
    const protocol = documentOf("oxytocin-rct", key);
    const draft = await draftOf(protocol);
    const { id: copy } = await world.must(second, createDraft, { ...command(), name: "Salinan", from: { draft } });
    const copied = await world.must(second, getDraft, { draft: copy });
    expect([copied.settingsHidden, copied.document.allocation?.blockSizes]).toEqual([false, undefined]);
    const edits: Edit[] = [{ kind: "add", path: ["allocation", "blockSizes"], value: [2, 4] }];
    await world.must(second, editDraft, { ...command(), draft: copy, baseRevision: 1, edits });

    const test = `${key}-uji`;
    expect(await tryOut(draft, { withTestRoles: true, approver: "second" })).toMatchObject({ ok: true });
    await world.must(second, goLive, { ...command(), study: test });
    const exported = () => world.must(owner, exportStudy, { study: test });
    const bundle = () => world.run(owner, revealAllocations, { study: test });
    const sizes = `"blockSizes":${JSON.stringify(protocol.allocation?.blockSizes)}`;
    expect((await exported()).text).toContain(sizes);
    await world.must(second, lockStudy, { ...command(), study: test, reason: "selesai diuji" });
    await world.must(owner, unblindStudy, { ...command(), study: test, reason: "selesai diuji" });
    expect(await bundle()).toMatchObject({ ok: true });

    const exceptions = [...(await needed(draft))];
    await world.must(owner, openStudy, { ...command(), draft, revision: 1, exceptions, password, approver: "second" });
    expect((await exported()).text).toContain(sizes);
    for (const account of [owner, second]) await world.must(account, goLive, { ...command(), study: key });
    const running = await exported();
    expect([running.isWithheld, running.text.includes("blockSizes")]).toEqual([true, false]);
    expect(refusalOf(await bundle()).code).toBe("trial_of_test_running");

    await world.must(second, lockStudy, { ...command(), study: key, reason: "selesai" });
    await world.must(owner, unblindStudy, { ...command(), study: key, reason: "selesai" });
    expect((await exported()).text).toContain(sizes);
    expect(await bundle()).toMatchObject({ ok: true });
  });

  test("has a hash from which its settings cannot be found by trying, and neither has its test", async () => {
    const protocol = documentOf("oxytocin-rct", "not-tried");
    const draft = await draftOf(protocol);
    const test = await tryOut(draft, { withTestRoles: true, approver: "second" });
    const exceptions = [...(await needed(draft))];
    await world.must(owner, openStudy, { ...command(), draft, revision: 1, exceptions, password, approver: "second" });
    for (const account of [owner, second]) await world.must(account, goLive, { ...command(), study: "not-tried" });
    expect(test.ok).toBe(true);
    const salts = new Set<string>();
    for (const key of ["not-tried", "not-tried-uji"]) {
      const bundle = JSON.parse((await world.must(owner, exportStudy, { study: key })).text) as {
        versions: { hash: string; document: Protocol }[];
      };
      const [version] = bundle.versions;
      if (version === undefined || protocol.allocation === null) throw new Error("no version");
      // Whoever knows everything but the settings, and tries the right ones.
      const { assumptions } = protocol;
      const found = [assumptions, version.document.assumptions].map((notes) =>
        protocolHash({ ...version.document, allocation: protocol.allocation, assumptions: notes }),
      );
      expect(found).not.toContain(version.hash);
      const [row] = await database.client`SELECT document FROM protocol_version WHERE hash = ${version.hash}`;
      const { allocation } = JSON.parse(String(row?.["document"])) as Protocol;
      salts.add(allocation?.salt ?? "");
    }
    expect(salts.size).toBe(2);
    // What the study was opened with is still said to be the draft's own document.
    const { studies } = await world.must(owner, getDraft, { draft });
    expect(studies.map(({ isCurrent }) => isCurrent)).toEqual([true, true]);
  });

  test("closes its amendments to whom the role was taken from", async () => {
    const { amendment } = await running("role-taken");
    await world.must(second, getDraft, { draft: amendment });
    const study = await findStudy(database.drizzle, "role-taken");
    const [grant] =
      await database.client`SELECT id FROM role_assignment WHERE study_id = ${study?.id ?? ""} AND account_id = ${second}`;
    await world.must(world.administrator, revokeRole, {
      ...command(),
      study: "role-taken",
      grant: String(grant?.["id"]),
    });
    expect(refusalOf(await world.run(second, getDraft, { draft: amendment })).code).toBe("not_found");
    const view = await world.must(owner, getDraft, { draft: amendment });
    expect([view.amends?.key, view.amends?.baseHash, view.amends?.isBaseCurrent]).toEqual([
      "role-taken",
      study?.protocolHash,
      true,
    ]);
  });
});
