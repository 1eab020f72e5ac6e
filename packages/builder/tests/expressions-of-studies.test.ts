import { readFileSync } from "node:fs";
import type { Item, Protocol } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { checkExpression } from "../src/expressions/check-expression.ts";
import { expressionScope } from "../src/expressions/expression-scope.ts";
import type { ExpressionUse } from "../src/expressions/expression.types.ts";
import { sayExpression } from "../src/expressions/say-expression.ts";

const read = (study: string): Protocol =>
  JSON.parse(readFileSync(new URL(`../../../studies/${study}/protocol.json`, import.meta.url), "utf8")) as Protocol;
const studies = ["oxytocin-pretest-posttest", "oxytocin-rct"];

type Placed = {
  readonly study: string;
  readonly form: string;
  readonly item: Item;
  readonly use: ExpressionUse;
  readonly text: string;
};

function expressionsOf(study: string): readonly Placed[] {
  return read(study).forms.flatMap((form) =>
    form.sections.flatMap(({ items }) =>
      items.flatMap((item) => {
        const of = (use: ExpressionUse, text: string | undefined): readonly Placed[] =>
          text === undefined ? [] : [{ study, form: form.key, item, use, text }];
        const checks = (item.constraints ?? []).flatMap(({ expression }) => of("constraint", expression));
        return [...of("relevant", item.relevant), ...of("calculation", item.calculation), ...checks];
      }),
    ),
  );
}

/** The wording was read by people who speak the language; a change of it is read again. */
const wording: Readonly<Record<string, readonly [id: string, en: string]>> = {
  "parity >= 2 ? 2 : 1": [
    "“Multipara” bila Paritas paling sedikit 2; selain itu “Primipara”",
    "“Multiparous” if Parity is at least 2; otherwise “Primiparous”",
  ],
  "parity >= 2 || !bf_experience": [
    "Paritas paling sedikit 2 atau Pengalaman menyusui dijawab tidak",
    "Parity is at least 2 or Previous breastfeeding experience is no",
  ],
  bf_experience: ["Pengalaman menyusui dijawab ya", "Previous breastfeeding experience is yes"],
  "hoursBetween(delivery_at, volume_at) >= 0": [
    "Mulai memompa tidak lebih awal daripada Waktu persalinan",
    "Start of pumping is no earlier than Time of delivery",
  ],
  "round(hoursBetween(delivery_at, volume_at), 1)": [
    "Jumlah jam dari Waktu persalinan sampai Mulai memompa dibulatkan ke 1 desimal",
    "The number of hours from Time of delivery until Start of pumping rounded to 1 decimal",
  ],
  "pump_side == baseline_pump_side": [
    "Sisi yang dipompa sama dengan Sisi yang dipompa pada data awal",
    "Side pumped equals Side pumped at baseline",
  ],
  "lactation_category == (lactation_score >= 9 ? 2 : (lactation_score >= 5 ? 1 : 0))": [
    "Kategori produksi ASI sama dengan (“Cukup” bila Skor daftar tilik paling sedikit 9; “Sedang” bila Skor daftar tilik paling sedikit 5; selain itu “Kurang”)",
    "Category of milk production equals (“Adequate” if Checklist score is at least 9; “Moderate” if Checklist score is at least 5; otherwise “Low”)",
  ],
  'session_start >= "15:00" && session_start <= "18:00"': [
    "Mulai sesi antara 15.00 dan 18.00, termasuk batasnya",
    "Start of the session is between 15:00 and 18:00, limits included",
  ],
  discomfort: ["Keluhan dijawab ya", "Complaint is yes"],
  "gad_1 + gad_2 + gad_3 + gad_4 + gad_5 + gad_6 + gad_7": [
    "Jumlah semua ini: (jawaban “Gugup, cemas”; Tidak dapat menghentikan khawatir; Terlalu khawatir; Sulit santai; Resah; Mudah kesal; Takut)",
    "The sum of all these: (the answer to “Feeling nervous, anxious or on edge”; the answer to “Not being able to stop or control worrying”; Worrying too much about different things; Trouble relaxing; the answer to “Being so restless that it is hard to sit still”; the answer to “Becoming easily annoyed or irritable”; the answer to “Feeling afraid as if something awful might happen”)",
  ],
  "round(weight_kg / (height_cm / 100 * height_cm / 100), 1)": [
    "(Berat badan dibagi (((Tinggi badan dibagi 100) dikali Tinggi badan) dibagi 100)) dibulatkan ke 1 desimal",
    "(Weight divided by (((Height divided by 100) times Height) divided by 100)) rounded to 1 decimal",
  ],
  "hoursBetween(delivery_at, blood_at) >= 0": [
    "Pengambilan darah tidak lebih awal daripada Waktu persalinan",
    "Blood taken is no earlier than Time of delivery",
  ],
  "still_bf && !other_feeds ? 1 : 0": [
    "“Ya” bila Masih menyusui dijawab ya dan Pernah diberi selain ASI dijawab tidak; selain itu “Tidak”",
    "“Yes” if Still breastfeeding is yes and Ever given anything else is no; otherwise “No”",
  ],
  adverse_event: ["Kejadian tidak diinginkan dijawab ya", "Adverse event is yes"],
};

describe.each(studies)("the expressions of %s", (study) => {
  const protocol = read(study);
  const placed = expressionsOf(study);

  it("stand without a problem, and are read as people would say them", () => {
    expect(placed.length).toBeGreaterThan(8);
    for (const { form, item, use, text } of placed) {
      const scope = expressionScope(protocol, { form, item: item.key, use });
      expect(checkExpression(text, scope, use === "calculation" ? "number" : "boolean"), text).toEqual([]);
      const said = [sayExpression(text, scope, "id"), sayExpression(text, scope, "en")];
      if (item.key === "lactation_score") {
        expect(said[0]).toMatch(/^Banyaknya yang terpenuhi di sini: \(Payudara penuh sebelum menyusui dijawab ya; /);
        expect(said[1]).toMatch(/^How many of these hold: \(Breasts full before feeding is yes; /);
      } else expect(said, text).toEqual(wording[text]);
    }
  });
});
