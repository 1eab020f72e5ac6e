import type { AllocationProblemCode } from "../problems.ts";
import { placedItems } from "../protocol/problem-path.ts";
import type { AllocationPlan, Protocol } from "../protocol/types.ts";
import type { Problem, RefusalParams } from "../result.ts";

/** What of a running allocation a viewer may be told about; the rest is not looked at, so no answer can speak of it. */
export type AllocationSight = {
  /** Whether the arms and their ratio are known to the viewer. A masked viewer is answered from neither. */
  readonly arms: boolean;
  /** Whether the settings of the scheme (block sizes, coin and so on) are: only to who holds the live document. */
  readonly settings: boolean;
};

/**
 * What a next version of a protocol would do to an allocation that is running under the live one: empty when it leaves the
 * allocation as it was promised. Names, visits, forms and everything else may change; arms, their ratio, sites, strata, the
 * scheme and the visit that allocation follows may not, because the published commitment was made for them and lists made
 * by two rules cannot be read as one. The order of arms, sites and strata means nothing.
 *
 * The sealed list keeps the settings it was made with, whatever a document says.
 *
 * Codes: `allocation_removed`, `allocation_introduced`, `allocation_scheme_changed`, `allocation_arm_closed`,
 * `allocation_arm_added`, `allocation_ratio_changed`, `allocation_cards_changed`, `allocation_settings_changed`, `allocation_site_closed`, `allocation_site_added`,
 * `allocation_strata_changed`, `allocation_stratum_item_changed`, `allocation_visit_changed`.
 *
 * Source: ICH E9 section 2.3.2; ICH E6(R3) section 4.1 (the randomization is fixed before enrolment).
 *
 * @example runningAllocationProblems(live, live, { arms: true, settings: true }) // []
 */
export function runningAllocationProblems(live: Protocol, next: Protocol, sight: AllocationSight): readonly Problem[] {
  if (live.allocation === null && next.allocation === null) return [];
  if (next.allocation === null) return [problem("allocation", "allocation_removed")];
  if (live.allocation === null) return [problem("allocation", "allocation_introduced")];
  return [
    ...planProblems(live.allocation, next.allocation),
    ...(sight.settings ? settingProblems(live.allocation, next.allocation) : []),
    ...(sight.arms ? armProblems(live, next) : []),
    ...siteProblems(live, next),
    ...stratumProblems(live, next),
  ];
}

function planProblems(live: AllocationPlan, next: AllocationPlan): readonly Problem[] {
  return [
    ...(live.scheme === next.scheme
      ? []
      : [problem("allocation/scheme", "allocation_scheme_changed", { from: live.scheme, to: next.scheme })]),
    ...(live.afterVisit === next.afterVisit
      ? []
      : [problem("allocation/afterVisit", "allocation_visit_changed", { from: live.afterVisit, to: next.afterVisit })]),
    ...(live.cards?.perList === next.cards?.perList ? [] : [problem("allocation/cards", "allocation_cards_changed")]),
  ];
}

const settings = ["blockSizes", "coin", "maximumImbalance", "urn", "sequenceLength", "measure", "weight"] as const;

/** Another scheme has other settings: that it is another is said once. */
function settingProblems(live: AllocationPlan, next: AllocationPlan): readonly Problem[] {
  if (live.scheme !== next.scheme) return [];
  return settings.flatMap((setting) => {
    if (settingOf(live, setting) === settingOf(next, setting)) return [];
    const path = `allocation/${setting === "weight" ? "strata" : setting}`;
    return [problem(path, "allocation_settings_changed", { setting })];
  });
}

/** A setting as text in which the order of a document means nothing, and 2/3 is 4/6. */
function settingOf(plan: AllocationPlan, setting: (typeof settings)[number]): string {
  const { coin, urn } = plan;
  switch (setting) {
    case "blockSizes":
      return JSON.stringify(plan.blockSizes?.toSorted((a, b) => a - b) ?? null);
    case "coin":
      return String(coin === undefined ? null : coin.numerator / coin.denominator);
    case "urn":
      return JSON.stringify(urn === undefined ? null : [urn.initial, urn.added]);
    case "weight": {
      const weights = plan.strata.map((stratum) => [factorOf(stratum), stratum.weight ?? 1].join(" "));
      // A factor that came or went is told as such.
      return plan.scheme === "minimization" ? weights.toSorted().join() : "";
    }
    default:
      return String(plan[setting] ?? null);
  }
}

function armProblems(live: Protocol, next: Protocol): readonly Problem[] {
  const before = live.arms.map(({ key }) => key);
  const after = next.arms.map(({ key }) => key);
  const weights = new Map(live.allocation?.ratio.map(({ arm, weight }) => [arm, weight]));
  const changed = (next.allocation?.ratio ?? []).filter(({ arm, weight }) => (weights.get(arm) ?? weight) !== weight);
  return [
    ...absentFrom(after, before).map((arm) => problem(`arms/${arm}`, "allocation_arm_closed", { arm })),
    ...absentFrom(before, after).map((arm) => problem(`arms/${arm}`, "allocation_arm_added", { arm })),
    ...changed.map(({ arm, weight }) =>
      problem(`allocation/ratio/${arm}/weight`, "allocation_ratio_changed", {
        arm,
        from: weights.get(arm) ?? weight,
        to: weight,
      }),
    ),
  ];
}

function siteProblems(live: Protocol, next: Protocol): readonly Problem[] {
  const before = live.sites.map(({ key }) => key);
  const after = next.sites.map(({ key }) => key);
  return [
    ...absentFrom(after, before).map((site) => problem(`sites/${site}`, "allocation_site_closed", { site })),
    ...absentFrom(before, after).map((site) => problem(`sites/${site}`, "allocation_site_added", { site })),
  ];
}

function stratumProblems(live: Protocol, next: Protocol): readonly Problem[] {
  const before = factorsOf(live);
  const after = factorsOf(next);
  if (before.toSorted().join() !== after.toSorted().join())
    return [
      problem("allocation/strata", "allocation_strata_changed", { from: before.join(", "), to: after.join(", ") }),
    ];
  const feeding = feedingItems(live);
  // A level that another answer leads to is another list: what decides the level is part of the stratum.
  return placedItems(next).flatMap(({ item, path }) => {
    const isSame = !feeding.has(item.key) || levelRule(live, item.key) === levelRule(next, item.key);
    return isSame ? [] : [problem(path, "allocation_stratum_item_changed", { item: item.key })];
  });
}

/** The keys of the stratification factors; `site` is one like any other. */
function factorsOf({ allocation }: Protocol): readonly string[] {
  return (allocation?.strata ?? []).map(factorOf);
}

function factorOf(stratum: AllocationPlan["strata"][number]): string {
  return stratum.source === "item" ? stratum.item : stratum.source;
}

/**
 * The items whose answers decide a participant's strata: those named as strata and, where one is calculated, every item
 * that its calculation names, and so on.
 */
export function feedingItems(protocol: Pick<Protocol, "allocation" | "forms">): ReadonlySet<string> {
  const items = new Map(placedItems(protocol).map(({ item }) => [item.key, item]));
  const found = new Set<string>();
  const open = (protocol.allocation?.strata ?? []).flatMap((stratum) =>
    stratum.source === "item" ? [stratum.item] : [],
  );
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    const words = items.get(key)?.calculation?.match(/[a-z][a-z0-9_]*/gu) ?? [];
    open.push(...words.filter((word) => items.has(word)));
  }
  return found;
}

/** What decides which level an answer is: type, choices and calculation; not its words. */
function levelRule(protocol: Protocol, key: string): string {
  const item = placedItems(protocol).find((placed) => placed.item.key === key)?.item;
  const codes = protocol.codelists.find((list) => list.key === item?.codelist)?.codes.map(({ code }) => code);
  const { type = null, calculation = null, relevant = null, decimals = null } = item ?? {};
  return JSON.stringify([type, calculation, relevant, decimals, codes?.toSorted((a, b) => a - b) ?? null]);
}

function absentFrom(keys: readonly string[], wanted: readonly string[]): readonly string[] {
  return wanted.filter((key) => !keys.includes(key));
}

function problem(path: string, code: AllocationProblemCode, params: RefusalParams = {}): Problem {
  return { path, code, params };
}
