import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../packages/domain/src/index.ts";
import { onServer, urlOf } from "../../packages/db/src/testing/test-database.ts";
import { isArmSpecific } from "../../packages/domain/src/index.ts";
import type { Procedure } from "../../apps/web/tests/masking/twin-messages.ts";
import { root } from "../repository-files.ts";
import { canary, maskedViewers, secondKey, studyKey, unmaskedViewers, type StudyViewer } from "./cast.ts";
import { everyChosenAct } from "./chosen-acts.ts";
import type { Schema } from "./generate-input.ts";
import { batchFor, Interview, requestFor, type Viewer } from "./interview.ts";
import { poolOf, situationsOf, type StoredForm } from "./knowledge.ts";
import { askedOn } from "./live-on.ts";
import { instantOf } from "./mothers.ts";
import { appRoutes, fillPath, ownPaths, shapesBelow, variantsOf, type Fillings } from "./routes.ts";
import { bundleTwinServer, type Sent, type TwinProcess } from "./twin-process.ts";
import { openNursery, type Foundation, type Nursery, type Worlds } from "./worlds.ts";

/** npm test raises two pairs of worlds; the campaign as many as it is asked for. */
const seeds = Number(process.env["KENDALI_TWIN_SEEDS"] ?? "2");
const firstSeed = Number(process.env["KENDALI_TWIN_SEED"] ?? "1");
const size = { allocated: Number(process.env["KENDALI_TWIN_PARTICIPANTS"] ?? "204"), waiting: 12 };

/** Acts that end what is asked: they come last, in this order. */
const closing = ["protocolDraft.remove", "study.lock", "session.signOut"];

/** What is asked like everything else, and is never accepted here, and why. */
const exceptions: Readonly<Record<string, string>> = {
  "allocation.bundle": "is given after unblinding only, to everybody alike",
  "protocolDraft.openTest": "no study of kind test takes the time that is set here",
  "protocolDraft.openStudy": "no live study takes the time that is set here",
  "study.signFindings": "is of live studies, which do not take the time that is set here",
  "masking.unmask": "shows an arm to who gives her password again: that answer is what it is for",
  "study.checkVersion": "takes a whole protocol, which no address holds: the command line performs it",
  "setup.accept": "takes a link that only an administrator makes",
  "study.unblind": "ends the masking: from then on the worlds differ, as they must",
};

/** npm test raises its pairs on one foundation; the campaign founds a trial for each. */
const isCampaign = process.env["KENDALI_TWIN_SEEDS"] !== undefined;
let nursery: Nursery;
let foundation: Foundation | null = null;

beforeAll(async () => {
  if (!existsSync(join(root, "apps/web/.next/BUILD_ID")))
    throw new Error("the pages are not built: npm test builds them, and so does npm start");
  await bundleTwinServer();
  nursery = await openNursery();
}, 60_000);
afterAll(async () => nursery.close());

describe.each(Array.from({ length: seeds }, (_, index) => String(firstSeed + index)))(
  "twin worlds of seed %s",
  (seed) => {
    let worlds: Worlds;
    let interview: Interview;
    let close = (): Promise<void> => Promise.resolve();
    afterAll(() => close());

    test("are equal but for the arms and what follows from them", async () => {
      if (foundation === null || isCampaign) foundation = await nursery.found(seed, size);
      worlds = await nursery.raise(foundation, seed);
      close = worlds.close;
      const [first, second] = worlds.arms;
      expect(first.size).toBe(size.allocated);
      expect([...first].filter(([number, arm]) => second.get(number) === arm)).toEqual([]);
      const sessions = await Promise.all(worlds.databases.map(countSessions));
      expect(Math.min(...sessions), "sessions were given in both worlds").toBeGreaterThan(size.allocated);
    });

    test("cannot be told apart by anybody who is masked: 0 differing bytes", async () => {
      interview = await prepare(worlds);
      // In npm test each pair is asked a part of the queries that its seed draws, the first one more; in the campaign everything.
      const isFirst = seed === String(firstSeed);
      const share = isCampaign ? 1 : isFirst ? 0.5 : 0.15;
      const isWhole = isCampaign || isFirst;
      await everyQuery(interview, "at once", share);
      await everyRoute(interview, share);
      await everyOddRequest(interview);
      await everyChosenAct(interview, viewers);
      await everyMutation(interview);
      await everyRefusal(interview, share);
      if (isWhole) await everyWeekday(interview);
      await setTime(interview, addDays(askedOn, 9), 200);
      await everyQuery(interview, "nine days later", share / 5);
      if (isWhole) await everyFailure(interview);
      await endOf(interview);
      const { differences, told, asked, bytes } = interview;
      console.log(
        `seed ${seed}: ${asked} requests, ${bytes} bytes, ${differences.length} differences, ${told.length} words told`,
      );
      expect(oneOfEach(differences), `${differences.length} answers differ`).toBe("");
      expect(oneOfEach(told), `${told.length} answers tell`).toBe("");
      // Other suites share the machine with this one.
    }, 1_800_000);

    test("were asked by every procedure that a masked role may call, up to an accepted answer", () => {
      const wanted = interview.procedures
        .filter(({ path }) => exceptions[path] === undefined)
        .flatMap((procedure) => [...new Set(rolesOf(procedure))].map((role) => `${procedure.path} ${role}`));
      expect(wanted.length).toBeGreaterThan(30);
      expect(wanted.filter((key) => !interview.accepted.has(key))).toEqual([]);
    });

    test("write the same log, without a word that tells", () => {
      // While there was no database, which connection noticed first was chance.
      const lines = (output: string, [from, to]: readonly [number, number] = [0, 0]): string[] =>
        `${output.slice(0, from)}${output.slice(to)}`
          .split("\n")
          .map((line) => line.replace(/"at":"[^"]*"/u, '"at":"…"').replace(/took \d+ms/u, "took a while"));
      expect(lines(worlds.a.output(), interview.outage[0])).toEqual(lines(worlds.b.output(), interview.outage[1]));
      expect(`${worlds.a.output()}${worlds.b.output()}`).not.toMatch(canary);
      if (interview.outage.length > 0) expect(worlds.a.output(), "the failures were logged").toContain("a call failed");
      expect(worlds.begun, "acts write no log").toBe("");
    });

    test("hold no arm outside the closed schema, and none in the environment of the process", async () => {
      for (const database of worlds.databases) expect(await rowsThatTell(database)).toEqual([]);
      for (const { pid } of [worlds.a, worlds.b])
        expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toMatch(canary);
    });
  },
);

test("no role is told anything that depends on the sealed list: it may be any bytes", async () => {
  foundation ??= await nursery.found(String(firstSeed), size);
  const worlds = await nursery.withoutList(foundation);
  try {
    const interview = await prepare(worlds);
    const administrator = await signInTo(interview, { name: "root", role: "administrator", site: null });
    const everybody = [...viewers.filter(({ site }) => site === null), ...others, administrator];
    const { mothers } = worlds;
    for (const procedure of interview.procedures.filter(({ type }) => type === "query"))
      for (const viewer of everybody)
        for (const [round, mother] of mothers.filter(({ index }) => index % 40 === 0).entries()) {
          const situation = interview.situationsOf.get(mother.number)?.[round];
          const input = interview.input(procedure, `list ${procedure.path} ${round}`, "fitting", situation);
          await interview.call(viewer, procedure, input);
        }
    expect(oneOfEach(interview.differences)).toBe("");
    expect(interview.asked).toBeGreaterThan(300);
  } finally {
    await worlds.close();
  }
});

/** The first finding of each kind of question and how many there are: a hundred of one must not hide another. */
function oneOfEach(findings: readonly string[]): string {
  const byQuestion = new Map<string, string[]>();
  for (const finding of findings) {
    const question = /^\S+ ([^{?\n]*)/u.exec(finding)?.[1]?.replaceAll(/[A-Z]{3}-\d+-\d|[0-9a-f-]{36}/gu, "…") ?? "";
    byQuestion.set(question, [...(byQuestion.get(question) ?? []), finding]);
  }
  return [...byQuestion.values()].map((same) => `${same.length} × ${same[0]}`).join("\n\n");
}

async function countSessions(url: string): Promise<number> {
  let count = 0;
  await onServer(url, async (owner) => {
    const [row] = await owner<
      { n: number }[]
    >`SELECT count(*)::int AS n FROM form_entry WHERE form = 'massage_session'`;
    count = row?.n ?? 0;
  });
  return count;
}

async function readStoredForms({ databases, cast }: Worlds): Promise<StoredForm[]> {
  let rows: StoredForm[] = [];
  await onServer(databases[0], async (owner) => {
    rows = await owner<StoredForm[]>`SELECT participant, visit, form, revision FROM form_entry ORDER BY 1, 2, 3`;
  });
  const shared = new Set(
    cast.protocol.visits.filter((visit) => !isArmSpecific(cast.protocol, visit)).map(({ key }) => key),
  );
  return rows.filter((row) => shared.has(row.visit));
}

/** Protocols name their arms: as versions shown to nobody masked as they are, as drafts to who writes them. */
const documents = ["public.protocol_version", "public.protocol_draft", "public.protocol_draft_step"];

/** Tables with a row in which an arm is named. */
async function rowsThatTell(url: string): Promise<string[]> {
  const telling: string[] = [];
  await onServer(url, async (owner) => {
    const tables = await owner<{ name: string }[]>`
      SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'allocation') AND table_type = 'BASE TABLE'`;
    for (const { name } of tables.filter((table) => !documents.includes(table.name))) {
      const rows = await owner.unsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`);
      if (rows.some(({ row }) => canary.test(row))) telling.push(name);
    }
    if (tables.length < 20) telling.push(`only ${tables.length} tables were read`);
  });
  return telling;
}

let viewers: readonly Viewer[] = [];
/** Asked first, and not compared. */
let others: readonly Viewer[] = [];

async function prepare(worlds: Worlds): Promise<Interview> {
  const procedures = await worlds.a.catalogue();
  const situations = situationsOf(worlds, await readStoredForms(worlds));
  const interview = new Interview(worlds, { procedures, situations, pool: poolOf(worlds), instant: "" });
  await setTime(interview, askedOn, 200);
  return interview;
}

/** A session in both worlds, at their instant. */
async function signInTo({ worlds, instant }: Interview, viewer: StudyViewer): Promise<Viewer> {
  const account = worlds.cast.people.get(viewer.name) ?? "";
  return { ...viewer, cookies: [await worlds.a.signIn(account, instant), await worlds.b.signIn(account, instant)] };
}

/** Sets both worlds' clocks, and signs everybody in anew. */
async function setTime(interview: Interview, date: string, minute: number): Promise<void> {
  interview.instant = instantOf(date, minute);
  const { a, b } = interview.worlds;
  const signIn = (viewer: StudyViewer): Promise<Viewer> => signInTo(interview, viewer);
  viewers = await Promise.all(maskedViewers.map(signIn));
  others = await Promise.all(unmaskedViewers.map(signIn));
  await Promise.all([a.setClock(interview.instant), b.setClock(interview.instant)]);
}

function rolesOf(procedure: Procedure): readonly string[] {
  const masked = maskedViewers.map((viewer) => viewer.role as string);
  if (typeof procedure.roles !== "string") return procedure.roles.filter((role) => masked.includes(role));
  return procedure.roles === "administrator" ? [] : masked;
}

/** Those who may call get many questions, the others a few: a refusal must not tell either. */
async function everyQuery(interview: Interview, when: string, share: number): Promise<void> {
  for (const procedure of interview.procedures.filter(({ type }) => type === "query")) {
    const asksOfOne = "participant" in ((procedure.input as Schema).properties ?? {});
    if (share === 1) await askBefore(interview, procedure, asksOfOne);
    for (const viewer of viewers) {
      const isAllowed = rolesOf(procedure).includes(viewer.role);
      const key = `${when} ${procedure.path} ${viewer.name}`;
      if (isAllowed && asksOfOne)
        await everyParticipant(interview, procedure, viewer, {
          key,
          share: viewer.site === null || viewer.role === "assessor" ? share : share / 5,
        });
      for (let round = 0; round < (isAllowed ? (share < 0.3 ? 3 : 6) : 1); round += 1) {
        const asked = interview.input(procedure, `${key} ${round}`, round % 3 === 2 ? "any" : "fitting");
        const input = round < 2 ? interview.ofHerOwn(viewer, asked) : asked;
        // Once to the last page, by those who see every site: later pages are where an offset shows.
        await interview.call(viewer, procedure, input, round === 0 && viewer.site === null && share > 0.3 ? 100 : 1);
      }
    }
  }
}

/** Those who know arms are answered first, about everybody: what the process remembers of it must reach nobody else. */
async function askBefore(interview: Interview, procedure: Procedure, asksOfOne: boolean): Promise<void> {
  for (const viewer of others) {
    const ask = (key: string, number?: string): unknown =>
      interview.input(procedure, key, "fitting", interview.situationsOf.get(number ?? "")?.[0]);
    await interview.warm(viewer, requestFor(procedure, ask(`before ${procedure.path} ${viewer.name}`)));
    if (!asksOfOne) continue;
    const inputs = [...interview.situationsOf.keys()].map((number) =>
      ask(`before ${procedure.path} ${number}`, number),
    );
    for (let from = 0; from < inputs.length; from += 15)
      await interview.warm(viewer, batchFor(procedure, inputs.slice(from, from + 15)));
  }
}

/** Asks for nothing but a study. */
function isList({ type, input }: Procedure): boolean {
  return type === "query" && !((input as Schema).required ?? []).some((key) => key !== "study");
}

function namesParticipant(input: object): boolean {
  return "participant" in ((input as Schema).properties ?? {});
}

/** Every list, and some participants, on each day of a week, at another hour each day: what only a Sunday or an afternoon shows. */
async function everyWeekday(interview: Interview): Promise<void> {
  const lists = interview.procedures.filter(isList);
  const ofOne = interview.procedures.filter(({ type, input }) => type === "query" && namesParticipant(input));
  for (let day = 1; day <= 7; day += 1) {
    await setTime(interview, addDays(askedOn, day), (day * 97) % 600);
    for (const viewer of viewers)
      for (const procedure of lists.filter((one) => rolesOf(one).includes(viewer.role)))
        await interview.call(viewer, procedure, { study: studyKey }, 0);
    for (const viewer of viewers)
      for (const procedure of ofOne.filter((one) => rolesOf(one).includes(viewer.role)))
        await everyParticipant(interview, procedure, viewer, {
          key: `day ${day} ${procedure.path} ${viewer.name}`,
          share: 0.15,
        });
  }
}

/** A table that is gone, and then a database that takes nobody: errors and what the log says of them are the same too. */
async function everyFailure(interview: Interview): Promise<void> {
  const queries = interview.procedures.filter(({ type }) => type === "query");
  const askAll = async (when: string): Promise<void> => {
    for (const viewer of viewers.filter(({ site, role }) => site === null || role === "assessor"))
      for (const procedure of queries.filter((one) => rolesOf(one).includes(viewer.role)))
        await interview.call(viewer, procedure, interview.input(procedure, `${when} ${procedure.path}`, "fitting"));
  };
  const { databases } = interview.worlds;
  for (const [schema, table] of [
    ["public", "form_entry"],
    ["allocation", "allocation"],
  ] as const) {
    await onBoth(databases, `ALTER TABLE ${schema}.${table} RENAME TO moved`);
    await askAll(`without ${table}`);
    await onBoth(databases, `ALTER TABLE ${schema}.moved RENAME TO ${table}`);
  }
  await withoutDatabase(interview);
  const { instant } = interview;
  await Promise.all([interview.worlds.a.setClock(instant), interview.worlds.b.setClock(instant)]);
}

/** Nobody is let into either database, whoever is in is put out; then both come back. */
async function withoutDatabase(interview: Interview): Promise<void> {
  const { a, b, databases } = interview.worlds;
  const written = [a.output().length, b.output().length];
  for (const url of databases) {
    const name = new URL(url).pathname.slice(1);
    await onOther(url, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await onOther(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  }
  for (const viewer of viewers)
    for (const path of ["study.get", "study.overview"])
      await interview.hear(
        viewer,
        requestFor({ path, type: "query" }, { study: studyKey }),
        `${path} without a database`,
      );
  for (const url of databases)
    await onOther(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} ALLOW_CONNECTIONS true`);
  // The pools find their way back by themselves; both are waited for before anything is compared again.
  await Promise.all([a, b].map(untilReady));
  interview.outage.push([written[0] ?? 0, a.output().length], [written[1] ?? 0, b.output().length]);
}

async function untilReady(twin: TwinProcess): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { status } = await twin.send({ method: "GET", path: "/readyz" });
    if (status === 200) return;
    await delay(50);
  }
  throw new Error("the database came back, and the server did not find it");
}

async function onBoth(databases: readonly string[], statement: string): Promise<void> {
  for (const url of databases) await onServer(url, (owner) => owner.unsafe(statement));
}

/** Runs a statement from another database of the same server. */
async function onOther(url: string, statement: string): Promise<void> {
  await onServer(urlOf(url, "twin_template"), (owner) => owner.unsafe(statement));
}

/** Every participant once, and every visit and form of some: what happens to one mother only must not be missed. */
async function everyParticipant(
  interview: Interview,
  procedure: Procedure,
  viewer: Viewer,
  { key, share }: { readonly key: string; readonly share: number },
): Promise<void> {
  const { chance } = interview.worlds;
  const mothers = interview.worlds.mothers.filter((mother) => chance.unit(`${key} asks of ${mother.number}`) < share);
  const takesForm = "form" in ((procedure.input as Schema).properties ?? {});
  const ofOne = mothers.map((mother) => {
    return chance.pick(`${key} ${mother.number}`, interview.situationsOf.get(mother.number) ?? []) ?? {};
  });
  const rest = takesForm
    ? interview.situations.filter((_, index) => chance.unit(`${key} rest ${index}`) < 0.03 * share)
    : [];
  const inputs = [...ofOne, ...rest].map((situation, index) =>
    interview.input(procedure, `${key} all ${index}`, "fitting", situation),
  );
  for (let from = 0; from < inputs.length; from += 15)
    await interview.callBatch(viewer, procedure, inputs.slice(from, from + 15));
}

async function everyMutation(interview: Interview): Promise<void> {
  const { procedures } = interview;
  // The last of the router first: what takes an approval or a request back must find it standing.
  const open = procedures.filter(({ type, path }) => type === "mutation" && !closing.includes(path)).toReversed();
  for (const procedure of open) {
    for (const viewer of viewers) {
      await tryMutation(interview, procedure, viewer);
    }
  }
}

/** A few inputs at least, and where the role may do it, until one is accepted. */
async function tryMutation(interview: Interview, procedure: Procedure, viewer: Viewer): Promise<void> {
  const isAllowed = rolesOf(procedure).includes(viewer.role);
  const roleIsReached = (): boolean => interview.accepted.has(`${procedure.path} ${viewer.role}`);
  for (
    let round = 0;
    round < (isAllowed && exceptions[procedure.path] === undefined ? 160 : 1) && (round < 3 || !roleIsReached());
    round += 1
  ) {
    const key = `${procedure.path} ${viewer.name} ${round}`;
    const asked = interview.input(procedure, key, round % 4 === 3 ? "any" : "fitting");
    const input = round % 2 === 1 ? interview.ofHerOwn(viewer, asked) : asked;
    await interview.call(viewer, procedure, input);
  }
}

/** What is refused is refused alike: acts on what has moved on since, of another year, and on visits that only some have. */
async function everyRefusal(interview: Interview, share: number): Promise<void> {
  const { cast, chance, mothers } = interview.worlds;
  const hidden = cast.protocol.visits.find((visit) => isArmSpecific(cast.protocol, visit));
  const turns: readonly ((value: unknown, name: string) => unknown)[] = [
    (value) => (typeof value === "number" ? 0 : value),
    (value) => (typeof value === "string" && /^\d{4}-\d\d-\d\d$/u.test(value) ? "2025-12-01" : value),
    (value, name) => (name === "visit" ? hidden?.key : name === "form" ? hidden?.forms[0]?.form : value),
  ];
  const ofOne = interview.procedures.filter(
    ({ type, path, input }) =>
      type === "mutation" && exceptions[path] === undefined && "participant" in ((input as Schema).properties ?? {}),
  );
  for (const procedure of ofOne)
    for (const viewer of viewers.filter(({ role }) => rolesOf(procedure).includes(role)))
      for (const mother of mothers.filter(({ site }) => viewer.site === null || viewer.site === site)) {
        const key = `refused ${procedure.path} ${viewer.name} ${mother.number}`;
        if (chance.unit(key) >= share / 2) continue;
        const situation = chance.pick(`${key} situation`, interview.situationsOf.get(mother.number) ?? []) ?? {};
        for (const [place, turn] of turns.entries()) {
          const named = { ...situation, commandId: chance.uuid(`${key} ${place}`) };
          const input = interview.input(procedure, `${key} ${place}`, "fitting", named) as Record<string, unknown>;
          const turned = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, turn(value, name)]));
          if (JSON.stringify(turned) !== JSON.stringify(input)) await interview.call(viewer, procedure, turned);
        }
      }
}

async function everyRoute(interview: Interview, share: number): Promise<void> {
  const { worlds, pool } = interview;
  const fillings: Fillings = {
    protocol: worlds.cast.protocol,
    numbers: worlds.mothers.map((mother) => mother.number),
    screenings: worlds.mothers.map((mother) => mother.screening),
    pool,
    chance: worlds.chance,
  };
  const own = ownPaths().flatMap((path) => {
    const shapes = shapesBelow[path];
    if (shapes === undefined)
      throw new Error(`the web process answers ${path}, and nobody says here how to ask for it`);
    return shapes;
  });
  const askers = [
    ...viewers.filter((viewer, index) => viewers.findIndex((one) => one.role === viewer.role) === index),
    null,
  ];
  for (const shape of [...appRoutes(), ...own]) {
    for (const [place, viewer] of askers.slice(0, share === 1 ? askers.length : 2).entries()) {
      // A snapshot is asked for by name of each there is: its file is the largest thing that leaves.
      if (shape.endsWith("[snapshot].zip"))
        for (const snapshot of pool["snapshot"] ?? [])
          await askAgain(interview, viewer, {
            method: "GET",
            path: `/api/download/${studyKey}/${String(snapshot)}.zip`,
          });
      const path = fillPath(shape, `${shape} ${place}`, fillings);
      const variants = place === 0 ? variantsOf(path) : variantsOf(path).slice(0, place === 1 ? 3 : 1);
      for (const sent of variants) await askAgain(interview, viewer, sent);
    }
  }
}

/** Asks, and where the answer has an ETag, asks again whether it is still the same. */
async function askAgain(interview: Interview, viewer: Viewer | null, sent: Sent): Promise<void> {
  const what = `${sent.method} ${sent.path}`;
  const received = await interview.ask(viewer, sent, what);
  const etag = received.headers.find(([name]) => name.toLowerCase() === "etag")?.[1];
  if (etag !== undefined && sent.method === "GET")
    await interview.ask(
      viewer,
      { ...sent, headers: { ...sent.headers, "if-none-match": etag } },
      `${what} if none match`,
    );
}

/** Requests that no page of ours makes. */
async function everyOddRequest(interview: Interview): Promise<void> {
  const json = { "content-type": "application/json", origin: "http://kendali.test" };
  const get = requestFor({ path: "study.get", type: "query" }, { study: studyKey });
  const odd: Sent[] = [
    { method: "POST", path: "/api/trpc/entry.save", headers: json, body: "{" },
    { method: "POST", path: "/api/trpc/entry.save", headers: json, body: `{"a":"${"x".repeat(3 * 1024 * 1024)}"}` },
    { method: "POST", path: "/api/trpc/entry.save", headers: { ...json, origin: "http://elsewhere.test" }, body: "{}" },
    { method: "DELETE", path: "/api/trpc/entry.save" },
    { method: "HEAD", path: get.path },
    { method: "OPTIONS", path: get.path },
    { ...get, headers: { "if-none-match": '"x"', range: "bytes=0-9" } },
    {
      method: "GET",
      path: `/api/trpc/study.get,study.overview,participant.list,audit.list,snapshot.list,today.list?batch=1&input=${encodeURIComponent(JSON.stringify(Object.fromEntries([0, 1, 2, 3, 4, 5].map((index) => [index, { study: studyKey }]))))}`,
    },
    { method: "GET", path: "/nothing/here" },
    { method: "GET", path: "/_next/static/nothing.js" },
    { method: "GET", path: "/_next/data/x/s/twin-trial.json" },
    { method: "GET", path: "/_next/image?url=%2Fx.png&w=64&q=75" },
  ];
  for (const viewer of [...viewers, null])
    for (const sent of odd) await interview.ask(viewer, sent, `${sent.method} ${sent.path.slice(0, 200)}`);
}

/** The study is locked by those who may; everything is asked once more, and everybody signs out. */
async function endOf(interview: Interview): Promise<void> {
  const find = (path: string) => interview.procedures.find((procedure) => procedure.path === path);
  const lock = find("study.lock");
  for (const viewer of viewers) {
    // A study is locked once: the managers lock the trial, the investigators the one beside it.
    const study = viewer.role === "data_manager" ? studyKey : secondKey;
    const input = { commandId: interview.worlds.chance.uuid(`lock ${viewer.name}`), study, reason: "selesai" };
    if (lock !== undefined) await interview.call(viewer, lock, input);
  }
  for (const procedure of interview.procedures.filter(({ type }) => type === "query"))
    for (const viewer of viewers)
      for (
        let round = 0;
        round < (viewer.site === null && rolesOf(procedure).includes(viewer.role) ? 3 : 1);
        round += 1
      )
        await interview.call(
          viewer,
          procedure,
          interview.input(procedure, `locked ${procedure.path} ${viewer.name} ${round}`, "fitting"),
        );
  // To the last page: what happened long before the lock stands there.
  for (const procedure of interview.procedures)
    for (const viewer of viewers.filter(({ role }) => rolesOf(procedure).includes(role))) {
      if (isList(procedure) && viewer.site === null) await interview.call(viewer, procedure, { study: studyKey }, 100);
      if (procedure.type === "query" && namesParticipant(procedure.input))
        await everyParticipant(interview, procedure, viewer, {
          key: `locked ${procedure.path} ${viewer.name} each`,
          share: 0.2,
        });
    }
  const remove = find("protocolDraft.remove");
  for (const viewer of viewers)
    if (remove !== undefined)
      await interview.call(
        viewer,
        remove,
        interview.ofHerOwn(viewer, interview.input(remove, `remove ${viewer.name}`, "fitting")),
      );
  const signOut = find("session.signOut");
  for (const viewer of viewers) if (signOut !== undefined) await interview.call(viewer, signOut, undefined);
}
