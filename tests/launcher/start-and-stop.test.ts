import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "../repository-files.ts";
import {
  answers,
  childrenOf,
  freePort,
  isProcessAlive,
  launch,
  photograph,
  postmasterPid,
  temporaryDirectory,
  until,
  untilReady,
  type Kendali,
} from "./start-kendali.ts";

let data = temporaryDirectory();
let port = 0;
const running: Kendali[] = [];

beforeEach(async () => {
  data = temporaryDirectory();
  port = await freePort();
});

afterEach(async () => {
  for (const kendali of running.splice(0)) {
    if (kendali.child.exitCode === null && kendali.child.signalCode === null) await kendali.interrupt();
  }
  data.remove();
});

describe("npm start", () => {
  test("serves a page, is told once that it runs, and leaves nothing behind at Ctrl-C", async () => {
    const kendali = await begin();
    expect(await answers(kendali.address)).toBe(true);
    expect((await fetch(`${kendali.address}/`)).status).toBe(200);
    expect(kendali.output()).toContain(kendali.address);
    const database = postmasterPid(data.path);
    const [web] = childrenOf(kendali.child.pid ?? 0).filter((pid) => pid !== database);

    expect(await kendali.interrupt()).toBe(0);
    expect(kendali.output()).toMatch(/Stopped\.\s*$/u);
    expect([database, web ?? 0].filter(isProcessAlive)).toEqual([]);
    expect(existsSync(join(data.path, "production", "launcher.lock"))).toBe(false);
    expect(existsSync(join(data.path, "production", "postgres", "postmaster.pid"))).toBe(false);
    expect(existsSync(join(data.path, "production", "postgres", "PG_VERSION"))).toBe(true);
  });

  test("a second start says where the first one is, and touches nothing", async () => {
    const first = await begin();
    const before = photograph(data.path);
    const second = launch({ dataDir: data.path, port: await freePort(), args: ["--production"] });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/already running/u);
    expect(second.output()).toContain(first.address);
    expect(photograph(data.path)).toEqual(before);
    expect(await answers(first.address)).toBe(true);
  });

  test("a start with nothing changed installs nothing, builds nothing and migrates nothing", async () => {
    await (await begin()).interrupt();
    const built = statSync(join(root, "apps/web/.next/BUILD_ID")).mtimeMs;
    const second = await begin();
    expect(second.output()).not.toMatch(/Installing|Building|Creating|Bringing/u);
    expect(statSync(join(root, "apps/web/.next/BUILD_ID")).mtimeMs).toBe(built);
    expect(second.output()).toMatch(/ready in \d+\.\d s/u);
  });

  test("production starts on data of its own, beside a demonstration that runs", async () => {
    const demo = await begin({ args: [] });
    const production = await begin({ port: await freePort() });
    expect(postmasterPid(data.path)).not.toBe(postmasterPid(data.path, "demo"));
    expect(demo.output()).toMatch(/Kendali, demonstration[\s\S]*Sign in as one of these/u);
    expect(production.output()).toMatch(/Kendali, production[\s\S]*First administrator/u);
    expect(await answers(demo.address)).toBe(true);
    expect(await answers(production.address)).toBe(true);
  });

  test("a port that is taken is named, with what to type instead", async () => {
    const stranger = createServer((_, response) => response.end("somebody else"));
    await new Promise<void>((resolve) => stranger.listen(port, "127.0.0.1", resolve));
    const kendali = launch({ dataDir: data.path, port, args: ["--production"] });
    expect(await kendali.ended).toBe(1);
    await new Promise((resolve) => stranger.close(resolve));
    expect(kendali.output()).toContain(`Port ${port} is in use`);
    expect(kendali.output()).toContain(`--port ${port + 1}`);
    expect(existsSync(join(data.path, "production", "launcher.lock"))).toBe(false);
  });

  test("an option that does not exist gets the usage and status 2", async () => {
    const kendali = launch({ dataDir: data.path, port, args: ["--prodution"] });
    expect(await kendali.ended).toBe(2);
    expect(kendali.output()).toMatch(/--prodution is not an option[\s\S]*--production/u);
  });
});

describe("npm start, when things are killed", () => {
  test("kill -9 of the launcher: the web server leaves, and the next start adopts the live database", async () => {
    const first = await begin();
    const database = postmasterPid(data.path);
    const [web] = childrenOf(first.child.pid ?? 0).filter((pid) => pid !== database);
    first.child.kill("SIGKILL");
    await first.ended;
    await until(() => web !== undefined && !isProcessAlive(web));
    expect(isProcessAlive(database)).toBe(true);

    const second = await begin();
    expect(second.output()).toContain(`already running (process ${database})`);
    expect(postmasterPid(data.path)).toBe(database);
    expect(await answers(second.address)).toBe(true);
    expect(await second.interrupt()).toBe(0);
    expect(isProcessAlive(database)).toBe(false);
  });

  test("kill -9 of the web server: it comes back by itself", async () => {
    const kendali = await begin();
    const database = postmasterPid(data.path);
    const [web] = childrenOf(kendali.child.pid ?? 0).filter((pid) => pid !== database);
    process.kill(web ?? 0, "SIGKILL");
    await until(() => kendali.output().includes("The web server ended unexpectedly"));
    await until(() => answers(kendali.address));
  });

  test("kill -9 of the database: it comes back by itself, and the web server finds it again", async () => {
    const kendali = await begin();
    const database = postmasterPid(data.path);
    process.kill(database, "SIGKILL");
    await until(() => kendali.output().includes("The database is back"));
    await until(() => answers(kendali.address));
    expect(postmasterPid(data.path)).not.toBe(database);
    expect(readFileSync(join(data.path, "production", "log", "postgres.log"), "utf8")).toMatch(
      /database system is ready/u,
    );
  });

  test("kill -9 of everything at once: the next start is whole again", async () => {
    const first = await begin();
    const database = postmasterPid(data.path);
    const everything = [...childrenOf(first.child.pid ?? 0), database, first.child.pid ?? 0];
    for (const pid of everything) if (isProcessAlive(pid)) process.kill(pid, "SIGKILL");
    await first.ended;
    const second = await begin();
    expect(await answers(second.address)).toBe(true);
  });
});

/** Production, unless said otherwise: it starts empty, so that no test waits for the demonstration's studies. */
async function begin(options: { readonly port?: number; readonly args?: readonly string[] } = {}): Promise<Kendali> {
  const kendali = launch({ dataDir: data.path, port, args: ["--production"], ...options });
  running.push(kendali);
  await untilReady(kendali);
  return kendali;
}
