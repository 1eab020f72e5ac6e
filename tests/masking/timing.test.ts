import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Procedure } from "../../apps/web/tests/masking/twin-messages.ts";
import { maskedViewers } from "./cast.ts";
import { generateInput, type Schema } from "./generate-input.ts";
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

/**
 * The area under the curve of how long answers take, against the arm. Each participant is asked about in both worlds, in
 * one as treated and in the other not: what she is beside her arm, and which of the processes is the quicker one, cancels.
 */
async function areaOfTimes(worlds: Worlds, procedure: Procedure, name: string, round: number): Promise<number> {
  const { arms, cast, chance } = worlds;
  const site = name.split(".")[1];
  const instant = instantOf(askedOn, 200);
  const situations = situationsOf(worlds, []).filter((one) => site === undefined || one["site"] === site);
  const [treated] = cast.protocol.arms;
  const pool = poolOf(worlds);
  const ways = [];
  for (const [place, process] of [worlds.a, worlds.b].entries()) {
    const cookie = await process.signIn(cast.people.get(name) ?? "", instant);
    await process.setClock(instant);
    ways.push({ process, cookie, arms: arms[place] ?? arms[0] });
  }
  const times: { readonly took: number; readonly isTreated: boolean }[] = [];
  for (let count = 0; count < answers + 50; count += 1) {
    const situation = chance.pick(`who ${procedure.path} ${round} ${count}`, situations) ?? {};
    const known = { situation, pool, manner: "fitting", chance, key: `time ${count}` } as const;
    const sent = requestFor(procedure, generateInput(procedure.input as Schema, known));
    const isTurned = chance.index(`turn ${procedure.path} ${round} ${count}`, 2) === 1;
    for (const way of isTurned ? ways.toReversed() : ways) {
      const began = performance.now();
      await way.process.send({ ...sent, headers: { cookie: way.cookie } });
      const took = performance.now() - began;
      const isTreated = way.arms.get(String(situation["participant"])) === treated?.key;
      // The first ones warm the processes up.
      if (count >= 50) times.push({ took, isTreated });
    }
  }
  return areaUnder(times);
}

function areaUnder(times: readonly { readonly took: number; readonly isTreated: boolean }[]): number {
  const ordered = times.toSorted((first, second) => first.took - second.took);
  const treated = ordered.filter((one) => one.isTreated).length;
  const ranks = ordered.reduce((sum, one, place) => sum + (one.isTreated ? place + 1 : 0), 0);
  return (ranks - (treated * (treated + 1)) / 2) / (treated * (ordered.length - treated));
}
