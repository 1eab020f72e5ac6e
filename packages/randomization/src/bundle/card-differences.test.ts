import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { cardAlgorithmVersion, type CardPlan } from "../cards/card-plan.ts";
import { cardArm, deriveCards } from "../cards/derive-cards.ts";
import { commitmentOf, committedText } from "../commitment/commitment.ts";
import { simulationGenerator } from "../generator/simulation-generator.ts";
import { allocationAlgorithmVersion } from "../generator/stratum-draws.ts";
import { firstAllocations } from "../schemes/allocation-at.ts";
import {
  allocationBundleSchema,
  readAllocationBundle,
  writeAllocationBundle,
  type AllocationBundle,
} from "./allocation-bundle.ts";
import type { RevealedCards, UsedCard } from "./card-differences.ts";
import { verifyBundle } from "./verify-bundle.ts";

const arms = [
  { key: "control", ratio: 1 },
  { key: "massage", ratio: 1 },
];
const stratumKeys = ['{"site":"a"}', '{"site":"b"}'];
const plan: CardPlan = {
  algorithmVersion: cardAlgorithmVersion,
  perList: 20,
  piles: stratumKeys.map((stratumKey, site) => ({ site: site === 0 ? "a" : "b", stratumKey })),
};

/** A true bundle of 60 participants of the server and 16 of cards, which were not used in their order. */
function trueBundle(seed: bigint): AllocationBundle & { cards: RevealedCards } {
  const chance = simulationGenerator(seed);
  const [secret, nonce] = [chance.nextBytes(32), chance.nextBytes(32)];
  const list = { scheme: "permuted_blocks" as const, parameters: { arms, blockSizes: [4, 6] }, secret };
  const promise = { ...list, algorithmVersion: allocationAlgorithmVersion, protocolHash: "ef".repeat(32), cards: plan };
  const used = deriveCards(secret, plan)
    .filter(({ position }) => position % 5 === 1 || position % 5 === 3)
    .map(({ list: _list, ...card }, index): UsedCard => {
      return { ...card, participant: `C-${index}`, armKey: cardArm(list, card, card.position) };
    });
  const bundle: AllocationBundle = {
    schema: allocationBundleSchema,
    study: "cards",
    scheme: list.scheme,
    parameters: list.parameters,
    algorithmVersion: promise.algorithmVersion,
    protocolHash: promise.protocolHash,
    secret: bytesToHex(secret),
    nonce: bytesToHex(nonce),
    commitment: commitmentOf(promise, nonce),
    strata: stratumKeys.map((stratumKey) => ({ stratumKey, allocated: 30 })),
    allocations: stratumKeys.flatMap((stratumKey, site) =>
      firstAllocations({ ...list, stratumKey, count: 30 }).map((armKey, slot) => {
        return { participant: `P-${site}-${slot}`, stratumKey, slot, armKey };
      }),
    ),
    cards: { ...plan, usedCount: used.length, used: used.toReversed() },
  };
  const read = readAllocationBundle(JSON.parse(writeAllocationBundle(bundle)));
  if (!read.ok || read.value.cards === undefined) throw new Error(JSON.stringify(read));
  return { ...read.value, cards: read.value.cards };
}

function withCards(bundle: AllocationBundle & { cards: RevealedCards }, used: readonly UsedCard[]): AllocationBundle {
  return { ...bundle, cards: { ...bundle.cards, used } };
}

function row(bundle: { cards: RevealedCards }, index: number): UsedCard {
  const found = bundle.cards.used[index];
  if (found === undefined) throw new Error("no such card");
  return found;
}

const kindsOf = (bundle: AllocationBundle) =>
  verifyBundle(bundle).differences.map((difference) => {
    return "cardRow" in difference ? `${difference.kind} ${difference.cardRow}` : difference.kind;
  });

describe("a revealed bundle with sealed cards", () => {
  test("that is true has no difference, with cards left over and used in any order, and has one text", () => {
    const bundle = trueBundle(1n);
    expect(verifyBundle(bundle)).toEqual({ commitmentHolds: true, differences: [], checked: 76 });
    const shuffled = {
      ...bundle,
      cards: { ...bundle.cards, piles: plan.piles.toReversed(), used: bundle.cards.used.toReversed() },
    };
    expect(writeAllocationBundle(shuffled)).toBe(writeAllocationBundle(bundle));
  });

  test("with anything changed in a row of a card names that row, for each of 200 changes", () => {
    const chance = simulationGenerator(2n);
    const bundles = Array.from({ length: 10 }, (_, seed) => trueBundle(BigInt(100 + seed)));
    for (let change = 0; change < 200; change += 1) {
      const bundle = bundles[change % 10] ?? trueBundle(1n);
      const index = chance.nextBelow(bundle.cards.used.length);
      const before = row(bundle, index);
      const free = bundle.cards.used.every(({ position }) => position !== 19) ? 19 : 18;
      const tampered: { to: Partial<UsedCard>; kind: string }[] = [
        { to: { armKey: before.armKey === "control" ? "massage" : "control" }, kind: "card_arm_differs" },
        { to: { code: row(bundle, (index + 1) % bundle.cards.used.length).code }, kind: "card_unknown" },
        { to: { position: free }, kind: "card_unknown" },
        { to: { position: 400_000 }, kind: "card_unknown" },
        { to: { site: "elsewhere" }, kind: "card_unknown" },
        { to: { stratumKey: '{"site":"c"}' }, kind: "card_unknown" },
        { to: { participant: "P-0-3" }, kind: "card_participant_repeated" },
        {
          to: { participant: row(bundle, (index + 1) % bundle.cards.used.length).participant },
          kind: "card_participant_repeated",
        },
      ];
      const tampering = tampered[change % tampered.length];
      if (tampering === undefined) throw new Error("no tampering");
      const used = bundle.cards.used.with(index, { ...before, ...tampering.to });
      expect(kindsOf(withCards(bundle, used))).toContain(`${tampering.kind} ${index}`);
    }
  });

  test("with one arm changed names that card alone, and says both arms", () => {
    const bundle = trueBundle(3n);
    const before = row(bundle, 4);
    const recorded = before.armKey === "control" ? "massage" : "control";
    expect(
      verifyBundle(withCards(bundle, bundle.cards.used.with(4, { ...before, armKey: recorded }))).differences,
    ).toEqual([
      {
        kind: "card_arm_differs",
        cardRow: 4,
        participant: before.participant,
        code: before.code,
        recorded,
        expected: before.armKey,
      },
    ]);
  });

  test("with a card taken away is missed by the count, with one given twice both are named, with one moved it is", () => {
    const { cards, ...bundle } = trueBundle(4n);
    const whole = { ...bundle, cards };
    expect(kindsOf(withCards(whole, cards.used.slice(0, -1)))).toEqual(["card_count_differs"]);
    const again = { ...row(whole, 6), participant: "C-99" };
    expect(kindsOf(withCards(whole, cards.used.toSpliced(7, 0, again)))).toEqual([
      "card_repeated 6",
      "card_repeated 7",
      "card_count_differs",
    ]);
    const moved = cards.used.toSpliced(2, 1).toSpliced(9, 0, row(whole, 2));
    expect(kindsOf(withCards(whole, moved))).toEqual(["card_out_of_order 9"]);
  });

  test("with other cards than were promised does not keep the promise", () => {
    const bundle = trueBundle(5n);
    const { cards: _cards, ...without } = bundle;
    const broken: AllocationBundle[] = [
      without,
      { ...bundle, cards: { ...bundle.cards, perList: 21 } },
      { ...bundle, cards: { ...bundle.cards, piles: plan.piles.slice(1) } },
    ];
    expect(broken.map((changed) => verifyBundle(changed).commitmentHolds)).toEqual([false, false, false]);
  });

  test("that asks for more than can be derived, or for what there is not, is refused with its places", () => {
    const bundle = trueBundle(6n);
    const problemsOf = (cards: Partial<RevealedCards>) => {
      const read = readAllocationBundle({ ...bundle, cards: { ...bundle.cards, ...cards } });
      return read.ok ? [] : (read.refusal.problems ?? []).map(({ path, code }) => `${path} ${code}`);
    };
    const piles = Array.from({ length: 300 }, (_, site) => ({ site: `s${site}`, stratumKey: "{}" }));
    expect(problemsOf({ piles })).toEqual(["cards cards_too_many"]);
    expect(problemsOf({ piles: [...plan.piles, ...plan.piles.slice(0, 1)] })).toEqual(["cards/piles/3 key_duplicate"]);
    expect(problemsOf({ algorithmVersion: "kendali-cards/9" })).toEqual([
      "cards/algorithmVersion allocation_algorithm_unknown",
    ]);
    expect(problemsOf({ perList: 0 })).toEqual(["cards/perList shape_out_of_range"]);
  });
});

test("a study without cards promises what it always promised", () => {
  const secret = new Uint8Array(32).fill(9);
  const promise = {
    scheme: "simple" as const,
    parameters: { arms, blockSizes: [] },
    algorithmVersion: allocationAlgorithmVersion,
    protocolHash: "ab".repeat(32),
    secret,
  };
  expect(Object.keys(JSON.parse(committedText(promise)) as object)).not.toContain("cards");
  expect(committedText({ ...promise, cards: { ...plan, piles: plan.piles.toReversed() } })).toBe(
    committedText({ ...promise, cards: plan }),
  );
});
