import { validateStudyDocument } from "@kendali/randomization";
import { describe, expect, it } from "vitest";
import { adaptTemplate } from "../src/index.ts";
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
    expect(made.forms).toEqual(template.forms);
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
    expect(made).toEqual({ ...template, key: "lagi", version: "0.1", date: "2026-11-22" });
  });
});
