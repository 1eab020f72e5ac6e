import { randomUUID } from "node:crypto";
import { findStudy, insertGrant, updateAccount } from "@kendali/db";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import type { Protocol, StudyKind } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../../auth/passwords.ts";
import { referenceProtocol, refusalOf, World } from "../../testing/study-world.ts";
import { listNotices } from "../notice/notices.ts";
import { listParticipants } from "../participant/read-participants.ts";
import { createDraft } from "../protocol-draft/create-draft.ts";
import { openStudy, openTest } from "../protocol-draft/open-study.ts";
import { getDraft } from "../protocol-draft/read-drafts.ts";
import { shareDraft } from "../protocol-draft/share-draft.ts";
import { createStudy } from "../study/create-study.ts";
import { goLiveState } from "../study/go-live-state.ts";
import { goLive } from "../study/go-live.ts";
import { createAccount, grantRole, listAccounts, newAccountLink, revokeRole } from "./account-use-cases.ts";

/** As `world.sign` sets it. */
const password = "a password to sign with";
let database: TestDatabase;
let world: World;
let root: string;
/** A second administrator, who could give the first one roles, and somebody who is none. */
let deputy: string;
let researcher: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = (await World.open(database)).bySystemClock();
  root = world.administrator;
  const made = { ...command(), username: "deputy", displayName: "Deputy", administrator: true, locale: "id" } as const;
  deputy = (await world.must(root, createAccount, made)).id;
  researcher = await world.account("researcher");
  const passwordHash = await hashPassword(password);
  for (const account of [root, deputy, researcher]) await updateAccount(database.drizzle, account, { passwordHash });
});
afterAll(() => database.drop());

function command() {
  return { commandId: randomUUID() };
}

function documentOf(key: string): Protocol {
  const ethics = {
    committee: { id: "KEPK", en: "KEPK" },
    number: "KEPK/7/2026",
    approvedOn: "2026-01-05",
    expiresOn: "2099-01-05",
  };
  return { ...referenceProtocol("oxytocin-pretest-posttest"), key, ethics } as Protocol;
}

async function made(key: string, kind: StudyKind): Promise<void> {
  const protocol = documentOf(key);
  await world.must(root, createStudy, { ...command(), key, kind, protocol });
}

const give = (by: string, account: string, study: string, role: "investigator" | "coordinator" | "statistician") =>
  world.run(by, grantRole, { ...command(), account, study, role, site: null });

/** The draft's findings, signed with a reason: what its owner needs to open it. */
async function openLive(by: string, draft: string, more: object = {}) {
  const act = { ...command(), draft, revision: 1, ...more };
  const first = await world.run(by, openStudy, { ...act, exceptions: [] });
  if (first.ok || first.refusal.code !== "findings_open") return first;
  const exceptions = (first.refusal.problems ?? []).map(({ code, path }) => ({
    code,
    path,
    reason: `not for ${code}`,
  }));
  return world.run(by, openStudy, { ...act, ...command(), exceptions, password });
}

describe("an administrator", () => {
  test("makes a study of real persons for others, and holds no role in it, by whoever gives it", async () => {
    await made("for-others", "live");
    for (const by of [root, deputy])
      for (const account of [root, deputy])
        for (const role of ["investigator", "coordinator", "statistician"] as const)
          expect(refusalOf(await give(by, account, "for-others", role)), role).toMatchObject({
            code: "administrator_without_role",
            params: { username: account === root ? "root" : "deputy" },
          });
    expect((await give(root, researcher, "for-others", "investigator")).ok).toBe(true);
    const state = await world.must(researcher, goLiveState, { study: "for-others" });
    expect(state.mayApprove).toBe(true);
    for (const account of [root, deputy])
      expect(refusalOf(await world.run(account, goLive, { ...command(), study: "for-others" })).code).toBe("not_found");
    // Live or locked it is no other study.
    await world.sign(researcher, "for-others");
    await world.must(researcher, goLive, { ...command(), study: "for-others" });
    expect(refusalOf(await give(deputy, root, "for-others", "coordinator")).code).toBe("administrator_without_role");
    expect(refusalOf(await world.run(root, listParticipants, { study: "for-others" })).code).toBe("not_found");
  });

  test("gives no role and no new password unseen where real persons are", async () => {
    await made("told-of", "live");
    const second = await world.account("second-leader");
    await give(root, researcher, "told-of", "investigator");
    await give(root, second, "told-of", "coordinator");
    const told = async () => {
      const { notices } = await world.must(researcher, listNotices, { study: "told-of" });
      return notices.map(({ kind, params, byName }) => ({ kind, ...params, byName }));
    };
    // A team that is put together before the study runs is read on its page.
    expect(await told()).toEqual([]);
    await world.sign(researcher, "told-of");
    await world.must(researcher, goLive, { ...command(), study: "told-of" });
    await give(root, second, "told-of", "statistician");
    // An invitation that nobody has used yet opens nothing.
    await world.must(root, newAccountLink, { account: second });
    const given = { kind: "role_given", name: "second-leader", role: "statistician", byName: "Root" };
    expect(await told()).toEqual([given]);
    await world.must(root, newAccountLink, { account: researcher });
    expect(await told()).toContainEqual({ kind: "link_made", name: "researcher", byName: "Root" });
    await made("told-of-test", "test");
    await give(root, researcher, "told-of-test", "investigator");
    await world.must(researcher, goLive, { ...command(), study: "told-of-test" });
    await give(root, second, "told-of-test", "statistician");
    expect((await world.must(researcher, listNotices, { study: "told-of-test" })).notices).toEqual([]);
  });

  test.each(["test", "practice", "simulated", "reconstructed"] as const)("may hold one in a %s study", async (kind) => {
    await made(`invented-${kind}`, kind);
    expect((await give(root, root, `invented-${kind}`, "coordinator")).ok).toBe(true);
  });

  test("opens no live study from a draft and approves none, but tries it and shares it with who opens it", async () => {
    const file = documentOf("from-a-draft");
    const { id: draft } = await world.must(root, createDraft, { ...command(), name: "Rancangan", from: { file } });
    expect(refusalOf(await openLive(root, draft)).code).toBe("administrator_opens_no_study");
    expect(await findStudy(database.drizzle, "from-a-draft")).toBeNull();
    const tried = { ...command(), draft, revision: 1, withTestRoles: true };
    expect((await world.must(root, openTest, tried)).study).toBe("from-a-draft-uji");

    await world.must(root, shareDraft, { ...command(), draft, username: "researcher", level: "editor" });
    const copy = await world.must(researcher, createDraft, { ...command(), name: "Salinan", from: { draft } });
    await world.must(researcher, shareDraft, { ...command(), draft: copy.id, username: "deputy", level: "editor" });
    const { members } = await world.must(researcher, getDraft, { draft: copy.id });
    expect(members.map(({ username, isAdministrator }) => [username, isAdministrator])).toEqual([
      ["researcher", false],
      ["deputy", true],
    ]);
    expect(refusalOf(await openLive(researcher, copy.id, { approver: "deputy" }))).toMatchObject({
      code: "administrator_without_role",
      params: { username: "deputy" },
    });
    expect(await findStudy(database.drizzle, "from-a-draft")).toBeNull();
    expect(await openLive(researcher, copy.id)).toMatchObject({ ok: true, value: { study: "from-a-draft" } });
  });

  test("who held a role before that was refused goes on with it until it is revoked, and gets no other", async () => {
    await made("of-before", "live");
    const study = await findStudy(database.drizzle, "of-before");
    const grant = randomUUID();
    await insertGrant(database.drizzle, {
      studyId: study?.id ?? "",
      id: grant,
      accountId: root,
      role: "investigator",
      siteId: null,
      blinding: "none",
      grantedAt: world.server.now(),
      grantedBy: root,
    });
    expect((await world.must(root, goLiveState, { study: "of-before" })).mayApprove).toBe(true);
    expect((await world.must(root, listParticipants, { study: "of-before" })).participants).toEqual([]);
    expect(refusalOf(await give(deputy, root, "of-before", "coordinator")).code).toBe("administrator_without_role");
    const accounts = await world.must(root, listAccounts, undefined);
    expect(accounts.find(({ id }) => id === root)?.grants).toContainEqual(
      expect.objectContaining({ id: grant, study: "of-before", role: "investigator" }),
    );
    await world.must(deputy, revokeRole, { ...command(), study: "of-before", grant });
    expect(refusalOf(await world.run(root, goLiveState, { study: "of-before" })).code).toBe("not_found");
  });
});
