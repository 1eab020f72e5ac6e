import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { accept, policies, type Policy, type PolicyKey } from "@kendali/domain";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { appRouter } from "./router.ts";
import { RefusalError } from "./trpc.ts";
import { defineUseCase } from "./use-case.ts";
import { referenceProtocol, roles, World, type StudyRole, type StudyWorld } from "./testing/study-world.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
let other: StudyWorld;
type Caller = Awaited<ReturnType<World["caller"]>>;
let callers: Record<StudyRole | "administrator" | "stranger" | "nobody", Caller>;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "policy-study", protocol: referenceProtocol("oxytocin-rct") });
  other = await world.study({ key: "other-study", protocol: referenceProtocol("oxytocin-rct") });
  const of = async (role: StudyRole) => world.caller(study.people[role]);
  callers = {
    investigator: await of("investigator"),
    coordinator: await of("coordinator"),
    provider: await of("provider"),
    assessor: await of("assessor"),
    data_manager: await of("data_manager"),
    statistician: await of("statistician"),
    randomization_officer: await of("randomization_officer"),
    administrator: await world.caller(world.administrator),
    stranger: await world.caller(await world.account("stranger")),
    nobody: await world.caller(null),
  };
});
afterAll(() => database.drop());

/** A well-formed input for each act; what it names (participants, screenings, snapshots) does not exist. */
function inputOf(policy: PolicyKey, studyKey: string): unknown {
  const base = { study: studyKey };
  const who = { ...base, participant: "MLT-998-0" };
  const command = { commandId: randomUUID() };
  const file = { ...who, visit: "pretest", form: "milk_volume", item: "photo" };
  const inputs: Record<PolicyKey, unknown> = {
    "system.status": undefined,
    "setup.accept": { token: "x".repeat(43), password: "a long enough password" },
    "session.me": undefined,
    "session.signOut": undefined,
    "session.setLocale": { locale: "en" },
    "account.list": undefined,
    "account.create": {
      ...command,
      username: `u${randomUUID().slice(0, 8)}`,
      displayName: "U",
      administrator: false,
      locale: "id",
    },
    "account.disable": { ...command, account: randomUUID() },
    "account.newLink": { account: randomUUID() },
    "account.grantRole": { ...command, ...base, account: randomUUID(), role: "provider", site: null },
    "account.revokeRole": { ...command, ...base, grant: randomUUID() },
    "study.create": { ...command, kind: "test", protocol: {} },
    "study.listAll": undefined,
    "study.get": base,
    "study.overview": base,
    "study.goLive": { ...command, ...base },
    "study.withdrawApproval": { ...command, ...base },
    "study.import": { ...command, kind: "test", bundle: {} },
    "study.export": base,
    "study.signFindings": {
      ...command,
      ...base,
      exceptions: [{ code: "x", path: "x", reason: "a reason to test" }],
      password: "x",
    },
    "study.goLiveState": base,
    "study.checkVersion": { ...base, protocol: {} },
    "study.version": { ...base, protocolHash: "0".repeat(64) },
    "study.amend": {
      ...command,
      ...base,
      draft: randomUUID(),
      revision: 1,
      reason: "test",
      ethicsNumber: "1",
      ethicsOn: "2026-03-02",
      effective: [{ site: "nowhere", on: "2026-03-02" }],
      sameMeaning: [],
    },
    "amendment.list": base,
    "amendment.preview": { ...base, draft: randomUUID() },
    "amendment.setDate": { ...command, ...base, amendment: 1, site: "nowhere", on: "2026-03-02" },
    "amendment.previewMove": base,
    "amendment.move": { ...command, ...base, reason: "test", total: 1 },
    "amendment.openEntries": {
      ...command,
      ...base,
      reason: "test",
      entries: [{ participant: "MLT-998-0", visit: "pretest", form: "milk_volume" }],
    },
    "amendment.captured": base,
    "study.lock": { ...command, ...base, reason: "the end" },
    "study.unblind": { ...command, ...base, reason: "the end" },
    "study.recordRegisterCount": { ...command, ...base, site: "nowhere", count: 3 },
    "protocolDraft.templates": undefined,
    "protocolDraft.formLibrary": undefined,
    "protocolDraft.list": undefined,
    "protocolDraft.get": { draft: randomUUID() },
    "protocolDraft.changes": { draft: randomUUID(), since: 1 },
    "protocolDraft.lastChanges": { draft: randomUUID(), paths: [["key"]] },
    "protocolDraft.create": { ...command, name: "A draft", from: { draft: randomUUID() } },
    "protocolDraft.edit": {
      ...command,
      draft: randomUUID(),
      baseRevision: 1,
      edits: [{ kind: "change", path: ["key"], from: "a", to: "b" }],
    },
    "protocolDraft.history": { draft: randomUUID() },
    "protocolDraft.restore": { ...command, draft: randomUUID(), baseRevision: 2, revision: 1 },
    "protocolDraft.rename": { ...command, draft: randomUUID(), name: "A draft" },
    "protocolDraft.share": { ...command, draft: randomUUID(), username: "somebody", level: "reader" },
    "protocolDraft.unshare": { ...command, draft: randomUUID(), username: "somebody" },
    "protocolDraft.close": { ...command, draft: randomUUID() },
    "protocolDraft.reopen": { ...command, draft: randomUUID() },
    "protocolDraft.remove": { ...command, draft: randomUUID() },
    "protocolDraft.pilotStatistics": base,
    "protocolDraft.openTest": { ...command, draft: randomUUID(), revision: 1, withTestRoles: false },
    "protocolDraft.openStudy": { ...command, draft: randomUUID(), revision: 1, exceptions: [] },
    "screening.list": base,
    "screening.get": { ...base, screening: 999_999 },
    "screening.record": { ...command, ...base, site: "nowhere", answers: {} },
    "consent.record": {
      ...command,
      ...base,
      screening: 999_999,
      version: "1.0",
      language: "id",
      decision: "given",
      purposes: [],
      signedOn: "2026-03-02",
    },
    "participant.enrol": { ...command, ...base, screening: 999_999, identity: { name: "Siti" } },
    "participant.list": base,
    "participant.get": who,
    "participant.identity": who,
    "participant.recordEnd": { ...command, ...who, kind: "withdrawal", on: "2026-03-02", reason: "moved" },
    "today.list": base,
    "entry.get": { ...who, visit: "pretest", form: "milk_volume" },
    "entry.save": {
      ...command,
      ...who,
      visit: "pretest",
      form: "milk_volume",
      baseRevision: 0,
      performedOn: "2026-03-02",
      values: {},
      softReasons: {},
      deviceTime: null,
    },
    "visit.recordMissed": { ...command, ...who, visit: "pretest", on: "2026-03-02", reason: "ill" },
    "visit.lock": { ...command, ...who, visit: "pretest" },
    "allocation.allocate": { ...command, ...who },
    "allocation.get": who,
    "allocation.commitment": base,
    "allocation.useCard": {
      ...command,
      ...who,
      code: "01234-56789",
      openedAt: "2026-03-02T09:30",
      reason: "no network",
    },
    "allocation.cards": base,
    "allocation.printCards": { ...command, ...base, site: "nowhere", strata: {} },
    "allocation.reveal": base,
    "allocation.bundle": base,
    "masking.list": base,
    "masking.request": { ...command, ...base, grant: randomUUID(), level: "none", reason: "test" },
    "masking.decide": { ...command, ...base, request: randomUUID(), decision: "decline" },
    "masking.unmask": { ...command, ...who, password: "x", category: "other", reason: "a reason to test" },
    "masking.unmaskings": base,
    "notice.list": base,
    "notice.acknowledge": { ...command, ...base, notice: randomUUID() },
    "deviation.report": { ...command, ...who, kind: "other", foundOn: "2026-03-02", description: "an error" },
    "deviation.preview": { ...who, kind: "other", foundOn: "2026-03-02", description: "an error" },
    "deviation.list": base,
    "deviation.get": { ...base, deviation: randomUUID() },
    "deviation.review": { ...command, ...base, deviation: randomUUID(), note: "seen", close: false },
    "guess.record": { ...command, ...who, guess: "unknown", certainty: null },
    "guess.get": who,
    "attachment.begin": { ...command, ...file, sha256: "a".repeat(64), mediaType: "image/png", bytes: 10 },
    "attachment.put": { ...file, file: randomUUID(), index: 0, content: "AAAA" },
    "attachment.finish": { ...command, ...file, file: randomUUID() },
    "attachment.read": { ...who, form: "milk_volume", item: "photo", value: `${"a".repeat(64)}.png` },
    "team.list": base,
    "team.recordTraining": {
      ...command,
      ...base,
      account: randomUUID(),
      role: "provider",
      topic: "Massage",
      completedOn: "2026-01-01",
      evidence: "Certificate 1",
    },
    "team.delegate": { ...command, ...base, account: randomUUID(), task: "sessions", site: null, from: "2026-01-01" },
    "team.endDelegation": { ...command, ...base, delegation: randomUUID(), on: "2026-01-01", reason: "Left" },
    "data.import": undefined,
    "snapshot.list": base,
    "snapshot.freeze": { ...command, ...base, name: `s-${randomUUID()}`, reason: "test", withArm: false },
    "snapshot.download": { ...base, snapshot: randomUUID() },
    "analysis.run": { ...base, snapshot: randomUUID() },
    "audit.list": base,
  };
  return inputs[policy];
}

const procedures = Object.keys(appRouter._def.procedures) as PolicyKey[];

/** What a call came to: `accepted`, or the code of its refusal. Anything else fails the test. */
async function outcome(caller: Caller, path: PolicyKey, input: unknown): Promise<string> {
  const [noun, verb] = path.split(".") as [string, string];
  const group = caller[noun as keyof Caller] as unknown as Record<string, (input: unknown) => Promise<unknown>>;
  const call = group[verb];
  if (call === undefined) throw new Error(`no procedure ${path}`);
  try {
    await call(input);
    return "accepted";
  } catch (error) {
    if (error instanceof TRPCError && error.cause instanceof RefusalError) return error.cause.refusal.code;
    throw error;
  }
}

function rolesOf(policy: PolicyKey): readonly string[] | null {
  const stated: Policy = policies[policy];
  return typeof stated === "string" ? null : stated.roles;
}

/** Acts that answer or take whole files: the download route and the command line perform them, the router does not. */
const withoutProcedure = ["attachment.read", "snapshot.download", "data.import", "allocation.reveal"];

test("every procedure is named as its policy, and every policy but those of whole files has its procedure", () => {
  const stated = Object.keys(policies).filter((policy) => !withoutProcedure.includes(policy));
  expect([...procedures].sort()).toEqual(stated.sort());
  for (const path of procedures) expect(metaOf(path), path).toEqual({ policy: path });
});

function metaOf(path: PolicyKey): unknown {
  const procedure: unknown = Reflect.get(appRouter._def.procedures, path);
  return typeof procedure === "function" ? (Reflect.get(procedure, "_def") as { meta?: unknown }).meta : undefined;
}

describe.each(procedures)("%s", (path) => {
  // Locking ends the study for every other row of the table, signing out ends the caller: they have tests of their own.
  const isFinal = path === "study.lock" || path === "session.signOut";

  test("without a session: refused before anything else, unless public", async () => {
    const code = await outcome(callers.nobody, path, inputOf(path, "policy-study"));
    if (policies[path] === "public") expect(code).not.toBe("not_signed_in");
    else expect(code).toBe("not_signed_in");
    if (policies[path] !== "public")
      expect(await outcome(callers.nobody, path, { nonsense: true })).toBe("not_signed_in");
  });

  test.each([...roles])("as %s", async (role) => {
    const allowed = rolesOf(path);
    if (isFinal && (allowed === null || allowed.includes(role))) return;
    const code = await outcome(callers[role], path, inputOf(path, "policy-study"));
    if (policies[path] === "administrator") expect(code).toBe("not_allowed");
    else if (allowed === null || allowed.includes(role))
      expect(["not_allowed", "not_signed_in", "needs_every_site"]).not.toContain(code);
    else expect(code).toBe("not_allowed");
  });

  test("in another study, in none, and as who has no role: not found, each the same", async () => {
    if (rolesOf(path) === null) return;
    for (const role of roles)
      expect(await outcome(callers[role], path, inputOf(path, other.key)), role).toBe("not_found");
    for (const key of ["policy-study", "other-study", "no-such-study"]) {
      expect(await outcome(callers.stranger, path, inputOf(path, key))).toBe("not_found");
      expect(await outcome(callers.administrator, path, inputOf(path, key))).toBe("not_found");
    }
  });

  test("a key that is not asked for is refused, whoever sends it", async () => {
    if (policies[path] === "public" || isFinal) return;
    const given = inputOf(path, "policy-study");
    const allowed = rolesOf(path);
    const caller =
      policies[path] === "administrator"
        ? callers.administrator
        : callers[(allowed?.[0] ?? "coordinator") as StudyRole];
    for (const extra of [
      { displayRole: "investigator" },
      { siteId: "melati" },
      { arm: "oxytocin_massage" },
      { lockedAt: "2026-01-01" },
    ])
      expect(await outcome(caller, path, { ...(given as object | undefined), ...extra })).toBe("invalid_input");
  });
});

describe("a role of one site", () => {
  /** A study with staff and a participant at kenanga, and every role again at melati alone. */
  let far: StudyWorld;
  const near = {} as Record<StudyRole, Caller>;
  /** What belongs to kenanga, under the name that inputs give it. */
  const foreign: Record<string, string | number> = {};

  beforeAll(async () => {
    far = await world.study({ key: "far-study", protocol: referenceProtocol("oxytocin-rct"), site: "kenanga" });
    for (const role of roles) {
      const account = await world.account(`${role.replaceAll("_", "-")}.near`);
      await world.grant(account, far.key, role, "melati");
      near[role] = await world.caller(account);
    }
    const leading = await world.caller(far.people.investigator);
    const managing = await world.caller(far.people.data_manager);
    const coordinating = await world.caller(far.people.coordinator);
    const of = () => ({ commandId: randomUUID(), study: far.key });
    foreign["participant"] = (await far.allocated()).participant;
    foreign["screening"] = await far.screen();
    const report = { participant: foreign["participant"], foundOn: far.today, description: "an error" };
    foreign["deviation"] = (await coordinating.deviation.report({ ...of(), ...report, kind: "other" })).deviation;
    const { assignments } = await leading.masking.list({ study: far.key });
    const grantOf = (account: string) => assignments.find((one) => one.account === account)?.grant ?? "";
    foreign["grant"] = grantOf(far.people.assessor);
    const ask = (grant: string) =>
      leading.masking.request({ ...of(), grant, level: "none", reason: "saw the list by mistake" });
    const declined = await ask(grantOf(far.people.assessor));
    await managing.masking.decide({ ...of(), request: declined.request, decision: "decline", reason: "not so" });
    foreign["request"] = (await ask(grantOf(far.people.provider))).request;
    const task = { account: far.people.provider, task: "sessions", site: "kenanga", from: far.today } as const;
    foreign["delegation"] = (await leading.team.delegate({ ...of(), ...task })).delegation;
    const { notices } = await leading.notice.list({ study: far.key });
    foreign["account"] = far.people.provider;
    foreign["notice"] = notices.find(({ site }) => site === "kenanga")?.id ?? "";
    if (Object.values(foreign).includes("")) throw new Error("something of kenanga is missing");
  });

  const inStudy = procedures.filter((path) => rolesOf(path) !== null);
  const scopeOf = (path: PolicyKey): string => {
    const stated: Policy = policies[path];
    return typeof stated === "string" ? stated : stated.scope;
  };
  const allowedRoles = (path: PolicyKey) => roles.filter((role) => rolesOf(path)?.includes(role));
  /** The refusal of a call as it leaves the server; null where it was accepted. */
  const told = async (caller: Caller, path: PolicyKey, input: unknown): Promise<unknown> => {
    const [noun, verb] = path.split(".") as [string, string];
    const group = caller[noun as keyof Caller] as unknown as Record<string, (input: unknown) => Promise<unknown>>;
    try {
      await group[verb]?.(input);
      return null;
    } catch (error) {
      if (error instanceof TRPCError && error.cause instanceof RefusalError)
        return { code: error.code, message: error.message, refusal: error.cause.refusal };
      throw error;
    }
  };

  test.each(inStudy.filter((path) => scopeOf(path) === "study"))(
    "does not do %s, which is of every site",
    async (path) => {
      for (const role of allowedRoles(path))
        expect(await outcome(near[role], path, inputOf(path, far.key)), role).toBe("needs_every_site");
    },
  );

  test.each(inStudy.filter((path) => scopeOf(path) === "site"))(
    "does %s at that site and at no other",
    async (path) => {
      const given = inputOf(path, far.key) as object;
      for (const role of allowedRoles(path)) {
        const at = (site: string | null) => outcome(near[role], path, { ...given, commandId: randomUUID(), site });
        expect(["needs_every_site", "not_allowed", "invalid_input"], role).not.toContain(await at("melati"));
        expect(await at("kenanga"), role).toBe("not_found");
        // Where an act may be of no site in particular, it is of the whole study.
        expect(path === "team.delegate" ? ["needs_every_site"] : ["invalid_input"], role).toContain(await at(null));
      }
    },
  );

  test.each(inStudy.filter((path) => scopeOf(path) === "records"))(
    "by %s finds nothing of another site",
    async (path) => {
      const given = inputOf(path, far.key) as Record<string, unknown>;
      const written = JSON.stringify({ ...given, ...foreignIn(given) }).replaceAll(
        "MLT-998-0",
        `${foreign["participant"]}`,
      );
      const isNamed = written !== JSON.stringify(given);
      for (const role of allowedRoles(path)) {
        const renewed = (input: object) => ("commandId" in given ? { ...input, commandId: randomUUID() } : input);
        const absent = await told(near[role], path, renewed(given));
        if (isNamed) {
          expect(absent, role).not.toBeNull();
          const echoed = JSON.stringify(await told(near[role], path, renewed(JSON.parse(written) as object)));
          expect(echoed.replaceAll(`${foreign["participant"]}`, "MLT-998-0"), role).toBe(JSON.stringify(absent));
        } else expect(["not_allowed", "not_found", "needs_every_site"], role).not.toContain(codeOf(absent));
      }
    },
  );

  function codeOf(refused: unknown): unknown {
    return refused === null ? "accepted" : Reflect.get(refused as object, "message");
  }

  function foreignIn(given: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(foreign).filter(([name]) => name !== "participant" && name in given));
  }

  test("reads no list that names anybody or anything of another site", async () => {
    const names = [foreign["participant"], far.people.assessor, far.people.provider, far.people.coordinator];
    const lists = inStudy.filter((path) => {
      const isList = JSON.stringify(inputOf(path, far.key)) === JSON.stringify({ study: far.key });
      return scopeOf(path) === "records" && isList;
    });
    const namedTo = async (caller: Caller, path: PolicyKey) => {
      const [noun, verb] = path.split(".") as [string, string];
      const group = caller[noun as keyof Caller] as unknown as Record<string, (input: unknown) => Promise<unknown>>;
      // A study without cards has no list of them.
      if (path === "allocation.cards") return [];
      const text = JSON.stringify(await group[verb]?.({ study: far.key }));
      return names.filter((name) => text.includes(`${name}`));
    };
    const telling = new Set<string>();
    for (const path of lists)
      for (const role of allowedRoles(path)) {
        expect(await namedTo(near[role], path), `${path} ${role}`).toEqual([]);
        if ((await namedTo(await world.caller(far.people[role]), path)).length > 0) telling.add(path);
      }
    expect([...telling].sort()).toEqual([
      "audit.list",
      "deviation.list",
      "masking.list",
      "notice.list",
      "participant.list",
      "screening.list",
      "study.overview",
      "team.list",
      "today.list",
    ]);
  });

  test("writes nothing that belongs to every site", async () => {
    const leading = await world.caller(far.people.investigator);
    const of = () => ({ commandId: randomUUID(), study: far.key });
    const { assignments } = await leading.masking.list({ study: far.key });
    const grant = assignments.find((one) => one.account === far.people.statistician)?.grant ?? "";
    const asked = { ...of(), grant, level: "none", reason: "saw the list by mistake" } as const;
    expect(await outcome(near.investigator, "masking.request", asked)).toBe("needs_every_site");
    const { request } = await leading.masking.request(asked);
    const seen = await near.data_manager.masking.list({ study: far.key });
    expect(seen.requests.find((one) => one.id === request)?.approveRefusal?.code).toBe("needs_every_site");
    expect(seen.assignments.find((one) => one.grant === grant)?.mayRequest).toEqual([]);
    for (const decision of ["approve", "decline"] as const)
      expect(await outcome(near.data_manager, "masking.decide", { ...of(), request, decision })).toBe(
        "needs_every_site",
      );
    const task = { account: far.people.statistician, task: "analysis", site: null, from: far.today } as const;
    const { delegation } = await leading.team.delegate({ ...of(), ...task });
    const end = { ...of(), delegation, on: far.today, reason: "Left" };
    expect(await outcome(near.investigator, "team.endDelegation", end)).toBe("needs_every_site");
    const training = { topic: "GCP", completedOn: "2026-01-01", evidence: "Certificate 2" };
    const trained = { ...of(), ...training, account: far.people.statistician, role: "statistician" };
    expect(await outcome(near.coordinator, "team.recordTraining", trained)).toBe("needs_every_site");
  });

  test("beside another of every site does only what that other allows", async () => {
    const account = await world.account("both.far");
    await world.grant(account, far.key, "investigator", "melati");
    await world.grant(account, far.key, "statistician", null);
    const caller = await world.caller(account);
    expect(await outcome(caller, "snapshot.list", { study: far.key })).toBe("accepted");
    expect(await outcome(caller, "study.unblind", inputOf("study.unblind", far.key))).toBe("needs_every_site");
    expect(await outcome(caller, "participant.get", { study: far.key, participant: foreign["participant"] })).toBe(
      "not_found",
    );
  });
});

test("what tells everybody in a study the same writes nothing", () => {
  const stated: readonly [string, Policy][] = Object.entries(policies);
  const writing = stated.filter(([path, policy]) => {
    const procedure: unknown = Reflect.get(appRouter._def.procedures, path);
    const type = typeof procedure === "function" ? (Reflect.get(procedure, "_def") as { type: string }).type : "query";
    return typeof policy === "object" && policy.scope === "document" && type === "mutation";
  });
  // A mutation on the wire only because a document is longer than an address may be.
  expect(writing.map(([path]) => path)).toEqual(["study.checkVersion"]);
});

test("an act of a site that does not name it does not compile", () => {
  defineUseCase({
    policy: "amendment.setDate",
    kind: "mutation",
    // @ts-expect-error the site is missing
    input: z.strictObject({ study: z.string() }),
    run: () => Promise.resolve(accept(null)),
  });
});

test("an account of one site finds nothing of another site", async () => {
  const kenanga = await world.account("kenanga");
  await world.grant(kenanga, "policy-study", "coordinator", "kenanga");
  const caller = await world.caller(kenanga);
  const participant = await study.enrol();
  const screening = await study.screen();
  const get = (number: string) =>
    caller.participant.get({ study: "policy-study", participant: number }).catch((error: unknown) => error);
  const foreign = (await get(participant)) as TRPCError;
  const absent = (await get("MLT-998-0")) as TRPCError;
  expect(foreign.cause).toEqual(absent.cause);
  expect({ code: foreign.code, message: foreign.message }).toEqual({ code: absent.code, message: absent.message });
  await expect(caller.screening.get({ study: "policy-study", screening })).rejects.toThrow("not_found");
  await expect(caller.participant.identity({ study: "policy-study", participant })).rejects.toThrow("not_found");
  const input = inputOf("screening.record", "policy-study") as Parameters<Caller["screening"]["record"]>[0];
  await expect(caller.screening.record({ ...input, site: "melati", answers: study.eligibleAnswers() })).rejects.toThrow(
    "not_found",
  );
  expect((await caller.participant.list({ study: "policy-study" })).participants).toEqual([]);
  expect((await caller.screening.list({ study: "policy-study" })).screenings).toEqual([]);
});

test("an act stops at once when the session is revoked or the account disabled", async () => {
  const account = await world.account("leaving");
  await world.grant(account, "policy-study", "data_manager", null);
  const caller = await world.caller(account);
  await caller.study.get({ study: "policy-study" });
  await callers.administrator.account.disable({ commandId: randomUUID(), account });
  await expect(caller.study.get({ study: "policy-study" })).rejects.toThrow("not_signed_in");
  const second = await world.caller(study.people.investigator);
  await second.session.signOut();
  await expect(second.session.me()).rejects.toThrow("not_signed_in");
});
