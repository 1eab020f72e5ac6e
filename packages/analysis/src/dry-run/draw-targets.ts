import { itemTypeOf, placedItems, type Item, type Outcome, type Protocol, type Visit } from "@kendali/domain";
import type { SimulationGenerator } from "@kendali/randomization";
import { normalQuantile } from "@kendali/stats";
import type { OutcomeAssumption } from "./assumptions.ts";

/** What an item should come out as at a visit: a number in its unit, a code, or yes and no. */
export type Target = number | boolean;

/** Which values the outcomes of one participant should have at a visit, by item key. */
export type Targets = (visit: Visit, arm: string | null) => ReadonlyMap<string, Target>;

type Planned = {
  readonly outcome: Pick<Outcome, "role" | "scale" | "item" | "event" | "baselineVisit">;
  readonly item: Item;
  readonly assumption: OutcomeAssumption;
};

/**
 * Draws participants: standard normal deviates `z₀` at the baseline and `r·z₀ + √(1−r²)·e` at every later visit, which are
 * scaled to the outcome's mean and standard deviation, cut at the share of events, or cut into equally frequent categories.
 */
export function openTargets(
  protocol: Protocol,
  assumptions: readonly OutcomeAssumption[],
): (generator: SimulationGenerator) => Targets {
  const items = new Map(placedItems(protocol).map(({ item }) => [item.key, item]));
  const planned = new Map<string, Planned>();
  for (const assumption of assumptions) {
    const outcome = protocol.outcomes.find(({ key }) => key === assumption.outcome);
    const item = items.get(outcome?.item ?? "");
    if (outcome !== undefined && item !== undefined && !planned.has(item.key))
      planned.set(item.key, { outcome, item, assumption });
  }
  for (const one of strataToFill(protocol, items)) if (!planned.has(one.item.key)) planned.set(one.item.key, one);
  const askedAt = new Map(protocol.visits.map((visit) => [visit.key, itemsAt(protocol, visit)]));
  return (generator) => {
    const traits = new Map([...planned.keys()].map((key) => [key, generator.nextNormal()]));
    return (visit, arm) => {
      const targets = new Map<string, Target>();
      const asked = askedAt.get(visit.key);
      for (const [key, one] of planned) {
        if (asked?.has(key) !== true) continue;
        const trait = traits.get(key) ?? 0;
        targets.set(key, targetOf(protocol, one, { trait, visit, arm, generator }));
      }
      return targets;
    };
  };
}

/** Strata of the allocation: without a word about who comes, each level is as frequent as the others. */
function strataToFill(protocol: Protocol, items: ReadonlyMap<string, Item>): readonly Planned[] {
  return (protocol.allocation?.strata ?? []).flatMap((stratum): readonly Planned[] => {
    const item = stratum.source === "item" ? items.get(stratum.item) : undefined;
    if (item === undefined) return [];
    const outcome: Planned["outcome"] = { role: "confounder", scale: "ordinal", item: item.key, baselineVisit: null };
    return [{ outcome, item, assumption: { outcome: item.key, mean: 0, sd: 1, correlation: 0.9, change: [] } }];
  });
}

function itemsAt(protocol: Protocol, visit: Visit): ReadonlySet<string> {
  const forms = new Set(visit.forms.map(({ form }) => form));
  return new Set(
    placedItems(protocol)
      .filter(({ form }) => forms.has(form.key))
      .map(({ item }) => item.key),
  );
}

type Moment = {
  readonly trait: number;
  readonly visit: Visit;
  readonly arm: string | null;
  readonly generator: SimulationGenerator;
};

function targetOf(protocol: Protocol, planned: Planned, { trait, visit, arm, generator }: Moment): Target {
  const { outcome, item, assumption } = planned;
  const { mean, sd, correlation } = assumption;
  const isBefore = visit.kind === "baseline" || visit.key === outcome.baselineVisit;
  const level = mean + (isBefore ? 0 : changeIn(protocol, assumption, arm));
  const rest = Math.sqrt(1 - correlation * correlation);
  const z = isBefore ? trait : correlation * trait + rest * generator.nextNormal();
  const codes = codesOf(protocol, item);
  if (outcome.scale === "binary") return eventTarget(outcome, codes, z > cutAbove(level), generator);
  if (codes === null) return level + sd * z;
  const index = codes.slice(1).filter((_, below) => level + sd * z > normalQuantile((below + 1) / codes.length)).length;
  return codes[index] ?? 0;
}

/** The change that an arm's participants have; that of the one arm where nobody is allocated. */
export function changeIn(protocol: Protocol, assumption: OutcomeAssumption, arm: string | null): number {
  const own = arm ?? (protocol.allocation === null ? protocol.arms[0]?.key : undefined);
  return assumption.change.find((one) => one.arm === own)?.by ?? 0;
}

/** A standard normal deviate is above it with this chance. */
function cutAbove(chance: number): number {
  if (chance <= 0) return Number.POSITIVE_INFINITY;
  return chance >= 1 ? Number.NEGATIVE_INFINITY : normalQuantile(1 - chance);
}

/** The values of a categorical item in their order, lowest first; `null` for a measured one. */
export function codesOf(protocol: Pick<Protocol, "codelists">, item: Item): readonly Target[] | null {
  if (!itemTypeOf(item).isCategorical(item)) return null;
  const list = protocol.codelists.find(({ key }) => key === item.codelist);
  return list === undefined ? [false, true] : list.codes.map(({ code }) => code).toSorted((a, b) => a - b);
}

function eventTarget(
  outcome: Planned["outcome"],
  codes: readonly Target[] | null,
  isEvent: boolean,
  generator: SimulationGenerator,
): Target {
  const events = outcome.event ?? [1];
  const among = (codes ?? [0, 1]).filter((value) => events.includes(Number(value)) === isEvent);
  return among[among.length > 1 ? generator.nextBelow(among.length) : 0] ?? Number(isEvent);
}
