import { describe, expect, it } from "vitest";
import { trial } from "../participant/participant.fixture.ts";
import type { BlindingLevel } from "../protocol/types.ts";
import type { Result } from "../result.ts";
import {
  canDecideMaskingChange,
  canHoldLevel,
  canRequestMaskingChange,
  leastLevel,
  lesserLevels,
} from "./masking-change.ts";
import { canUnmask } from "./unmasking.ts";

const study = { protocol: trial, isUnblinded: false };
const oneGroup = { protocol: { ...trial, allocation: null }, isUnblinded: false };
const codeOf = (result: Result<unknown>): string => (result.ok ? "accepted" : result.refusal.code);
const levels: readonly BlindingLevel[] = ["blind", "own_act", "none"];

describe("a change of masking", () => {
  const ask = (from: BlindingLevel, to: BlindingLevel, changes: object = {}) =>
    codeOf(
      canRequestMaskingChange(study, {
        assignment: { account: "dewi", level: from },
        level: to,
        requester: "ayu",
        hasOpenRequest: false,
        ...changes,
      }),
    );

  it("only ever keeps less from a person", () => {
    for (const from of levels)
      for (const to of levels)
        expect(ask(from, to), `${from} to ${to}`).toBe(
          levels.indexOf(to) > levels.indexOf(from) ? "accepted" : "masking_one_way",
        );
    expect(levels.map(lesserLevels)).toEqual([["own_act", "none"], ["none"], []]);
  });

  it("is asked by somebody else, once, and only where something is masked", () => {
    expect(ask("blind", "none", { requester: "dewi" })).toBe("masking_own_assignment");
    expect(ask("blind", "none", { hasOpenRequest: true })).toBe("masking_request_open");
    const request = { assignment: { account: "dewi", level: "blind" }, level: "none", requester: "ayu" } as const;
    expect(codeOf(canRequestMaskingChange(oneGroup, { ...request, hasOpenRequest: false }))).toBe(
      "allocation_not_in_design",
    );
    expect(
      codeOf(canRequestMaskingChange({ ...study, isUnblinded: true }, { ...request, hasOpenRequest: false })),
    ).toBe("already_unblinded");
  });

  const decide = (decider: string, decision: "approve" | "decline", changes: object = {}) =>
    codeOf(
      canDecideMaskingChange(study, {
        request: { account: "dewi", requestedBy: "ayu", level: "none", isDecided: false },
        current: "blind",
        decider,
        decision,
        ...changes,
      }),
    );

  it("is decided by a third person", () => {
    for (const decision of ["approve", "decline"] as const) {
      expect(decide("ayu", decision)).toBe("second_person_needed");
      expect(decide("dewi", decision)).toBe("masking_own_assignment");
      expect(decide("bagus", decision)).toBe("accepted");
    }
  });

  it("whose assignment has ended or moved on can only be declined", () => {
    expect(decide("bagus", "approve", { current: null })).toBe("masking_assignment_ended");
    expect(decide("bagus", "approve", { current: "none" })).toBe("masking_one_way");
    expect(decide("bagus", "decline", { current: null })).toBe("accepted");
  });
});

describe("a role given later", () => {
  const give = (level: BlindingLevel, standing: BlindingLevel[], earlier: BlindingLevel[] = [], hasUnmasked = false) =>
    codeOf(canHoldLevel(study, { level, everHeld: [...standing, ...earlier], hasUnmasked }));

  it("is never a masked one after the account saw arms, also in a role it gave back", () => {
    expect(give("blind", [])).toBe("accepted");
    expect(give("blind", ["blind"])).toBe("accepted");
    expect(give("blind", ["none"])).toBe("account_unmasked");
    expect(give("blind", [], ["own_act"])).toBe("account_unmasked");
    expect(give("blind", ["blind"], ["none"])).toBe("account_unmasked");
    expect(give("blind", ["blind"], [], true)).toBe("account_unmasked");
  });

  it("does not unmask in passing who is masked", () => {
    expect(give("none", ["blind"])).toBe("account_masked");
    expect(give("own_act", ["blind"])).toBe("account_masked");
    expect(give("none", [], ["blind"])).toBe("account_masked");
    expect(give("none", [])).toBe("accepted");
    expect(give("none", ["own_act"])).toBe("accepted");
    expect(give("own_act", ["none"])).toBe("accepted");
  });

  it("is anybody's where nothing is masked", () => {
    const request = { level: "blind", everHeld: ["none"], hasUnmasked: false } as const;
    expect(codeOf(canHoldLevel(oneGroup, request))).toBe("accepted");
  });
});

it("the least of several levels is what a person knows", () => {
  expect(leastLevel([])).toBe("blind");
  expect(leastLevel(["blind", "own_act"])).toBe("own_act");
  expect(leastLevel(["own_act", "none", "blind"])).toBe("none");
});

it("only an allocated participant is unmasked, and only to who is masked", () => {
  const ask = (changes: object) =>
    codeOf(canUnmask({ ...study, seesEveryArm: false, allocatedOn: "2026-03-02", ...changes }));
  expect(ask({})).toBe("accepted");
  expect(ask({ allocatedOn: null })).toBe("not_allocated");
  expect(ask({ seesEveryArm: true })).toBe("not_masked");
  expect(ask({ isUnblinded: true })).toBe("already_unblinded");
});
