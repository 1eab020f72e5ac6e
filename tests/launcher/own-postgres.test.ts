import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../repository-files.ts";
import { answers, freePort, start, temporaryDirectory } from "./start-kendali.ts";

type Server = { readonly url: string; readonly stop: () => Promise<void> };
type Embedded = {
  readonly startTemporaryPostgres: (options: { network: "loopback"; binDirectory?: string }) => Promise<Server>;
};

const data = temporaryDirectory();
let server: Server | null = null;

beforeAll(async () => {
  const embedded = (await import(pathToFileURL(join(root, ".kendali/embedded.mjs")).href)) as Embedded;
  const binDirectory = process.env["KENDALI_TEST_POSTGRES_BIN"];
  server = await embedded.startTemporaryPostgres({ network: "loopback", ...(binDirectory ? { binDirectory } : {}) });
});

afterAll(async () => {
  await server?.stop();
  data.remove();
});

describe("DATABASE_URL", () => {
  test("is used as it is: migrated, served from, and left running", async () => {
    const url = server?.url ?? "";
    for (const round of ["first", "second"]) {
      const kendali = await start({
        dataDir: data.path,
        port: await freePort(),
        args: ["--production"],
        env: { DATABASE_URL: url },
      });
      expect(await answers(kendali.address), round).toBe(true);
      expect(kendali.output()).toContain("Using the Postgres that DATABASE_URL names.");
      expect(kendali.output().includes("Bringing the database up to date"), round).toBe(round === "first");
      expect(await kendali.interrupt(), round).toBe(0);
    }
    expect(existsSync(join(data.path, "production", "postgres"))).toBe(false);
  });
});
