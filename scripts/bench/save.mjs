import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, stateDirectory } from "../launcher/settings.mjs";
import { enrolMothers, makeLoadStudy, saveCommand } from "../load/load-study.mjs";
import { openInstallation } from "../load/installation.mjs";
import { cpuSecondsOf, cpuSecondsOfFamily } from "./processes.mjs";

const formsEach = 8;
const levels = [
  { connections: 1, forms: 600 },
  { connections: 16, forms: 3200 },
  { connections: 64, forms: 3200 },
];
const warmUp = 800;
const insertSeconds = 4;

/** Completed 30-item forms saved over HTTP, and what the same Postgres does with bare rows meanwhile. */
export async function benchSave({ log }) {
  const place = await openInstallation(log);
  try {
    const total = warmUp + levels.reduce((sum, level) => sum + level.forms, 0);
    log(`Making a study and ${Math.ceil(total / formsEach)} invented participants …`);
    const study = await makeLoadStudy(place.address, { setupToken: place.setupToken, forms: formsEach });
    const numbers = await enrolMothers(study, Math.ceil(total / formsEach));
    const commands = numbers.flatMap((number, serial) =>
      Array.from({ length: formsEach }, (_, form) => saveCommand(study, number, form, serial)),
    );
    await measure(place, study, { connections: 16, commands: commands.splice(0, warmUp) });
    const rows = [];
    for (const { connections, forms } of levels) {
      log(`Saving ${forms} forms over ${connections} connection${connections === 1 ? "" : "s"} …`);
      rows.push(await measure(place, study, { connections, commands: commands.splice(0, forms) }));
    }
    const limits = [];
    for (const connections of [1, 16]) limits.push(await insertLimit(place.databaseUrl, connections));
    return [...rows.map(saveRow), ...limits.map(limitRow)];
  } finally {
    await place.close();
  }
}

async function measure(place, study, { connections, commands }) {
  const client = await study.signIn(connections);
  const bodies = commands.map((command) => JSON.stringify(command));
  const times = [];
  const web = cpuSecondsOf(place.webPid());
  const database = cpuSecondsOfFamily(place.databasePid());
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < bodies.length) {
        const body = bodies[next];
        next += 1;
        const sent = performance.now();
        const answer = await client.send("POST", "/api/trpc/entry.save", { body });
        if (answer.status !== 200)
          throw new Error(`a save was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  client.close();
  times.sort((a, b) => a - b);
  const each = (now, before) => (before === null ? null : ((now - before) * 1000) / bodies.length);
  return {
    connections,
    forms: bodies.length,
    perSecond: bodies.length / seconds,
    p50: times[Math.floor(times.length * 0.5)],
    p99: times[Math.floor(times.length * 0.99)],
    webCpu: each(cpuSecondsOf(place.webPid()), web),
    databaseCpu: each(cpuSecondsOfFamily(place.databasePid()), database),
  };
}

/** Autocommitted single-row inserts of about one form's size, prepared, on the same server in the same run. */
async function insertLimit(databaseUrl, connections) {
  const { connectionOptions } = await import(pathToFileURL(join(stateDirectory, "embedded.mjs")).href);
  const postgres = createRequire(join(root, "packages/db/package.json"))("postgres");
  const sql = postgres({ ...connectionOptions(databaseUrl), max: connections, onnotice: () => undefined });
  try {
    await sql`CREATE TABLE IF NOT EXISTS public.bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)`;
    const body = "x".repeat(900);
    const until = performance.now() + insertSeconds * 1000;
    let rows = 0;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (performance.now() < until) {
          await sql`INSERT INTO public.bench_row (body) VALUES (${body})`;
          rows += 1;
        }
      }),
    );
    return { connections, perSecond: rows / insertSeconds };
  } finally {
    await sql`DROP TABLE IF EXISTS public.bench_row`;
    await sql.end();
  }
}

function saveRow({ connections, perSecond, p50, p99, webCpu, databaseCpu }) {
  const cpu =
    webCpu === null
      ? "CPU not counted on this system"
      : `CPU ${webCpu.toFixed(2)} ms web + ${databaseCpu.toFixed(2)} ms Postgres`;
  return [
    `Form of 30 items saved over HTTP, ${connections} connection${connections === 1 ? "" : "s"}`,
    `${perSecond.toFixed(0)} forms/s`,
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${cpu}`,
  ];
}

function limitRow({ connections, perSecond }) {
  return [
    `Single-row INSERT of the same Postgres, ${connections} connection${connections === 1 ? "" : "s"}`,
    `${perSecond.toFixed(0)} rows/s`,
    "900 bytes, autocommit, prepared",
  ];
}
