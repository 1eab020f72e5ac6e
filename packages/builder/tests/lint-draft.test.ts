import type { Item, Json, JsonObject, Protocol, ScaleDefinition } from "@kendali/domain";
import { findingWords } from "@kendali/i18n";
import { describe, expect, it } from "vitest";
import {
  applyShared,
  builderPages,
  type Edit,
  editTo,
  type Finding,
  guidelineItems,
  lintCodes,
  lintDraft,
  type LintFacts,
  mendDuplicateKeys,
} from "../src/index.ts";
import { guidelineLinks, spiritRows, tidierRows, trendRows } from "../src/index.ts";
import { guidelinesCatalogue } from "@kendali/i18n";
import { referencePilot, referenceTrial } from "./reference-studies.ts";

const facts: LintFacts = { today: "2026-11-22" };
const words = { id: "Ada dan disebut", en: "There is, and it is said" };

/** The reference trial with everything said that its guideline asks: nothing is open in it. */
function cleanTrial(): Protocol {
  const trial = referenceTrial();
  const open = guidelineItems(trial, "spirit_2025").filter(
    ({ path, state }) => state === "open" && path.startsWith("statements/"),
  );
  return {
    ...trial,
    registration: { registry: "INA-CRR", number: "INA-1" },
    ethics: { committee: words, number: "KEPK/1", approvedOn: "2026-01-02", expiresOn: "2028-01-02" },
    consent: { ...trial.consent, approval: { number: "KEPK/1", approvedOn: "2026-01-02" } },
    roles: trial.roles.map((role) => (role.role === "provider" ? { ...role, training: words } : role)),
    interventions: trial.interventions.map((intervention) => ({ ...intervention, qualification: words })),
    statements: open.map(({ key }) => ({ key, text: words })),
  };
}

function cleanPilot(): Protocol {
  const [pilot, trial] = [referencePilot(), cleanTrial()];
  return {
    ...pilot,
    ethics: trial.ethics,
    consent: { ...pilot.consent, approval: { number: "KEPK/1", approvedOn: "2026-01-02" } },
    roles: pilot.roles.map((role) => (role.role === "provider" ? { ...role, training: words } : role)),
    interventions: pilot.interventions.map((intervention) => ({ ...intervention, qualification: words })),
    statements: ["trend_2", "trend_10"].map((key) => ({ key, text: words })),
  };
}

const asJson = (protocol: Protocol): Json => protocol as unknown as Json;

function edited(protocol: Protocol, edits: readonly Edit[]): Protocol {
  const made = applyShared(asJson(protocol), edits);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value as unknown as Protocol;
}

/** The edit that makes the place with this path be a value; nothing there when `undefined`. */
const set =
  (path: string, value: unknown) =>
  (protocol: Protocol): readonly Edit[] => {
    const edit = editTo(asJson(protocol), path.split("/"), value as Json | undefined);
    if (edit === null) throw new Error(`nothing to do at ${path}`);
    return [edit];
  };

type Case = {
  readonly code: string;
  /** Where the finding shows. */
  readonly path: string;
  readonly from?: () => Protocol;
  readonly facts?: LintFacts;
  readonly breaks: (protocol: Protocol) => readonly Edit[];
  readonly mends: (protocol: Protocol) => readonly Edit[];
};

const milk = "forms/milk_volume/sections/pumping/items/milk_volume_ml";
const score = "forms/lactation/sections/judgement/items/lactation_score";
const levels = "codelists/lactation_levels/codes";

const code = (value: number, id: string, en: string): JsonObject => ({ code: value, label: { id, en } });
const calculated = (key: string, calculation: string): Item => ({
  key,
  type: "calculated",
  label: words,
  required: false,
  calculation,
});
const gad7: ScaleDefinition = {
  key: "gad_7",
  name: words,
  items: ["gad_1", "gad_2"],
  reversed: [],
  score: "sum",
  missing: { rule: "none" },
  cutoffs: [],
  source: "Spitzer 2006",
  licence: "Free",
};
const add = (path: string, value: unknown, after: string | null) => (): readonly Edit[] => [
  { path: path.split("/"), kind: "add", value: value as Json, after },
];

const cases: readonly Case[] = [
  // What no study can be made without
  {
    code: "primary_outcome_missing",
    path: "outcomes",
    breaks: set("outcomes/milk_volume/role", "secondary"),
    mends: set("outcomes/milk_volume/role", "primary"),
  },
  {
    code: "list_too_short",
    path: "outcomes",
    breaks: set("outcomes", []),
    mends: () => set("outcomes", referenceTrial().outcomes)({ ...cleanTrial(), outcomes: [] }),
  },
  {
    code: "list_too_short",
    path: "consent/purposes",
    breaks: set("consent/purposes", []),
    mends: add("consent/purposes/participate", { key: "participate", text: words, required: true }, null),
  },
  {
    code: "list_too_short",
    path: "consent/sections",
    breaks: set("consent/sections", []),
    mends: add("consent/sections/confidentiality", { key: "confidentiality", heading: words, text: words }, null),
  },
  {
    code: "visit_windows_overlap",
    path: "visits/day_14/window",
    breaks: set("visits/day_14/window/before", 6),
    mends: set("visits/day_14/window/before", 2),
  },
  {
    code: "form_not_scheduled",
    path: "forms/care_received",
    breaks: set("visits/day_8/forms/care_received", undefined),
    mends: add("visits/day_8/forms/care_received", { form: "care_received", required: false }, null),
  },
  {
    code: "key_duplicate",
    path: `${levels}/2`,
    breaks: (protocol) => {
      const codes = protocol.codelists.find(({ key }) => key === "lactation_levels")?.codes ?? [];
      return set(levels, [...codes, code(2, "Berlebih", "Plenty")])(protocol);
    },
    mends: mendDuplicateKeys,
  },
  {
    code: "key_duplicate",
    path: "visits/day_14",
    breaks: (protocol) => set("visits", [...protocol.visits, { ...protocol.visits.at(-1), key: "day_14" }])(protocol),
    mends: mendDuplicateKeys,
  },
  { code: "text_missing", path: "title", breaks: set("title/en", ""), mends: set("title/en", "In English") },
  {
    code: "sample_size_incomplete",
    path: "sampleSize/standardDeviation",
    breaks: set("sampleSize/standardDeviation", null),
    mends: set("sampleSize/standardDeviation", 12),
  },
  {
    code: "sample_size_below_arms",
    path: "sampleSize/target",
    breaks: set("sampleSize/target", 100),
    mends: set("sampleSize/target", 120),
  },
  {
    code: "reference_unknown",
    path: "outcomes/milk_volume/item",
    breaks: set("outcomes/milk_volume/item", "milk_volume_l"),
    mends: set("outcomes/milk_volume/item", "milk_volume_ml"),
  },
  {
    code: "expression_unknown_name",
    path: `${score}/calculation`,
    breaks: set(`${score}/calculation`, "milk_leeks ? 1 : 0"),
    mends: set(`${score}/calculation`, "milk_leaks ? 1 : 0"),
  },
  {
    code: "expression_syntax",
    path: `${score}/calculation`,
    breaks: set(`${score}/calculation`, "1 +"),
    mends: set(`${score}/calculation`, "1 + 1"),
  },
  {
    code: "expression_self_reference",
    path: `${score}/calculation`,
    breaks: set(`${score}/calculation`, "lactation_score + 1"),
    mends: set(`${score}/calculation`, "1 + 1"),
  },
  {
    code: "calculation_order",
    path: `${score}/calculation`,
    breaks: (protocol) => [
      ...add("forms/lactation/sections/judgement/items/later", calculated("later", "1 + 1"), "lactation_category")(),
      ...set(`${score}/calculation`, "later + 1")(protocol),
    ],
    mends: set(`${score}/calculation`, "1 + 1"),
  },
  {
    code: "calculation_circle",
    path: `${score}/calculation`,
    breaks: (protocol) => [
      ...add(
        "forms/milk_volume/sections/pumping/items/circling",
        calculated("circling", "lactation_score + 1"),
        null,
      )(),
      ...set(`${score}/calculation`, "circling + 1")(protocol),
    ],
    mends: set(`${score}/calculation`, "1 + 1"),
  },
  {
    code: "item_key_duplicate",
    path: "forms/milk_volume/sections/pumping/items/age_years",
    breaks: add(
      "forms/milk_volume/sections/pumping/items/age_years",
      { key: "age_years", type: "integer", label: words, required: false },
      null,
    ),
    mends: set("forms/milk_volume/sections/pumping/items/age_years/key", "age_again"),
  },
  {
    code: "soft_range_outside_hard",
    path: `${milk}/softRange`,
    breaks: set(`${milk}/softRange/max`, 100_000),
    mends: set(`${milk}/softRange/max`, 100),
  },
  {
    code: "outcome_item_not_measured",
    path: "outcomes/milk_volume",
    breaks: set("visits/day_14/forms/milk_volume", undefined),
    mends: add("visits/day_14/forms/milk_volume", { form: "milk_volume", required: true }, null),
  },
  {
    code: "session_count_mismatch",
    path: "interventions/oxytocin_massage/sessions",
    breaks: set("visits/session_7", undefined),
    mends: () => [{ path: ["visits", "session_7"], kind: "add", after: "session_6", value: sessionSeven() }],
  },
  {
    code: "role_required",
    path: "roles",
    breaks: set("roles/assessor", undefined),
    mends: add("roles/assessor", { role: "assessor", responsibilities: words }, null),
  },
  {
    code: "block_size_not_multiple",
    path: "allocation/blockSizes",
    breaks: set("allocation/blockSizes", [5, 6]),
    mends: set("allocation/blockSizes", [4, 6]),
  },
  {
    code: "design_allocation_missing",
    path: "allocation",
    breaks: set("allocation", null),
    mends: (protocol) => set("allocation", referenceTrial().allocation)(protocol),
  },
  {
    code: "design_control_missing",
    path: "arms",
    breaks: set("arms/usual_care/kind", "intervention"),
    mends: set("arms/usual_care/kind", "control"),
  },
  {
    code: "items_too_many",
    path: "forms",
    breaks: (protocol) =>
      set("forms/feeding/sections", [{ key: "many", title: words, items: manyItems(3_000) }])(protocol),
    mends: set("forms/feeding/sections", referenceTrial().forms.find(({ key }) => key === "feeding")?.sections),
  },
  // Advice
  {
    code: "items_many",
    path: "forms",
    breaks: add("forms/feeding/sections/many", { key: "many", title: words, items: manyItems(1_000) }, null),
    mends: set("forms/feeding/sections/many", undefined),
  },
  {
    code: "code_label_twice",
    path: `${levels}/3`,
    breaks: add(`${levels}/3`, code(3, "cukup ", "More than adequate"), "2"),
    mends: set(`${levels}/3/label/id`, "Lebih dari cukup"),
  },
  {
    code: "code_words_differ",
    path: "codelists/arm_guesses/codes/7",
    breaks: add("codelists/arm_guesses/codes/7", code(7, "Ya", "Indeed"), "9"),
    mends: set("codelists/arm_guesses/codes/7/label/id", "Benar"),
  },
  {
    code: "text_identical",
    path: `${milk}/label`,
    breaks: set(`${milk}/label/id`, "What is the milk volume, in ml?"),
    mends: set(`${milk}/label/id`, "Berapa volume ASI?"),
    from: () => edited(cleanTrial(), set(`${milk}/label/en`, "What is the milk volume, in ml?")(cleanTrial())),
  },
  {
    code: "masking_missing",
    path: "blinding/levels",
    breaks: set("blinding/levels", []),
    mends: (protocol) => set("blinding/levels", referenceTrial().blinding.levels)(protocol),
  },
  {
    code: "masking_level_missing",
    path: "blinding/levels/statistician",
    breaks: set("blinding/levels/statistician", undefined),
    mends: add("blinding/levels/statistician", { role: "statistician", level: "blind" }, null),
  },
  {
    code: "assessor_not_masked",
    path: "blinding/levels/assessor",
    breaks: set("blinding/levels/assessor/level", "none"),
    mends: set("blinding/levels/assessor/level", "blind"),
  },
  {
    code: "sample_size_missing",
    path: "sampleSize/method",
    breaks: set("sampleSize/method", "total_sampling"),
    mends: set("sampleSize/method", "ancova"),
  },
  {
    code: "sample_size_not_met",
    path: "sampleSize/perArm",
    breaks: set("sampleSize/standardDeviation", 14),
    mends: (protocol) => [...set("sampleSize/perArm", 82)(protocol), ...set("sampleSize/target", 164)(protocol)],
  },
  {
    code: "sample_size_not_met_ratio",
    path: "sampleSize/perArm",
    // 36 whole rounds of 2 + 1, 45 with drop-out.
    breaks: (protocol) => [
      ...set("allocation/ratio/oxytocin_massage/weight", 2)(protocol),
      ...set("sampleSize/perArm", 44)(protocol),
    ],
    mends: (protocol) => [...set("sampleSize/perArm", 45)(protocol), ...set("sampleSize/target", 135)(protocol)],
  },
  {
    code: "sample_size_below_ratio",
    path: "sampleSize/target",
    breaks: set("allocation/ratio/oxytocin_massage/weight", 2),
    mends: (protocol) => [...set("sampleSize/perArm", 45)(protocol), ...set("sampleSize/target", 135)(protocol)],
  },
  {
    code: "sample_size_not_met_one_group",
    path: "sampleSize/target",
    from: cleanPilot,
    breaks: (protocol) => [
      ...set("sampleSize/method", "paired_t")(protocol),
      ...set("sampleSize/power", 0.8)(protocol),
      ...set("sampleSize/difference", 5)(protocol),
      ...set("sampleSize/standardDeviation", 10)(protocol),
      ...set("sampleSize/correlation", 0.5)(protocol),
    ],
    mends: set("sampleSize/target", 60),
  },
  {
    code: "sample_size_one_group",
    path: "sampleSize/method",
    breaks: set("sampleSize/method", "paired_t"),
    mends: set("sampleSize/method", "ancova"),
  },
  {
    code: "sample_size_two_arms",
    path: "sampleSize/method",
    from: cleanPilot,
    breaks: set("sampleSize/method", "two_sample_t"),
    mends: set("sampleSize/method", "total_sampling"),
  },
  {
    code: "timetable_out_of_order",
    path: "timetable/recruitmentEnd",
    breaks: set("timetable", { recruitmentStart: "2027-03-01", recruitmentEnd: "2027-02-28" }),
    mends: set("timetable/recruitmentEnd", "2027-03-01"),
  },
  {
    code: "recruitment_too_short",
    path: "timetable/recruitmentEnd",
    // 120 at 8 a month are 15 months.
    breaks: set("timetable", {
      recruitmentStart: "2027-01-04",
      recruitmentEnd: "2027-12-31",
      recruitmentPerMonth: 8,
    }),
    mends: set("timetable/recruitmentEnd", "2028-04-04"),
  },
  {
    code: "study_end_too_early",
    path: "timetable/studyEnd",
    breaks: set("timetable", { recruitmentEnd: "2027-06-30", studyEnd: "2027-07-01" }),
    mends: set("timetable/studyEnd", "2027-09-30"),
  },
  {
    code: "arm_form_unseen",
    path: "forms/feeding/performedBy",
    breaks: set("visits/day_14/arms", ["oxytocin_massage"]),
    mends: set("forms/feeding/performedBy", ["coordinator"]),
  },
  {
    code: "outcome_in_some_arms",
    path: "outcomes/milk_volume/timePoints",
    breaks: set("visits/day_14/arms", ["oxytocin_massage"]),
    mends: set("visits/day_14/arms", undefined),
  },
  {
    code: "window_before_anchor",
    path: "visits/pretest",
    breaks: set("visits/pretest/window/before", 2),
    mends: set("visits/pretest/window/before", 0),
  },
  {
    code: "primary_not_analysed",
    path: "outcomes/milk_volume",
    breaks: set("analysisPlan/analyses/volume_day_8/role", "secondary"),
    mends: set("analysisPlan/analyses/volume_day_8/role", "primary"),
  },
  {
    code: "ethics_missing",
    path: "ethics",
    breaks: set("ethics", null),
    mends: (protocol) => set("ethics", cleanTrial().ethics)(protocol),
  },
  {
    code: "text_empty",
    path: "design/objective",
    breaks: set("design/objective", { id: "", en: " " }),
    mends: (protocol) => set("design/objective", cleanTrial().design.objective)(protocol),
  },
  {
    code: "ethics_expired",
    path: "ethics/expiresOn",
    breaks: set("ethics/expiresOn", "2026-11-21"),
    mends: set("ethics/expiresOn", "2027-11-21"),
  },
  {
    // Whoever is enrolled today is seen last on day 42 + 5.
    code: "ethics_expires_early",
    path: "ethics/expiresOn",
    breaks: set("ethics/expiresOn", "2027-01-07"),
    mends: set("ethics/expiresOn", "2027-01-08"),
  },
  {
    code: "ethics_expires_early",
    path: "ethics/expiresOn",
    facts: { today: "2026-11-22", plannedEnd: "2027-06-30" },
    breaks: set("ethics/expiresOn", "2027-06-29"),
    mends: set("ethics/expiresOn", "2027-06-30"),
  },
  {
    code: "consent_not_approved",
    path: "consent/approval",
    breaks: set("consent/approval", undefined),
    mends: set("consent/approval", { number: "KEPK/1", approvedOn: "2026-01-02" }),
  },
  ...(["source", "licence"] as const).map((name): Case => ({
    code: `scale_${name}_missing`,
    path: `scales/gad_7/${name}`,
    from: () => ({ ...cleanTrial(), scales: [gad7] }),
    breaks: set(`scales/gad_7/${name}`, " "),
    mends: set(`scales/gad_7/${name}`, "Spitzer 2006"),
  })),
  {
    code: "provider_training_missing",
    path: "roles/provider/training",
    breaks: set("roles/provider/training", undefined),
    mends: set("roles/provider/training", words),
  },
  {
    code: "provider_qualification_missing",
    path: "interventions/oxytocin_massage/qualification",
    breaks: set("interventions/oxytocin_massage/qualification", undefined),
    mends: set("interventions/oxytocin_massage/qualification", words),
  },
  {
    code: "allocation_predictable",
    path: "allocation/coin",
    breaks: (protocol) => set("allocation", minimization(1, 1))(protocol),
    mends: set("allocation/coin", { numerator: 4, denominator: 5 }),
  },
  {
    code: "allocation_blocks_countable",
    path: "allocation/blockSizes",
    from: () => ({ ...cleanTrial(), sites: cleanTrial().sites.slice(0, 1) }),
    breaks: set("allocation/blockSizes", [4]),
    mends: set("allocation/blockSizes", [4, 6]),
  },
  {
    code: "allocation_too_many_strata",
    path: "allocation/strata",
    from: () => ({ ...cleanTrial(), sampleSize: { ...cleanTrial().sampleSize, target: 36 } }),
    breaks: set("allocation/blockSizes", [4, 8]),
    mends: set("allocation/strata", [{ source: "site" }]),
  },
  {
    code: "allocation_strata_without_effect",
    path: "allocation/strata",
    breaks: (protocol) => set("allocation", simple(protocol.allocation?.strata ?? []))(protocol),
    mends: set("allocation/strata", []),
  },
  // Several comparisons with the control
  {
    code: "multiplicity_missing",
    path: "analysisPlan/multiplicity/method",
    from: () => withThirdArm({ method: "holm" }),
    breaks: set("analysisPlan/multiplicity", undefined),
    mends: set("analysisPlan/multiplicity", { method: "none", reason: words }),
  },
  {
    code: "text_empty",
    path: "analysisPlan/multiplicity/reason",
    from: () => withThirdArm({ method: "none", reason: words }),
    breaks: set("analysisPlan/multiplicity/reason", { id: "", en: "" }),
    mends: set("analysisPlan/multiplicity", { method: "holm" }),
  },
  // Guidelines
  ...spiritRows
    .filter(({ key }) => cleanTrial().statements?.some((statement) => statement.key === key))
    .map(({ key }): Case => ({
      code: "guideline_open",
      path: `statements/${key}`,
      breaks: set(`statements/${key}`, undefined),
      mends: add(`statements/${key}`, { key, text: words }, null),
    })),
  {
    code: "guideline_open",
    path: "statements/spirit_4",
    breaks: set("registration", null),
    mends: set("registration", { registry: "INA-CRR", number: "INA-1" }),
  },
  {
    code: "guideline_open",
    path: "statements/trend_2",
    from: cleanPilot,
    breaks: set("statements/trend_2", undefined),
    mends: add("statements/trend_2", { key: "trend_2", text: words }, null),
  },
  {
    code: "guideline_open",
    path: "statements/trend_8",
    from: cleanPilot,
    breaks: set("design/limitations", []),
    mends: add("design/limitations/growth", { key: "growth", heading: words, text: words }, null),
  },
];

function withThirdArm(multiplicity: NonNullable<Protocol["analysisPlan"]["multiplicity"]>): Protocol {
  const trial = cleanTrial();
  const [first, ...others] = trial.arms;
  if (first === undefined) throw new Error("no arm");
  const arms = [first, { ...first, key: "second_massage", label: words }, ...others];
  return { ...trial, arms, analysisPlan: { ...trial.analysisPlan, multiplicity } };
}

function sessionSeven(): Json {
  return referenceTrial().visits.find(({ key }) => key === "session_7") as unknown as Json;
}

function simple(strata: readonly unknown[]): unknown {
  const { ratio = [], afterVisit = "" } = referenceTrial().allocation ?? {};
  return { scheme: "simple", ratio, strata, afterVisit };
}

function minimization(numerator: number, denominator: number): unknown {
  const { ratio = [], afterVisit = "" } = referenceTrial().allocation ?? {};
  const strata = [{ source: "site" }, { source: "item", item: "parity_group" }];
  return { scheme: "minimization", ratio, coin: { numerator, denominator }, measure: "range", strata, afterVisit };
}

function manyItems(count: number): readonly Item[] {
  return Array.from({ length: count }, (_, index): Item => ({
    key: `many_${index}`,
    type: "integer",
    label: words,
    required: false,
  }));
}

const found = (protocol: Protocol, { code: wanted, path, facts: known = facts }: Case): Finding | undefined =>
  lintDraft(protocol, known).find((finding) => finding.code === wanted && finding.path === path);

describe("what is open in a study", () => {
  it.each([
    ["trial", cleanTrial()],
    ["pilot", cleanPilot()],
  ])("is nothing in a %s where everything is said", (_name, protocol) => {
    expect(lintDraft(protocol, facts)).toEqual([]);
  });

  it.each(cases.map((one) => [one.code, one.path, one] as const))(
    "finds %s at %s, and no more once it is mended there",
    (_code, _path, one) => {
      const { from = cleanTrial, breaks, mends } = one;
      const clean = from();
      expect(found(clean, one)).toBeUndefined();
      const broken = edited(clean, breaks(clean));
      const finding = found(broken, one);
      expect(finding).toBeDefined();
      if (finding === undefined) return;
      expect(builderPages).toContain(finding.mend.page);
      for (const locale of ["id", "en"] as const) {
        const said = findingWords(locale, finding);
        expect(said).not.toBe(finding.code);
        expect(said).not.toMatch(/[{}]/u);
      }
      const edits = mends(broken);
      // What mends it is at, in or around the place that the finding names.
      for (const { path } of edits)
        expect(isNear(path.join("/"), finding.mend.path), `${path.join("/")} beside ${finding.mend.path}`).toBe(true);
      expect(found(edited(broken, edits), one)).toBeUndefined();
    },
  );

  it("tells every overlap of a visit, each with the other visit and its days", () => {
    const trial = cleanTrial();
    const wide = edited(trial, [
      ...set("visits/day_14/window/before", 6)(trial),
      ...set("visits/day_14/window/after", 14)(trial),
    ]);
    const overlaps = lintDraft(wide, facts).filter(({ code }) => code === "visit_windows_overlap");
    expect(
      overlaps.map(({ params }) => [params["visit:id"], params["other:id"], params["min"], params["max"]]),
    ).toEqual([
      ["Hari ke-14", "Hari ke-8", 8, 10],
      ["Hari ke-28", "Hari ke-14", 25, 28],
    ]);
    const oneDay = edited(trial, set("visits/day_14/window/before", 4)(trial));
    expect(lintDraft(oneDay, facts).map((finding) => findingWords("id", finding))).toEqual([
      expect.stringContaining(" pada hari 10, padahal "),
    ]);
  });

  it("calls a part by its name in the other language, and one without a name by its place", () => {
    const trial = cleanTrial();
    const form = { ...trial.forms[0], key: "home_visit", title: { id: "Kunjungan rumah", en: "" } };
    const section = { key: "main", title: { id: "", en: "" }, items: [] };
    const document = { ...trial, forms: [...trial.forms, { ...form, sections: [section] }] } as unknown as Protocol;
    const said = lintDraft(document, facts)
      .filter(({ path }) => path.startsWith("forms/home_visit/"))
      .map((finding) => [finding.path, findingWords("id", finding)]);
    expect(said).toEqual([
      [
        "forms/home_visit/sections/main/items",
        "Bagian Kunjungan rumah (1) belum berisi pertanyaan. Tambahkan satu, atau hapus bagiannya.",
      ],
      ["forms/home_visit/title", "Belum diterjemahkan: judul untuk Kunjungan rumah, bahasa Inggris."],
      [
        "forms/home_visit/sections/main/title",
        "Belum ditulis: judul untuk Kunjungan rumah (1). Isi dalam bahasa Indonesia dan Inggris.",
      ],
    ]);
  });

  it("says what is wrong by the names that people gave, types and properties in words", () => {
    const trial = cleanTrial();
    const said = (protocol: Protocol, code: string): readonly string[] =>
      lintDraft(protocol, facts)
        .filter((finding) => finding.code === code)
        .map((finding) => findingWords("id", finding));
    const visit = trial.visits.find(({ kind }) => kind === "outcome");
    const unplanned = edited(trial, set(`visits/${visit?.key ?? ""}/forms`, [])(trial));
    expect(said(unplanned, "list_too_short")).toEqual([
      `Belum ada formulir pada kunjungan ${visit?.label.id ?? ""}. Rencanakan satu, atau hapus kunjungannya.`,
    ]);
    const unlisted = edited(trial, set(`${milk}/type`, "choice")(trial));
    expect(said(unlisted, "property_required_for_type")).toEqual([
      "Jenis pilihan tunggal memerlukan daftar pilihan. Tambahkan.",
    ]);
    expect(said(edited(trial, set("title/en", "")(trial)), "text_missing")).toEqual([
      "Belum diterjemahkan: judul, bahasa Inggris.",
    ]);
    const miswritten = edited(trial, set(`${score}/calculation`, "latch_on_arrival + nowhere")(trial));
    expect(said(miswritten, "expression_unknown_name")[0]).toMatch(/^[^_:]+, perhitungan: Ekspresi memakai/u);
    const form = trial.forms.find(({ key }) => key === "milk_volume");
    const unused = {
      ...trial,
      visits: trial.visits.map((one) => ({
        ...one,
        forms: one.forms.filter((planned) => planned.form !== "milk_volume"),
      })),
    };
    expect(said(unused, "form_not_scheduled")).toEqual([
      `Formulir ${form?.title.id ?? ""} tidak ada di kunjungan mana pun. Tambahkan ke jadwal atau hapus.`,
    ]);
  });

  it("has a case for every code of its own", () => {
    expect(new Set(cases.map((one) => one.code))).toEqual(new Set([...cases.map((one) => one.code), ...lintCodes]));
  });

  it("asks the reference studies for what they leave open, what is most often forgotten first", () => {
    const asked = (protocol: Protocol): readonly string[] =>
      lintDraft(protocol, facts).map((finding) =>
        finding.code === "guideline_open" ? finding.path.slice(11) : finding.code,
      );
    expect(asked(referenceTrial()).slice(0, 5)).toEqual([
      "spirit_34",
      "spirit_32b",
      "spirit_specimens",
      "spirit_24c",
      "spirit_28b",
    ]);
    expect(asked(referencePilot())).toEqual([
      "trend_2",
      "trend_10",
      "ethics_missing",
      "provider_training_missing",
      "provider_qualification_missing",
    ]);
    expect(lintDraft(referenceTrial(), facts).filter(({ severity }) => severity === "must")).toEqual([]);
  });

  it("names each finding by code and place once", () => {
    const trial = referenceTrial();
    const broken: Protocol = {
      ...trial,
      outcomes: [],
      visits: [],
      title: { id: "", en: "" },
      consent: { ...trial.consent, sections: [] },
    };
    const names = lintDraft(broken, facts).map((finding) => JSON.stringify(finding));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(20);
  });
});

describe("the sample size that a document's own numbers ask for", () => {
  const sizeFindings = (document: Protocol) =>
    lintDraft(document, facts).filter(
      ({ code, path }) => path.startsWith("sampleSize") && code !== "sample_size_incomplete",
    );
  const planned = (sampleSize: Partial<Protocol["sampleSize"]>): Protocol => {
    const trial = referenceTrial();
    return { ...trial, sampleSize: { ...trial.sampleSize, dropOut: 0, alpha: 0.05, power: 0.8, ...sampleSize } };
  };

  it("for ANCOVA is that of Borm's formula, with drop-out", () => {
    // 2 (1.95996 + 0.84162)² 12² / 6² · (1 − 0.5²) = 47.09; 48 / 0.8 = 60.
    expect(sizeFindings(referenceTrial())).toEqual([]);
    const { sampleSize } = referenceTrial();
    expect(sizeFindings({ ...referenceTrial(), sampleSize: { ...sampleSize, perArm: 59 } })).toMatchObject([
      // Below what the formula asks for, the number to plan is that of the exact computation, as on its page.
      { path: "sampleSize/perArm", params: { planned: 59, needed: 62, target: 124 } },
    ]);
  });

  // R: power.t.test(delta = 5, sd = 10, power = 0.8)$n is 63.77, whatever the correlation.
  it("for two means takes no correlation", () => {
    const two = { method: "two_sample_t", difference: 5, standardDeviation: 10, correlation: 0.9 } as const;
    expect(sizeFindings(planned({ ...two, perArm: 63, target: 126 }))).toMatchObject([
      { params: { planned: 63, needed: 64, target: 128 } },
    ]);
    expect(sizeFindings(planned({ ...two, perArm: 64, target: 127 }))).toMatchObject([
      { code: "sample_size_below_arms", path: "sampleSize/target" },
    ]);
    expect(sizeFindings(planned({ ...two, perArm: 64, target: 128 }))).toEqual([]);
  });

  // R: power.prop.test(p1 = 0.5, p2 = 0.7, power = 0.8)$n is 92.999.
  it("for two proportions needs no difference of means", () => {
    const two = { method: "two_proportions", proportions: { first: 0.5, second: 0.7 }, difference: null } as const;
    expect(sizeFindings(planned({ ...two, perArm: 92, target: 186 }))).toMatchObject([{ params: { needed: 93 } }]);
    expect(sizeFindings(planned({ ...two, perArm: 93, target: 186 }))).toEqual([]);
  });

  // R: power.t.test(delta = 5, sd = 10 * sqrt(2 * (1 - 0.5)), power = 0.8, type = "paired")$n is 33.37.
  it("for one group looks at all of its participants", () => {
    const pilot = referencePilot();
    const paired = (target: number): Protocol => ({
      ...pilot,
      sampleSize: {
        ...planned({ method: "paired_t", difference: 5, standardDeviation: 10, correlation: 0.5 }).sampleSize,
        target,
        perArm: null,
      },
    });
    expect(sizeFindings(paired(33))).toMatchObject([
      { code: "sample_size_not_met_one_group", path: "sampleSize/target", params: { planned: 33, needed: 34 } },
    ]);
    expect(sizeFindings(paired(34))).toEqual([]);
  });

  it("is not asked where a number is missing or has no answer", () => {
    const { sampleSize } = referenceTrial();
    for (const change of [{ difference: null }, { difference: 0 }, { correlation: 1 }])
      expect(sizeFindings({ ...referenceTrial(), sampleSize: { ...sampleSize, perArm: 1, ...change } })).toEqual([]);
  });
});

describe("items of the guidelines", () => {
  it("have words in both languages, a number and a link", () => {
    for (const row of [...spiritRows, ...trendRows, ...tidierRows])
      for (const locale of ["id", "en"] as const) expect(Object.keys(guidelinesCatalogue[locale])).toContain(row.key);
    for (const link of Object.values(guidelineLinks)) expect(link).toMatch(/^https:\/\//u);
  });

  it("are marked where number and wording were not compared with the guideline", () => {
    const unchecked = (rows: typeof spiritRows): readonly string[] =>
      rows.filter(({ isChecked }) => !isChecked).map(({ number }) => number);
    expect(unchecked(spiritRows)).toEqual([]);
    expect(unchecked(trendRows)).toEqual(Array.from({ length: 14 }, (_, index) => String(index + 9)));
    expect(unchecked(tidierRows)).toEqual([]);
  });

  it("tell what does not apply and what only a report can say", () => {
    const trial = referenceTrial();
    const open = {
      ...trial,
      blinding: {
        ...trial.blinding,
        levels: trial.blinding.levels.map((level) => ({ ...level, level: "none" as const })),
      },
    };
    const stateOf = (protocol: Protocol, key: string): string | undefined =>
      guidelineItems(protocol, "spirit_2025").find((item) => item.key === key)?.state;
    expect(stateOf(trial, "spirit_24c")).toBe("open");
    expect(stateOf(open, "spirit_24c")).toBe("not_applicable");
    expect(stateOf({ ...trial, forms: trial.forms.filter(({ key }) => key !== "blood") }, "spirit_specimens")).toBe(
      "not_applicable",
    );
    expect(guidelineItems(referencePilot(), "trend").filter(({ state }) => state === "later")).toHaveLength(10);
    const tidier = guidelineItems(trial, "tidier").filter(({ path }) =>
      path.startsWith("interventions/oxytocin_massage"),
    );
    expect(tidier.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 4 }, () => "answered"),
      "open",
      ...Array.from({ length: 6 }, () => "answered"),
      "later",
    ]);
  });

  it("are not answered by a statement that is blank in one language", () => {
    const trial = { ...referenceTrial(), statements: [{ key: "spirit_34", text: { id: "Ada", en: " " } }] };
    expect(guidelineItems(trial, "spirit_2025")[0]).toMatchObject({
      key: "spirit_34",
      state: "open",
      path: "statements/spirit_34",
    });
  });
});

function isNear(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`) || place.startsWith(`${path}/`) || parentOf(path) === place;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

describe("keys that stand twice", () => {
  it("are told apart with one act, and nothing else changes", () => {
    const trial = cleanTrial();
    const [form] = trial.forms;
    if (form === undefined) throw new Error("no form");
    const broken = { ...trial, forms: [...trial.forms, form], arms: [...trial.arms, ...trial.arms.slice(0, 1)] };
    const edits = mendDuplicateKeys(broken);
    const mended = edited(broken, edits);
    const codes = lintDraft(mended, facts).map((finding) => finding.code);
    expect(codes).not.toContain("key_duplicate");
    expect(codes).not.toContain("item_key_duplicate");
    expect(mended.forms.slice(0, -1)).toEqual(trial.forms);
    expect(mended.arms.map(({ key }) => key)).toEqual(["oxytocin_massage", "usual_care", "oxytocin_massage_2"]);
    expect(mendDuplicateKeys(mended)).toEqual([]);
  });
});
