import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { validateStudyDocument } from "@kendali/randomization";

import { alternativesTo } from "../../features/tools/randomization/alternatives.ts";
import {
  designHref,
  designOfAddress,
  takeHref,
  takenDesign,
} from "../../features/tools/randomization/design-address.ts";
import { designOfProtocol } from "../../features/tools/randomization/design-of-protocol.ts";
import { newArm, newFactor, type DesignState } from "../../features/tools/randomization/design-state.ts";
import { readDesign } from "../../features/tools/randomization/read-design.ts";
import { triedAllocation } from "../../features/tools/randomization/tried-design.ts";
import { withPlan } from "../../features/tools/randomization/with-plan.ts";

const read = validateStudyDocument(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../../studies/oxytocin-rct/protocol.json"), "utf8")),
);
const protocol = read.ok ? read.value : null;
const allocation = protocol?.allocation ?? null;
const opened = protocol === null ? null : designOfProtocol(protocol, "en");
if (protocol === null || allocation === null || opened === null) throw new Error("the reference trial allocates");

/** The way of a design from its page to the page of a draft: only what the address holds. */
function brought(state: DesignState): DesignState {
  const found = takenDesign(takeHref(state, "d 1").replace(/^[^#]*/u, ""));
  if (found === null) throw new Error("no design arrived");
  return found;
}

function taken(state: DesignState) {
  const tried = triedAllocation(brought(state), allocation ?? failed(), "en");
  return tried.kind === "readable" ? tried : failed();
}

function failed(): never {
  throw new Error("it was readable");
}

describe("a design opened out of a draft and brought back", () => {
  test("is the draft's own allocation while nothing was tried", () => {
    expect(taken(opened)).toMatchObject({ allocation, dropped: [] });
    expect(designOfAddress(designHref(opened, "d 1").replace(/^[^#]*/u, ""))).toEqual(opened);
    expect(designHref(opened, "d 1")).toMatch(/^\/tools\/randomization\?draft=d%201#/u);
    expect(takenDesign("#allocation%2Fscheme")).toBeNull();
  });

  test("brings every design that is offered beside it, each of which makes a valid document", () => {
    const { plan } = readDesign(opened, "en");
    if (plan === null) throw new Error("the draft's design can be simulated");
    const schemes = alternativesTo(plan).map((other) => {
      const next = taken(withPlan(opened, other, "en")).allocation;
      expect(validateStudyDocument({ ...protocol, allocation: next })).toMatchObject({ ok: true });
      expect(next).toMatchObject({ ratio: allocation.ratio, strata: allocation.strata });
      return next.scheme;
    });
    expect(schemes).toEqual(["simple", "minimization", "big_stick", "urn"]);
  });

  test("takes the ratio by arms and the factors by questions, whatever their order or name", () => {
    const state: DesignState = {
      ...opened,
      isBySite: false,
      blockSizes: "6",
      arms: opened.arms.map((arm, index) => ({ ...arm, name: "", ratio: String(index + 1) })).toReversed(),
      factors: [{ ...newFactor, name: "BMI" }, ...opened.factors.map((factor) => ({ ...factor, name: "Children" }))],
    };
    const { allocation: next, dropped } = taken(state);
    expect(next.ratio.map(({ weight }) => weight)).toEqual([1, 2]);
    expect(next.strata).toEqual(allocation.strata.filter(({ source }) => source === "item"));
    expect([next.blockSizes, dropped]).toEqual([[6], ["BMI"]]);
  });

  test("is not taken with an arm that the draft does not have, nor unreadable", () => {
    const three = { ...opened, blockSizes: "6", arms: [...opened.arms, newArm] };
    expect(triedAllocation(brought(three), allocation, "en").kind).toBe("other_arms");
    expect(triedAllocation(brought({ ...opened, participants: "" }), allocation, "en").kind).toBe("unreadable");
  });
});
