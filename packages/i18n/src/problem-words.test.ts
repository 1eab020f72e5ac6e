import { describe, expect, it } from "vitest";
import { problemCodes, refusalCodes } from "@kendali/domain";
import { domainCatalogue } from "./catalogues/domain.ts";
import { refusalsCatalogue } from "./catalogues/refusals.ts";
import { locales } from "./locale.ts";
import { problemWords } from "./problem-words.ts";
import { refusalWords } from "./refusal-words.ts";

describe("words for what went wrong", () => {
  it("exist for every refusal code and for nothing else", () => {
    for (const locale of locales)
      expect(Object.keys(refusalsCatalogue[locale]).sort()).toEqual([...refusalCodes].sort());
  });

  it("exist for every problem code and for nothing else", () => {
    for (const locale of locales) expect(Object.keys(domainCatalogue[locale]).sort()).toEqual([...problemCodes].sort());
  });

  it("name value, limits and unit as each language writes them", () => {
    const problem = { code: "above_usual", params: { value: 1450.5, min: 0, max: 200, unit: "ml" } };
    expect(problemWords("id", problem)).toBe(
      "1.450,5 ml di atas batas wajar (0–200\u00a0ml). Periksa lagi, atau isi alasan.".replace(
        "0–200",
        "0\u2060–\u2060200",
      ),
    );
    expect(problemWords("en", problem)).toContain("1,450.5 ml is above the usual range");
  });

  it("tell the finding when a reason is asked for", () => {
    const params = { value: 450, min: 0, max: 200, unit: "ml", finding: "above_usual" };
    expect(problemWords("en", { code: "reason_required", params })).toContain("450 ml is above the usual range");
    const own = { finding: "constraint_violated", "message:id": "a", "message:en": "b" };
    expect(problemWords("en", { code: "reason_required", params: own })).toBe(
      "This value is unusual. Check again, or give a reason.",
    );
  });

  it("close up where an item has no unit or a range has one side", () => {
    expect(problemWords("en", { code: "below_minimum", params: { value: -1, min: 0, max: null, unit: "" } })).toBe(
      "−1 is not possible; the limits are ≥\u00a00. Check again.",
    );
  });

  it("speak the protocol's own words in the reader's language", () => {
    const params = { "message:id": "Payudara yang sama.", "message:en": "The same breast." };
    expect(problemWords("id", { code: "constraint_violated", params })).toBe("Payudara yang sama. Periksa lagi.");
    expect(problemWords("en", { code: "constraint_violated", params })).toBe("The same breast. Check again.");
  });

  it("write dates as people do", () => {
    expect(refusalWords("id", { code: "date_in_future", params: { date: "2026-11-22", field: "on" } })).not.toContain(
      "2026-11-22",
    );
  });

  it("never show a place that nobody filled", () => {
    for (const code of refusalCodes) {
      const params = {
        seconds: 5,
        date: "2026-01-01",
        signedOn: "2026-01-01",
        screenedOn: "2026-01-02",
        enrolledOn: "2026-01-01",
        allocatedOn: "2026-01-02",
        participant: "MLT-001-7",
        username: "bidan",
        count: 3,
        from: "2026-01-01",
        to: "2026-01-02",
        file: "protocol.json",
        line: 2,
        column: 10,
        "open:id": "Volume ASI",
        "open:en": "Milk volume",
        kilobytes: 4096,
        least: 10,
        reason: "EACCES",
        newest: "x",
        offered: "x",
        on: "x",
        site: "x",
        today: "x",
        version: "x",
        "label:id": "Paritas",
        "label:en": "Parity",
        name: "age_years",
        kind: "PDF",
        last: "x",
        first: "x",
        most: 40,
        megabytes: 41,
      };
      for (const locale of locales) expect(refusalWords(locale, { code, params })).not.toMatch(/[{}]/);
    }
  });

  it("show a code they do not know instead of hiding it", () => {
    expect(problemWords("en", { code: "toString", params: {} })).toBe("toString");
  });
});
