import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { refusalCodes } from "@kendali/domain";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSession } from "./auth/sign-in.ts";
import { createContext } from "./create-context.ts";
import { transportCodes } from "./errors.ts";
import { appRouter } from "./router.ts";
import { referenceProtocol, World, type StudyWorld } from "./testing/study-world.ts";
import { isProcedure } from "./is-procedure.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
let server: Server;
let origin: string;
let session: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "wire", protocol: referenceProtocol("oxytocin-pretest-posttest") });
  session = (await createSession(world.server, study.people.coordinator)).sessionId;
  const contextOf = (headers: Record<string, unknown>) => {
    const { db, keys, mode } = world.server;
    const sessionId = typeof headers["x-session"] === "string" ? headers["x-session"] : null;
    const context = createContext({ db, keys, mode, sessionId, requestId: "fixed" });
    return { ...context, server: { ...context.server, now: world.server.now, clockSource: world.server.clockSource } };
  };
  const handle = createHTTPHandler({
    router: appRouter,
    basePath: "/",
    createContext: ({ req }) => contextOf(req.headers),
  });
  server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await database.drop();
});

async function ask(path: string, options: { session?: string; post?: unknown } = {}) {
  const response = await fetch(`${origin}/${path}`, {
    headers: {
      ...(options.session === undefined ? {} : { "x-session": options.session }),
      "content-type": "application/json",
    },
    ...(options.post === undefined ? {} : { method: "POST", body: JSON.stringify(options.post) }),
  });
  return { status: response.status, body: await response.text() };
}

test("without a session every procedure gives the same bytes, whatever its input", async () => {
  const wanted = await ask("session.me");
  expect(wanted.status).toBe(401);
  const others = [ask("participant.get?input=%7B%7D"), ask("session.me", { session: "not-a-session" })];
  others.push(ask("entry.save", { post: { nonsense: true } }), ask("study.goLive", { post: {} }));
  for (const answer of await Promise.all(others)) expect(answer).toEqual(wanted);
});

test("only a procedure with its own method is one", () => {
  expect([isProcedure("session.me", "GET"), isProcedure("entry.save", "POST")]).toEqual([true, true]);
  const others: [string, string][] = [
    ["session.me", "POST"],
    ["entry.save", "GET"],
    ["no.such", "GET"],
    ["constructor", "GET"],
    ["__proto__", "POST"],
    ["", "GET"],
  ];
  for (const [path, method] of others) expect(isProcedure(path, method), path).toBe(false);
});

test("a foreign study's key, a foreign participant's number and an invented one give the same bytes", async () => {
  const other = await world.study({ key: "elsewhere", protocol: referenceProtocol("oxytocin-pretest-posttest") });
  const foreign = await other.enrol();
  const get = (input: object) => ask(`participant.get?input=${encodeURIComponent(JSON.stringify(input))}`, { session });
  const absent = await get({ study: "wire", participant: "MLT-998-0" });
  expect(absent.status).toBe(404);
  expect(await get({ study: "elsewhere", participant: foreign })).toEqual(absent);
  expect(await get({ study: "never-was", participant: "MLT-998-0" })).toEqual(absent);
  expect(await get({ study: "wire", participant: foreign })).toEqual(absent);
});

test("a refusal travels with its code, params and problems, and no word of SQL, path or stack", async () => {
  const participant = await study.enrol();
  const input = study.saveInput(participant, "pretest", "characteristics", { age_years: 3 });
  const answer = await ask("entry.save", { session, post: input });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toMatchObject({
    error: {
      message: "values_invalid",
      data: {
        httpStatus: 400,
        refusal: { code: "values_invalid", problems: [{ path: "age_years", code: "below_minimum" }] },
      },
    },
  });
  expect(answer.body).not.toMatch(/stack|SELECT|node_modules|\.ts/);
});

test("a bug is answered with the request's id, and no word of what went wrong", async () => {
  const participant = await study.enrol();
  const broken = createHTTPHandler({
    router: appRouter,
    basePath: "/",
    createContext: () => {
      const context = createContext({ ...world.server, sessionId: session, requestId: "r-1" });
      const { now, clockSource } = world.server;
      return { ...context, server: { ...context.server, now, clockSource, newId: () => "no uuid at all" } };
    },
  });
  const bugged = createServer(broken);
  await new Promise<void>((resolve) => bugged.listen(0, "127.0.0.1", resolve));
  const response = await fetch(`http://127.0.0.1:${(bugged.address() as AddressInfo).port}/participant.recordEnd`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      commandId: randomUUID(),
      study: "wire",
      participant,
      kind: "withdrawal",
      on: study.today,
      reason: "moved",
    }),
  });
  const body: unknown = await response.json();
  bugged.close();
  expect(response.status).toBe(500);
  expect(body).toEqual({
    error: { code: -32603, message: "internal_error", data: { httpStatus: 500, refusal: null, requestId: "r-1" } },
  });
  expect(Number((await database.client`SELECT count(*) AS n FROM participant_event`)[0]?.n)).toBe(0);
});

test("every refusal has its transport code", () => {
  expect(Object.keys(transportCodes).sort()).toEqual([...refusalCodes].sort());
});
