import { beforeAll, describe, expect, test } from "vitest";
import { methods } from "../src/index.ts";
import type { MethodKey } from "../src/index.ts";
import { secondOpinions } from "./second-opinion/families.ts";
import { randomFrom } from "./second-opinion/random.ts";
import { askR, missingPackages } from "./second-opinion/run-r.ts";
import { differences } from "./second-opinion/second-opinion.ts";
import type { DataSet, RAnswer, SecondOpinion } from "./second-opinion/second-opinion.ts";

/** A campaign gives seeds and numbers of its own; npm test repeats exactly. */
const seed = Number(process.env["KENDALI_STATS_R_SEED"] ?? 20261122);
const count = Number(process.env["KENDALI_STATS_R_DATA_SETS"] ?? 200);
const patience = 300_000 + 2000 * count;

const missing = missingPackages([...new Set(secondOpinions.flatMap(({ packages = [] }) => packages))]);

/** Whether R is here with all that a family asks it. */
function canAnswer({ packages = [] }: SecondOpinion): boolean {
  return missing !== null && packages.every((name) => !missing.has(name));
}

type Asked = { readonly opinion: SecondOpinion; readonly dataSets: readonly DataSet[] };

/** Three processes of R: packages are loaded in one of them only, the other families share the rest evenly. */
function inBatches(asked: readonly Asked[]): Asked[][] {
  const withPackages = asked.filter(({ opinion }) => (opinion.packages ?? []).length > 0);
  const others = asked.filter(({ opinion }) => (opinion.packages ?? []).length === 0);
  const halves = [0, 1].map((half) => others.filter((_, i) => i % 2 === half));
  return [withPackages, ...halves].filter((batch) => batch.length > 0);
}

test("every registered method is among those that R is asked about", () => {
  const asked = new Set(secondOpinions.flatMap((opinion) => opinion.methods));
  expect(Object.keys(methods).filter((key) => !asked.has(key as MethodKey))).toEqual([]);
});

describe(`R agrees on random data, seed ${seed}`, () => {
  const asked = secondOpinions
    .map((opinion, index) => ({ opinion, firstSeed: seed + 7919 * index }))
    .filter(({ opinion }) => canAnswer(opinion))
    .map(({ opinion, firstSeed }): Asked => ({ opinion, dataSets: dataSetsOf(opinion, firstSeed) }));
  const answers = new Map<SecondOpinion, { readonly asked: Asked; readonly said: readonly RAnswer[] }>();

  beforeAll(async () => {
    await Promise.all(
      inBatches(asked).map(async (batch) => {
        const said = await askR(batch.map(({ opinion, dataSets }) => ({ prelude: opinion.prelude ?? "", dataSets })));
        for (const [i, of] of batch.entries()) answers.set(of.opinion, { asked: of, said: said[i] ?? [] });
      }),
    );
  }, patience);

  for (const opinion of secondOpinions) {
    test.skipIf(!canAnswer(opinion))(`${opinion.family}: ${count} data sets`, () => {
      const answer = answers.get(opinion);
      const dataSets = answer?.asked.dataSets ?? [];
      expect(dataSets.length).toBeGreaterThanOrEqual(count);
      const checks = dataSets.flatMap((dataSet) => dataSet.checks.map((check) => ({ dataSet, check })));
      expect(answer?.said).toHaveLength(checks.length);
      const failures = checks.flatMap(({ dataSet, check }, i) => {
        const found = differences(check, answer?.said[i] ?? { error: "no answer" });
        return found.map((text) => `${text}\n    ${dataSet.data}\n    ${check.r}`);
      });
      expect(failures.length, failures.slice(0, 5).join("\n")).toBe(0);
    });
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
