import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../packages/db/src/index.ts";
import { startTemporaryPostgres } from "../../packages/db/src/embedded/index.ts";
import { onServer, urlOf } from "../../packages/db/src/testing/test-database.ts";
import { actorIn, assemble, studyKey, type Cast } from "./cast.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { liveOn } from "./live-on.ts";
import { allocateOne, recruit, type Mother } from "./mothers.ts";
import { startTwin, type TwinProcess } from "./twin-process.ts";

export type Worlds = {
  readonly seed: string;
  readonly chance: Chance;
  readonly cast: Cast;
  readonly mothers: readonly Mother[];
  readonly a: TwinProcess;
  readonly b: TwinProcess;
  /** What the process wrote that lived the acts before the worlds were two. */
  readonly begun: string;
  /** Arms by participant, in world A and in world B. */
  readonly arms: readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>];
  /** The addresses of both databases, as their owner. */
  readonly databases: readonly [string, string];
  readonly close: () => Promise<void>;
};

export type TwinSize = { readonly allocated: number; readonly waiting: number };

/** A trial up to its last allocation, in a database that worlds are copied from. */
export type Foundation = {
  readonly seed: string;
  readonly database: string;
  readonly cast: Cast;
  readonly mothers: readonly Mother[];
  /** What the process wrote that lived it. */
  readonly output: string;
};

export type Nursery = {
  readonly found: (seed: string, size: TwinSize) => Promise<Foundation>;
  readonly raise: (foundation: Foundation, seed: string) => Promise<Worlds>;
  /** Two copies of a foundation, one of which has other bytes where the sealed list was. */
  readonly withoutList: (foundation: Foundation) => Promise<Worlds>;
  readonly close: () => Promise<void>;
};

type Place = { readonly serverUrl: string; readonly keysDirectory: string; readonly newName: () => string };

/** A Postgres of its own for twin worlds, with a migrated template. */
export async function openNursery(): Promise<Nursery> {
  const server = await startTemporaryPostgres();
  const keysDirectory = mkdtempSync(join(tmpdir(), "kendali-twins-"));
  await onServer(server.url, (admin) => admin.unsafe("CREATE DATABASE twin_template"));
  await migrate(urlOf(server.url, "twin_template"));
  let count = 0;
  const newName = (): string => `twin_${(count += 1)}`;
  const place: Place = { serverUrl: server.url, keysDirectory, newName };
  return {
    found: (seed, size) => found(place, seed, size),
    raise: (foundation, seed) => raise(place, foundation, seed),
    withoutList: (foundation) => withoutList(place, foundation),
    close: async () => {
      await server.stop();
      rmSync(keysDirectory, { recursive: true, force: true });
    },
  };
}

/** Lives one script of acts, from the first account to the last allocation. */
async function found(place: Place, seed: string, size: TwinSize): Promise<Foundation> {
  const chance = chanceOf(seed);
  const database = await copyDatabase(place, "twin_template");
  const url = urlOf(place.serverUrl, database);
  const twin = await startTwin({ databaseUrl: url, keysDirectory: place.keysDirectory, seed, withPages: false });
  const cast = await assemble(twin, url, chance);
  const mothers = await recruit(actorIn(twin, cast.people, chance), cast, chance, size);
  await twin.stop();
  return { seed, database, cast, mothers, output: twin.output() };
}

/** Two copies of a foundation: in one the arms are as they are or as this seed draws them, in the other each is the other. Life goes on in both. */
async function raise(place: Place, foundation: Foundation, seed: string): Promise<Worlds> {
  const { cast, mothers } = foundation;
  const { serverUrl, keysDirectory } = place;
  const chance = chanceOf(seed);
  const first = await copyDatabase(place, foundation.database);
  const databases = [urlOf(serverUrl, first), ""];
  if (seed !== foundation.seed) await drawArms(databases[0] ?? "", cast, chance);
  const second = await copyDatabase(place, first);
  databases[1] = urlOf(serverUrl, second);
  await swapArms(databases[1], cast);
  const [a, b] = await Promise.all(
    databases.map(async (databaseUrl) => {
      const twin = await startTwin({ databaseUrl, keysDirectory, seed, withPages: true });
      const armOf = await readArms(databaseUrl);
      const act = actorIn(twin, cast.people, chance);
      await liveOn(act, cast, chance, { mothers, armOf });
      // From one list the same arm in both worlds: what a process that allocates keeps in mind, it must not tell either.
      const unmeasured = mothers.filter(({ allocatedOn, index }) => allocatedOn === null && index % 2 === 1);
      for (const mother of unmeasured.slice(0, 2)) await allocateOne(act, cast, chance, mother);
      return { twin, armOf };
    }),
  );
  if (a === undefined || b === undefined) throw new Error("two worlds were asked for");
  return {
    seed,
    chance,
    cast,
    mothers,
    a: a.twin,
    b: b.twin,
    begun: foundation.output,
    arms: [a.armOf, b.armOf],
    databases: [databases[0] ?? "", databases[1] ?? ""],
    close: async () => {
      await Promise.all([a.twin.stop(), b.twin.stop()]);
      for (const database of [first, second])
        await onServer(serverUrl, (admin) => admin.unsafe(`DROP DATABASE ${database} WITH (FORCE)`));
    },
  };
}

async function withoutList(place: Place, foundation: Foundation): Promise<Worlds> {
  const { cast, mothers, seed } = foundation;
  const names = [await copyDatabase(place, foundation.database), await copyDatabase(place, foundation.database)];
  const [first = "", second = ""] = names.map((name) => urlOf(place.serverUrl, name));
  await onServer(second, async (owner) => {
    await owner.unsafe("ALTER TABLE allocation.sealed_list DISABLE TRIGGER USER");
    await owner.unsafe("UPDATE allocation.sealed_list SET sealed = decode(repeat('5a', length(sealed)), 'hex')");
    await owner.unsafe("ALTER TABLE allocation.sealed_list ENABLE TRIGGER USER");
  });
  const start = (databaseUrl: string) =>
    startTwin({ databaseUrl, keysDirectory: place.keysDirectory, seed, withPages: true });
  const [a, b] = [await start(first), await start(second)];
  const armOf = await readArms(first);
  return {
    seed,
    chance: chanceOf(seed),
    cast,
    mothers,
    a,
    b,
    begun: foundation.output,
    arms: [armOf, armOf],
    databases: [first, second],
    close: async () => {
      await Promise.all([a.stop(), b.stop()]);
    },
  };
}

async function copyDatabase({ serverUrl, newName }: Place, template: string): Promise<string> {
  const name = newName();
  await onServer(serverUrl, (admin) => admin.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return name;
}

/** Another outcome of the draw, half and half, for a second pair of worlds on one foundation. */
async function drawArms(url: string, { protocol }: Cast, chance: Chance): Promise<void> {
  const arms = protocol.arms.map((arm) => arm.key);
  const numbers = [...(await readArms(url)).keys()].toSorted(
    (a, b) => chance.unit(`draw ${a}`) - chance.unit(`draw ${b}`),
  );
  await pastTriggers(url, async (owner) => {
    for (const [place, number] of numbers.entries())
      await owner`UPDATE allocation.allocation SET arm = ${arms[place % arms.length] ?? ""} WHERE participant = ${number}`;
  });
}

/** Each arm becomes the other: what no application can do, past its triggers, by the database's owner. */
async function swapArms(url: string, { protocol }: Cast): Promise<void> {
  const [first = "", second = ""] = protocol.arms.map((arm) => arm.key);
  await pastTriggers(
    url,
    (owner) => owner`UPDATE allocation.allocation SET arm = CASE arm WHEN ${first} THEN ${second} ELSE ${first} END`,
  );
}

async function pastTriggers(url: string, act: Parameters<typeof onServer>[1]): Promise<void> {
  await onServer(url, async (owner) => {
    await owner.unsafe("ALTER TABLE allocation.allocation DISABLE TRIGGER USER");
    await act(owner);
    await owner.unsafe("ALTER TABLE allocation.allocation ENABLE TRIGGER USER");
  });
}

async function readArms(url: string): Promise<ReadonlyMap<string, string>> {
  let rows: { participant: string; arm: string }[] = [];
  await onServer(url, async (owner) => {
    rows = await owner<{ participant: string; arm: string }[]>`
      SELECT participant, arm FROM allocation.allocation JOIN study ON study.id = study_id WHERE key = ${studyKey}`;
  });
  return new Map(rows.map(({ participant, arm }) => [participant, arm]));
}
