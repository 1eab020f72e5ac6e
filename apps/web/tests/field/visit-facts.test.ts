import type { EntryView } from "@kendali/api";
import { expect, test } from "vitest";

import { initialFacts, judgeFacts } from "../../features/field/entry/visit-facts.ts";

const window = { from: "2026-11-20", to: "2026-11-22" };

function viewOf(today: string, kind: EntryView["schedule"]["kind"] = "outcome", change: Partial<EntryView> = {}) {
  return {
    visit: "day_8",
    context: { kind: "live", values: {}, today },
    schedule: { kind, window },
    performedOn: null,
    performedBy: null,
    outOfWindowReason: null,
    performers: [
      { id: "me", displayName: "Dewi" },
      { id: "other", displayName: "Lina" },
    ],
    ...change,
  } as unknown as EntryView;
}

test("a visit is dated today only while its window is open, and by who types when it is her work", () => {
  expect(initialFacts(viewOf("2026-11-22"), "me")).toMatchObject({ performedOn: "2026-11-22", performedBy: "me" });
  expect(initialFacts(viewOf("2026-11-25"), "me").performedOn).toBe("");
  expect(initialFacts(viewOf("2026-11-22"), "somebody").performedBy).toBe("");
});

test.each([
  ["2026-11-21", "outcome", []],
  ["", "outcome", ["performedOn"]],
  ["2026-11-19", "outcome", ["performedOn"]],
  ["2026-11-26", "outcome", ["performedOn"]],
  ["2026-11-24", "outcome", ["outOfWindowReason"]],
  ["2026-11-24", "intervention_session", ["performedOn"]],
] as const)("performed on %j, a visit of the kind %s lacks %j", (performedOn, kind, lacking) => {
  const view = viewOf("2026-11-25", kind);
  const facts = { ...initialFacts(view, "me"), performedOn };
  const problems = judgeFacts({ view, facts, baseRevision: 0, today: "2026-11-25" });
  expect(problems.map((problem) => problem.fact)).toEqual(lacking);
});

test("changing what is stored takes a reason", () => {
  const view = viewOf("2026-11-22");
  const facts = initialFacts(view, "me");
  const request = { view, facts, baseRevision: 2, today: "2026-11-22" };
  expect(judgeFacts(request).map((problem) => problem.fact)).toEqual(["changeReason"]);
  expect(judgeFacts({ ...request, facts: { ...facts, changeReason: "Salah baca" } })).toEqual([]);
});

test("a form that was opened before midnight takes the new day's date after it, and not before", () => {
  const view = viewOf("2026-11-21");
  const facts = { ...initialFacts(view, "me"), performedOn: "2026-11-22" };
  const problemsOn = (today: string) => judgeFacts({ view, facts, baseRevision: 0, today });
  expect(problemsOn("2026-11-21").map((problem) => problem.fact)).toEqual(["performedOn"]);
  expect(problemsOn("2026-11-22")).toEqual([]);
});
