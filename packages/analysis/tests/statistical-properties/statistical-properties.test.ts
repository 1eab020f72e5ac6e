import { simulationGenerator } from "@kendali/randomization";
import { describe, expect, test } from "vitest";
import { groupExperiments } from "./group-experiments.ts";
import { modelExperiments } from "./model-experiments.ts";

/** A campaign gives a seed and numbers of its own; npm test repeats exactly. */
const seed = BigInt(process.env["KENDALI_STATS_SEED"] ?? 20261122);
const simulations = Number(process.env["KENDALI_STATS_SIMULATIONS"] ?? 1000);

/** Standard errors allowed beside a stated rate: 7 in a million by chance, for each bound, in a campaign with a new seed. */
const allowed = 4.5;

describe(`coverage and size over ${simulations} data sets, seed ${seed}`, () => {
  test.each([...groupExperiments, ...modelExperiments].map((experiment, index) => ({ ...experiment, index })))(
    "$name",
    ({ rates, draw, index }) => {
      const generator = simulationGenerator(seed + BigInt(index) * 0x9e3779b9n);
      const counts = Object.fromEntries(Object.keys(rates).map((claim) => [claim, 0]));
      for (let done = 0; done < simulations; done += 1)
        for (const [claim, holds] of Object.entries(draw(generator)))
          counts[claim] = (counts[claim] ?? 0) + Number(holds);
      const reach = (rate: number): number => allowed * Math.sqrt((rate * (1 - rate)) / simulations);
      const measured = Object.entries(rates).map(([claim, [least, most]]) => {
        const rate = (counts[claim] ?? 0) / simulations;
        return { claim, rate, isIn: rate >= least - reach(least) && rate <= most + reach(most) };
      });
      expect(Object.keys(counts)).toEqual(Object.keys(rates));
      expect(measured.filter(({ isIn }) => !isIn)).toEqual([]);
      if (process.env["KENDALI_STATS_SIMULATIONS"] !== undefined)
        console.log(measured.map(({ claim, rate }) => `${claim} ${rate.toFixed(4)}`).join("  "));
    },
    600_000,
  );
});
