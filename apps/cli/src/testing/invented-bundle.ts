import {
  adaptiveAllocation,
  allocationAlgorithmVersion,
  allocationBundleSchema,
  cardArm,
  commitmentOf,
  deriveCards,
  firstAllocations,
  simulationGenerator,
  writeAllocationBundle,
  type AllocationBundle,
  type BundleRow,
  type CardPlan,
  type LoggedAllocation,
  type RandomizationList,
  type SimulationGenerator,
} from "@kendali/randomization";

const arms = [
  { key: "massage", ratio: 1 },
  { key: "usual_care", ratio: 1 },
];
const strata = ['{"site":"kenanga"}', '{"site":"mawar"}', '{"site":"melati"}'];

/** A true bundle of 60 participants who arrived at three sites, from lists of random blocks. */
export function blocksBundle(seed: bigint): AllocationBundle {
  const chance = simulationGenerator(seed);
  const secret = chance.nextBytes(32);
  const list: RandomizationList = { scheme: "permuted_blocks", parameters: { arms, blockSizes: [4, 6] }, secret };
  const lists = strata.map((stratumKey) => firstAllocations({ ...list, stratumKey, count: 60 }));
  const taken = strata.map(() => 0);
  const arrivals = Array.from({ length: 60 }, (_, index): BundleRow => {
    // The first three so that no site stays empty.
    const stratum = index < strata.length ? index : chance.nextBelow(strata.length);
    const slot = taken[stratum] ?? 0;
    taken[stratum] = slot + 1;
    const armKey = lists[stratum]?.[slot] ?? "";
    return { participant: numberOf(index), stratumKey: strata[stratum] ?? "", slot, armKey };
  });
  const counts = strata.map((stratumKey, index) => ({ stratumKey, allocated: taken[index] ?? 0 }));
  return bundleOf(chance, list, { strata: counts, allocations: arrivals });
}

/** A true bundle of 20 participants of the server and 9 of sealed cards, with cards left in each pile. */
export function cardsBundle(seed: bigint): AllocationBundle {
  const chance = simulationGenerator(seed);
  const secret = chance.nextBytes(32);
  const list: RandomizationList = { scheme: "permuted_blocks", parameters: { arms, blockSizes: [4, 6] }, secret };
  const [stratumKey = ""] = strata;
  const allocations = firstAllocations({ ...list, stratumKey, count: 20 }).map((armKey, slot): BundleRow => {
    return { participant: numberOf(slot), stratumKey, slot, armKey };
  });
  const piles = strata.map((key) => ({ site: (JSON.parse(key) as { site: string }).site, stratumKey: key }));
  const plan: CardPlan = { algorithmVersion: "kendali-cards/1", perList: 12, piles };
  const used = deriveCards(secret, plan)
    .filter(({ position }) => position < 3)
    .map(({ list: _list, ...card }, index) => {
      return { ...card, participant: numberOf(20 + index), armKey: cardArm(list, card, card.position) };
    });
  const counts = [{ stratumKey, allocated: 20 }];
  return bundleOf(chance, list, { strata: counts, allocations, cards: { ...plan, usedCount: used.length, used } });
}

/** A true bundle of 40 participants under minimization by site and parity. */
export function minimizationBundle(seed: bigint): AllocationBundle {
  const chance = simulationGenerator(seed);
  const factors = [
    { key: "parity", weight: 1 },
    { key: "site", weight: 2 },
  ];
  const coin = { numerator: 4, denominator: 5 };
  const parameters = { arms, blockSizes: [], coin, measure: "range" as const, factors };
  const list: RandomizationList = { scheme: "minimization", parameters, secret: chance.nextBytes(32) };
  const rows: BundleRow[] = [];
  const log: LoggedAllocation[] = [];
  for (let slot = 0; slot < 40; slot += 1) {
    const [parity, site] = [["first", "later"][chance.nextBelow(2)], ["kenanga", "melati"][chance.nextBelow(2)]];
    const stratumKey = JSON.stringify({ parity, site });
    const { armKey } = adaptiveAllocation({ ...list, stratumKey, earlier: log });
    log.push({ stratumKey, armKey });
    rows.push({ participant: numberOf(slot), stratumKey, slot, armKey });
  }
  const keys = [...new Set(rows.map(({ stratumKey }) => stratumKey))];
  const counts = keys.map((stratumKey) => {
    return { stratumKey, allocated: rows.filter((row) => row.stratumKey === stratumKey).length };
  });
  return bundleOf(chance, list, { strata: counts, allocations: rows });
}

function bundleOf(
  chance: SimulationGenerator,
  list: RandomizationList,
  record: Pick<AllocationBundle, "strata" | "allocations" | "cards">,
): AllocationBundle {
  const { secret, ...plan } = list;
  const promise = { ...plan, algorithmVersion: allocationAlgorithmVersion, protocolHash: "c5".repeat(32) };
  const { cards } = record;
  const nonce = chance.nextBytes(32);
  const text = writeAllocationBundle({
    schema: allocationBundleSchema,
    study: "invented",
    ...promise,
    secret: hexOf(secret),
    nonce: hexOf(nonce),
    commitment: commitmentOf({ ...promise, secret, ...(cards === undefined ? {} : { cards }) }, nonce),
    ...record,
  });
  return JSON.parse(text) as AllocationBundle;
}

function numberOf(index: number): string {
  return `INV-${String(index + 1).padStart(3, "0")}`;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
