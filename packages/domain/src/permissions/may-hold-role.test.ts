import { expect, test } from "vitest";
import { mayHoldRole } from "./may-hold-role.ts";

const kinds = ["live", "test", "practice", "simulated", "reconstructed"] as const;

test("who administers the platform holds no role among real persons, whatever else is invented", () => {
  const administrator = { username: "root", administrator: true };
  expect(mayHoldRole(administrator, "live")).toMatchObject({
    refusal: { code: "administrator_without_role", params: { username: "root" } },
  });
  expect(kinds.filter((kind) => mayHoldRole(administrator, kind).ok)).toEqual(kinds.slice(1));
  expect(kinds.every((kind) => mayHoldRole({ username: "ayu", administrator: false }, kind).ok)).toBe(true);
});
