import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageDataset } from "@kendali/datasets";
import {
  daysBetween,
  itemTypeOf,
  itemTypes,
  placedItems,
  targetDateOf,
  type Item,
  type Protocol,
} from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";
import {
  inventedOneGroupProtocol,
  inventedSeveralArmsProtocol,
  inventedTrialProtocol,
  seededRandom,
} from "@kendali/fixtures";
import { runSampleSizeAncova } from "@kendali/stats";
import { describe, expect, it } from "vitest";
import {
  defaultAssumptions,
  designFindingCodes,
  dryRun,
  dryRunSteps,
  runPlan,
  type DesignFinding,
  type DryRun,
  type DryRunAssumptions,
} from "../src/index.ts";

const reference = (name: string): Protocol =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../studies", name, "protocol.json"), "utf8")) as Protocol;
const trial = reference("oxytocin-rct");
const pilot = reference("oxytocin-pretest-posttest");

function run(protocol: Protocol, more: Partial<DryRunAssumptions> = {}): DryRun {
  const done = dryRun(protocol, { ...defaultAssumptions(protocol), simulations: 0, ...more }, expressionEngine);
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.value;
}

const number = ({ results }: DryRun, id: string): number =>
  results.numbers.find((one) => one.id === id)?.value ?? Number.NaN;
const found = ({ findings }: DryRun, code: DesignFinding["code"]) => findings.filter((one) => one.code === code);
const bytesOf = ({ model, results }: DryRun) =>
  packageDataset(model, { resultsJson: JSON.stringify(results) }).manifest.files.map(({ sha256 }) => sha256);

function withItem(protocol: Protocol, key: string, change: Partial<Item>): Protocol {
  const copy = structuredClone(protocol);
  const item = placedItems(copy).find((placed) => placed.item.key === key)?.item;
  if (item === undefined) throw new Error(`no item ${key}`);
  Object.assign(item, change);
  return copy;
}

describe("a dry run of the reference studies", () => {
  it.each([trial, pilot])(
    "gives every analysis of the plan its numbers, and finds nothing that would stop it: $key",
    (protocol) => {
      const done = run(protocol, { participants: 60 });
      expect(done.results.kind).toBe("simulated");
      expect(done.model.kind).toBe("simulated");
      expect(done.results.blocks.filter((block) => !block.ok).map(({ key }) => key)).toEqual([]);
      expect(done.findings.filter(({ severity }) => severity === "must")).toEqual([]);
      expect(done.data.participants).toHaveLength(60);
      expect(done.entries).toBeGreaterThan(60 * protocol.visits.length);
    },
  );

  it("gives the same bytes for the same seed however it is stepped through, and others for another", () => {
    const first = run(trial, { participants: 30, seed: 7 });
    const steps = dryRunSteps(trial, { ...first.assumptions }, expressionEngine);
    if (!steps.ok) throw new Error("refused");
    const stages = new Set<string>();
    let step = steps.value.next();
    while (step.done !== true) {
      stages.add(step.value.stage);
      step = steps.value.next(false);
    }
    if (step.value === null) throw new Error("stopped");
    expect(bytesOf(step.value)).toEqual(bytesOf(first));
    expect(bytesOf(run(trial, { participants: 30, seed: 8 }))).not.toEqual(bytesOf(first));
    expect([...stages]).toEqual(["screening", "baseline", "follow_up", "dataset", "analysis"]);
  });

  it("ends at the next step when it is stopped", () => {
    const steps = dryRunSteps(trial, defaultAssumptions(trial), expressionEngine);
    if (!steps.ok) throw new Error("refused");
    expect(steps.value.next().done).toBe(false);
    expect(steps.value.next(true)).toEqual({ done: true, value: null });
  });

  it("allocates by the protocol's own blocks: arms differ by at most half of the largest block in every stratum", () => {
    const { data } = run(trial, { participants: 90 });
    const strata = new Map<string, number>();
    for (const { strata: levels, arm } of data.participants) {
      const key = JSON.stringify(levels);
      strata.set(key, (strata.get(key) ?? 0) + (arm === "usual_care" ? 1 : -1));
    }
    expect(strata.size).toBe(trial.sites.length * 2);
    for (const difference of strata.values()) expect(Math.abs(difference)).toBeLessThanOrEqual(3);
  });

  it("holds visits inside their windows, and never one before enrolment or after somebody left", () => {
    const { data } = run(trial, { participants: 60, dropOut: 0.4 });
    for (const participant of data.participants) {
      const { enrolledOn, allocatedOn, entries, ends } = participant;
      for (const { visit: key, performedOn } of entries) {
        const visit = trial.visits.find((one) => one.key === key);
        if (visit === undefined || performedOn === null || enrolledOn === null) throw new Error("no date");
        const target = targetDateOf(visit, { enrolledOn, allocatedOn, deliveredOn: null });
        const late = daysBetween(target ?? "", performedOn);
        expect(late).toBeGreaterThanOrEqual(-visit.window.before);
        expect(late).toBeLessThanOrEqual(visit.window.after);
        expect(performedOn >= enrolledOn).toBe(true);
        for (const end of ends) expect((target ?? "") < end.on || visit.kind === "baseline").toBe(true);
      }
    }
    expect(data.participants.some(({ ends }) => ends.length > 0)).toBe(true);
  });

  it("stores only values that their item types accept", () => {
    const { data } = run(trial, { participants: 30 });
    const placed = new Map(placedItems(trial).map(({ item }) => [item.key, item]));
    for (const { values } of data.participants.flatMap(({ entries }) => entries))
      for (const [key, value] of Object.entries(values)) {
        const item = placed.get(key);
        if (item === undefined) throw new Error(key);
        const codelist = trial.codelists.find((list) => list.key === item.codelist) ?? null;
        const isMissing = typeof value === "object" && "m" in value;
        if (!isMissing) expect(itemTypeOf(item).check(value, { item, codelist }), key).toEqual([]);
      }
  });
});

describe("what is assumed comes out", () => {
  const assumed = (by: number) => ({
    participants: 800,
    dropOut: 0.25,
    missedVisits: 0,
    missingAnswers: 0,
    adherence: 0.8,
    outcomes: [{ outcome: "milk_volume", mean: 80, sd: 15, correlation: 0.6, change: [{ arm: "massage_arm", by }] }],
  });

  it("as mean, standard deviation, correlation, change, drop-out and adherence", () => {
    const done = run(inventedOneGroupProtocol(), assumed(9));
    const n = 600;
    expect(number(done, "volume_change.milk_volume.t.estimate")).toBeCloseTo(9, 0);
    const sdOfChange = 15 * Math.sqrt(2 * 0.4);
    expect(Math.abs(number(done, "volume_change.milk_volume.sd_change") - sdOfChange)).toBeLessThan(
      (4 * sdOfChange) / Math.sqrt(2 * n),
    );
    expect(Math.abs(number(done, "volume_change.milk_volume.correlation") - 0.6)).toBeLessThan(
      (4 * (1 - 0.36)) / Math.sqrt(n),
    );
    const left = done.data.participants.filter(({ ends }) => ends.length > 0).length;
    expect(Math.abs(left / 800 - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 800));
    const stayed = done.data.participants.filter(({ ends }) => ends.length === 0);
    const given = stayed.flatMap(({ entries }) => entries.filter(({ form }) => form === "session")).length;
    expect(Math.abs(given / (3 * stayed.length) - 0.8)).toBeLessThan(4 * Math.sqrt(0.16 / (3 * stayed.length)));
  });

  it("as shares of events in each arm", () => {
    const protocol = inventedTrialProtocol();
    const change = [
      { arm: "massage_arm", by: 0.3 },
      { arm: "usual", by: 0 },
    ];
    const { data } = run(protocol, {
      participants: 600,
      dropOut: 0,
      missedVisits: 0,
      missingAnswers: 0,
      outcomes: [{ outcome: "ebf", mean: 0.4, sd: 1, correlation: 0.5, change }],
    });
    for (const [arm, share] of [
      ["massage_arm", 0.7],
      ["usual", 0.4],
    ] as const) {
      const values = data.participants
        .filter((participant) => participant.arm === arm)
        .flatMap(({ entries }) =>
          entries.flatMap((entry) => (entry.form === "feeding" ? [entry.values["exclusive_breastfeeding"]] : [])),
        );
      expect(values.length).toBeGreaterThan(250);
      const events = values.filter((value) => value === true).length;
      expect(Math.abs(events / values.length - share)).toBeLessThan(
        4 * Math.sqrt((share * (1 - share)) / values.length),
      );
    }
  });

  it("also where the outcome is computed from other answers: a score of seven questions, and yes but not no", () => {
    const done = run(trial, {
      participants: 120,
      dropOut: 0,
      missedVisits: 0,
      missingAnswers: 0,
      outcomes: [
        { outcome: "anxiety", mean: 8, sd: 3, correlation: 0.5, change: [] },
        { outcome: "exclusive_breastfeeding", mean: 0.8, sd: 1, correlation: 0.5, change: [] },
      ],
    });
    const valuesOf = (visit: string, item: string) =>
      done.data.participants.flatMap(({ entries }) =>
        entries.flatMap((entry) => (entry.visit === visit && item in entry.values ? [Number(entry.values[item])] : [])),
      );
    const scores = valuesOf("day_8", "anxiety_score");
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(scores).toHaveLength(120);
    expect(Math.abs(mean - 8)).toBeLessThan(4 * (3 / Math.sqrt(120)));
    const breastfed = valuesOf("day_42", "exclusive_bf");
    expect(Math.abs(breastfed.filter((value) => value === 1).length / 120 - 0.8)).toBeLessThan(
      4 * Math.sqrt(0.16 / 120),
    );
  });

  it("and the power told is the share of whole dry runs that find the effect", () => {
    const whole = inventedTrialProtocol();
    whole.analysisPlan.analyses = whole.analysisPlan.analyses.filter(({ role }) => role === "primary");
    const assumptions: DryRunAssumptions = {
      ...defaultAssumptions(whole),
      participants: 40,
      dropOut: 0.1,
      missedVisits: 0,
      missingAnswers: 0,
      simulations: 0,
      outcomes: [
        { outcome: "milk_volume", mean: 80, sd: 10, correlation: 0.5, change: [{ arm: "massage_arm", by: 7 }] },
      ],
    };
    const runs = 60;
    let significant = 0;
    for (let seed = 1; seed <= runs; seed += 1) {
      const done = dryRun(whole, { ...assumptions, seed }, expressionEngine);
      if (!done.ok) throw new Error(done.refusal.code);
      if (number(done.value, "primary.milk_volume.difference.p") <= 0.05) significant += 1;
    }
    const told = run(whole, { ...assumptions, simulations: 4_000 }).power;
    if (!told.ok || !("power" in told)) throw new Error("no power");
    expect(told.power.standardError).toBeLessThan(0.01);
    expect(told.power.lower).toBeLessThan(told.power.estimate);
    const error = Math.sqrt((told.power.estimate * (1 - told.power.estimate)) / runs);
    expect(Math.abs(significant / runs - told.power.estimate)).toBeLessThan(3.3 * error);
  }, 20_000);

  it("and of three arms the powers told are the shares of whole dry runs that find each, all and any of the effects", () => {
    const whole = inventedSeveralArmsProtocol();
    whole.analysisPlan.analyses = whole.analysisPlan.analyses.filter(({ role }) => role === "primary");
    const change = [
      { arm: "massage_arm", by: 9 },
      { arm: "arm_2", by: 6 },
    ];
    const assumptions: DryRunAssumptions = {
      ...defaultAssumptions(whole),
      participants: 60,
      dropOut: 0.1,
      missedVisits: 0,
      missingAnswers: 0,
      simulations: 0,
      outcomes: [{ outcome: "milk_volume", mean: 80, sd: 10, correlation: 0.5, change }],
    };
    const runs = 24;
    const found = { massage_arm: 0, arm_2: 0, all: 0, any: 0 };
    for (let seed = 1; seed <= runs; seed += 1) {
      const done = dryRun(whole, { ...assumptions, seed }, expressionEngine);
      if (!done.ok) throw new Error(done.refusal.code);
      const [first, second] = (["massage_arm", "arm_2"] as const).map(
        (arm) => number(done.value, `primary.milk_volume.versus.${arm}.difference.p_adjusted`) <= 0.05,
      );
      found.massage_arm += Number(first);
      found.arm_2 += Number(second);
      found.all += Number(first === true && second === true);
      found.any += Number(first === true || second === true);
    }
    const told = run(whole, { ...assumptions, simulations: 3_000 }).power;
    if (!told.ok || !("several" in told) || told.several.together === null) throw new Error("no powers");
    const { comparisons, together, falsely, adjustment, reference } = told.several;
    expect({ adjustment, reference, falsely }).toEqual({ adjustment: "holm", reference: "usual", falsely: null });
    const shares = [
      [found.massage_arm, comparisons[0]?.adjusted?.estimate],
      [found.arm_2, comparisons[1]?.adjusted?.estimate],
      [found.all, together.all.estimate],
      [found.any, together.atLeastOne.estimate],
    ] as const;
    for (const [count, share = Number.NaN] of shares)
      expect(Math.abs(count / runs - share)).toBeLessThan(3.3 * Math.sqrt((share * (1 - share)) / runs) + 1 / runs);
    for (const { alone, adjusted } of comparisons) {
      expect(adjusted?.estimate).toBeLessThanOrEqual(alone.estimate);
      expect(together.all.estimate).toBeLessThanOrEqual(adjusted?.estimate ?? 0);
      expect(together.atLeastOne.estimate).toBeGreaterThanOrEqual(adjusted?.estimate ?? 1);
    }
  }, 20_000);

  it.each([
    ["ancova", "milk_volume", { mean: 80, sd: 10 }, 1_000],
    ["two_proportions", "ebf", { mean: 0.5, sd: 1 }, 1_000],
    ["ordinal_by_arm", "category", { mean: 0, sd: 1 }, 250],
  ] as const)(
    "errs at most as often as its level where no arm differs, once Holm's p decide: %s",
    (kind, outcome, level, simulations) => {
      const whole = inventedSeveralArmsProtocol(2);
      const [first] = whole.analysisPlan.analyses.filter((one) => one.kind === kind);
      if (first === undefined) throw new Error("no analysis");
      whole.analysisPlan.analyses = [{ ...first, role: "primary" }];
      const told = run(whole, {
        participants: 120,
        simulations,
        outcomes: [{ outcome, ...level, correlation: 0.5, change: [] }],
      }).power;
      if (!told.ok || !("several" in told)) throw new Error("no powers");
      const { comparisons, together, falsely } = told.several;
      expect(together).toBeNull();
      expect(comparisons.map(({ reading }) => reading)).toEqual(["size", "size", "size"]);
      expect(falsely?.lower).toBeLessThan(0.05);
      const uncorrected = Math.max(...comparisons.map(({ alone }) => alone.estimate));
      expect(uncorrected).toBeLessThan(0.1);
    },
  );

  it("with three arms of the size planned, each comparison's own p has the power that was planned for", () => {
    const three = inventedSeveralArmsProtocol();
    three.analysisPlan.multiplicity = { method: "none", reason: { id: "x", en: "x" } };
    const told = run(three, {
      participants: 150,
      dropOut: 0,
      missedVisits: 0,
      missingAnswers: 0,
      simulations: 4_000,
      // 48 of each arm and two more find a difference of 6 with power 0.8 (Borm et al. 2007).
      outcomes: [
        {
          outcome: "milk_volume",
          mean: 80,
          sd: 12,
          correlation: 0.5,
          change: [
            { arm: "massage_arm", by: 6 },
            { arm: "arm_2", by: 0 },
          ],
        },
      ],
    }).power;
    if (!told.ok || !("several" in told)) throw new Error("no powers");
    const [massage, music] = told.several.comparisons;
    expect(Math.abs((massage?.alone.estimate ?? 0) - 0.8)).toBeLessThan(0.04);
    expect(massage?.adjusted).toBeNull();
    expect(music?.reading).toBe("size");
    expect(Math.abs((told.several.falsely?.estimate ?? 0) - 0.05)).toBeLessThan(0.015);
  });

  it("with three arms of the size that Holm asks, each comparison has at least the power planned for after his adjustment", () => {
    const size = runSampleSizeAncova({ delta: 6, sd: 12, correlation: 0.5, power: 0.8, significance: 0.05 / 2 });
    const each = size.ok ? (size.result.details.arms[0]?.n ?? 0) : 0;
    const change = ["massage_arm", "arm_2"].map((arm) => ({ arm, by: 6 }));
    const told = run(inventedSeveralArmsProtocol(), {
      participants: 3 * Math.ceil(each),
      dropOut: 0,
      missedVisits: 0,
      missingAnswers: 0,
      simulations: 4_000,
      outcomes: [{ outcome: "milk_volume", mean: 80, sd: 12, correlation: 0.5, change }],
    }).power;
    if (!told.ok || !("several" in told)) throw new Error("no powers");
    for (const { adjusted } of told.several.comparisons) {
      expect(adjusted?.estimate).toBeGreaterThan(0.8 - 3 * 0.0063);
      expect(adjusted?.estimate).toBeLessThan(0.9);
    }
  });

  it("with the power that the sample size was planned for", () => {
    const told = run(trial, { participants: 120, missedVisits: 0, missingAnswers: 0, simulations: 4_000 }).power;
    expect(told).toMatchObject({ ok: true, power: { analysis: "volume_day_8", method: "ancova", reading: "power" } });
    if ("power" in told) expect(Math.abs(told.power.estimate - 0.8)).toBeLessThan(0.05);
  });
});

describe("what a dry run finds in a design", () => {
  it("nothing about answers of any type it can make up, and files and signatures by name instead of as a refusal", () => {
    const protocol = structuredClone(pilot);
    const codelist = protocol.codelists[0]?.key ?? "";
    const extras = Object.entries(itemTypes).flatMap(([type, definition]): Item[] => {
      if (definition.isComputed || !definition.isStored) return [];
      const label = { id: type, en: type };
      const item: Item = { key: `extra_${type}`, type: type as Item["type"], label, required: true };
      return [definition.requiredProperties.includes("codelist") ? { ...item, codelist } : item];
    });
    protocol.forms[0]?.sections[0]?.items.push(...extras);
    const done = run(protocol, { participants: 6, missingAnswers: 0 });
    expect(found(done, "form_refused")).toEqual([]);
    const files = extras.filter((item) => itemTypeOf(item).columnKind(item) === "file").map(({ key }) => key);
    expect(new Set(found(done, "item_not_made_up").map(({ params }) => params["item"]))).toEqual(new Set(files));
    const [entry] = done.data.participants[0]?.entries.filter(({ form }) => form === protocol.forms[0]?.key) ?? [];
    for (const { key } of extras) expect(Object.hasOwn(entry?.values ?? {}, key), key).toBe(!files.includes(key));
  });

  it("a form that refuses every answer, with the item and the rule", () => {
    const message = { id: "mustahil", en: "impossible" };
    const never = { expression: "age_years > 1000", message, severity: "hard" as const };
    const done = run(withItem(pilot, "age_years", { constraints: [never], missingReasons: [] }), { participants: 10 });
    const [finding] = found(done, "form_refused");
    expect(finding).toMatchObject({
      path: "forms/characteristics/mother/age_years",
      severity: "must",
      count: 10,
      of: 10,
      params: { problem: "constraint_violated" },
    });
  });

  it("a constraint that can be met is met, and nothing is found", () => {
    const message = { id: "bulat", en: "round" };
    const tight = { expression: "age_years >= 30 && age_years <= 31", message, severity: "hard" as const };
    const done = run(withItem(pilot, "age_years", { constraints: [tight] }), { participants: 20 });
    expect(found(done, "form_refused")).toEqual([]);
  });

  it("a limit that most usual values break", () => {
    const done = run(withItem(pilot, "milk_volume_ml", { softRange: { min: 0, max: 20 } }), {
      participants: 20,
      outcomes: [{ outcome: "milk_volume", mean: 60, sd: 10, correlation: 0.5, change: [] }],
    });
    expect(found(done, "reason_often")).toMatchObject([{ path: "forms/milk_volume/pumping/milk_volume_ml" }]);
  });

  it("a question that nobody is ever asked", () => {
    const done = run(withItem(pilot, "bf_months_before", { relevant: "parity > 900" }), { participants: 20 });
    expect(found(done, "item_never_shown")).toMatchObject([
      { path: "forms/characteristics/mother/bf_months_before", count: 20 },
    ]);
  });

  it("outcomes that are supposed to lie beyond what can be entered", () => {
    const outcomes = [{ outcome: "milk_volume", mean: 490, sd: 20, correlation: 0.5, change: [] }];
    const [finding] = found(run(pilot, { participants: 30, outcomes }), "outcome_cut");
    expect(finding).toMatchObject({ path: "forms/milk_volume/pumping/milk_volume_ml" });
    expect(finding?.count).toBeGreaterThan(5);
  });

  it("visits of which one may begin before the other is over", () => {
    const copy = structuredClone(trial);
    for (const visit of copy.visits) if (visit.key === "day_14") visit.window = { before: 6, after: 2 };
    expect(found(run(copy, { participants: 20 }), "visits_overlap")).toMatchObject([
      { path: "visits/day_14", count: 20, params: { first: "day_8", second: "day_14" } },
    ]);
  });

  it("an ethics approval that ends before the last is enrolled, and a sample size that is not met", () => {
    const words = { id: "KEPK", en: "Ethics committee" };
    const ethics = { committee: words, number: "1", approvedOn: "2026-01-01", expiresOn: "2026-12-31" };
    const done = run({ ...trial, ethics }, { participants: 100, perWeek: 0.5 });
    expect(found(done, "ethics_expires")).toMatchObject([{ severity: "must", path: "ethics" }]);
    expect(found(done, "sample_size_not_met")).toMatchObject([{ count: 100, of: trial.sampleSize.target }]);
  });

  it("an outcome and an analysis for which nobody is left", () => {
    const done = run(trial, { participants: 12, dropOut: 0, missedVisits: 1 });
    expect(found(done, "outcome_without_data").length).toBeGreaterThan(5);
    expect(found(done, "analysis_part_refused").map(({ path }) => path)).toContain(
      "analysisPlan/analyses/volume_day_8",
    );
  });
});

describe("any valid draft", () => {
  const plans = [
    { scheme: "simple" },
    { scheme: "permuted_blocks", blockSizes: [2, 4] },
    { scheme: "big_stick", maximumImbalance: 3 },
    { scheme: "efron", coin: { numerator: 2, denominator: 3 } },
    { scheme: "urn", urn: { initial: 1, added: 1 } },
    { scheme: "minimization", coin: { numerator: 4, denominator: 5 }, measure: "range" },
  ] as const;

  it("is lived through without an exception, or refused with its problems", () => {
    const random = seededRandom(20_261_122);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    let lived = 0;
    for (let round = 0; round < 150; round += 1) {
      const base = structuredClone(pick([trial, pilot, inventedTrialProtocol(), inventedOneGroupProtocol()]));
      for (let change = 0; change < 4; change += 1) {
        const visit = pick(base.visits);
        const { item } = pick(placedItems(base));
        pick([
          () => (visit.day = Math.floor(random() * 80) - 5),
          () => (visit.window = { before: Math.floor(random() * 20), after: Math.floor(random() * 20) }),
          () => (visit.forms = [...visit.forms, { form: pick(base.forms).key, required: random() < 0.5 }]),
          () => (item.type = pick(["integer", "decimal", "text", "long_text", "yes_no", "date", "time", "date_time"])),
          () => (item.hardRange = { min: Math.floor(random() * 50), max: 50 + Math.floor(random() * 50) }),
          () => (item.required = random() < 0.5),
          () => delete item.missingReasons,
          () => delete item.softRange,
          () => (visit.kind = pick(["baseline", "intervention_session", "outcome", "follow_up"])),
          () => (base.sampling.method = pick(["total", "consecutive"])),
          () => {
            if (base.allocation === null) return;
            const { ratio, strata, afterVisit } = base.allocation;
            base.allocation = { ...structuredClone(pick(plans)), ratio, strata, afterVisit } as typeof base.allocation;
          },
        ])();
      }
      const assumptions = {
        ...defaultAssumptions(base),
        participants: 1 + Math.floor(random() * 6),
        seed: round,
        dropOut: random() * 0.9,
        missingAnswers: random(),
        simulations: 5,
      };
      const done = dryRun(base, assumptions, expressionEngine);
      if (!done.ok) {
        expect(["protocol_invalid", "invalid_input"]).toContain(done.refusal.code);
        continue;
      }
      lived += 1;
      for (const { code } of done.value.findings) expect(designFindingCodes).toContain(code);
      expect(done.value.data.participants).toHaveLength(assumptions.participants);
      expect(runPlan({ model: done.value.model, protocol: base })).toEqual(done.value.results);
    }
    expect(lived).toBeGreaterThan(30);
  });

  it("refuses assumptions outside their rules by name", () => {
    const asked = (more: Partial<DryRunAssumptions>) =>
      dryRun(trial, { ...defaultAssumptions(trial), ...more }, expressionEngine);
    const outcome = { outcome: "milk_volume", mean: 1, sd: 1, correlation: 0.5, change: [] };
    for (const [more, field] of [
      [{ participants: 0 }, "participants"],
      [{ participants: 2_001 }, "participants"],
      [{ seed: 1.5 }, "seed"],
      [{ startOn: "2026-02-30" }, "startOn"],
      [{ eligible: 0 }, "eligible"],
      [{ dropOut: 1 }, "dropOut"],
      [{ adherence: Number.NaN }, "adherence"],
      [{ outcomes: [{ ...outcome, sd: 0 }] }, "outcomes/milk_volume/sd"],
      [{ outcomes: [{ ...outcome, correlation: 1 }] }, "outcomes/milk_volume/correlation"],
      [{ outcomes: [{ ...outcome, change: [{ arm: "nobody", by: 1 }] }] }, "outcomes/milk_volume/change/nobody"],
    ] as const)
      expect(asked(more), field).toMatchObject({ ok: false, refusal: { code: "invalid_input", params: { field } } });
    expect(dryRun({}, defaultAssumptions(trial), expressionEngine)).toMatchObject({
      refusal: { code: "protocol_invalid" },
    });
  });
});
