import { expect, test } from "vitest";

import { mayDo } from "../../features/desk/may-do.ts";

test("an act is offered to the roles of its policy and to nobody else", () => {
  expect(mayDo(["statistician"], "snapshot.freeze")).toBe(true);
  expect(mayDo(["investigator"], "snapshot.freeze")).toBe(false);
  expect(mayDo(["provider", "investigator"], "study.unblind")).toBe(true);
});

test("acts of the platform are no acts of a role", () => {
  expect(mayDo(["investigator"], "account.create")).toBe(false);
});
