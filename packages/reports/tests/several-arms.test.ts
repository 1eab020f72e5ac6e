import { runPlan, type AnalysisResults } from "@kendali/analysis";
import { deriveDataset, type StudyData } from "@kendali/datasets";
import type { Multiplicity, Protocol } from "@kendali/domain";
import { inventedSeveralArmsProtocol, inventedSeveralArmsStudy } from "@kendali/fixtures";
import { buildProtocolDocument, buildReport, plainText, sayDryRun, type ReportCell } from "@kendali/reports";
import { describe, expect, it } from "vitest";
import { renderText } from "./render-text.ts";

const reason = { id: "Tiap kelompok adalah pertanyaan sendiri.", en: "Each arm is a question of its own." };

const analyse = (data: StudyData, withArm = true): AnalysisResults =>
  runPlan({ model: deriveDataset(data, { withArm }), protocol: data.protocol });

function said(protocol: Protocol, locale: "id" | "en", withArm = true): string {
  const data = inventedSeveralArmsStudy(protocol);
  return renderText(buildReport({ results: analyse(data, withArm), protocol, locale }));
}

function withPlan(multiplicity: Multiplicity | undefined): Protocol {
  const base = inventedSeveralArmsProtocol();
  const { multiplicity: _, ...plan } = base.analysisPlan;
  return { ...base, analysisPlan: multiplicity === undefined ? plan : { ...plan, multiplicity } };
}

function cellsOf(value: unknown): readonly ReportCell[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "content" in value && "numbers" in value ? [value as ReportCell] : [];
  return [...own, ...Object.values(value).flatMap(cellsOf)];
}

describe("a report of three arms", () => {
  it.each(["id", "en"] as const)("says every comparison with its arms, interval, p and Holm's p in %s", (locale) => {
    expect(said(inventedSeveralArmsProtocol(), locale)).toMatchSnapshot();
  });

  it("opens with both comparisons, whoever was used, and what is done about their number", () => {
    const data = inventedSeveralArmsStudy();
    const { lead } = buildReport({ results: analyse(data), protocol: data.protocol, locale: "en" });
    expect(plainText(lead.sentence).replaceAll("\u00a0", " ")).toBe(
      "Milk volume at Day 8 was on average 6.1 ml higher with Massage than with Usual care (95 % CI 3.5 to 8.7; p < .001, after Holm p < .001). Milk volume at Day 8 was on average 1.8 ml higher with Music than with Usual care (95 % CI −1.0 to 4.7; p = .199, after Holm p = .199). The interval includes no difference. 70 of 83 participants in one model, adjusted for the baseline value, site, parity, age. Holm's p is adjusted for all 2 comparisons of the primary outcome together. The intervals are not adjusted: each holds for its own comparison.",
    );
  });

  it("prints only numbers that stand in the results", () => {
    const data = inventedSeveralArmsStudy(inventedSeveralArmsProtocol(2));
    const results = analyse(data);
    const listed = new Set(results.numbers.map(({ id }) => id));
    const printed = cellsOf(buildReport({ results, protocol: data.protocol, locale: "id" })).flatMap(
      ({ numbers }) => numbers,
    );
    expect(printed.length).toBeGreaterThan(150);
    expect(printed.filter((id) => !listed.has(id))).toEqual([]);
    for (const arm of ["massage_arm", "arm_2", "arm_3"])
      expect(printed).toContain(`primary.milk_volume.versus.${arm}.difference.p_adjusted`);
  });

  it("says that nothing is adjusted, with the plan's reason or that it gives none, and shows no Holm's p", () => {
    const none = said(withPlan({ method: "none", reason }), "en");
    expect(none).toContain(
      "By plan neither p nor intervals are adjusted for the number of comparisons: Each arm is a question of its own.",
    );
    const open = said(withPlan(undefined), "en");
    expect(open).toContain("The plan states no adjustment for the number of comparisons.");
    for (const text of [none, open]) expect(text).not.toContain("Holm)");
  });

  it("says nothing of arms or comparisons to who is masked", () => {
    for (const locale of ["id", "en"] as const)
      expect(said(inventedSeveralArmsProtocol(), locale, false)).not.toMatch(/Massage|Music|Musik|Usual|biasa|Holm\)/u);
  });
});

describe("the protocol of a trial of three arms", () => {
  const statistics = (protocol: Protocol, locale: "id" | "en"): string =>
    JSON.stringify(
      buildProtocolDocument(protocol, locale).chapters.flatMap(({ sections }) =>
        sections.filter(({ key }) => key === "spirit_27").map(({ parts }) => parts),
      ),
    );

  it("says the comparisons and the adjustment among the statistical methods, in both languages", () => {
    const holm = inventedSeveralArmsProtocol();
    expect(statistics(holm, "en")).toContain("Massage with Usual care and Music with Usual care");
    expect(statistics(holm, "en")).toContain("are adjusted together by Holm's method (1979)");
    expect(statistics(holm, "id")).toContain("Pijat dengan Perawatan biasa dan Musik dengan Perawatan biasa");
    expect(statistics(holm, "id")).toContain("disesuaikan bersama menurut Holm (1979)");
    expect(statistics(withPlan({ method: "none", reason }), "id")).toContain(reason.id);
  });

  it("marks it as missing where the plan says nothing", () => {
    expect(statistics(withPlan(undefined), "en")).toMatch(/"kind":"missing","text":"[^"]*number of comparisons/u);
  });
});

describe("a dry run of three arms in words", () => {
  const share = (estimate: number) => ({ estimate, lower: estimate - 0.01, upper: estimate + 0.01 });
  const comparison = (arm: string, alone: number, adjusted: number | null, reading: "power" | "size" = "power") => ({
    arm,
    reading,
    alone: share(alone),
    adjusted: adjusted === null ? null : share(adjusted),
  });
  const summary = {
    assumptions: { participants: 150, seed: 1 },
    findings: [],
    entries: 900,
    screened: 200,
    span: { from: "2026-01-01", lastEnrolled: "2026-06-01", to: "2026-08-01" },
  };
  const several = {
    analysis: "primary",
    outcome: "milk_volume",
    method: "ancova",
    significance: 0.05,
    adjustment: "holm",
    reference: "usual",
    simulations: { planned: 2000, completed: 2000 },
    comparisons: [comparison("massage_arm", 0.85, 0.81), comparison("arm_2", 0.7, 0.64)],
    together: { all: share(0.6), atLeastOne: share(0.86) },
    falsely: null,
    analysed: 140,
  };
  const say = (more: object, locale: "id" | "en" = "en") =>
    sayDryRun(
      inventedSeveralArmsProtocol(),
      { ...summary, power: { ok: true, several: { ...several, ...more } } } as unknown as Parameters<
        typeof sayDryRun
      >[1],
      locale,
    );

  it("leads with all and any of the supposed differences, and lists each with both its p", () => {
    const { lead, comparisons } = say({});
    expect(lead.replaceAll("\u00a0", " ")).toMatch(
      /all the differences you suppose in 60\.0 ?% .* at least one in 86/u,
    );
    expect(comparisons?.head).toEqual(["Comparison", "By its own p", "After Holm"]);
    expect(comparisons?.rows.map(([name]) => name)).toEqual([
      "Massage against Usual care",
      "Music against Usual care",
      "All supposed differences",
      "At least one of them",
    ]);
    expect(comparisons?.rows[2]?.[1]).toBe("");
  });

  it("leads with the one supposed difference, or with the errors where none is supposed", () => {
    const one = say(
      {
        comparisons: [comparison("massage_arm", 0.85, 0.81), comparison("arm_2", 0.05, 0.04, "size")],
        together: null,
        falsely: share(0.04),
      },
      "id",
    );
    expect(one.lead).toContain("selisih Pijat");
    expect(one.lead).toContain("81,0");
    expect(one.comparisons?.rows.map(([name]) => name).join("|")).toContain("tanpa selisih");
    const none = say({
      adjustment: "none",
      comparisons: [comparison("massage_arm", 0.05, null, "size"), comparison("arm_2", 0.05, null, "size")],
      together: null,
      falsely: share(0.09),
    });
    expect(none.lead).toMatch(/With no difference supposed.* 9\.0/u);
    expect(none.comparisons?.head).toHaveLength(2);
    expect(none.after.join(" ")).toContain("No p is adjusted");
  });
});
