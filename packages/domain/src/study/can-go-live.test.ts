import { describe, expect, test } from "vitest";
import type { Protocol } from "../protocol/types.ts";
import { approvalsNeeded, canApprove, countingApprovals, goLiveObstacles, type Approval } from "./can-go-live.ts";

const allocation = {} as NonNullable<Protocol["allocation"]>;
const trial = { kind: "simulated", protocol: { allocation } } as const;
const oneGroup = { kind: "simulated", protocol: { allocation: null } } as const;
const approval = (account: string, change: Partial<Approval> = {}): Approval => ({
  account,
  protocolHash: "h1",
  publishedSeed: null,
  mayStill: true,
  ...change,
});
const codeOf = (result: ReturnType<typeof canApprove>) => (result.ok ? "accepted" : result.refusal.code);

test("two accounts where somebody is allocated, one otherwise", () => {
  expect(approvalsNeeded(trial.protocol)).toBe(2);
  expect(approvalsNeeded(oneGroup.protocol)).toBe(1);
});

test("an approval counts for its own document, while its account may approve", () => {
  const given = [approval("a"), approval("b", { protocolHash: "h0" }), approval("c", { mayStill: false })];
  expect(countingApprovals(given, "h1").map((one) => one.account)).toEqual(["a"]);
  expect(countingApprovals(given, "h2")).toEqual([]);
});

describe("approving", () => {
  test("the same account twice is refused, another one is not", () => {
    expect(codeOf(canApprove(trial, [approval("a")], { account: "a", publishedSeed: null }))).toBe("already_approved");
    expect(codeOf(canApprove(trial, [approval("a")], { account: "b", publishedSeed: null }))).toBe("accepted");
  });

  test("both name one seed, or both name none", () => {
    const [seed, other] = ["0".repeat(64), "1".repeat(64)];
    const first = [approval("a", { publishedSeed: seed })];
    expect(codeOf(canApprove(trial, first, { account: "b", publishedSeed: seed }))).toBe("accepted");
    expect(codeOf(canApprove(trial, first, { account: "b", publishedSeed: other }))).toBe("approval_seed_differs");
    expect(codeOf(canApprove(trial, first, { account: "b", publishedSeed: null }))).toBe("approval_seed_differs");
    expect(codeOf(canApprove(trial, [approval("a")], { account: "b", publishedSeed: seed }))).toBe(
      "approval_seed_differs",
    );
  });

  test("no seed where persons are treated, nor where nobody is allocated", () => {
    const request = { account: "a", publishedSeed: "0".repeat(64) };
    expect(codeOf(canApprove({ ...trial, kind: "live" }, [], request))).toBe("invalid_input");
    expect(codeOf(canApprove(oneGroup, [], request))).toBe("invalid_input");
    expect(codeOf(canApprove({ ...trial, kind: "test" }, [], request))).toBe("accepted");
  });
});

describe("what stands in the way", () => {
  const ethics = { approvedOn: "2026-01-01", expiresOn: "2026-12-31" } as NonNullable<Protocol["ethics"]>;
  const codes = (kind: "live" | "test", approved: Protocol["ethics"], today: string) =>
    goLiveObstacles({ kind, protocol: { ethics: approved } }, today).map((refusal) => refusal.code);

  test("a study of real persons needs an ethics approval that has begun and has not ended", () => {
    expect(codes("live", null, "2026-01-01")).toEqual(["ethics_missing"]);
    expect(codes("live", ethics, "2025-12-31")).toEqual(["ethics_not_yet"]);
    expect(codes("live", ethics, "2026-01-01")).toEqual([]);
    expect(codes("live", ethics, "2026-12-31")).toEqual([]);
    expect(codes("live", ethics, "2027-01-01")).toEqual(["ethics_expired"]);
  });

  test("others are asked for none", () => {
    expect(codes("test", null, "2026-01-01")).toEqual([]);
  });
});
