import { describe, expect, test } from "vitest";
import { auditBlocks } from "./audit-blocks.ts";

const even = ["A", "B"].map((key) => ({ key, ratio: 1 }));
const audit = (text: string, blockSizes: readonly number[], mayStopInBlock = true) =>
  auditBlocks({ sequence: [...text], blockSizes, arms: even, mayStopInBlock });

describe("a list held against its blocks", () => {
  test("is as planned, also when recruitment stopped inside a block", () => {
    expect(audit("ABBABA", [4, 2])).toEqual([]);
    expect(audit("ABBABBA", [4, 4])).toEqual([]);
    expect(audit("AB", [4, 4])).toEqual([]);
    expect(audit("", [4])).toEqual([]);
  });

  test("names the arm that a whole block lacks", () => {
    expect(audit("AABA", [4])).toEqual([{ kind: "arm_lacking", block: 1, armKey: "B" }]);
    expect(audit("ABABBBBA", [4, 4])).toEqual([{ kind: "arm_lacking", block: 2, armKey: "A" }]);
  });

  test("names the arm that an unfinished block already has too often", () => {
    expect(audit("ABABAAA", [4, 4])).toEqual([{ kind: "arm_too_often", block: 2, armKey: "A" }]);
  });

  test("says when a block may not be unfinished", () => {
    expect(audit("ABABAB", [4, 4], false)).toEqual([
      { kind: "last_block_incomplete", block: 2, allocations: 2, size: 4 },
    ]);
  });

  test("names what was never planned", () => {
    expect(audit("ABABA", [4])).toEqual([{ kind: "more_than_planned", allocations: 5, planned: 4 }]);
    expect(audit("ABCB", [4])).toEqual([
      { kind: "arm_unknown", slot: 2, armKey: "C" },
      { kind: "arm_lacking", block: 1, armKey: "A" },
    ]);
    expect(audit("ABA", [3])).toEqual([{ kind: "size_does_not_hold_ratio", block: 1, size: 3, ratioSum: 2 }]);
  });
});
