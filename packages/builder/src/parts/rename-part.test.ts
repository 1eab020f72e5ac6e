import type { Json } from "@kendali/domain";
import { inventedTrialProtocol } from "@kendali/fixtures";
import { validateStudyDocument } from "@kendali/randomization";
import { describe, expect, it } from "vitest";
import { applyShared } from "../edits/apply-shared.ts";
import { renamePart } from "./rename-part.ts";

describe("renaming a part", () => {
  it.each(["arms", "epochs", "sites"] as const)(
    "leaves a valid document whose %s nobody names by the old key",
    (list) => {
      const before = inventedTrialProtocol();
      const [member] = before[list];
      if (member === undefined) throw new Error("the trial has one");
      const after = applyShared(before as unknown as Json, renamePart(before, list, member.key, "renamed"));
      if (!after.ok) throw new Error("the edits do not fit");
      const valid = validateStudyDocument(after.value);
      expect(valid.ok ? valid.value[list].map(({ key }) => key) : valid.refusal).toContain("renamed");
    },
  );

  it("does nothing where there is no such part", () => {
    expect(renamePart(inventedTrialProtocol(), "arms", "nobody", "somebody")).toEqual([]);
  });
});
