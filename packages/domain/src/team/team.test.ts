import { describe, expect, it } from "vitest";
import { canDelegate, isDelegated, teamGaps, type TeamMember } from "./team.ts";

const protocol = {
  forms: [{ performedBy: ["assessor" as const] }, { performedBy: ["provider" as const] }] as unknown as Parameters<
    typeof teamGaps
  >[0]["forms"],
  roles: [
    { role: "assessor" as const, responsibilities: { id: "Menilai", en: "Assesses" } },
    {
      role: "provider" as const,
      responsibilities: { id: "Memijat", en: "Gives massage" },
      training: { id: "Pelatihan pijat", en: "Massage course" },
    },
    { role: "statistician" as const, responsibilities: { id: "Menghitung", en: "Computes" } },
  ],
};
const member = (facts: Partial<TeamMember>): TeamMember => ({
  account: "a",
  roles: [],
  trained: [],
  tasks: [],
  ...facts,
});

describe("gaps of a team", () => {
  it("names roles that fill forms and have nobody, and no others", () => {
    expect(teamGaps(protocol, [])).toEqual([
      { code: "role_empty", role: "assessor" },
      { code: "role_empty", role: "provider" },
    ]);
  });

  it("asks for the training of the document and for a delegation in writing", () => {
    const team = [member({ roles: ["provider"] }), member({ account: "b", roles: ["assessor"], tasks: ["outcomes"] })];
    expect(teamGaps(protocol, team)).toEqual([
      { code: "training_missing", role: "provider", account: "a" },
      { code: "delegation_missing", role: "provider", account: "a" },
    ]);
    const whole = [
      member({ roles: ["provider"], trained: ["provider"], tasks: ["sessions"] }),
      member({ account: "b", roles: ["assessor"], tasks: ["outcomes"] }),
    ];
    expect(teamGaps(protocol, whole)).toEqual([]);
  });

  it("asks no paper of who delegates or computes", () => {
    const team = [
      member({ roles: ["investigator", "statistician"] }),
      member({ account: "b", roles: ["assessor"], tasks: ["outcomes"] }),
      member({ account: "c", roles: ["provider"], trained: ["provider"], tasks: ["sessions"] }),
    ];
    expect(teamGaps(protocol, team)).toEqual([]);
  });
});

describe("delegation", () => {
  it("is given to a role that may do the task, once for a place", () => {
    const nobody = canDelegate("sessions", { roles: ["assessor"], current: [] }, null);
    expect(nobody.ok ? null : nobody.refusal.code).toBe("delegation_role_missing");
    const to = { roles: ["provider" as const], current: [{ task: "sessions" as const, site: "melati" }] };
    expect(canDelegate("sessions", to, "mawar").ok).toBe(true);
    const again = canDelegate("sessions", to, "melati");
    expect(again.ok ? null : again.refusal.code).toBe("delegation_exists");
    const everywhere = canDelegate("sessions", { ...to, current: [{ task: "sessions", site: null }] }, "mawar");
    expect(everywhere.ok).toBe(false);
  });

  it("holds from its first to its last day", () => {
    const delegation = { from: "2026-03-01", endedOn: "2026-03-31" };
    expect(["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"].map((day) => isDelegated(delegation, day))).toEqual(
      [false, true, true, false],
    );
    expect(isDelegated({ from: "2026-03-01", endedOn: null }, "2030-01-01")).toBe(true);
  });
});
