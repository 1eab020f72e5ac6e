import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { createTranslator, randomizationDesignCatalogue } from "@kendali/i18n";
import {
  crossedStrata,
  factorsOfProtocol,
  parametersOfPlan,
  simulateDesign,
  validateStudyDocument,
} from "@kendali/randomization";

import { alternativesTo } from "../../features/tools/randomization/alternatives.ts";
import { addressOf, designOfAddress } from "../../features/tools/randomization/design-address.ts";
import { designOfProtocol } from "../../features/tools/randomization/design-of-protocol.ts";
import { firstDesign, schemeKeys, type DesignState } from "../../features/tools/randomization/design-state.ts";
import { designWords, faultsAt, stratumNames } from "../../features/tools/randomization/design-words.ts";
import { differenceBars } from "../../features/tools/randomization/difference-bars.ts";
import { readCoin, readDesign } from "../../features/tools/randomization/read-design.ts";
import { withPlan } from "../../features/tools/randomization/with-plan.ts";

const read = validateStudyDocument(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../../studies/oxytocin-rct/protocol.json"), "utf8")),
);
if (!read.ok) throw new Error("the reference trial is not valid");
const trialProtocol = read.value;

const t = createTranslator("en", randomizationDesignCatalogue);

function planOf(change: Partial<DesignState>) {
  const { plan, faults } = readDesign({ ...firstDesign, ...change }, "en");
  if (plan === null) throw new Error(JSON.stringify(faults));
  return plan;
}

const faultsOf = (change: Partial<DesignState>) =>
  readDesign({ ...firstDesign, ...change }, "en").faults.map((fault) =>
    fault.kind === "problem" ? `${fault.field} ${fault.problem.code}` : `${fault.field} ${fault.kind}`,
  );

describe("a design as typed", () => {
  test("opens with one that can be simulated, under every scheme", () => {
    for (const scheme of schemeKeys) {
      const plan = planOf({ scheme, participants: "24", trials: "5" });
      expect(simulateDesign(plan).ok).toBe(true);
      expect(designWords(t, plan)).toContain(t(`scheme_${scheme}`));
    }
    expect(faultsOf({})).toEqual([]);
  });

  test("is read whatever way sizes and chances are written", () => {
    for (const blockSizes of ["4 6", "4;6", "4, 6", " 4  6 "])
      expect(planOf({ blockSizes }).parameters.blockSizes).toEqual([4, 6]);
    for (const text of ["4/5", "0.8", "0,8", "80%", "80 %", ".8"])
      expect(readCoin(text), text).toEqual({ numerator: 4, denominator: 5 });
    for (const text of ["", "%", "x", "1/", "2/3/4", "-1", "0.8.1"]) expect(readCoin(text), text).toBeNull();
  });

  test("has each fault at the field that mends it, in words", () => {
    expect(faultsOf({ blockSizes: "5" })).toEqual(["blockSizes allocation_block_size_not_multiple"]);
    expect(faultsOf({ blockSizes: "4 x" })).toEqual(["blockSizes not_whole_numbers"]);
    expect(faultsOf({ blockSizes: "" })).toEqual(["blockSizes empty"]);
    expect(faultsOf({ arms: firstDesign.arms.map((arm) => ({ ...arm, ratio: "0" })) })).toEqual([
      "ratio-0 allocation_ratio_out_of_range",
      "ratio-1 allocation_ratio_out_of_range",
    ]);
    expect(faultsOf({ scheme: "big_stick", maximumImbalance: "1" })).toEqual([
      "maximumImbalance allocation_number_out_of_range",
    ]);
    const three = [...firstDesign.arms, { name: "", ratio: "1" }];
    expect(faultsOf({ scheme: "big_stick", arms: three })).toEqual(["arms allocation_two_equal_arms_needed"]);
    expect(faultsOf({ scheme: "efron", coin: "0.5" })).toEqual(["coin allocation_probability_out_of_range"]);
    expect(faultsOf({ scheme: "urn", urnAdded: "0" })).toEqual(["urnAdded allocation_number_out_of_range"]);
    expect(faultsOf({ scheme: "minimization", isBySite: false })).toEqual(["strata allocation_factors_missing"]);
    const heavy = { name: "", weight: "0", levels: [{ name: "", share: "1" }] };
    expect(faultsOf({ scheme: "minimization", factors: [heavy] })).toEqual(["weight-0 allocation_weight_out_of_range"]);
    expect(faultsOf({ participants: "0" })).toEqual(["participants allocation_number_out_of_range"]);
    expect(faultsOf({ trials: "" })).toEqual(["trials empty"]);
    const shares = { ...firstDesign.sites, levels: [{ name: "", share: "1.5" }] };
    expect(faultsOf({ sites: shares })).toEqual(["share-sites-0 whole_share"]);
    expect(faultsOf({ blockSizes: "5", sites: shares })).toEqual([
      "share-sites-0 whole_share",
      "blockSizes allocation_block_size_not_multiple",
    ]);
    const fault = readDesign({ ...firstDesign, blockSizes: "5" }, "en").faults;
    expect(faultsAt(t, fault, "blockSizes")).toEqual([
      { tone: "bad", title: "A block of 5 cannot hold the ratio exactly. Use multiples of 2." },
    ]);
  });

  test("with a fixed block of two is refused at its field and still simulated, because the guesses are the argument", () => {
    const { faults, plan } = readDesign({ ...firstDesign, blockSizes: "2" }, "en");
    expect(faults).toMatchObject([{ field: "blockSizes", problem: { code: "allocation_fixed_block_of_two" } }]);
    expect(plan).not.toBeNull();
  });

  test("crosses sites and levels with the names of its tables in the same order", () => {
    const parity = {
      name: "Parity",
      weight: "1",
      levels: [
        { name: "first", share: "3" },
        { name: "", share: "1" },
      ],
    };
    const state: DesignState = { ...firstDesign, factors: [parity] };
    const plan = planOf({ factors: [parity] });
    expect(plan.strata.map(({ share }) => share)).toEqual([3, 1, 3, 1, 3, 1]);
    expect(plan.strata[1]?.values).toEqual({ site: "1", factor1: "2" });
    expect(stratumNames(t, state)).toEqual([
      "Site 1, first",
      "Site 1, Level 2",
      "Site 2, first",
      "Site 2, Level 2",
      "Site 3, first",
      "Site 3, Level 2",
    ]);
    expect(stratumNames(t, { ...state, isBySite: false, factors: [] })).toEqual(["All participants"]);
    const many = { ...parity, levels: Array.from({ length: 40 }, () => parity.levels[0] ?? { name: "", share: "1" }) };
    expect(faultsOf({ factors: [many, many, many] })).toEqual(["strata allocation_number_out_of_range"]);
  });

  test("is one open site only where there is one and its staff know", () => {
    const one = { ...firstDesign.sites, levels: firstDesign.sites.levels.slice(0, 1) };
    expect(planOf({ sites: one }).isSingleOpenSite).toBe(true);
    expect(planOf({ sites: one, isOpen: false }).isSingleOpenSite).toBe(false);
    expect(planOf({}).isSingleOpenSite).toBe(false);
  });

  test("survives the address, and anything else in the address is not taken", () => {
    const state: DesignState = {
      ...firstDesign,
      scheme: "minimization",
      coin: "70%",
      factors: [{ name: "Umur é 100%", weight: "2", levels: [{ name: "<20", share: "3" }] }],
    };
    expect(designOfAddress(`#${addressOf(state)}`)).toEqual(state);
    for (const text of ["", "#", "#x", "#%", "#[]", "#null", `#${encodeURIComponent('{"scheme":"best"}')}`])
      expect(designOfAddress(text), text).toBeNull();
    const many = { ...state, arms: Array.from({ length: 7 }, () => ({ name: "", ratio: "1" })) };
    expect(designOfAddress(addressOf(many))).toBeNull();
  });
});

describe("the designs beside the chosen one", () => {
  test("share its plan, can all be simulated, and leave out the chosen one", () => {
    const plan = planOf({});
    const others = alternativesTo(plan);
    expect(others.map(({ scheme }) => scheme)).toEqual(["simple", "minimization", "big_stick", "urn"]);
    for (const other of others) {
      expect(other).toMatchObject({ strata: plan.strata, participants: 120, seed: 1 });
      expect(simulateDesign({ ...other, simulations: 2 }).ok).toBe(true);
    }
    expect(alternativesTo(planOf({ blockSizes: "6 4" })).map(({ scheme }) => scheme)).not.toContain("permuted_blocks");
    expect(alternativesTo(planOf({ blockSizes: "4" })).map(({ scheme }) => scheme)).toContain("permuted_blocks");
  });

  test("are only those that the arms allow", () => {
    const unequal = [
      { name: "", ratio: "2" },
      { name: "", ratio: "1" },
    ];
    const others = alternativesTo(planOf({ arms: unequal, blockSizes: "3", isBySite: false }));
    expect(others.map(({ scheme }) => scheme)).toEqual(["simple", "permuted_blocks"]);
    expect(others[1]?.parameters.blockSizes).toEqual([6, 9]);
  });

  test("can be taken into the form as they are", () => {
    const plan = planOf({});
    for (const other of alternativesTo(plan)) {
      const taken = readDesign(withPlan(firstDesign, other, "id"), "id");
      expect(taken.plan).toEqual(other);
    }
  });
});

describe("a protocol fills the form", () => {
  test("with the plan that the command line simulates", () => {
    const state = designOfProtocol(trialProtocol, "en");
    if (state === null || trialProtocol.allocation === null) throw new Error("the trial allocates nobody");
    const { plan } = readDesign(state, "en");
    const strata = crossedStrata(factorsOfProtocol(trialProtocol));
    expect(plan?.parameters.arms.map(({ ratio }) => ratio)).toEqual([1, 1]);
    expect(plan?.parameters.blockSizes).toEqual(parametersOfPlan(trialProtocol.allocation).blockSizes);
    expect(plan?.strata.length).toBe(strata.ok ? strata.value.length : 0);
    expect(plan?.participants).toBe(trialProtocol.sampleSize.target);
  });

  test("of the reference trial, in both languages, with names a person knows", () => {
    const [id, en] = [designOfProtocol(trialProtocol, "id"), designOfProtocol(trialProtocol, "en")];
    expect(id?.sites.levels[0]?.name).toContain("Puskesmas");
    expect(en?.sites.levels[0]?.name).toContain("Health Centre");
    expect(id).toMatchObject({ scheme: "permuted_blocks", blockSizes: "4 6", participants: "120", isBySite: true });
    expect(id?.factors).toHaveLength(1);
  });

  test("of which ratio and settings are hidden, leaves them to be typed and asks for nothing else", () => {
    if (trialProtocol.allocation === null) throw new Error("the trial allocates nobody");
    const { scheme, strata, afterVisit } = trialProtocol.allocation;
    const hidden = { ...trialProtocol, arms: [], allocation: { scheme, ratio: [], strata, afterVisit } };
    const state = designOfProtocol(hidden, "en");
    if (state === null) throw new Error("nobody is allocated");
    const { faults, plan } = readDesign(state, "en");
    expect(plan).toBeNull();
    expect(faults).toEqual([
      { field: "ratio-0", kind: "empty" },
      { field: "ratio-1", kind: "empty" },
      { field: "blockSizes", kind: "empty" },
    ]);
  });

  test("without an allocation leaves the form alone", () => {
    expect(designOfProtocol({ ...trialProtocol, allocation: null }, "en")).toBeNull();
  });
});

describe("the bars of the final differences", () => {
  const counted = (size: number) => Array.from({ length: size }, (_, difference) => ({ difference, trials: 2 }));

  test("are one for each difference while they can be told apart, else ranges that hold every trial once", () => {
    expect(differenceBars(counted(3))).toEqual([0, 1, 2].map((value) => ({ from: value, to: value, trials: 2 })));
    const bars = differenceBars(counted(100));
    expect(bars.length).toBeLessThanOrEqual(24);
    expect(bars.reduce((sum, { trials }) => sum + trials, 0)).toBe(200);
    expect(bars[0]).toEqual({ from: 0, to: 4, trials: 10 });
    expect(bars.at(-1)?.to).toBe(99);
    const thirds = Array.from({ length: 60 }, (_, index) => ({ difference: index / 3, trials: 1 }));
    const ranges = differenceBars(thirds);
    expect(ranges.length).toBeLessThanOrEqual(24);
    expect(ranges.reduce((sum, { trials }) => sum + trials, 0)).toBe(60);
  });
});
