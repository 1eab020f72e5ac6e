import {
  applyJsonChanges,
  canonicalJson,
  deriveSchedule,
  isArmSpecific,
  type Json,
  type Protocol,
} from "@kendali/domain";
import { validateStudyDocument } from "@kendali/randomization";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyEdits,
  assessmentGrid,
  cellArms,
  cellOf,
  changeVisits,
  columnLabel,
  columnOfVisit,
  copyColumn,
  type Edit,
  lintDraft,
  moveToColumn,
  partReferences,
  planAtColumn,
  readDraft,
  redo,
  removeVisits,
  renameColumn,
  setCellArms,
  setColumnArms,
  shiftVisits,
  startSession,
  undo,
  unplanForm,
} from "../src/index.ts";
import { referencePilot, referenceTrial } from "./reference-studies.ts";

const [massage, usual] = ["oxytocin_massage", "usual_care"];

function apply(protocol: Protocol, edits: readonly Edit[]): Protocol {
  const applied = applyJsonChanges(protocol as unknown as Json, edits);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return applied.value as unknown as Protocol;
}

/** The reference trial with a third arm. */
function threeArms(): Protocol {
  const trial = referenceTrial();
  const [treated] = trial.arms;
  if (treated === undefined || trial.allocation === null) throw new Error("no arms");
  const label = { id: "Penyuluhan", en: "Education" };
  return {
    ...trial,
    arms: [...trial.arms, { ...treated, key: "education", label, interventions: ["usual_care"] }],
    allocation: {
      ...trial.allocation,
      ratio: [...trial.allocation.ratio, { arm: "education", weight: 1 }],
      blockSizes: [6, 9],
    },
    sampleSize: { ...trial.sampleSize, target: trial.sampleSize.target * 2 },
  };
}

function setArms(
  protocol: Protocol,
  visit: string,
  form: string,
  arms: readonly string[],
  base: Protocol | null = null,
) {
  const act = setCellArms(protocol, { visit, form, arms }, base);
  if (!act.ok) throw new Error(`${act.code} at ${act.visit}`);
  return { ...act, after: apply(protocol, act.edits) };
}

const problemsOf = (protocol: Protocol): readonly { code: string; path: string }[] => {
  const valid = validateStudyDocument(protocol);
  return valid.ok ? [] : (valid.refusal.problems ?? []);
};

/** What is planned, as a participant meets it: which form, for which arm, at which moment. */
function plannedIn(protocol: Protocol): ReadonlySet<string> {
  return new Set(
    protocol.visits.flatMap((visit) =>
      protocol.arms
        .filter(({ key }) => visit.arms?.includes(key) ?? true)
        .flatMap((arm) => visit.forms.map(({ form }) => cellName(visit, form, arm.key))),
    ),
  );
}

function cellName(visit: Protocol["visits"][number], form: string, arm: string): string {
  const { kind, anchor, epoch, day, window, timeOfDay } = visit;
  return JSON.stringify([form, arm, kind, anchor, epoch, day, window.before, window.after, timeOfDay ?? null]);
}

describe("a form for some arms", () => {
  it("stands at a visit of its own beside the first, which keeps the others", () => {
    const trial = referenceTrial();
    const { after, visit, effects } = setArms(trial, "day_14", "feeding", [massage]);
    const [first, sibling] = columnOfVisit(after, "day_14")?.visits ?? [];
    expect(first?.forms.map(({ form }) => form)).toEqual(["milk_volume", "lactation"]);
    expect(first?.arms).toBeUndefined();
    expect(sibling).toMatchObject({
      key: "day_14_arm",
      arms: [massage],
      forms: [{ form: "feeding", required: true }],
      label: { id: "Hari ke-14, Pijat oksitosin", en: "Day 14, Oxytocin massage" },
    });
    expect(visit).toBe("day_14_arm");
    expect(after.visits.map(({ key }) => key).indexOf("day_14_arm")).toBe(
      after.visits.findIndex(({ key }) => key === "day_14") + 1,
    );
    expect(effects.mustReveal).toBe(false);
    expect(effects.partOutcomes).toEqual([]);
    expect(problemsOf(after)).toEqual([]);
  });

  it("is drawn in one column, with its own arms, and the column has one name", () => {
    const { after } = setArms(referenceTrial(), "day_14", "feeding", [massage]);
    const grid = assessmentGrid(after);
    expect(grid.columns).toHaveLength(assessmentGrid(referenceTrial()).columns.length);
    const column = columnOfVisit(after, "day_14_arm");
    expect(column).toMatchObject({ key: "day_14", isRun: false });
    expect(columnLabel(column?.visits ?? [], "en")).toBe("Day 14");
    const rows = grid.groups.flatMap(({ rows: some }) => some);
    const cell = (form: string) => {
      const row = rows.find(({ key }) => key === `form:${form}`);
      if (row === undefined || column === null) throw new Error("no such cell");
      const { planned, arms } = cellOf(after, row, column);
      return [planned, ...arms.map(({ key }) => key)];
    };
    expect(cell("feeding")).toEqual(["all", massage]);
    expect(cell("milk_volume")).toEqual(["all", massage, usual]);
    expect(cell("blood")).toEqual(["none"]);
  });

  it("is given to participants of that arm, and a masked person is not told of it", () => {
    const { after } = setArms(referenceTrial(), "day_14", "feeding", [massage]);
    const formsOf = (arm: string | null): readonly string[] =>
      deriveSchedule({
        protocol: after,
        enrolledOn: "2026-03-01",
        allocatedOn: "2026-03-02",
        deliveredOn: "2026-03-01",
        arm,
        today: "2026-03-15",
        recorded: [],
        ends: [],
      })
        .filter(({ studyDay }) => studyDay === 14)
        .flatMap(({ visit }) => after.visits.find(({ key }) => key === visit)?.forms ?? [])
        .map(({ form }) => form);
    expect(formsOf(massage ?? "")).toEqual(["milk_volume", "lactation", "feeding"]);
    expect(formsOf(usual ?? "")).toEqual(["milk_volume", "lactation"]);
    expect(formsOf(null)).toEqual(["milk_volume", "lactation"]);
  });

  it("becomes everybody's again without a trace", () => {
    const trial = referenceTrial();
    const split = setArms(trial, "day_14", "feeding", [massage]).after;
    const other = setArms(split, "day_14", "feeding", [usual]).after;
    expect(columnOfVisit(other, "day_14")?.visits.map(({ key, label }) => [key, label.en])).toEqual([
      ["day_14", "Day 14"],
      ["day_14_arm", "Day 14, Usual care"],
    ]);
    expect(canonicalJson(setArms(other, "day_14_arm", "feeding", [massage, usual]).after)).toBe(canonicalJson(trial));
  });

  it("joins the forms that are for the same arms, and each set of three arms has one visit", () => {
    const start = threeArms();
    expect(problemsOf(start)).toEqual([]);
    const one = setArms(start, "day_14", "feeding", [massage]).after;
    const two = setArms(one, "day_14", "lactation", ["education", massage]).after;
    expect(columnOfVisit(two, "day_14")?.visits.map(({ arms }) => arms ?? "all")).toEqual([
      "all",
      [massage],
      [massage, "education"],
    ]);
    const joined = setArms(two, "day_14", "feeding", [massage, "education"]).after;
    expect(columnOfVisit(joined, "day_14")?.visits.map(({ key, arms, forms }) => [key, arms, forms.length])).toEqual([
      ["day_14", undefined, 1],
      ["day_14_arm_2", [massage, "education"], 2],
    ]);
    const label = columnOfVisit(joined, "day_14")?.visits[1]?.label;
    expect(label).toEqual({
      id: "Hari ke-14, Pijat oksitosin dan Penyuluhan",
      en: "Day 14, Oxytocin massage and Education",
    });
    expect(problemsOf(joined)).toEqual([]);
  });

  it("takes along what names the visit about it, and tells what is about other forms too", () => {
    const trial = referenceTrial();
    const { after, effects } = setArms(trial, "day_8", "milk_volume", [massage]);
    const naming = (protocol: Protocol, visit: string) =>
      partReferences(protocol, "visit", visit).map(({ path }) => path);
    const outcomes = trial.outcomes.filter(({ item }) =>
      trial.forms
        .find(({ key }) => key === "milk_volume")
        ?.sections.some(({ items }) => items.some(({ key }) => key === item)),
    );
    expect(outcomes.length).toBeGreaterThan(0);
    for (const { key } of outcomes) {
      const outcome = after.outcomes.find((one) => one.key === key);
      expect(outcome?.timePoints).toContain("day_8_arm");
      expect(outcome?.timePoints).not.toContain("day_8");
      expect(outcome?.baselineVisit).toBe("pretest");
    }
    expect(naming(after, "day_8_arm")).toEqual(
      expect.arrayContaining(["estimands/volume_day_8/timePoint", "analysisPlan/analyses/volume_day_8/timePoint"]),
    );
    expect(naming(after, "day_8")).toContain("analysisPlan/analyses/prolactin_day_8/timePoint");
    expect(effects.partOutcomes).toEqual(outcomes.map(({ key }) => key));
    expect(effects.maskedFillers).toEqual(["assessor"]);
    expect(problemsOf(after)).toEqual([]);
    const back = setArms(after, "day_8", "milk_volume", [massage, usual]).after;
    expect(canonicalJson(back)).toBe(canonicalJson(trial));
  });

  it("says that it has to tell the arm once no visit of everybody has it; the mend of that finding is enough", () => {
    const trial = referenceTrial();
    const { after, effects } = setArms(trial, "day_8", "blinding_check", [massage]);
    expect(effects.mustReveal).toBe(true);
    const found = lintDraft(after, { today: "2026-11-22" }).filter(({ code }) => code === "form_must_reveal_arm");
    expect(found.map(({ mend }) => mend)).toEqual([{ page: "forms", path: "forms/blinding_check/revealsArm" }]);
    const mended: Protocol = {
      ...after,
      forms: after.forms.map((form) => (form.key === "blinding_check" ? { ...form, revealsArm: true } : form)),
    };
    expect(problemsOf(mended)).toEqual([]);
  });

  it("tells which forms of that day take its answers and are asked before it now", () => {
    const trial = referenceTrial();
    const judged = trial.forms.find(({ key }) => key === "lactation")?.sections.flatMap(({ items }) => items);
    const asked = judged?.find(({ type }) => type === "choice")?.key ?? "";
    const reading: Protocol = {
      ...trial,
      forms: trial.forms.map((form) =>
        form.key !== "milk_volume"
          ? form
          : {
              ...form,
              sections: form.sections.map((section) => ({
                ...section,
                items: section.items.map((item, place) => (place === 0 ? { ...item, relevant: `${asked} > 0` } : item)),
              })),
            },
      ),
    };
    expect(setArms(reading, "day_14", "lactation", [massage]).effects.readers).toEqual(["milk_volume"]);
    expect(setArms(trial, "day_14", "lactation", [massage]).effects.readers).toEqual([]);
  });

  it("of a visit that has no other form needs no second visit", () => {
    const trial = referenceTrial();
    const alone = apply(
      trial,
      ["milk_volume", "lactation"].reduce<readonly Edit[]>(
        (edits, form) => [...edits, ...planAtColumn(apply(trial, edits), { visit: "day_14", form, base: null }, false)],
        [],
      ),
    );
    const { after } = setArms(alone, "day_14", "feeding", [massage]);
    expect(columnOfVisit(after, "day_14")?.visits).toHaveLength(1);
    expect(after.visits.find(({ key }) => key === "day_14")).toMatchObject({
      arms: [massage],
      label: { en: "Day 14" },
    });
  });
});

describe("what cannot be for some arms only", () => {
  const codeOf = (
    protocol: Protocol,
    visit: string,
    form: string,
    arms: readonly string[],
    base: Protocol | null = null,
  ) => {
    const act = setCellArms(protocol, { visit, form, arms }, base);
    return act.ok ? "ok" : act.code;
  };
  it("is said by what stands in the way", () => {
    const trial = referenceTrial();
    expect(codeOf(referencePilot(), "posttest", "milk_volume", [])).toBe("one_arm");
    expect(codeOf(trial, "day_14", "feeding", [])).toBe("no_arm_left");
    expect(codeOf(trial, "pretest", "blood", [massage ?? ""])).toBe("before_allocation");
    expect(codeOf(trial, "session_3", "massage_session", [usual ?? ""])).toBe("sessions");
    expect(codeOf(trial, "pretest", "feeding", [massage ?? "", usual ?? ""])).toBe("ok");
  });

  it("of the published version of a running study is a visit's arms, its last form, and what a form tells", () => {
    const trial = referenceTrial();
    expect(codeOf(trial, "day_14", "feeding", [massage ?? ""], trial)).toBe("ok");
    expect(codeOf(trial, "day_8", "blinding_check", [massage ?? ""], trial)).toBe("published_form");
    const lone: Protocol = {
      ...trial,
      visits: trial.visits.map((visit) =>
        visit.key === "day_28" ? { ...visit, forms: visit.forms.filter(({ form }) => form === "feeding") } : visit,
      ),
    };
    expect(codeOf(lone, "day_28", "feeding", [massage ?? ""], lone)).toBe("published_visit");
    const split = setArms(trial, "day_14", "feeding", [massage ?? ""]).after;
    expect(codeOf(split, "day_14", "feeding", [massage ?? "", usual ?? ""], split)).toBe("published_visit");
    const whole = setColumnArms(trial, { visit: "day_28", arms: [massage ?? ""] }, trial);
    expect(whole).toMatchObject({ ok: false, code: "published_visit" });
  });
});

describe("acts on a column with siblings", () => {
  const split = () => setArms(referenceTrial(), "day_14", "feeding", ["oxytocin_massage"]).after;
  const keysAt = (protocol: Protocol, visit: string) => columnOfVisit(protocol, visit)?.visits.map(({ key }) => key);

  it("keep them together: day, window, place, name, copy and removal", () => {
    const start = split();
    const both = keysAt(start, "day_14") ?? [];
    const later = apply(
      start,
      changeVisits(start, both, (visit) => ({ ...visit, day: 16, window: { before: 1, after: 1 } })),
    );
    expect(keysAt(later, "day_14")).toEqual(both);
    const shifted = apply(later, shiftVisits(later, both, ["day_28"], "later"));
    expect(keysAt(shifted, "day_14")).toEqual(both);
    expect(shifted.visits.map(({ key }) => key).slice(-4)).toEqual(["day_28", ...both, "day_42"]);
    const renamed = apply(start, renameColumn(start, "day_14_arm", "en", "Week 2"));
    expect(columnOfVisit(renamed, "day_14")?.visits.map(({ label }) => label.en)).toEqual([
      "Week 2",
      "Week 2, Oxytocin massage",
    ]);
    const blank = apply(start, renameColumn(start, "day_14", "en", ""));
    expect(apply(blank, renameColumn(blank, "day_14", "en", "Day 14"))).toEqual(start);
    const copy = copyColumn(start, "day_14", 1);
    const copied = apply(start, copy?.edits ?? []);
    expect(keysAt(copied, "day_14")).toEqual(both);
    expect(keysAt(copied, copy?.key ?? "")).toEqual(["day_14_2", "day_14_arm_2"]);
    expect(apply(start, removeVisits(start, both)).visits.some(({ day }) => day === 14)).toBe(false);
  });

  it("plan for everybody, take out of both, and move what is for one arm as such", () => {
    const start = split();
    const planned = apply(start, planAtColumn(start, { visit: "day_14_arm", form: "blood", base: null }, true));
    expect(planned.visits.find(({ forms }) => forms.some(({ form }) => form === "blood"))?.key).toBe("pretest");
    expect(cellArms(planned, columnOfVisit(planned, "day_14") ?? { visits: [] }, "blood")).toEqual([massage, usual]);
    const taken = apply(start, planAtColumn(start, { visit: "day_14", form: "feeding", base: null }, false));
    expect(keysAt(taken, "day_14")).toEqual(["day_14"]);
    const moved = apply(start, moveToColumn(start, { visit: "day_14", form: "feeding", base: null }, "day_8"));
    // It stands there already, for everybody: that stays.
    expect(cellArms(moved, columnOfVisit(moved, "day_8") ?? { visits: [] }, "feeding")).toEqual([massage, usual]);
    const blood = setArms(start, "day_8", "blood", [usual ?? ""]).after;
    const away = apply(blood, moveToColumn(blood, { visit: "day_8", form: "blood", base: null }, "day_28"));
    expect(cellArms(away, columnOfVisit(away, "day_28") ?? { visits: [] }, "blood")).toEqual([usual]);
    expect(keysAt(away, "day_8")).toEqual(["day_8"]);
    const none = apply(start, unplanForm(start, "feeding", null));
    expect(none.visits.some(({ forms }) => forms.some(({ form }) => form === "feeding"))).toBe(false);
    expect(keysAt(none, "day_14")).toEqual(["day_14"]);
  });

  it("make one visit of them when the whole of it gets other arms", () => {
    const act = setColumnArms(split(), { visit: "day_14_arm", arms: [usual ?? ""] }, null);
    const after = act.ok ? apply(split(), act.edits) : split();
    expect(columnOfVisit(after, "day_14")?.visits).toMatchObject([{ key: "day_14", arms: [usual] }]);
    expect(after.visits.find(({ key }) => key === "day_14")?.forms.map(({ form }) => form)).toEqual([
      "milk_volume",
      "lactation",
      "feeding",
    ]);
  });

  it("leave visits of one moment alone that are for the same arms", () => {
    const start = referenceTrial();
    const [first] = start.visits.filter(({ key }) => key === "day_14");
    if (first === undefined) throw new Error("no such visit");
    const twice = { ...start, visits: [...start.visits, { ...first, key: "phone" }] };
    expect(keysAt(twice, "phone")).toEqual(["phone"]);
  });
});

type Act = {
  readonly name: "cell" | "column" | "plan" | "move";
  readonly form: number;
  readonly at: number;
  readonly to: number;
  readonly arms: number;
};
const act: fc.Arbitrary<Act> = fc.record({
  name: fc.constantFrom("cell", "cell", "cell", "column", "plan", "move"),
  form: fc.nat(50),
  at: fc.nat(50),
  to: fc.nat(50),
  arms: fc.integer({ min: 0, max: 7 }),
});

const starts = fc.constantFrom(referenceTrial, threeArms);

/** What an act asks for, with the edits it makes: which cells are planned after it. */
function editsOf(
  protocol: Protocol,
  one: Act,
  base: Protocol | null,
): { edits: readonly Edit[]; asked: ReadonlySet<string> | null } {
  const form = protocol.forms[one.form % protocol.forms.length]?.key ?? "";
  const visit = protocol.visits[one.at % protocol.visits.length]?.key ?? "";
  const to = protocol.visits[one.to % protocol.visits.length]?.key ?? "";
  const arms = protocol.arms.filter((_, place) => (one.arms & (1 << place)) !== 0).map(({ key }) => key);
  const column = columnOfVisit(protocol, visit);
  if (column === null) throw new Error("no column");
  const moment = column.visits[0];
  if (one.name === "plan") {
    const isPlanned = cellArms(protocol, column, form).length === 0;
    return { edits: planAtColumn(protocol, { visit, form, base }, isPlanned), asked: null };
  }
  if (one.name === "move") return { edits: moveToColumn(protocol, { visit, form, base }, to), asked: null };
  const done =
    one.name === "cell"
      ? setCellArms(protocol, { visit, form, arms }, base)
      : setColumnArms(protocol, { visit, arms }, base);
  if (!done.ok) return { edits: [], asked: plannedIn(protocol) };
  const forms = one.name === "cell" ? [form] : column.visits.flatMap((own) => own.forms.map((planned) => planned.form));
  const moments = column.isRun ? column.visits : moment === undefined ? [] : [moment];
  const cells = (of: readonly string[]): readonly string[] =>
    moments.flatMap((own) => forms.flatMap((key) => of.map((arm) => cellName(own, key, arm))));
  const others = [...plannedIn(protocol)].filter((cell) => !cells(protocol.arms.map(({ key }) => key)).includes(cell));
  return { edits: done.edits, asked: new Set([...others, ...cells(arms)]) };
}

const namesOfVisits = (protocol: Protocol): readonly string[] => [
  ...protocol.outcomes.flatMap(({ baselineVisit, timePoints }) => [
    ...timePoints,
    ...(baselineVisit === null ? [] : [baselineVisit]),
  ]),
  ...protocol.estimands.map(({ timePoint }) => timePoint),
  ...protocol.analysisPlan.analyses.flatMap(({ timePoint, visit }) =>
    [timePoint, visit].filter((key) => key !== undefined),
  ),
  ...(protocol.allocation === null ? [] : [protocol.allocation.afterVisit]),
];

describe("any sequence of acts on cells", () => {
  it("changes what is planned by just what was asked, dangles nothing, and gives a valid document or listed problems", () => {
    fc.assert(
      fc.property(starts, fc.array(act, { minLength: 1, maxLength: 8 }), (start, acts) => {
        let protocol = start();
        for (const one of acts) {
          const { edits, asked } = editsOf(protocol, one, null);
          protocol = apply(protocol, edits);
          if (asked !== null) expect([...plannedIn(protocol)].toSorted()).toEqual([...asked].toSorted());
          const visits = new Set(protocol.visits.map(({ key }) => key));
          expect(visits.size).toBe(protocol.visits.length);
          expect(namesOfVisits(protocol).filter((key) => !visits.has(key))).toEqual([]);
          expect(protocol.allocation?.afterVisit).toBe("pretest");
        }
        expect(readDraft(protocol).ok).toBe(true);
        const open = problemsOf(protocol).map(({ code }) => code);
        expect(open.filter((code) => !expected.has(code))).toEqual([]);
        if (open.length > 0) {
          const must = lintDraft(protocol, { today: "2026-11-22" }).filter(({ severity }) => severity === "must");
          expect(must.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("never takes arms, name or day from a published visit, and lets no form of everybody come to tell the arm", () => {
    fc.assert(
      fc.property(starts, fc.array(act, { minLength: 1, maxLength: 6 }), (start, acts) => {
        const base = start();
        let protocol = start();
        for (const one of acts.filter(({ name }) => name === "cell" || name === "column"))
          protocol = apply(protocol, editsOf(protocol, one, base).edits);
        for (const visit of base.visits) {
          const now = protocol.visits.find(({ key }) => key === visit.key);
          expect(now).toMatchObject({ label: visit.label, day: visit.day });
          expect(now?.arms).toEqual(visit.arms);
          expect(now?.forms.length).toBeGreaterThan(0);
        }
        for (const form of base.forms.filter(({ revealsArm, purpose }) => !revealsArm && purpose !== "intervention")) {
          const shared = (of: Protocol) =>
            of.visits.some((visit) => visit.forms.some((own) => own.form === form.key) && !isArmSpecific(of, visit));
          expect(shared(protocol)).toBe(shared(base));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("is undone and done again to the canonical byte, one step each", () => {
    fc.assert(
      fc.property(starts, fc.array(act, { minLength: 1, maxLength: 6 }), (start, acts) => {
        const first = start() as unknown as Json;
        let session = startSession(first);
        for (const one of acts) {
          const { edits } = editsOf(session.document as unknown as Protocol, one, null);
          if (edits.length === 0) continue;
          const steps = session.done.length;
          const next = applyEdits(session, edits);
          if (!next.ok) throw new Error(JSON.stringify(next.refusal));
          session = next.value;
          expect(session.done).toHaveLength(steps + 1);
        }
        const last = canonicalJson(session.document);
        const walk = (step: typeof undo, rest: () => boolean) => {
          while (rest()) {
            const next = step(session);
            if (!next.ok) throw new Error(JSON.stringify(next.refusal));
            session = next.value;
          }
        };
        walk(undo, () => session.done.length > 0);
        expect(canonicalJson(session.document)).toBe(canonicalJson(first));
        walk(redo, () => session.undone.length > 0);
        expect(canonicalJson(session.document)).toBe(last);
      }),
      { numRuns: 30 },
    );
  });
});

/** What may be open after such acts, each a finding with a mend; anything else is a fault of the act. */
const expected: ReadonlySet<string> = new Set([
  "form_must_reveal_arm",
  "form_not_scheduled",
  "outcome_item_not_measured",
  "session_count_mismatch",
  "visit_windows_overlap",
  "shape_out_of_range",
  "strata_item_not_baseline",
  "expression_reveals_arm",
  "scale_item_later",
]);
