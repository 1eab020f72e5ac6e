import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trialProtocol } from "../protocol/invented-protocol.fixture.ts";
import { oneGroup } from "../participant/participant.fixture.ts";
import { stratumChange } from "../participant/stratum-change.ts";
import type { Arm, Item, Protocol, Site } from "../protocol/types.ts";
import { feedingItems, runningAllocationProblems } from "./running-allocation-problems.ts";

type Plan = NonNullable<Protocol["allocation"]>;

const live = trialProtocol;
const plan: Plan = planOf(live);
const [firstArm, secondArm] = live.arms as [Arm, Arm];
const [firstSite] = live.sites as [Site];

const withPlan = (changes: Partial<Plan>): Protocol => ({ ...live, allocation: { ...plan, ...changes } });
const said = (next: Protocol, settings = true, before = live) =>
  runningAllocationProblems(before, next, { arms: true, settings }).map(({ code, path }) => `${code} at ${path}`);

describe("a next version of a trial that is running", () => {
  it("may say the same in another order, and change whatever does not allocate", () => {
    expect(said(live)).toEqual([]);
    const turned: Protocol = {
      ...withPlan({ ratio: plan.ratio.toReversed(), strata: plan.strata.toReversed() }),
      arms: live.arms.toReversed(),
      sites: live.sites.toReversed(),
      version: "2.0",
      title: { id: "Lain", en: "Other" },
      outcomes: [],
      consent: { ...live.consent, version: "9" },
    };
    expect(said(turned)).toEqual([]);
    const reworded = { ...live, arms: live.arms.map((arm) => ({ ...arm, label: { id: "x", en: "x" } })) };
    expect(said(reworded)).toEqual([]);
  });

  it("closes no arm and adds none", () => {
    const closed = { ...withPlan({ ratio: plan.ratio.slice(0, 1) }), arms: [firstArm] };
    expect(said(closed)).toEqual([`allocation_arm_closed at arms/${secondArm.key}`]);
    const third: Arm = { ...secondArm, key: "third" };
    const added = { ...withPlan({ ratio: [...plan.ratio, { arm: "third", weight: 1 }] }), arms: [...live.arms, third] };
    expect(said(added)).toEqual(["allocation_arm_added at arms/third"]);
  });

  it("keeps ratio, scheme, strata, cards and the visit before", () => {
    const unequal = plan.ratio.map((one) => (one.arm === firstArm.key ? { ...one, weight: 2 } : one));
    expect(said(withPlan({ ratio: unequal }))).toEqual([
      `allocation_ratio_changed at allocation/ratio/${firstArm.key}/weight`,
    ]);
    expect(said(withPlan({ scheme: "simple" }))).toEqual(["allocation_scheme_changed at allocation/scheme"]);
    expect(said(withPlan({ afterVisit: "posttest" }))).toEqual(["allocation_visit_changed at allocation/afterVisit"]);
    expect(said(withPlan({ strata: [] }))).toEqual(["allocation_strata_changed at allocation/strata"]);
    expect(said(withPlan({ cards: { perList: 4 } }))).toEqual(["allocation_cards_changed at allocation/cards"]);
    expect(said({ ...live, allocation: null })).toEqual(["allocation_removed at allocation"]);
    expect(runningAllocationProblems(oneGroup, live, { arms: true, settings: true }).map(({ code }) => code)).toEqual([
      "allocation_introduced",
    ]);
    expect(
      runningAllocationProblems(oneGroup, { ...oneGroup, version: "9.9" }, { arms: true, settings: true }),
    ).toEqual([]);
  });

  it("keeps the settings of its scheme, for who knows them", () => {
    const minimized = (changes: Partial<Plan>): Protocol => ({
      ...live,
      allocation: {
        scheme: "minimization",
        ratio: plan.ratio,
        strata: [{ source: "site" }, { source: "item", item: "parity", weight: 2 }],
        afterVisit: plan.afterVisit,
        coin: { numerator: 2, denominator: 3 },
        measure: "range",
        ...changes,
      },
    });
    const same = minimized({
      coin: { numerator: 4, denominator: 6 },
      strata: [
        { source: "item", item: "parity", weight: 2 },
        { source: "site", weight: 1 },
      ],
    });
    expect(said(same, true, minimized({}))).toEqual([]);
    const other = minimized({
      coin: { numerator: 3, denominator: 4 },
      measure: "sd",
      strata: [{ source: "site" }, { source: "item", item: "parity" }],
    });
    expect(said(other, true, minimized({}))).toEqual([
      "allocation_settings_changed at allocation/coin",
      "allocation_settings_changed at allocation/measure",
      "allocation_settings_changed at allocation/strata",
    ]);
    expect(said(other, false, minimized({}))).toEqual([]);
    expect(said(withPlan({ blockSizes: plan.blockSizes?.toReversed() }))).toEqual([]);
    expect(said(withPlan({ blockSizes: [8] }))).toEqual(["allocation_settings_changed at allocation/blockSizes"]);
  });

  it("adds no site and closes none", () => {
    const another: Site = { ...firstSite, key: "another", code: "ANO" };
    expect(said({ ...live, sites: [...live.sites, another] })).toEqual(["allocation_site_added at sites/another"]);
    expect(said(live, true, { ...live, sites: [...live.sites, another] })).toEqual([
      "allocation_site_closed at sites/another",
    ]);
  });

  it("leaves what decides the stratum, also behind a calculation, but not its words", () => {
    const calculated = byCalculation(live, "parity > 1 ? 2 : 1");
    expect([...feedingItems(calculated)].toSorted()).toEqual(["parity", "stratum_group"]);
    expect(said(calculated, true, calculated)).toEqual([]);
    expect(said(byCalculation(live, "parity > 2 ? 2 : 1"), true, calculated)).toEqual([
      expect.stringMatching(/^allocation_stratum_item_changed at forms\/.+\/stratum_group$/),
    ]);
    const otherParity = changeItem(calculated, "parity", (item) => ({ ...item, type: "integer", decimals: 0 }));
    expect(said(otherParity, true, calculated)).toEqual([
      expect.stringMatching(/^allocation_stratum_item_changed at forms\/.+\/parity$/),
    ]);
    const reworded = changeItem(calculated, "parity", (item) => ({ ...item, label: { id: "Lain", en: "Other" } }));
    expect(said(reworded, true, calculated)).toEqual([]);
  });

  it("is judged for a masked viewer without a look at the arms of the running one", () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
    const worlds = fc.uniqueArray(key, { minLength: 1, maxLength: 4 }).chain((arms) =>
      fc.record({
        arms: fc.constant(arms),
        weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: arms.length, maxLength: arms.length }),
        blockSizes: fc.option(fc.array(fc.integer({ min: 2, max: 24 }), { minLength: 1, maxLength: 3 }), {
          nil: undefined,
        }),
      }),
    );
    const worldOf = ({
      arms,
      weights,
      blockSizes,
    }: {
      arms: string[];
      weights: number[];
      blockSizes?: number[] | undefined;
    }): Protocol => ({
      ...withPlan({ ratio: arms.map((arm, index) => ({ arm, weight: weights[index] ?? 1 })), blockSizes }),
      arms: arms.map((arm) => ({ ...firstArm, key: arm })),
    });
    const nexts = fc.tuple(worlds, fc.constantFrom<Partial<Plan>>({}, { strata: [] }, { scheme: "urn" }));
    fc.assert(
      fc.property(worlds, worlds, nexts, (one, other, [sent, changes]) => {
        const next = worldOf(sent);
        const document = { ...next, allocation: { ...planOf(next), ...changes } };
        const answer = runningAllocationProblems(worldOf(one), document, { arms: false, settings: false });
        expect(runningAllocationProblems(worldOf(other), document, { arms: false, settings: false })).toEqual(answer);
        expect(answer).toHaveLength(Object.keys(changes).length);
      }),
    );
  });

  it("is judged without a look at the settings for who does not hold the live document", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 24 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 2, max: 24 }), { minLength: 1, maxLength: 3 }),
        fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
        (one, other, weight) => {
          const strata = plan.strata.map((stratum) => ({ ...stratum, weight }));
          expect(said(withPlan({ blockSizes: other, strata }), false, withPlan({ blockSizes: one }))).toEqual([]);
        },
      ),
    );
  });
});

describe("an answer that decided the stratum", () => {
  const calculated = byCalculation(live, "parity > 1 ? 2 : 1");
  const form = calculated.forms.find(({ sections }) =>
    sections.some(({ items }) => items.some(({ key }) => key === "parity")),
  );

  it("is named when it would change, and only then", () => {
    const change = (before: Record<string, number>, after: Record<string, number>) =>
      stratumChange(calculated, { form: form?.key ?? "", before, after });
    expect(change({ parity: 1, stratum_group: 1 }, { parity: 3, stratum_group: 2 })).toBe("parity");
    expect(change({ parity: 1, age: 30 }, { parity: 1, age: 31 })).toBeNull();
    expect(change({ parity: 1 }, {})).toBe("parity");
    expect(stratumChange(calculated, { form: "volume", before: { parity: 1 }, after: { parity: 2 } })).toBeNull();
    expect(stratumChange(oneGroup, { form: "profile", before: { parity: 1 }, after: { parity: 2 } })).toBeNull();
  });
});

/** The same trial, stratified by an item that is calculated from parity, in parity's own form. */
function byCalculation(protocol: Protocol, calculation: string): Protocol {
  const group: Item = {
    key: "stratum_group",
    type: "calculated",
    label: { id: "g", en: "g" },
    required: false,
    calculation,
  };
  return {
    ...protocol,
    allocation: { ...planOf(protocol), strata: [{ source: "site" }, { source: "item", item: "stratum_group" }] },
    forms: protocol.forms.map((one) => ({
      ...one,
      sections: one.sections.map((section) =>
        section.items.some(({ key }) => key === "parity") ? { ...section, items: [...section.items, group] } : section,
      ),
    })),
  };
}

function changeItem(protocol: Protocol, key: string, change: (item: Item) => Item): Protocol {
  return {
    ...protocol,
    forms: protocol.forms.map((one) => ({
      ...one,
      sections: one.sections.map((section) => ({
        ...section,
        items: section.items.map((item) => (item.key === key ? change(item) : item)),
      })),
    })),
  };
}

function planOf(protocol: Protocol): Plan {
  if (protocol.allocation === null) throw new Error("no allocation");
  return protocol.allocation;
}
