import { execFileSync, spawn, spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answers, freePort, temporaryDirectory, until } from "../launcher/start-kendali.ts";
import { read, root } from "../repository-files.ts";

const compose = process.env["KENDALI_TEST_COMPOSE"];
const secrets = {
  POSTGRES_PASSWORD: "one",
  KENDALI_DATABASE_PASSWORD: "two",
  KENDALI_URL: "https://kendali.example.org",
};

describe("docker-compose.yml", () => {
  test.skipIf(compose === undefined)(
    "is valid: two services, named volumes, health checks, no port of the database",
    () => {
      const resolved = config(secrets);
      expect(
        execFileSync(compose ?? "", ["-f", "docker-compose.yml", "config", "--services"], {
          cwd: root,
          env: environment(secrets),
        })
          .toString()
          .trim()
          .split("\n")
          .sort(),
      ).toEqual(["db", "web"]);
      expect(
        execFileSync(compose ?? "", ["-f", "docker-compose.yml", "config", "--volumes"], {
          cwd: root,
          env: environment(secrets),
        })
          .toString()
          .trim()
          .split("\n")
          .sort(),
      ).toEqual(["database", "keys"]);
      expect(resolved.match(/healthcheck:/gu)).toHaveLength(2);
      expect(resolved.match(/127\.0\.0\.1:3000:3000/gu)).toHaveLength(1);
      expect(resolved).not.toMatch(/5432:5432/u);
      expect(resolved).toMatch(/read_only: true/u);
    },
  );

  test.skipIf(compose === undefined).each(Object.keys(secrets))("has no default for %s", (name) => {
    const { [name as keyof typeof secrets]: _, ...others } = secrets;
    const { status, stderr } = spawnSync(compose ?? "", ["-f", "docker-compose.yml", "config"], {
      cwd: root,
      env: environment(others),
      encoding: "utf8",
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain(name);
  });
});

describe("the image's start, without a container", () => {
  type Server = { readonly url: string; readonly stop: () => Promise<void> };
  const place = temporaryDirectory();
  let database: Server | null = null;

  beforeAll(async () => {
    const embedded = (await import(pathToFileURL(join(root, ".kendali/embedded.mjs")).href)) as {
      startTemporaryPostgres: (options: { network: "loopback" }) => Promise<Server>;
    };
    database = await embedded.startTemporaryPostgres({ network: "loopback" });
  });

  afterAll(async () => {
    await database?.stop();
    place.remove();
  });

  test("migrates an empty Postgres, gets healthy, and ends cleanly at the signal that containers get", async () => {
    const url = new URL(database?.url ?? "");
    const password = decodeURIComponent(url.password);
    url.password = "";
    const port = await freePort();
    const env = environment({
      ...imageEnvironment(),
      PORT: String(port),
      KENDALI_HOST: "127.0.0.1",
      KENDALI_KEYS_DIR: join(place.path, "keys"),
      DATABASE_URL: url.href,
      KENDALI_DATABASE_PASSWORD: password,
      KENDALI_URL: "https://kendali.example.org",
    });
    const [program, ...args] = command("CMD");
    const child = spawn(program ?? "", args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<number | string | null>((resolve) =>
      child.once("close", (code, signal) => resolve(code ?? signal)),
    );
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${output}`);
      return answers(`http://localhost:${port}`);
    }, 120_000);
    const [checker, ...check] = healthCommand();
    expect(spawnSync(checker ?? "", check, { cwd: root, env }).status).toBe(0);
    child.kill("SIGTERM");
    expect(await ended, output).toBe(0);
    expect(output).not.toContain(password);
    for (const name of readdirSync(join(place.path, "keys"))) {
      expect(statSync(join(place.path, "keys", name)).mode & 0o077, name).toBe(0);
    }
  });

  test("says what is missing when there is no database address", () => {
    const [program, ...args] = command("CMD");
    const { status, stderr } = spawnSync(program ?? "", args, {
      cwd: root,
      env: environment(imageEnvironment()),
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/DATABASE_URL/u);
  });
});

function config(values: Readonly<Record<string, string>>): string {
  return execFileSync(compose ?? "", ["-f", "docker-compose.yml", "config"], {
    cwd: root,
    env: environment(values),
  }).toString();
}

/** Nothing of the caller's but the way to programs: no secret or address may come in unnoticed. */
function environment(values: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: process.env["HOME"], ...values } as NodeJS.ProcessEnv;
}

/** The last stage's command, as the image would run it. */
function command(instruction: "CMD"): readonly string[] {
  const line =
    read("Dockerfile")
      .split("\n")
      .filter((text) => text.startsWith(`${instruction} [`))
      .at(-1) ?? "";
  return JSON.parse(line.slice(instruction.length)) as readonly string[];
}

function healthCommand(): readonly string[] {
  const line = /HEALTHCHECK[\s\S]*?CMD (\[.*\])/u.exec(read("Dockerfile"))?.[1] ?? "";
  return JSON.parse(line) as readonly string[];
}

/** The ENV of the last stage. */
function imageEnvironment(): Readonly<Record<string, string>> {
  const stage =
    read("Dockerfile")
      .split(/^FROM /mu)
      .at(-1) ?? "";
  const block = /^ENV ((?:.*\\\n)*.*)$/mu.exec(stage)?.[1] ?? "";
  return Object.fromEntries([...block.matchAll(/(\w+)=(\S+)/gu)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}
