import { findingWords } from "@kendali/i18n";
import { describe, expect, it } from "vitest";
import { readDraft } from "../draft/read-draft.ts";
import { lintDraft } from "../lint/lint-draft.ts";
import { blankProtocol, type BlankAnswers } from "./blank-protocol.ts";

const answers: BlankAnswers = {
  key: "pijat-punggung",
  title: { id: "Pijat punggung", en: "Back massage" },
  shortTitle: { id: "Pijat", en: "Massage" },
  date: "2026-11-22",
  site: { key: "melati", code: "MLT", name: { id: "Puskesmas Melati", en: "Melati" }, timeZone: "Asia/Jakarta" },
};

describe("a blank study", () => {
  it.each(["one_group_pretest_posttest", "parallel_controlled"] as const)(
    "of design %s can be read and says what it lacks",
    (design) => {
      const blank = blankProtocol(design, answers);
      expect(readDraft(blank)).toEqual({ ok: true, value: blank });
      const codes = lintDraft(blank, { today: null }).map(({ code, path }) => `${code} ${path}`);
      expect(codes).toContain("list_too_short outcomes");
      expect(codes).toContain("list_too_short forms");
      expect(codes).toContain("text_empty design/objective");
      expect(codes.filter((code) => /design_|ratio_|reference_|allocation_/u.test(code))).toEqual([]);
    },
  );

  it.each(["one_group_pretest_posttest", "parallel_controlled"] as const)(
    "of design %s lacks one thing a line, each by the name that people know it by",
    (design) => {
      const blank = blankProtocol(design, answers);
      const must = lintDraft(blank, { today: null }).filter(({ severity }) => severity === "must");
      for (const locale of ["id", "en"] as const) {
        const lines = must.map((finding) => findingWords(locale, finding));
        expect(new Set(lines).size).toBe(lines.length);
        for (const line of lines) expect(line).not.toMatch(/[{}_]|terlalu pendek|too short/u);
      }
      const lines = must.map((finding) => findingWords("id", finding));
      expect(lines.length).toBeLessThan(30);
      expect(lines).toEqual(
        expect.arrayContaining([
          "Belum ada luaran utama. Tambahkan.",
          "Naskah persetujuan belum ada. Tulis bagian pertamanya.",
          "Belum ditulis: tanggung jawab penilai luaran. Isi dalam bahasa Indonesia dan Inggris.",
          "Belum ditulis: uraian untuk Kelompok intervensi. Isi dalam bahasa Indonesia dan Inggris.",
        ]),
      );
    },
  );

  it("may have no site yet", () => {
    const blank = blankProtocol("parallel_controlled", { ...answers, site: null });
    expect(readDraft(blank).ok).toBe(true);
  });
});
