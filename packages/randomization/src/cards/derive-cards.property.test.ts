import { parseCardCode } from "@kendali/domain";
import { describe, expect, test } from "vitest";
import { simulationGenerator } from "../generator/simulation-generator.ts";
import { firstAllocations } from "../schemes/allocation-at.ts";
import { schemes } from "../schemes/index.ts";
import type { SchemeKey, SchemeParameters } from "../schemes/scheme.ts";
import { cardAlgorithmVersion, cardListKey, type CardPlan } from "./card-plan.ts";
import { cardArm, cardArms, deriveCards } from "./derive-cards.ts";

const arms = [
  { key: "control", ratio: 1 },
  { key: "massage", ratio: 1 },
];
const piles = ["mlt", "kng", "cmp"].flatMap((site) =>
  ["1", "2"].map((parity) => ({ site, stratumKey: `{"parity_group":"${parity}","site":"${site}"}` })),
);
const planOf = (perList: number): CardPlan => ({ algorithmVersion: cardAlgorithmVersion, perList, piles });
const secretOf = (seed: number) => simulationGenerator(BigInt(seed)).nextBytes(32);
const blocks = { scheme: "permuted_blocks" as const, parameters: { arms, blockSizes: [4, 6] } };

describe("the cards of a study", () => {
  test("have codes that are unique, sound and another's under another secret", () => {
    const first = deriveCards(secretOf(1), planOf(200));
    expect(first).toHaveLength(200 * piles.length);
    const codes = new Set(first.map(({ code }) => code));
    expect(codes.size).toBe(first.length);
    for (const code of codes) expect(parseCardCode(code)).toBe(code);
    expect(deriveCards(secretOf(2), planOf(200)).filter(({ code }) => codes.has(code))).toEqual([]);
  });

  test("have the codes that another program makes of the same secret", () => {
    // Python's hmac and hashlib, from the description of `deriveCards` alone.
    const pile = { site: "mlt", stratumKey: '{"site":"mlt"}' };
    const cards = deriveCards(new Uint8Array(32).fill(1), { ...planOf(3), piles: [pile] });
    expect(cards.map(({ code }) => code)).toEqual(["AKXXJ-16VBJ", "PXBM6-CDX7S", "63AXD-3WDFC"]);
  });

  test("are the same however the plan names its piles, and a longer pile begins with the shorter one", () => {
    const reversed = { ...planOf(12), piles: piles.toReversed() };
    expect(deriveCards(secretOf(3), reversed)).toEqual(deriveCards(secretOf(3), planOf(12)));
    const longer = deriveCards(secretOf(3), planOf(20)).filter(({ position }) => position < 12);
    expect(deriveCards(secretOf(3), planOf(12))).toEqual(longer);
  });

  test("draw every character of a code with the same chance", () => {
    const tally = new Map<string, number>();
    const cards = deriveCards(secretOf(4), planOf(200));
    for (const { code } of cards)
      for (const character of code.replace("-", "")) tally.set(character, (tally.get(character) ?? 0) + 1);
    const expected = (cards.length * 10) / 32;
    expect(tally.size).toBe(32);
    const chiSquare = [...tally.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    // 31 degrees of freedom; above 70.6 with a chance of 1 in 10,000. The secret is fixed, so this never flickers.
    expect(chiSquare).toBeLessThan(70.6);
  });
});

describe("the arms in the cards", () => {
  test("are told one card at a time as the whole pile has them", () => {
    const list = { ...blocks, secret: secretOf(5) };
    for (const pile of piles) {
      const whole = cardArms(list, { pile, count: 20 });
      expect(whole.map((_arm, position) => cardArm(list, pile, position))).toEqual(whole);
    }
  });

  test("are balanced pile by pile as the scheme says: whole blocks are equal, open ones differ by half a block", () => {
    for (let seed = 0; seed < 100; seed += 1)
      for (const pile of piles) {
        const fixed = { ...blocks, parameters: { arms, blockSizes: [4] }, secret: secretOf(seed) };
        const drawn = cardArms(fixed, { pile, count: 20 });
        expect(drawn.filter((arm) => arm === "massage")).toHaveLength(10);
        let difference = 0;
        for (const arm of cardArms({ ...blocks, secret: secretOf(seed) }, { pile, count: 20 })) {
          difference += arm === "massage" ? 1 : -1;
          expect(Math.abs(difference)).toBeLessThanOrEqual(3);
        }
      }
  });

  test("come from lists of their own: they agree with no slot of the server more often than chance does", () => {
    let [same, all] = [0, 0];
    for (let seed = 0; seed < 200; seed += 1) {
      const list = { scheme: "simple" as const, parameters: { arms, blockSizes: [] }, secret: secretOf(seed) };
      for (const pile of piles) {
        const cards = cardArms(list, { pile, count: 20 });
        for (const stratumKey of [pile.stratumKey, cardListKey(pile), "{}"]) {
          const server = firstAllocations({ ...list, stratumKey, count: 20 });
          if (stratumKey === pile.stratumKey) same += cards.filter((arm, slot) => arm === server[slot]).length;
          if (stratumKey === pile.stratumKey) all += cards.length;
          // A stratum that is named like the pile has another list too.
          expect(cards).not.toEqual(server);
        }
      }
    }
    // 24,000 fair coins: 0.5 ± 4.4 standard errors.
    expect(Math.abs(same / all - 0.5)).toBeLessThan(0.0142);
  });

  test("are made by every scheme with lists, and by none that looks back", () => {
    const settings: Record<SchemeKey, Partial<SchemeParameters>> = {
      simple: {},
      permuted_blocks: { blockSizes: [4] },
      big_stick: { maximumImbalance: 2 },
      efron: { coin: { numerator: 2, denominator: 3 } },
      urn: { urn: { initial: 1, added: 1 } },
      maximal: { maximumImbalance: 2, sequenceLength: 20 },
      minimization: {
        coin: { numerator: 4, denominator: 5 },
        measure: "range",
        factors: [{ key: "site", weight: 1 }],
      },
    };
    for (const scheme of Object.keys(schemes) as SchemeKey[]) {
      const list = { scheme, parameters: { arms, blockSizes: [], ...settings[scheme] }, secret: secretOf(6) };
      const [pile] = piles;
      if (pile === undefined) throw new Error("no pile");
      if (schemes[scheme].adaptive) expect(() => cardArms(list, { pile, count: 8 })).toThrow("has no lists");
      else expect(new Set(cardArms(list, { pile, count: 20 })).size).toBe(2);
    }
  });
});
