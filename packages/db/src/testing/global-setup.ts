import { randomBytes } from "node:crypto";
import { startTemporaryPostgres } from "../embedded/temporary-postgres.ts";
import { migrate } from "../migrate.ts";
import { onServer, serverVariable, templateVariable, urlOf } from "./test-database.ts";

let stop: () => Promise<void> = () => Promise.resolve();

/**
 * Vitest's global setup: one Postgres for the run, and in it a migrated template that each test file copies.
 * `KENDALI_TEST_DATABASE_URL` names a server of one's own (Postgres 15 or newer, a role that may create databases and
 * roles); without it the embedded one is started and thrown away.
 */
export async function setup(): Promise<void> {
  const given = process.env.KENDALI_TEST_DATABASE_URL;
  const server = given === undefined ? await startTemporaryPostgres() : { url: given, stop: () => Promise.resolve() };
  const template = `kendali_template_${randomBytes(6).toString("hex")}`;
  stop = async () => {
    await onServer(server.url, (admin) => admin.unsafe(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`));
    await server.stop();
  };
  await onServer(server.url, (admin) => admin.unsafe(`CREATE DATABASE ${template}`));
  await migrate(urlOf(server.url, template));
  process.env[serverVariable] = server.url;
  process.env[templateVariable] = template;
}

export async function teardown(): Promise<void> {
  await stop();
}
