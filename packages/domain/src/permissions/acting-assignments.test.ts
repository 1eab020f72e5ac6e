import fc from "fast-check";
import { expect, test } from "vitest";
import type { Role } from "../protocol/types.ts";
import { actingAssignments, sitesOf } from "./acting-assignments.ts";
import { policies, type ActScope, type Policy } from "./permissions.ts";

const roles: readonly Role[] = ["investigator", "coordinator", "provider", "assessor", "data_manager", "statistician"];
const sites = ["melati", "kenanga", "cempaka"] as const;
const scopes: readonly ActScope[] = ["study", "site", "records", "document"];
const anyHeld = fc.uniqueArray(fc.record({ role: fc.constantFrom(...roles), site: fc.constantFrom(null, ...sites) }), {
  maxLength: 6,
  selector: ({ role, site }) => `${role} ${site ?? ""}`,
});
const anyPolicy = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1 }),
  scope: fc.constantFrom(...scopes),
});

test("what a role does at some sites never reaches further than those", () => {
  fc.assert(
    fc.property(anyPolicy, anyHeld, fc.constantFrom(null, ...sites), (policy, held, site) => {
      const allowing = held.filter(({ role }) => policy.roles.includes(role));
      const answer = actingAssignments(policy, held, site);
      const isWhole = allowing.some((one) => one.site === null);
      const concernsAll = policy.scope === "study" || (policy.scope === "site" && site === null);
      const isElsewhere = policy.scope === "site" && !allowing.some((one) => one.site === null || one.site === site);
      const expected =
        allowing.length === 0
          ? "not_allowed"
          : concernsAll && !isWhole
            ? "needs_every_site"
            : isElsewhere
              ? "not_found"
              : "accepted";
      expect(answer.ok ? "accepted" : answer.refusal.code).toBe(expected);
      if (!answer.ok) return;
      // Never by a role that does not allow it, and at no site where no allowing role holds.
      for (const one of answer.value) expect(allowing).toContain(one);
      const reached = sitesOf(answer.value);
      if (reached === null) expect(isWhole).toBe(true);
      else for (const one of reached) expect(allowing.some((role) => role.site === one)).toBe(true);
    }),
    { numRuns: 5000, seed: 6 },
  );
});

test("taking a role or a site away never allows more", () => {
  fc.assert(
    fc.property(anyPolicy, anyHeld, fc.constantFrom(null, ...sites), fc.nat(), (policy, held, site, which) => {
      if (held.length === 0) return;
      const fewer = held.toSpliced(which % held.length, 1);
      if (actingAssignments(policy, fewer, site).ok) expect(actingAssignments(policy, held, site).ok).toBe(true);
    }),
    { numRuns: 2000, seed: 7 },
  );
});

test("every act in a study says how far it reaches, and those that end or open a whole study reach all of it", () => {
  const stated: readonly [string, Policy][] = Object.entries(policies);
  for (const [key, policy] of stated) if (typeof policy === "object") expect(scopes, key).toContain(policy.scope);
  const whole = stated.flatMap(([key, policy]) =>
    typeof policy === "object" && policy.scope === "study" ? [key] : [],
  );
  expect(whole).toEqual([
    "study.goLive",
    "study.withdrawApproval",
    "study.signFindings",
    "study.amend",
    "amendment.preview",
    "amendment.captured",
    "study.lock",
    "study.unblind",
    "protocolDraft.pilotStatistics",
    "allocation.reveal",
    "allocation.bundle",
    "snapshot.list",
    "snapshot.freeze",
    "snapshot.download",
    "analysis.run",
  ]);
});
