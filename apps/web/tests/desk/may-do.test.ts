import { describe, expect, test } from "vitest";

import type { Role } from "@kendali/domain";

import { mayDo } from "../../features/desk/may-do.ts";

const everywhere = (...roles: Role[]) => ({ assignments: roles.map((role) => ({ role, site: null })) });
const at = (site: string, ...roles: Role[]) => ({ assignments: roles.map((role) => ({ role, site })) });

test("an act is offered to the roles of its policy and to nobody else", () => {
  expect(mayDo(everywhere("statistician"), "snapshot.freeze")).toBe(true);
  expect(mayDo(everywhere("investigator"), "snapshot.freeze")).toBe(false);
  expect(mayDo(everywhere("provider", "investigator"), "study.unblind")).toBe(true);
});

test("acts of the platform are no acts of a role", () => {
  expect(mayDo(everywhere("investigator"), "account.create")).toBe(false);
});

describe("to who works at one site", () => {
  const melati = at("melati", "investigator", "data_manager");

  test("no act on the whole study is offered, whatever else she is at every site", () => {
    for (const act of ["study.lock", "study.unblind", "study.amend", "study.goLive", "snapshot.download"] as const)
      expect(mayDo(melati, act), act).toBe(false);
    const mixed = { assignments: [...melati.assignments, { role: "coordinator" as const, site: null }] };
    expect(mayDo(mixed, "study.lock")).toBe(false);
    expect(mayDo(mixed, "participant.list")).toBe(true);
  });

  test("acts at a site are offered at that one", () => {
    expect(mayDo(melati, "amendment.setDate")).toBe(true);
    expect(mayDo(melati, "amendment.setDate", "melati")).toBe(true);
    expect(mayDo(melati, "amendment.setDate", "kenanga")).toBe(false);
    expect(mayDo(melati, "team.delegate", null)).toBe(false);
  });

  test("what belongs to every site is not hers to change", () => {
    expect(mayDo(melati, "team.recordTraining")).toBe(true);
    expect(mayDo(melati, "team.recordTraining", "melati")).toBe(true);
    expect(mayDo(melati, "team.recordTraining", "kenanga")).toBe(false);
    expect(mayDo(melati, "team.recordTraining", null)).toBe(false);
    expect(mayDo(everywhere("investigator"), "team.recordTraining", null)).toBe(true);
  });
});
