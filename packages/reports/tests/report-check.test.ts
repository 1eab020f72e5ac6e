import { readFileSync } from "node:fs";
import { checkReportedTable, readReportedTable } from "@kendali/analysis";
import { locales } from "@kendali/i18n";
import { describe, expect, test } from "vitest";
import { reportCheck, type ReportedCheckModel } from "../src/index.ts";

const file = new URL("../../../studies/oxytocin-pretest-posttest/published/table.json", import.meta.url);
const published: unknown = JSON.parse(readFileSync(file, "utf8"));

describe.each(locales)("the check of a published table, said in %s", (locale) => {
  const pilot = said(published, locale);
  const other = said(manyFindings, locale);

  test("leaves no place of a sentence open and no key without words", () => {
    for (const text of [...textsOf(pilot), ...textsOf(other)]) {
      expect(text).not.toMatch(/[{}]|undefined|NaN|\b[a-z]+_[a-z]+_[a-z]+\b/u);
      expect(text.trim()).toBe(text);
    }
    expect(textsOf(other).length).toBeGreaterThan(40);
  });

  test("says what can be true together", () => {
    const last = pilot.joint.at(-1);
    expect(last?.verdict).toBe("cannot_be_together");
    expect(last?.text).toMatch(locale === "en" ? /^At most 5 of 10 claims/u : /^Paling banyak 5 dari 10 pernyataan/u);
    expect(pilot.joint.map(({ text }) => text).join(" ")).toContain(locale === "en" ? "3,108,105" : "3.108.105");
  });

  test("writes numbers as the language does, the printed ones too", () => {
    const mean = pilot.claims.find(({ id }) => id === "before.mean");
    expect(mean?.printed).toBe(locale === "en" ? "1.20" : "1,20");
    const shapiro = pilot.findings.map(({ text }) => text).join(" ");
    expect(shapiro).toContain(locale === "en" ? "W = 0.351223" : "W = 0,351223");
    expect(shapiro).toContain(locale === "en" ? "1.85\u00a0×\u00a010⁻⁸" : "1,85\u00a0×\u00a010⁻⁸");
  });

  test("accuses nobody", () => {
    const words = [...textsOf(pilot), ...textsOf(other)].join(" ");
    expect(words).not.toMatch(/fraud|fake|fabricat|false\b|error|wrong|salah|palsu|curang|manipul|mengarang/iu);
  });
});

/** A table made to call up the sentences that the pilot's does not. */
const manyFindings = {
  schema: "kendali-reported-table/1",
  title: { id: "Contoh", en: "Example" },
  source: "Invented",
  scale: { min: 1, max: 5 },
  categories: [
    { key: "low", label: { id: "kurang", en: "low" } },
    { key: "high", label: { id: "baik", en: "good" } },
  ],
  measurements: [
    { key: "a", label: { id: "awal", en: "start" }, n: 28, mean: "5.19", sd: "1.00" },
    { key: "b", label: { id: "akhir", en: "end" }, n: 25, mean: "3.44", sd: "0.97" },
    { key: "c", label: { id: "antara", en: "middle" }, n: 20, mean: "2.75", sd: "1.21", shapiroP: "0.300" },
    {
      key: "e",
      label: { id: "jumlah", en: "counted" },
      n: 20,
      counts: [
        { category: "low", count: 12, percent: "61" },
        { category: "high", count: 7, percent: "35.0" },
      ],
    },
  ],
  comparisons: [
    {
      key: "x",
      label: { id: "perbandingan", en: "comparison" },
      design: "paired",
      first: "c",
      second: "c",
      difference: "0.50",
      t: "2.10",
      df: 24,
      p: { operator: "=", value: "0.20" },
      interval: { lower: "0.30", upper: "0.70" },
      d: "0.47",
      r: "0.99",
    },
  ],
  tests: [
    {
      key: "t",
      label: { id: "uji lain", en: "another test" },
      statistic: "chi2",
      value: "3.90",
      df: 1,
      p: { operator: ">", value: "0.05" },
    },
  ],
  percentages: [{ key: "p", label: { id: "bagian", en: "share" }, percent: "33", n: 20 }],
};

function said(document: unknown, locale: (typeof locales)[number]): ReportedCheckModel {
  const table = readReportedTable(document);
  if (!table.ok) throw new Error(JSON.stringify(table.refusal));
  return reportCheck(checkReportedTable(table.value), locale);
}

function textsOf(report: ReportedCheckModel): readonly string[] {
  const { title, source, claims, findings, joint, note } = report;
  const ofClaims = claims.flatMap(({ name, printed, verdictWords }) => [name, printed, verdictWords]);
  return [
    title,
    source,
    note,
    ...ofClaims,
    ...[...findings, ...joint].flatMap(({ text, verdictWords }) => [text, verdictWords]),
  ];
}
