import { describe, expect, test } from "vitest";
import { secondOpinions } from "./second-opinion/families.ts";
import { randomFrom } from "./second-opinion/random.ts";
import { askR, missingPackages } from "./second-opinion/run-r.ts";
import { differences } from "./second-opinion/second-opinion.ts";
import type { DataSet, SecondOpinion } from "./second-opinion/second-opinion.ts";

/** A campaign gives seeds and numbers of its own; npm test repeats exactly. */
const seed = Number(process.env["KENDALI_STATS_R_SEED"] ?? 20261122);
const count = Number(process.env["KENDALI_STATS_R_DATA_SETS"] ?? 200);

const missing = missingPackages([...new Set(secondOpinions.flatMap(({ packages = [] }) => packages))]);

/** Whether R is here with all that a family asks it. */
function canAnswer({ packages = [] }: SecondOpinion): boolean {
  return missing !== null && packages.every((name) => !missing.has(name));
}

describe.concurrent(`R agrees on random data, seed ${seed}`, () => {
  for (const [index, opinion] of secondOpinions.entries()) {
    test.skipIf(!canAnswer(opinion))(
      `${opinion.family}: ${count} data sets`,
      async () => {
        const dataSets = dataSetsOf(opinion, seed + 7919 * index);
        const answers = await askR(opinion.prelude ?? "", dataSets);
        const asked = dataSets.flatMap((dataSet) => dataSet.checks.map((check) => ({ dataSet, check })));
        expect(answers).toHaveLength(asked.length);
        const failures = asked.flatMap(({ dataSet, check }, i) => {
          const found = differences(check, answers[i] ?? { error: "no answer" });
          return found.map((text) => `${text}\n    ${dataSet.data}\n    ${check.r}`);
        });
        expect(failures.length, failures.slice(0, 5).join("\n")).toBe(0);
      },
      60_000 + 300 * count,
    );
  }
});

/** As many data sets as are asked for; those that the method refuses do not count. */
function dataSetsOf({ family, dataSet }: SecondOpinion, firstSeed: number): DataSet[] {
  const found: DataSet[] = [];
  for (let i = 0; found.length < count; i += 1) {
    if (i > 3 * count) throw new Error(`${family}: too few of the random data sets can be asked about`);
    const next = dataSet(randomFrom(firstSeed + 104_729 * i));
    if (next !== null) found.push(next);
  }
  return found;
}
