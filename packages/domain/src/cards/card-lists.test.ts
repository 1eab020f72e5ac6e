import { describe, expect, test } from "vitest";
import { trialProtocol } from "../protocol/invented-protocol.fixture.ts";
import { cardsCanBeMade } from "../protocol/rules/card-rules.ts";
import type { AllocationPlan, Protocol } from "../protocol/types.ts";
import { validateProtocol } from "../protocol/validate-protocol.ts";
import { cardListsOf } from "./card-lists.ts";

const plan = trialProtocol.allocation as AllocationPlan;

function withCards(perList: number, change: Partial<AllocationPlan> = {}): Protocol {
  return { ...trialProtocol, allocation: { ...plan, cards: { perList }, ...change } as AllocationPlan };
}

const problemsOf = (protocol: Protocol) => {
  const read = validateProtocol(protocol);
  return read.ok ? [] : (read.refusal.problems ?? []).map(({ code, path }) => `${code} at ${path}`);
};

describe("the piles of cards", () => {
  test("are none unless the protocol asks for cards", () => {
    expect(cardListsOf(trialProtocol)).toEqual([]);
    expect(cardListsOf({ ...trialProtocol, allocation: null })).toEqual([]);
  });

  test("are one for each site and each combination of the factors' codes", () => {
    const codes = trialProtocol.codelists.find(
      ({ key }) =>
        key ===
        trialProtocol.forms
          .flatMap(({ sections }) => sections.flatMap(({ items }) => items))
          .find(({ key: item }) => item === "parity")?.codelist,
    )?.codes;
    expect(codes?.length).toBeGreaterThan(1);
    const strata = [...plan.strata, { source: "item" as const, item: "has_pain" }];
    expect(cardListsOf(withCards(4, { strata }))).toEqual(
      trialProtocol.sites.flatMap(({ key: site }) =>
        (codes ?? []).flatMap(({ code }) =>
          ["false", "true"].map((pain) => ({
            site,
            strata: [
              { factor: "site", level: site },
              { factor: "parity", level: String(code) },
              { factor: "has_pain", level: pain },
            ],
          })),
        ),
      ),
    );
  });

  test("lie at each site even where sites are no stratum, and a factor named twice counts once", () => {
    const sites = trialProtocol.sites.map(({ key: site }) => ({ site, strata: [] }));
    expect(cardListsOf(withCards(4, { strata: [] }))).toEqual(sites);
    const twice = [{ source: "site" as const }, { source: "site" as const }];
    expect(cardListsOf(withCards(4, { strata: twice })).map(({ strata }) => strata.length)).toEqual(sites.map(() => 1));
  });
});

describe("a protocol with cards", () => {
  test("is sound under a scheme with lists, and says how many cards are too many", () => {
    expect(problemsOf(withCards(20))).toEqual([]);
    expect(problemsOf(withCards(201))).toEqual(["shape_out_of_range at allocation/cards/perList"]);
    const sites = Array.from({ length: 40 }, (_, site) => ({
      ...(trialProtocol.sites[0] as Protocol["sites"][number]),
      key: `site_${site}`,
      code: `A${String.fromCharCode(65 + (site % 26))}${String.fromCharCode(65 + Math.floor(site / 26))}`,
    }));
    const many = { ...withCards(200), sites };
    expect(cardsCanBeMade(many)).toEqual([
      {
        path: "allocation/cards",
        code: "cards_too_many",
        params: { count: 200 * cardListsOf(many).length, maximum: 5000 },
      },
    ]);
  });
});
