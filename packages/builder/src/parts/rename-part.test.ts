import type { Json, Protocol } from "@kendali/domain";
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
      const renamed = after.value as unknown as Protocol;
      expect(renamed[list].map(({ key }) => key)).toContain("renamed");
      // The invented trial leaves texts blank; a name that led nowhere would be one problem more.
      expect(countOf(renamed)).toBe(countOf(before));
    },
  );

  it("does nothing where there is no such part", () => {
    expect(renamePart(inventedTrialProtocol(), "arms", "nobody", "somebody")).toEqual([]);
  });
});

function countOf(protocol: Protocol): unknown {
  const valid = validateStudyDocument(protocol);
  return valid.ok ? 0 : valid.refusal.params["count"];
}
