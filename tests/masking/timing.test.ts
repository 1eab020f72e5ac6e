import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Procedure } from "../../apps/web/tests/masking/twin-messages.ts";
import { maskedViewers } from "./cast.ts";
import { generateInput, type Schema, type Situation } from "./generate-input.ts";
import { requestFor } from "./interview.ts";
import { poolOf, situationsOf } from "./knowledge.ts";
import { askedOn } from "./live-on.ts";
import { instantOf } from "./mothers.ts";
import { bundleTwinServer } from "./twin-process.ts";
import { openNursery, type Nursery, type Worlds } from "./worlds.ts";

/** Answers per arm and endpoint. Run by the campaign alone: npm test has no quiet machine. */
const answers = Number(process.env["KENDALI_TIMING_ANSWERS"] ?? "1000");
const seed = process.env["KENDALI_TWIN_SEED"] ?? "1";

describe("the time an answer takes", () => {
  let nursery: Nursery;
  let worlds: Worlds;
  beforeAll(async () => {
    await bundleTwinServer();
    nursery = await openNursery();
    worlds = await nursery.raise(await nursery.found(seed, { allocated: 204, waiting: 0 }), seed);
  }, 1_200_000);
  afterAll(async () => {
    await worlds.close();
    await nursery.close();
  });

  test("is that of several procedures about participants of both arms", async () => {
    expect((await worlds.a.catalogue()).filter(asksOfOne).length).toBeGreaterThan(3);
    expect(new Set(worlds.arms[0].values()).size).toBe(2);
  });

  test("tells nothing of the arm of who is asked about", { timeout: 7_200_000 }, async () => {
    const procedures = (await worlds.a.catalogue()).filter(asksOfOne);
    for (const procedure of procedures) {
      const viewer = maskedViewers.find(({ role }) => procedure.roles.includes(role));
      if (viewer === undefined) continue;
      const first = await areaOfTimes(worlds, procedure, viewer.name, 1);
      // Another process of the machine can wake up at the wrong moment: once more before it counts.
      const area = isCoin(first) ? first : await areaOfTimes(worlds, procedure, viewer.name, 2);
      console.log(`${procedure.path} as ${viewer.name}: area ${area.toFixed(3)}`);
      expect(isCoin(area), `${procedure.path}: ${first}, again ${area}`).toBe(true);
    }
  });
});

const isCoin = (area: number): boolean => area >= 0.45 && area <= 0.55;

function asksOfOne({ type, input }: Procedure): boolean {
  return type === "query" && ((input as Schema).required ?? []).includes("participant");
}

/** The area under the curve of how long answers take, against the arm; both arms by turns, so that the machine's moods are shared. */
async function areaOfTimes(worlds: Worlds, procedure: Procedure, name: string, round: number): Promise<number> {
  const { a, arms, cast, chance } = worlds;
  const site = name.split(".")[1];
  const instant = instantOf(askedOn, 200);
  const cookie = await a.signIn(cast.people.get(name) ?? "", instant);
  await a.setClock(instant);
  const situations = situationsOf(worlds, []).filter((one) => site === undefined || one["site"] === site);
  const [treated] = cast.protocol.arms;
  const ofArm = (isTreated: boolean): readonly Situation[] =>
    situations.filter((one) => (arms[0].get(String(one["participant"])) === treated?.key) === isTreated);
  const groups = [ofArm(true), ofArm(false)];
  const times: { readonly took: number; readonly isTreated: boolean }[] = [];
  for (let count = 0; count < 2 * answers + 100; count += 1) {
    const group = chance.index(`turn ${procedure.path} ${round} ${Math.floor(count / 2)}`, 2) === count % 2 ? 0 : 1;
    const situation = chance.pick(`who ${procedure.path} ${round} ${count}`, groups[group] ?? []) ?? {};
    const known = { situation, pool: poolOf(worlds), manner: "fitting", chance, key: `time ${count}` } as const;
    const sent = requestFor(procedure, generateInput(procedure.input as Schema, known));
    const began = performance.now();
    await a.send({ ...sent, headers: { cookie } });
    // The first ones warm the process up.
    if (count >= 100) times.push({ took: performance.now() - began, isTreated: group === 0 });
  }
  return areaUnder(times);
}

function areaUnder(times: readonly { readonly took: number; readonly isTreated: boolean }[]): number {
  const ordered = times.toSorted((first, second) => first.took - second.took);
  const treated = ordered.filter((one) => one.isTreated).length;
  const ranks = ordered.reduce((sum, one, place) => sum + (one.isTreated ? place + 1 : 0), 0);
  return (ranks - (treated * (treated + 1)) / 2) / (treated * (ordered.length - treated));
}
