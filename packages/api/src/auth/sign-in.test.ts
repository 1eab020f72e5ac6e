import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServerContext } from "../context.ts";
import { perform } from "../perform.ts";
import { refusalOf, World } from "../testing/study-world.ts";
import { createAccount, disableAccount, newAccountLink } from "../use-cases/account/account-use-cases.ts";
import { sessionMe } from "../use-cases/session/session-use-cases.ts";
import { acceptLink, firstAdministratorLink } from "./links.ts";
import { checkPassword } from "./passwords.ts";
import { createSession, findSession, revokeSession, verifyCredentials } from "./sign-in.ts";
import { hashToken } from "./tokens.ts";

const password = "langit senja di atas danau";
let database: TestDatabase;
let world: World;
let server: ServerContext;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  server = { ...world.server, clockSource: "system" };
});
afterAll(() => database.drop());

const later = (minutes: number): void => {
  world.instant = new Date(Date.parse(world.instant) + minutes * 60_000).toISOString();
};

async function person(): Promise<{ id: string; username: string }> {
  const username = `person-${randomUUID().slice(0, 8)}`;
  const input = {
    commandId: randomUUID(),
    username,
    displayName: "Sri Hartati",
    administrator: false,
    locale: "id",
  } as const;
  const { id } = await world.must(world.administrator, createAccount, input);
  const { token } = await world.must(world.administrator, newAccountLink, { account: id });
  const accepted = await acceptLink(server, { token, password });
  expect(accepted).toEqual({ ok: true, value: { username, displayName: "Sri Hartati" } });
  return { id, username };
}

describe("signing in", () => {
  test("with the right password; the wrong one, an unknown name and an invited account get one answer", async () => {
    const { id, username } = await person();
    expect(await verifyCredentials(server, { username: ` ${username.toUpperCase()} `, password })).toEqual({
      ok: true,
      value: { accountId: id },
    });
    const wrong = refusalOf(await verifyCredentials(server, { username, password: "another password" }));
    const invited = {
      commandId: randomUUID(),
      username: "invited",
      displayName: "I",
      administrator: false,
      locale: "id",
    } as const;
    await world.must(world.administrator, createAccount, invited);
    expect(refusalOf(await verifyCredentials(server, { username: "nobody-here", password }))).toEqual(wrong);
    expect(refusalOf(await verifyCredentials(server, { username: "invited", password }))).toEqual(wrong);
    expect(wrong).toEqual({ code: "invalid_credentials", params: {} });
  });

  test("fails five times, then waits twice as long each time; after the wait the right password works and clears the count", async () => {
    const { username } = await person();
    const attempt = async (word: string) => verifyCredentials(server, { username, password: word });
    for (let count = 0; count < 5; count += 1)
      expect(refusalOf(await attempt("wrong")).code).toBe("invalid_credentials");
    expect(refusalOf(await attempt(password))).toMatchObject({ code: "too_many_attempts", params: { seconds: 1 } });
    const waits: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      later(20);
      expect(refusalOf(await attempt("wrong")).code).toBe("invalid_credentials");
      waits.push(Number(refusalOf(await attempt(password)).params.seconds));
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64]);
    later(2);
    expect((await attempt(password)).ok).toBe(true);
    expect(refusalOf(await attempt("wrong")).code).toBe("invalid_credentials");
  });

  test("a hundred tries at once are no more than five tries", async () => {
    const { username } = await person();
    const results = await Promise.all(
      Array.from({ length: 100 }, () => verifyCredentials(server, { username, password: "wrong" })),
    );
    expect(
      results.filter((result) => !result.ok && result.refusal.code === "invalid_credentials").length,
    ).toBeLessThanOrEqual(5);
  }, 120_000);
});

describe("a session", () => {
  test("is known by its id alone, which the database does not hold", async () => {
    const { id } = await person();
    const { sessionId } = await createSession(server, id);
    expect((await findSession(server, sessionId))?.id).toBe(id);
    expect(await findSession(server, `${sessionId}x`)).toBeNull();
    const rows = await database.client`SELECT t::text AS row FROM session t`;
    expect(rows.some((row) => String(row.row).includes(sessionId))).toBe(false);
    expect(rows.some((row) => String(row.row).includes(hashToken(sessionId)))).toBe(true);
  });

  test("ends when it is revoked, unused for an hour, or twelve hours old however much it is used", async () => {
    const { id } = await person();
    const revoked = await createSession(server, id);
    await revokeSession(server, revoked.sessionId);
    expect(await findSession(server, revoked.sessionId)).toBeNull();
    const idle = await createSession(server, id);
    later(61);
    expect(await findSession(server, idle.sessionId)).toBeNull();
    const used = await createSession(server, id);
    for (let half = 0; half < 23; half += 1) {
      later(30);
      expect(
        (await perform(server, { sessionHash: hashToken(used.sessionId) }, sessionMe, undefined)).ok,
        `after ${half + 1} half hours`,
      ).toBe(true);
    }
    later(30);
    expect(await findSession(server, used.sessionId)).toBeNull();
  });

  test("ends with every other of the account when its password is chosen anew or the account disabled", async () => {
    const { id } = await person();
    const first = await createSession(server, id);
    const { token } = await world.must(world.administrator, newAccountLink, { account: id });
    expect((await acceptLink(server, { token, password: "kabut pagi di lembah sunyi" })).ok).toBe(true);
    expect(await findSession(server, first.sessionId)).toBeNull();
    const second = await createSession(server, id);
    await world.must(world.administrator, disableAccount, { commandId: randomUUID(), account: id });
    expect(await findSession(server, second.sessionId)).toBeNull();
  });
});

describe("a one-time link", () => {
  test("works once, for half an hour, and a new one ends the one before", async () => {
    const { id } = await person();
    const first = await world.must(world.administrator, newAccountLink, { account: id });
    const second = await world.must(world.administrator, newAccountLink, { account: id });
    expect(refusalOf(await acceptLink(server, { token: first.token, password })).code).toBe("link_invalid");
    expect((await acceptLink(server, { token: second.token, password })).ok).toBe(true);
    expect(refusalOf(await acceptLink(server, { token: second.token, password })).code).toBe("link_invalid");
    const third = await world.must(world.administrator, newAccountLink, { account: id });
    later(31);
    expect(refusalOf(await acceptLink(server, { token: third.token, password })).code).toBe("link_invalid");
    expect(refusalOf(await acceptLink(server, { token: "x".repeat(43), password })).code).toBe("link_invalid");
  });

  test("is not spent by a password that is refused", async () => {
    const { id } = await person();
    const { token } = await world.must(world.administrator, newAccountLink, { account: id });
    expect(refusalOf(await acceptLink(server, { token, password: "short" })).code).toBe("password_too_weak");
    expect((await acceptLink(server, { token, password })).ok).toBe(true);
  });

  test("makes the first administrator, for a day, until there is one who can sign in", async () => {
    const first = await firstAdministratorLink(server);
    const again = await firstAdministratorLink(server);
    if (first === null || again === null) throw new Error("no link");
    expect(refusalOf(await acceptLink(server, { token: first.token, password })).code).toBe("link_invalid");
    later(23 * 60);
    expect(await acceptLink(server, { token: again.token, password })).toMatchObject({
      ok: true,
      value: { username: "administrator" },
    });
    expect(await firstAdministratorLink(server)).toBeNull();
  });
});

test.each([
  ["eleven char", "short"],
  ["passwordpassword", "common"],
  ["Qwertyuiop123", "common"],
  ["abababababab", "common"],
  ["abcdefghijklm", "common"],
  ["Puskesmas2026!", "guessable"],
  ["srihartati1990", "guessable"],
  ["1234-5678-9012", "guessable"],
  ["x".repeat(201), "long"],
])("the password %s is refused as %s", (word, reason) => {
  expect(refusalOf(checkPassword(word, ["sri", "Sri Hartati"])).params).toMatchObject({ reason });
});

test("a passphrase is accepted, with spaces, in any script, of 64 characters and more", () => {
  for (const word of [password, "ᮞᮙ᮪ᮕᮥᮛᮞᮥᮔ᮪ rampes pisan", `${password} ${password} ${password}`])
    expect(checkPassword(word, ["sri"]).ok).toBe(true);
});
