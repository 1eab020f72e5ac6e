import { describe, expect, it } from "vitest";
import { both, item, oneGroupProtocol, trialProtocol } from "./invented-protocol.fixture.ts";
import type { Item, Protocol } from "./types.ts";
import { validateProtocol } from "./validate-protocol.ts";

/** What is wrong with a document, as `code at path`. */
function problemsOf(document: unknown): readonly string[] {
  const result = validateProtocol(document);
  return result.ok ? [] : (result.refusal.problems ?? []).map(({ code, path }) => `${code} at ${path}`);
}

type Draft = { -readonly [K in keyof Protocol]: Protocol[K] };

/** The problems of a valid protocol after one edit. */
function after(protocol: Protocol, edit: (draft: Draft) => void): readonly string[] {
  const draft = structured(protocol);
  edit(draft);
  return problemsOf(draft);
}

function structured<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function found<T extends { readonly key: string }>(list: readonly T[], key: string): T {
  const member = list.find((candidate) => candidate.key === key);
  if (member === undefined) throw new Error(`no ${key}`);
  return member;
}

function itemsOf(draft: Draft, form: string): Item[] {
  const [section] = found(draft.forms, form).sections;
  if (section === undefined) throw new Error(`${form} has no section`);
  return section.items;
}

const pilot = (edit: (draft: Draft) => void): readonly string[] => after(oneGroupProtocol, edit);
const trial = (edit: (draft: Draft) => void): readonly string[] => after(trialProtocol, edit);

describe("a sound protocol", () => {
  it("is accepted, whichever design", () => {
    expect(problemsOf(oneGroupProtocol)).toEqual([]);
    expect(problemsOf(trialProtocol)).toEqual([]);
  });
});

describe("text that cannot be stored", () => {
  it("is a problem beside all the others, each with its place", () => {
    const problems = pilot((draft) => {
      const half = "Judul \ud800";
      draft.title = { id: half, en: "Title\u0000" };
      const [first] = itemsOf(draft, "milk");
      if (first === undefined) throw new Error("the form has items");
      first.label = { id: "x", en: `${half} and \udc00` };
      found(draft.visits, "posttest").epoch = "nowhere";
      (draft as { date: unknown }).date = 5;
    });
    expect(problems.slice(0, 3)).toEqual([
      "document_not_json at title/id",
      "document_not_json at title/en",
      expect.stringMatching(/^document_not_json at forms\/milk\/\w+\/\w+\/label\/en$/),
    ]);
    expect(problems.slice(3).toSorted()).toEqual([
      "reference_unknown at visits/posttest/epoch",
      "shape_wrong_type at date",
    ]);
  });

  it("in a key is told once, and what refers to it is not said to be missing", () => {
    expect(pilot((draft) => (found(draft.epochs, "baseline").key = "pre\ud800"))).toEqual([
      expect.stringMatching(/^document_not_json at epochs\/.*key$/),
    ]);
  });
});

describe("names", () => {
  it("finds whatever refers to something that is not there", () => {
    expect(
      pilot((draft) => {
        found(draft.visits, "posttest").epoch = "nowhere";
        found(draft.visits, "posttest").forms.push({ form: "nothing", required: true });
        found(draft.visits, "posttest").arms = ["nobody"];
        found(draft.arms, "massage").interventions.push("none");
        found(itemsOf(draft, "milk"), "side").codelist = "unlisted";
        found(draft.outcomes, "milk_volume").timePoints.push("never");
        found(draft.analysisPlan.analyses, "main").items = ["unasked"];
        found(draft.analysisPlan.analyses, "main").population = "nobody";
        found(draft.analysisPlan.analyses, "main").covariates = ["unmeasured"];
        draft.deliveryItem = "unborn";
      }).filter((text) => text.startsWith("reference_unknown")),
    ).toEqual(
      [
        "visits/posttest/epoch",
        "visits/posttest/arms",
        "visits/posttest/forms",
        "arms/massage/interventions",
        "outcomes/milk_volume/timePoints",
        "analysisPlan/analyses/main/population",
        "analysisPlan/analyses/main/items",
        "analysisPlan/analyses/main/covariates",
        "deliveryItem",
        "forms/milk/main/side/codelist",
      ].map((path) => `reference_unknown at ${path}`),
    );
  });

  it("finds what the allocation refers to", () => {
    expect(
      trial((draft) => {
        if (draft.allocation === null) return;
        draft.allocation.afterVisit = "never";
        draft.allocation.strata.push({ source: "item", item: "unasked" });
      }),
    ).toEqual(
      expect.arrayContaining(["reference_unknown at allocation/afterVisit", "reference_unknown at allocation/strata"]),
    );
  });

  it("finds names that stand twice in any list", () => {
    expect(pilot((draft) => draft.visits.push({ ...found(draft.visits, "posttest"), day: 20 }))).toContain(
      "key_duplicate at visits/posttest",
    );
    expect(pilot((draft) => draft.sites.push({ ...found(draft.sites, "malang"), key: "other" }))).toEqual([
      "key_duplicate at sites/MLT",
    ]);
    expect(pilot((draft) => found(draft.codelists, "side").codes.push({ code: 1, label: both("again") }))).toEqual([
      "key_duplicate at codelists/side/1",
    ]);
    expect(pilot((draft) => found(draft.visits, "posttest").forms.push({ form: "milk", required: false }))).toEqual([
      "key_duplicate at visits/posttest/milk",
    ]);
    expect(pilot((draft) => draft.roles.push({ role: "assessor", responsibilities: both("again") }))).toEqual([
      "key_duplicate at roles/assessor",
    ]);
  });

  it("finds an item key used in two forms", () => {
    expect(pilot((draft) => itemsOf(draft, "session").push(item("volume", "integer")))).toContain(
      "item_key_duplicate at forms/session/main/volume",
    );
  });

  it.each([
    "constructor",
    "prototype",
    "select",
    "function",
    "null",
    "double",
    "next",
    "arm",
    "a__b",
    "baseline_volume",
  ])("refuses %s as an item's key", (key) => {
    expect(pilot((draft) => itemsOf(draft, "session").push(item(key, "integer")))).toContain(
      `key_reserved at forms/session/main/${key}`,
    );
  });

  it("finds an assumption about nothing, and knows the short path of an item", () => {
    const about = [
      "forms/milk/main/volume",
      "codelists/side",
      "sampleSize",
      "forms/milk/main/nothing",
      "sampleSize/nothing",
      "",
    ];
    const assumption = { key: "short", about: about.slice(0, 5), note: both("note") };
    expect(pilot((draft) => draft.assumptions.push(assumption))).toEqual([
      "assumption_path_unknown at assumptions/short/about",
      "assumption_path_unknown at assumptions/short/about",
    ]);
  });
});

describe("items", () => {
  const withItem = (made: Item): readonly string[] => pilot((draft) => itemsOf(draft, "session").push(made));

  it("finds ranges that cannot hold", () => {
    expect(withItem(item("x", "integer", { hardRange: { min: 5, max: 1 } }))).toEqual([
      "range_reversed at forms/session/main/x/hardRange",
    ]);
    const outside = { hardRange: { min: 0, max: 10 }, softRange: { min: 2, max: 20 } };
    expect(withItem(item("x", "integer", outside))).toEqual([
      "soft_range_outside_hard at forms/session/main/x/softRange",
    ]);
    expect(
      withItem(item("x", "integer", { hardRange: { min: 0, max: null }, softRange: { min: null, max: 9 } })),
    ).toEqual([]);
  });

  it("finds properties that a type needs or cannot have", () => {
    expect(withItem(item("x", "choice"))).toEqual(["property_required_for_type at forms/session/main/x/codelist"]);
    expect(withItem(item("x", "calculated"))).toEqual(["calculation_or_scale at forms/session/main/x"]);
    expect(withItem(item("x", "text", { unit: "ml" }))).toEqual(["property_not_for_type at forms/session/main/x/unit"]);
    expect(withItem(item("x", "integer", { calculation: "1" }))).toEqual([
      "property_not_for_type at forms/session/main/x/calculation",
    ]);
  });

  it.each([
    ["volume >", "expression_syntax"],
    ["nothing > 1", "expression_unknown_name"],
    ["volume + 1", "expression_wrong_result"],
    ["volume > 'a'", "expression_wrong_types"],
    ["[1, 2].all(x, x > 1)", "expression_loops"],
    ["volume.constructor == 1", "expression_not_offered"],
  ])("finds that %s cannot decide relevance", (relevant, code) => {
    expect(withItem(item("x", "integer", { relevant }))).toEqual([`${code} at forms/session/main/x/relevant`]);
  });

  it("finds calculations that would go round in circles", () => {
    const calculated = (key: string, calculation: string): Item => item(key, "calculated", { calculation });
    expect(withItem(calculated("x", "x + 1"))).toEqual([
      "expression_self_reference at forms/session/main/x/calculation",
    ]);
    const circle = pilot((draft) => itemsOf(draft, "session").push(calculated("x", "y + 1"), calculated("y", "x + 1")));
    expect(circle).toEqual([
      "calculation_circle at forms/session/main/x/calculation",
      "calculation_circle at forms/session/main/y/calculation",
    ]);
    expect(withItem(item("x", "yes_no", { relevant: "x" }))).toEqual([
      "expression_self_reference at forms/session/main/x/relevant",
    ]);
    const twoForms = pilot((draft) => {
      const [one, other] = draft.forms.map(({ key }) => key);
      itemsOf(draft, one ?? "").push(calculated("x", "y + 1"), calculated("free", "x + 1"));
      itemsOf(draft, other ?? "").push(calculated("y", "x + 1"));
    });
    expect(twoForms.map((found) => found.replace(/ at .*\/main\//, " at "))).toEqual([
      "calculation_circle at x/calculation",
      "calculation_circle at y/calculation",
    ]);
  });

  it("says which constraint does not compile", () => {
    const constraints = [
      { expression: "minutes > 1", message: both("m"), severity: "hard" as const },
      { expression: "minutes", message: both("m"), severity: "hard" as const },
    ];
    expect(withItem(item("x", "integer", { constraints }))).toEqual([
      "expression_wrong_result at forms/session/main/x/constraints/2",
    ]);
  });
});

describe("texts, dates and places", () => {
  it("finds a text that is empty in a declared language, and only there", () => {
    expect(pilot((draft) => (found(itemsOf(draft, "milk"), "volume").label.en = " "))).toEqual([
      "text_missing at forms/milk/main/volume/label",
    ]);
    const indonesianOnly = pilot((draft) => {
      draft.languages = ["id"];
      draft.title.en = "";
    });
    expect(indonesianOnly).toEqual([]);
  });

  it("finds visits that no calendar reaches, or that are planned before the enrolment", () => {
    const day = (change: Partial<Protocol["visits"][number]>) =>
      pilot((draft) => Object.assign(found(draft.visits, "pretest"), change));
    expect(day({ day: 1_000_000_000 })).toEqual(["visit_day_out_of_reach at visits/pretest/day"]);
    expect(day({ window: { before: 0, after: 40_000 } })).toContain("visit_day_out_of_reach at visits/pretest/day");
    expect(day({ day: -5 })).toEqual(["visit_before_enrolment at visits/pretest/day"]);
  });

  it("finds an outcome analysed as a number whose question is answered otherwise", () => {
    const text = pilot((draft) => {
      for (const form of draft.forms)
        for (const section of form.sections)
          for (const item of section.items)
            if (item.key === draft.outcomes[0]?.item) Object.assign(item, { type: "text" });
    });
    expect(text).toContain(`outcome_item_no_number at outcomes/${oneGroupProtocol.outcomes[0]?.key ?? ""}/item`);
  });

  it("finds dates that do not exist or run backwards", () => {
    expect(pilot((draft) => (draft.date = "2026-02-30"))).toEqual(["date_not_in_calendar at date"]);
    const backwards = { committee: both("c"), number: "1", approvedOn: "2027-01-01", expiresOn: "2026-01-01" };
    expect(pilot((draft) => (draft.ethics = backwards))).toEqual(["ethics_dates_reversed at ethics/expiresOn"]);
    const awaited = { committee: both("c"), number: " ", approvedOn: "", expiresOn: "2026-01-01" };
    expect(pilot((draft) => (draft.ethics = awaited))).toEqual([
      "date_missing at ethics/approvedOn",
      "approval_number_missing at ethics/number",
    ]);
    expect(pilot((draft) => (draft.consent.approval = { number: "", approvedOn: "" }))).toEqual([
      "date_missing at consent/approval/approvedOn",
      "approval_number_missing at consent/approval/number",
    ]);
    expect(pilot((draft) => (found(draft.visits, "posttest").timeOfDay = { from: "17:00", to: "15:00" }))).toEqual([
      "times_reversed at visits/posttest/timeOfDay",
    ]);
  });

  it("finds a time zone that does not exist", () => {
    expect(pilot((draft) => (found(draft.sites, "malang").timeZone = "Asia/Malang"))).toEqual([
      "time_zone_unknown at sites/malang/timeZone",
    ]);
  });
});

describe("design and allocation", () => {
  it("keeps one group to one arm without allocation", () => {
    expect(pilot((draft) => (draft.arms = structured(trialProtocol.arms)))).toContain("design_arms_too_many at arms");
    expect(pilot((draft) => (draft.allocation = structured(trialProtocol.allocation)))).toContain(
      "design_allocation_not_offered at allocation",
    );
    expect(pilot((draft) => (found(draft.populations, "pairs").rule = "allocated"))).toEqual([
      "population_needs_allocation at populations/pairs/rule",
    ]);
    expect(pilot((draft) => (found(draft.visits, "posttest").anchor = "allocation"))).toEqual([
      "visit_anchor_without_allocation at visits/posttest/anchor",
    ]);
  });

  it("asks of a trial two arms, one a control, and an allocation", () => {
    expect(trial((draft) => draft.arms.pop())).toEqual(
      expect.arrayContaining([
        "design_arms_too_few at arms",
        "design_control_missing at arms",
        "ratio_arms_mismatch at allocation/ratio",
      ]),
    );
    expect(trial((draft) => (draft.allocation = null))).toContain("design_allocation_missing at allocation");
    expect(trial((draft) => (found(draft.arms, "massage").kind = "control"))).toEqual([
      "design_intervention_missing at arms",
    ]);
  });

  it("asks blocks of whole rounds, and more than one", () => {
    const withBlocks = (blockSizes: number[]): readonly string[] =>
      trial((draft) => {
        if (draft.allocation !== null) draft.allocation.blockSizes = blockSizes;
      });
    expect(withBlocks([5])).toEqual(["block_size_not_multiple at allocation/blockSizes"]);
    expect(withBlocks([2, 4])).toEqual(["block_size_predictable at allocation/blockSizes"]);
    expect(withBlocks([4, 8])).toEqual([]);
  });

  it("asks strata that are known before and have few values", () => {
    const withStratum = (key: string): readonly string[] =>
      trial((draft) => draft.allocation?.strata.push({ source: "item", item: key }));
    expect(withStratum("age")).toEqual(["strata_item_unsuitable at allocation/strata"]);
    expect(withStratum("has_pain")).toEqual([]);
    const late = trial((draft) => {
      itemsOf(draft, "session").push(item("mood", "yes_no"));
      draft.allocation?.strata.push({ source: "item", item: "mood" });
    });
    expect(late).toEqual(["strata_item_not_baseline at allocation/strata"]);
  });

  it("asks a computed sample size for its assumptions", () => {
    expect(trial((draft) => (draft.sampleSize.power = null))).toEqual(["sample_size_incomplete at sampleSize/power"]);
    expect(trial((draft) => (draft.sampleSize.target = 100))).toEqual(["sample_size_below_arms at sampleSize/target"]);
  });
});

describe("outcomes and schedule", () => {
  it("asks for a primary outcome that is measured when it should be", () => {
    expect(pilot((draft) => (found(draft.outcomes, "milk_volume").role = "secondary"))).toEqual([
      "primary_outcome_missing at outcomes",
    ]);
    expect(pilot((draft) => found(draft.outcomes, "milk_volume").timePoints.push("session_1"))).toEqual([
      "outcome_item_not_measured at outcomes/milk_volume",
    ]);
    const change = pilot((draft) =>
      Object.assign(found(draft.outcomes, "milk_volume"), { metric: "change", baselineVisit: null }),
    );
    expect(change).toEqual(["outcome_baseline_missing at outcomes/milk_volume/baselineVisit"]);
  });

  it("asks a yes/no outcome which codes count", () => {
    const binary = {
      key: "side_left",
      label: both("l"),
      role: "secondary",
      item: "side",
      metric: "value",
      scale: "binary",
      aggregation: "proportion",
      baselineVisit: null,
      timePoints: ["posttest"],
    } as const;
    expect(pilot((draft) => draft.outcomes.push(structured({ ...binary, timePoints: ["posttest"] })))).toEqual([
      "outcome_event_missing at outcomes/side_left/event",
    ]);
    expect(pilot((draft) => draft.outcomes.push({ ...binary, timePoints: ["posttest"], event: [7] }))).toEqual([
      "reference_unknown at outcomes/side_left/event",
    ]);
    expect(pilot((draft) => draft.outcomes.push({ ...binary, timePoints: ["posttest"], event: [1] }))).toEqual([]);
  });

  it("finds windows in which an entry could belong to two visits", () => {
    expect(pilot((draft) => (found(draft.visits, "posttest").window.before = 2))).toEqual([
      "visit_windows_overlap at visits/posttest/window",
    ]);
  });

  it("counts sessions and finds forms that nobody would fill", () => {
    const fewer = pilot((draft) => (draft.visits = draft.visits.filter(({ key }) => key !== "session_2")));
    expect(fewer).toEqual(["session_count_mismatch at interventions/massage/sessions"]);
    const unused = pilot((draft) =>
      draft.forms.push({
        ...structured(found(draft.forms, "session")),
        key: "unused",
        sections: [{ key: "s", title: both("s"), items: [item("unused_item", "text")] }],
      }),
    );
    expect(unused).toEqual(["form_not_scheduled at forms/unused"]);
  });

  it("asks a delivery for date and time", () => {
    expect(pilot((draft) => (draft.deliveryItem = "age"))).toEqual(["delivery_item_unsuitable at deliveryItem"]);
    const anchored = pilot((draft) => {
      draft.deliveryItem = null;
      found(draft.visits, "posttest").anchor = "delivery";
    });
    expect(anchored).toEqual(["delivery_item_missing at visits/posttest/anchor"]);
  });
});

describe("people", () => {
  it("keeps treating apart from measuring", () => {
    expect(pilot((draft) => found(draft.forms, "milk").performedBy.push("provider"))).toEqual([
      "roles_mixed at forms/milk/performedBy",
    ]);
    expect(pilot((draft) => (found(draft.forms, "session").performedBy = ["assessor"]))).toContain(
      "roles_mixed at forms/session/performedBy",
    );
  });

  it("asks for the roles that the study needs", () => {
    expect(pilot((draft) => (draft.roles = draft.roles.filter(({ role }) => role !== "assessor")))).toContain(
      "role_required at roles",
    );
    expect(pilot((draft) => (found(draft.forms, "characteristics").performedBy = ["statistician"]))).toEqual([
      "role_cannot_enter at forms/characteristics/performedBy",
    ]);
  });

  it("asks a form that only one arm has to say that it tells the arm", () => {
    expect(trial((draft) => (found(draft.forms, "session").revealsArm = false))).toEqual([
      "form_must_reveal_arm at forms/session/revealsArm",
    ]);
  });

  it("lets no open form look at one that tells the arm", () => {
    const looking = (edit: (items: Item[]) => void): readonly string[] =>
      trial((draft) => edit(itemsOf(draft, "milk")));
    expect(looking((items) => (found(items, "pain_words").relevant = "minutes > 1"))).toEqual([
      "expression_reveals_arm at forms/milk/main/pain_words/relevant",
    ]);
    expect(looking((items) => (found(items, "double_volume").calculation = "baseline_minutes + 1"))).toEqual([
      "expression_reveals_arm at forms/milk/main/double_volume/calculation",
    ]);
  });

  it("asks for a consent that decides", () => {
    expect(pilot((draft) => (found(draft.consent.purposes, "take_part").required = false))).toEqual([
      "consent_purpose_missing at consent/purposes",
    ]);
  });
});

describe("shape", () => {
  const broken = (edit: (document: Record<string, unknown>) => void): readonly string[] => {
    const document = structured(oneGroupProtocol) as unknown as Record<string, unknown>;
    edit(document);
    return problemsOf(document);
  };

  it("names what is missing, unknown, of the wrong type or form, with its path", () => {
    expect(broken((document) => delete document["arms"])).toEqual(["shape_missing at arms"]);
    expect(broken((document) => (document["colour"] = "red"))).toEqual(["shape_unknown_key at "]);
    expect(broken((document) => (document["arms"] = "two"))).toEqual(["shape_wrong_type at arms"]);
    expect(broken((document) => (document["version"] = "one"))).toEqual(["shape_bad_format at version"]);
    expect(broken((document) => (document["visits"] = []))).toEqual(["shape_out_of_range at visits"]);
    expect(broken((document) => (document["schema"] = "other/1"))).toEqual(["shape_not_offered at schema"]);
    expect(pilot((draft) => Object.assign(found(itemsOf(draft, "milk"), "volume"), { type: "number" }))).toContain(
      "shape_not_offered at forms/milk/main/volume/type",
    );
  });

  it("judges the rest too, where a part is misshapen", () => {
    const problems = pilot((draft) => {
      Object.assign(found(itemsOf(draft, "milk"), "volume"), { decimals: "one" });
      found(itemsOf(draft, "characteristics"), "age").hardRange = { min: 9, max: 1 };
      draft.shortTitle.id = "";
    });
    expect(problems).toEqual(
      expect.arrayContaining([
        "shape_wrong_type at forms/milk/main/volume/decimals",
        "range_reversed at forms/characteristics/main/age/hardRange",
        "text_missing at shortTitle",
      ]),
    );
  });

  it("judges what stands in a part of which a list is still short", () => {
    const problems = pilot((draft) => {
      const form = found(draft.forms, "milk");
      form.performedBy = [];
      form.title.en = "";
      Object.assign(found(itemsOf(draft, "milk"), "volume"), { type: "choice" });
      found(draft.outcomes, "milk_volume").timePoints = [];
      found(draft.outcomes, "milk_volume").label.en = "";
    });
    expect(problems).toEqual(
      expect.arrayContaining([
        "shape_out_of_range at forms/milk/performedBy",
        "text_missing at forms/milk/title",
        "property_required_for_type at forms/milk/main/volume/codelist",
        "shape_out_of_range at outcomes/milk_volume/timePoints",
        "text_missing at outcomes/milk_volume/label",
      ]),
    );
  });

  it("invents nothing wherever one list of a sound document is still empty", () => {
    const document = structured(trialProtocol);
    const empty = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      for (const name of Object.keys(node)) {
        const whole: unknown = Reflect.get(node, name);
        if (Array.isArray(whole)) {
          Reflect.set(node, name, []);
          const problems = problemsOf(document);
          // A list that may be empty is judged as it is.
          if (problems.some((text) => text.startsWith("shape_")))
            expect(problems.filter((text) => !text.startsWith("shape_"))).toEqual([]);
          Reflect.set(node, name, whole);
        }
        empty(whole);
      }
    };
    empty(document);
  });

  it("judges parts against each other too, around whole parts and members that cannot be read", () => {
    const problems = trial((draft) => {
      Object.assign(draft, { consent: 5 });
      found(draft.visits, "posttest").forms.push({ form: "nope", required: true });
      draft.sites.push(structured(found(draft.sites, "malang")));
      found(itemsOf(draft, "milk"), "double_volume").calculation = "while(true){}";
      Object.assign(found(itemsOf(draft, "characteristics"), "age"), { required: "yes" });
    });
    expect(problems.toSorted()).toEqual(
      [
        "shape_wrong_type at consent",
        "shape_wrong_type at forms/characteristics/main/age/required",
        "key_duplicate at sites/malang",
        "key_duplicate at sites/MLT",
        "reference_unknown at visits/posttest/forms",
        "expression_syntax at forms/milk/main/double_volume/calculation",
      ].toSorted(),
    );
  });

  it("tells references to what was never there from references to what was set aside", () => {
    expect(
      trial((draft) => {
        Object.assign(found(itemsOf(draft, "milk"), "volume"), { decimals: "one" });
        found(draft.outcomes, "milk_volume").timePoints.push("never");
        found(itemsOf(draft, "milk"), "pain_words").relevant = "nothing > 1";
      }),
    ).toEqual([
      "shape_wrong_type at forms/milk/main/volume/decimals",
      "reference_unknown at outcomes/milk_volume/timePoints",
      "expression_unknown_name at forms/milk/main/pain_words/relevant",
    ]);
  });

  it.each(Object.keys(trialProtocol))("invents nothing when %s cannot be read", (name) => {
    for (const protocol of [oneGroupProtocol, trialProtocol])
      for (const unreadable of [5, undefined, [{ nothing: 1 }], { nothing: 1 }]) {
        const problems = problemsOf(structured({ ...protocol, [name]: unreadable }));
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.filter((text) => !text.startsWith("shape_"))).toEqual([]);
      }
  });

  it("invents nothing wherever one value of a sound document is misshapen", () => {
    const spoil = (node: unknown, document: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      for (const name of Object.keys(node)) {
        const whole: unknown = Reflect.get(node, name);
        Reflect.set(node, name, { nothing: 1 });
        const problems = problemsOf(document);
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.filter((text) => !text.startsWith("shape_"))).toEqual([]);
        Reflect.set(node, name, whole);
        spoil(whole, document);
      }
    };
    const document = structured(trialProtocol);
    spoil(document, document);
  }, 60_000);

  it("lists all problems at once", () => {
    expect(
      trial((draft) => {
        draft.date = "2026-02-30";
        found(draft.sites, "malang").timeZone = "Mars";
        found(draft.outcomes, "milk_volume").role = "secondary";
        found(draft.forms, "session").revealsArm = false;
        draft.allocation?.blockSizes?.push(3);
      }),
    ).toEqual([
      "date_not_in_calendar at date",
      "time_zone_unknown at sites/malang/timeZone",
      "block_size_not_multiple at allocation/blockSizes",
      "primary_outcome_missing at outcomes",
      "form_must_reveal_arm at forms/session/revealsArm",
    ]);
  });
});
