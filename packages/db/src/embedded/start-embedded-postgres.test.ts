import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectionOptions } from "./connection-options.ts";
import { processIdentity } from "./process-lock.mjs";
import { serverProcessesOf } from "./postmaster.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./start-embedded-postgres.ts";
import { withDatabase } from "./with-database.ts";

let dataDir = "";
const messages: string[] = [];
const servers: EmbeddedPostgres[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "kendali-embedded-"));
  messages.length = 0;
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("the embedded database", () => {
  test("starts, keeps its rows over a stop, and needs its password", async () => {
    const first = await start();
    await query(first.url, "create table kept (id int)", "insert into kept values (1)");
    await first.stop();
    expect(serverProcessesOf(join(dataDir, "postgres"))).toEqual([]);

    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second.url, "select id from kept")).toEqual([{ id: 1 }]);
    const wrong = second.url.replace(/kendali:[^@]+@/u, "kendali:wrong@");
    await expect(query(wrong, "select 1")).rejects.toThrow(/password authentication failed/u);
    const superuser = second.url.replace(/kendali:[^@]+@/u, "postgres:@");
    await expect(query(superuser, "select 1")).rejects.toThrow(/password/u);
  });

  test("listens on no network address, keeps its secret readable by its user alone, and is durable", async () => {
    const server = await start();
    const settings =
      "select name, setting from pg_settings where name = any('{listen_addresses,fsync,synchronous_commit,data_checksums}') order by 1";
    expect(await query(server.url, settings)).toEqual([
      { name: "data_checksums", setting: "on" },
      { name: "fsync", setting: "on" },
      { name: "listen_addresses", setting: "" },
      { name: "synchronous_commit", setting: "on" },
    ]);
    expect(readFileSync(join(dataDir, "postgres", "pg_hba.conf"), "utf8")).not.toMatch(/trust/u);
    expect(statSync(join(dataDir, "keys", "database-owner.password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "keys")).mode & 0o077).toBe(0);
    const socketDirectory = new URL(server.url).searchParams.get("host") ?? "";
    expect(statSync(socketDirectory).mode & 0o077).toBe(0);
  });

  test("gives the owner what a hosted Postgres gives: databases and roles, but no superuser", async () => {
    const server = await start();
    expect(
      await query(server.url, "select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"),
    ).toEqual([{ rolsuper: false, rolcreatedb: true, rolcreaterole: true }]);
  });

  test("runs as somebody who is not root, also below a directory that only the caller can enter", async () => {
    const server = await start();
    const status = readFileSync(`/proc/${server.pid()}/status`, "utf8");
    expect(status).not.toMatch(/^Uid:\s+0\s/mu);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);

    const open = join(dataDir, "open");
    chmodSync(dataDir, 0o755);
    const reachable = await start({ dataDir: open });
    expect(readFileSync(`/proc/${reachable.pid()}/status`, "utf8")).not.toMatch(/^Uid:\s+0\s/mu);
  });

  test("works with a data directory whose path is too long for a socket", async () => {
    const server = await start({ dataDir: join(dataDir, "a".repeat(120)) });
    const directory = new URL(server.url).searchParams.get("host") ?? "";
    expect(directory.length).toBeLessThan(100);
    await query(server.url, "select 1");
    await server.stop();
    expect(() => statSync(directory)).toThrow(/ENOENT/u);
  });

  test("loses no acknowledged row when the server is killed, and comes back by itself at the same address", async () => {
    const server = await start({ keepAlive: true });
    const sql = postgres({ ...connectionOptions(server.url), max: 1, onnotice: () => undefined });
    await sql`create table acknowledged (id int primary key)`;
    let acknowledged = 0;
    for (const killed of [40, 80, 120]) {
      while (acknowledged < killed) {
        acknowledged += 1;
        await sql`insert into acknowledged values (${acknowledged})`;
      }
      const pid = server.pid();
      process.kill(pid, "SIGKILL");
      await until(() => server.pid() !== pid && processIdentity(server.pid()) !== null);
    }
    await sql.end();
    expect(await query(server.url, "select count(*)::int as n from acknowledged")).toEqual([{ n: 120 }]);
    expect(messages.filter((m) => m.includes("ended unexpectedly"))).toHaveLength(3);
  });

  test("adopts the server that a killed process left behind", async () => {
    const source = join(import.meta.dirname, "start-embedded-postgres.ts");
    const script = `import { startEmbeddedPostgres } from ${JSON.stringify(source)};
      const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
      console.log(server.pid()); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      cwd: join(import.meta.dirname, "../.."),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = await new Promise<number>((resolve) => child.stdout.once("data", (text) => resolve(Number(text))));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));

    const server = await start();
    expect(server.adopted).toBe(true);
    expect(server.pid()).toBe(pid);
    await query(server.url, "select 1");
  });

  test("does not stop a server that somebody else still uses", async () => {
    const owner = await start();
    const answer = await withDatabase({ dataDir }, (url) => query(url, "select 7 as seven"));
    expect(answer).toEqual([{ seven: 7 }]);
    expect(processIdentity(owner.pid())).not.toBeNull();
    await owner.stop();
    expect(processIdentity(owner.pid())).toBeNull();
    await withDatabase({ dataDir }, (url) => query(url, "select 1"));
    expect(serverProcessesOf(join(dataDir, "postgres"))).toEqual([]);
  });

  test("starts after a crash although the old process number now belongs to another program", async () => {
    const first = await start();
    await query(first.url, "create table kept (id int)", "insert into kept values (1)");
    const pidFile = join(dataDir, "postgres", "postmaster.pid");
    const crashed = readFileSync(pidFile, "utf8");
    process.kill(first.pid(), "SIGKILL");
    await until(() => serverProcessesOf(join(dataDir, "postgres")).length === 0);
    const stranger = spawn("sleep", ["60"]);
    writeFileSync(pidFile, crashed.replace(/^\d+/u, String(stranger.pid)));

    const second = await start();
    expect(second.adopted).toBe(false);
    expect(messages.join("\n")).toMatch(/now belongs to another program/u);
    expect(readdirSync(join(dataDir, "log"))).toContain(`postmaster.pid.stale-${stranger.pid}`);
    expect(await query(second.url, "select id from kept")).toEqual([{ id: 1 }]);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  test("starts after a crash whose process number is held by a dead process that nobody collects", async () => {
    const first = await start();
    await query(first.url, "create table kept (id int)", "insert into kept values (1)");
    const pidFile = join(dataDir, "postgres", "postmaster.pid");
    const crashed = readFileSync(pidFile, "utf8");
    process.kill(first.pid(), "SIGKILL");
    await until(() => serverProcessesOf(join(dataDir, "postgres")).length === 0);
    // The shell replaces itself by a program that never collects the child it was given.
    const careless = spawn("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const dead = await new Promise<number>((resolve) => careless.stdout.once("data", (text) => resolve(Number(text))));
    await until(() => processIdentity(dead) === null);
    process.kill(dead, 0);
    writeFileSync(pidFile, crashed.replace(/^\d+/u, String(dead)));

    const second = await start();
    expect(messages.join("\n")).toMatch(/still taken by the ended process/u);
    expect(await query(second.url, "select id from kept")).toEqual([{ id: 1 }]);
    careless.kill();
  });

  test("starts after a crash whose process number belongs to nobody", async () => {
    const first = await start();
    process.kill(first.pid(), "SIGKILL");
    await until(() => serverProcessesOf(join(dataDir, "postgres")).length === 0);
    const second = await start();
    expect(second.adopted).toBe(false);
    await query(second.url, "select 1");
  });

  test("listens on the loopback address where asked to, still with a password", async () => {
    const server = await startEmbeddedPostgres({ dataDir, network: "loopback" });
    servers.push(server);
    expect(new URL(server.url).hostname).toBe("127.0.0.1");
    expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await expect(query(server.url.replace(/kendali:[^@]+@/u, "kendali:wrong@"), "select 1")).rejects.toThrow(
      /password/u,
    );
  });

  test("two starts at once give one server", async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.pid()).toBe(two.pid());
    expect([one.adopted, two.adopted].filter(Boolean)).toHaveLength(1);
  });

  test("sets a new password when the keys were lost", async () => {
    const first = await start();
    await first.stop();
    rmSync(join(dataDir, "keys"), { recursive: true });
    const second = await start();
    expect(second.url).not.toBe(first.url);
    await query(second.url, "select 1");
  });

  test("touches nothing in a directory that is no cluster, or a cluster of another version", async () => {
    mkdirSync(join(dataDir, "postgres"));
    writeFileSync(join(dataDir, "postgres", "thesis.docx"), "chapter 1");
    await expect(start()).rejects.toThrow(/no database cluster/u);
    expect(readFileSync(join(dataDir, "postgres", "thesis.docx"), "utf8")).toBe("chapter 1");
    writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "9\n");
    await expect(start()).rejects.toThrow(/made by PostgreSQL 9/u);
  });

  test("keeps names and telephone numbers of failed statements out of its log", async () => {
    const server = await start();
    await query(server.url, "create table person (phone text primary key)", "insert into person values ('081234567')");
    await expect(query(server.url, "insert into person values ('081234567')")).rejects.toThrow(/duplicate key/u);
    const log = readFileSync(join(dataDir, "log", "postgres.log"), "utf8");
    expect(log).toMatch(/duplicate key/u);
    expect(log).not.toContain("081234567");
  });
});

async function start(options: { dataDir?: string; keepAlive?: boolean } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: (message) => messages.push(message), ...options });
  servers.push(server);
  return server;
}

async function query(url: string, ...statements: readonly string[]): Promise<readonly unknown[]> {
  const sql = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  try {
    let rows: readonly unknown[] = [];
    for (const statement of statements) rows = [...(await sql.unsafe(statement))];
    return rows;
  } finally {
    await sql.end();
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error("It did not happen within 30 s.");
    await delay(20);
  }
}
