import { compileForm, placedItems, type Protocol } from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";
import { validateStudyDocument } from "@kendali/randomization";
import { describe, expect, it } from "vitest";
import { adaptTemplate, lintDraft, withScales } from "../src/index.ts";
import { referencePilot, referenceTrial } from "./reference-studies.ts";

const site = {
  key: "mawar",
  code: "MWR",
  name: { id: "Puskesmas Mawar", en: "Mawar Health Centre" },
  timeZone: "Asia/Makassar",
};
const title = { id: "Pijat punggung", en: "Back massage" };

describe("a study from a template", () => {
  it.each([referencePilot(), referenceTrial()])("$key is valid and has no approval but its own", (template) => {
    const approval = { number: "KEPK/1", approvedOn: "2026-01-01" };
    const approved = {
      ...template,
      ethics: { committee: title, number: "KEPK/1", approvedOn: "2026-01-01", expiresOn: "2027-01-01" },
      consent: { ...template.consent, approval },
    };
    const made = adaptTemplate(approved, { key: "pijat-punggung", date: "2026-11-22", title, shortTitle: title, site });
    expect(validateStudyDocument(made)).toEqual({ ok: true, value: made });
    expect(made).toMatchObject({ key: "pijat-punggung", title, sites: [site], ethics: null, registration: null });
    expect(made.consent.approval).toBeUndefined();
    expect(made.assumptions.some(({ about }) => about.includes("sites"))).toBe(false);
    expect(made.forms).toEqual(withScales(template).forms);
  });

  it("keeps the template's names and sites where none are given", () => {
    const template = referenceTrial();
    const made = adaptTemplate(template, {
      key: "lagi",
      date: "2026-11-22",
      title: null,
      shortTitle: null,
      site: null,
    });
    expect(made).toEqual({ ...withScales(template), key: "lagi", version: "0.1", date: "2026-11-22" });
  });

  it("scores an instrument as a scale, with items, source and licence, from the same answers under the same keys", () => {
    const template = referenceTrial();
    const made = withScales(template);
    const keys = (protocol: Protocol) => placedItems(protocol).map(({ item }) => item.key);
    expect(keys(made)).toEqual(keys(template));
    expect(made.scales).toMatchObject([{ key: "gad_7", score: "sum", missing: { rule: "none" } }]);
    expect(made.scales?.[0]?.source).toMatch(/Spitzer.*not validated/u);
    const score = placedItems(made).find(({ item }) => item.key === "anxiety_score")?.item;
    expect(score).toMatchObject({ type: "calculated", scale: "gad_7" });
    expect(score).not.toHaveProperty("calculation");
    expect(validateStudyDocument(made).ok).toBe(true);
    expect(lintDraft(made, { today: null }).filter(({ code }) => code.startsWith("scale_"))).toEqual([]);
    const unsourced = { ...made, scales: made.scales?.map((scale) => ({ ...scale, source: "" })) ?? [] };
    const [advice] = lintDraft(unsourced, { today: null }).filter(({ code }) => code === "scale_source_missing");
    expect(advice?.mend).toEqual({
      page: "forms",
      path: "forms/confounders/sections/anxiety/items/anxiety_score/scale",
    });
    const answers = new Map([1, 2, 3, 4, 5, 6, 7].map((number) => [`gad_${number}`, number % 4] as const));
    const scoreOf = (protocol: Protocol, given: ReadonlyMap<string, number>) => {
      const form = compileForm(protocol, "confounders", expressionEngine);
      if (!form.ok) throw new Error("the form compiles");
      return form.value.fieldOf.get("anxiety_score")?.calculation?.evaluate(given);
    };
    const partly = new Map([...answers].slice(1));
    for (const protocol of [template, made]) {
      expect(scoreOf(protocol, answers)).toEqual({ known: true, value: 12 });
      expect(scoreOf(protocol, partly)).toMatchObject({ known: false });
    }
    expect(withScales(referencePilot())).toEqual(referencePilot());
  });
});
