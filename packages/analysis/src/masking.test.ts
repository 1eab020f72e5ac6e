import { deriveDataset, type GuessData, type StudyData } from "@kendali/datasets";
import { inventedOneGroupStudy, inventedSeveralArmsStudy, inventedTrialStudy } from "@kendali/fixtures";
import { runBangBlindingIndex, runJamesBlindingIndex } from "@kendali/stats";
import { describe, expect, it } from "vitest";
import { runPlan } from "./run-plan.ts";
import { writeRScript } from "./r-script/write-r-script.ts";

const trial = inventedTrialStudy();

/** Guesses about every third participant not at all, and about the others in turn. */
function guessed(data: StudyData, answers: readonly GuessData["guess"][]): StudyData {
  const guesses = data.participants
    .filter(({ arm }) => arm !== null)
    .flatMap(({ number }, index): GuessData[] => {
      const guess = answers[index % answers.length] ?? "unknown";
      const certainty = guess === "unknown" ? null : "somewhat";
      return index % 3 === 2 ? [] : [{ participant: number, guess, certainty, reason: null, on: "2026-11-20" }];
    });
  return { ...data, guesses };
}

const analyse = (data: StudyData, withArm = true) => {
  const model = deriveDataset(data, { withArm });
  const { protocol } = data;
  const results = runPlan({ model, protocol });
  return { results, script: writeRScript({ results, protocol, model }) };
};

describe("the masking of the assessors", () => {
  const data = guessed(trial, ["intervention", "control", "unknown", "intervention"]);
  const { results, script } = analyse(data);
  const { masking } = results;

  it("is told by both indices, of the guesses beside the arms", () => {
    if (masking === null) throw new Error("nobody was asked");
    const [first, second] = masking.arms.map(({ guessed: { intervention, control, unknown } }) => ({
      treated: intervention.value,
      control: control.value,
      unknown: unknown.value,
    }));
    if (first === undefined || second === undefined) throw new Error("there are not two arms");
    const bang = runBangBlindingIndex({ first, second });
    const james = runJamesBlindingIndex({ first, second });
    expect(masking.arms.map(({ arm }) => arm)).toEqual(["massage_arm", "usual"]);
    expect(masking.bang.ok && masking.bang.result.map(({ index }) => index.value)).toEqual(
      bang.ok && [bang.result.details.first.index, bang.result.details.second.index],
    );
    expect(masking.james.ok && masking.james.result.index.value).toBe(james.ok && james.result.estimate.value);
    const { population, used, excluded } = masking.sample;
    expect(used.value).toBe(data.guesses?.length);
    expect(used.value + (excluded[0]?.count.value ?? 0)).toBe(population.value);
  });

  it("has every number in the book and in the R script, which reads the guesses", () => {
    const listed = new Set(results.numbers.map(({ id }) => id));
    const shown = [...JSON.stringify({ ...masking, code: [] }).matchAll(/"id":"([^"]+\.[^"]+)"/gu)].map(
      ([, id]) => id ?? "",
    );
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.filter((id) => !listed.has(id) || !script.includes(`number("${id}"`))).toEqual([]);
    expect(script).toMatch(/^guesses <- read_table\("[^"]*guesses/mu);
  });

  it("is not spoken of in pooled data, before anybody guessed, and where nobody is allocated", () => {
    const pooled = analyse(data, false);
    expect(pooled.results.masking).toBeNull();
    expect(pooled.script).not.toContain("guesses");
    expect(analyse(trial).results.masking).toBeNull();
    expect(analyse({ ...trial, guesses: [] }).results.masking).toBeNull();
    expect(analyse(inventedOneGroupStudy()).results.masking).toBeNull();
  });

  it("gives a reason instead of an index where an arm was not asked about", () => {
    const arms = new Map(data.participants.map(({ number, arm }) => [number, arm]));
    const guesses = (data.guesses ?? []).filter(({ participant }) => arms.get(participant) === "usual");
    const { masking: one } = analyse({ ...data, guesses }).results;
    expect(one?.bang).toMatchObject({ ok: false, refusal: { code: "one_group_empty" } });
    expect(one?.james).toMatchObject({ ok: false, refusal: { code: "one_group_empty" } });
  });

  it("is told of three arms for each, by what was guessed of it, and for all compared arms as one", () => {
    const study = inventedSeveralArmsStudy();
    const asked = guessed(study, ["intervention", "control", "unknown", "intervention"]);
    const { masking: told } = analyse(asked).results;
    if (told?.bang.ok !== true || !told.james.ok) throw new Error("nobody was asked");
    expect(told.arms.map(({ arm }) => arm)).toEqual(["massage_arm", "arm_2", "usual"]);
    const counts = told.arms.map(({ guessed: { intervention, control: other, unknown } }) => ({
      treated: intervention.value,
      control: other.value,
      unknown: unknown.value,
    }));
    const [massage, music, control] = counts;
    if (massage === undefined || music === undefined || control === undefined) throw new Error("no three arms");
    const beside = runBangBlindingIndex({ first: music, second: control });
    expect(told.bang.result.map(({ index }) => index.value).slice(1)).toEqual(
      beside.ok && [beside.result.details.first.index, beside.result.details.second.index],
    );
    const both = {
      treated: massage.treated + music.treated,
      control: massage.control + music.control,
      unknown: massage.unknown + music.unknown,
    };
    const james = runJamesBlindingIndex({ first: both, second: control });
    expect(told.james.result.index.value).toBe(james.ok && james.result.estimate.value);
    expect(told.sample.used.value).toBe(asked.guesses?.length);
  });
});
