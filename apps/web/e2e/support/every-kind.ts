import { both, pilotWith, type ProtocolFile } from "./test-study.ts";

const item = (key: string, type: string, id: string, en: string, more: object = {}) => ({
  key,
  type,
  label: both(id, en),
  required: true,
  ...more,
});

/** One form with an item of every type. */
const everyKind = {
  key: "every_kind",
  title: both("Semua jenis isian", "Every kind of question"),
  performedBy: ["coordinator"],
  purpose: "characteristics",
  revealsArm: false,
  sections: [
    {
      key: "numbers",
      title: both("Angka dan teks", "Numbers and texts"),
      items: [
        item("reminder", "note", "Siapkan gelas ukur sebelum mulai.", "Have the cup ready.", { required: false }),
        item("pulse", "integer", "Denyut nadi", "Pulse", {
          unit: "/min",
          hardRange: { min: 30, max: 220 },
          softRange: { min: 60, max: 100 },
          missingReasons: ["refused", "not_done"],
        }),
        item("milk", "decimal", "Volume ASI", "Milk volume", {
          unit: "ml",
          decimals: 1,
          hardRange: { min: 0, max: 500 },
          softRange: { min: 5, max: 200 },
        }),
        item("helper", "text", "Nama panggilan penolong", "Helper's first name", { maxLength: 40 }),
        item("story", "long_text", "Ceritakan keluhan Ibu", "Tell of complaints", { required: false }),
      ],
    },
    {
      key: "choices",
      title: both("Pilihan", "Choices"),
      items: [
        item("breast", "choice", "Payudara yang diperah", "Breast pumped", { codelist: "sides" }),
        item("signs", "multiple_choice", "Tanda yang terlihat", "Signs seen", { codelist: "signs", required: false }),
        item("fever", "yes_no", "Apakah Ibu demam?", "Is there a fever?"),
        item("fever_days", "integer", "Berapa hari demam?", "Days of fever", { unit: "d", relevant: "fever == true" }),
      ],
    },
    {
      key: "times",
      title: both("Tanggal dan waktu", "Dates and times"),
      items: [
        item("seen_on", "date", "Tanggal pemeriksaan terakhir", "Last seen on"),
        item("married_on", "partial_date", "Tanggal menikah", "Date of marriage"),
        item("slept_at", "time", "Jam tidur tadi malam", "Asleep at"),
        item("fed_at", "date_time", "Menyusui terakhir", "Last fed at"),
        item("pumped", "duration", "Lama memerah", "Length of pumping", {
          timerMinutes: 15,
          hardRange: { min: 0, max: 120 },
        }),
      ],
    },
    {
      key: "feelings",
      title: both("Perasaan tujuh hari terakhir", "Feelings of the last seven days"),
      layout: "matrix",
      items: [
        item("laughs", "choice", "Saya dapat tertawa", "I can laugh", { codelist: "how_often" }),
        item("anxious", "choice", "Saya cemas tanpa alasan", "I am anxious", { codelist: "how_often" }),
      ],
    },
    {
      key: "papers",
      title: both("Kode dan berkas", "Codes and files"),
      items: [
        item("tube", "barcode", "Kode tabung darah", "Code of the tube", { required: false }),
        item("cup", "photo", "Foto gelas ukur", "Photo of the cup", { requiredBy: "visit_lock" }),
        item("letter", "attachment", "Surat rujukan", "Letter of referral", { required: false }),
        item("signed", "signature", "Tanda tangan Ibu", "Mother's signature", { required: false }),
      ],
    },
    {
      key: "sums",
      title: both("Hitungan", "Sums"),
      items: [
        item("milk_per_minute", "calculated", "ASI per menit", "Milk per minute", {
          required: false,
          unit: "ml/min",
          decimals: 1,
          calculation: "milk / pumped",
        }),
        item("feelings_score", "calculated", "Skor perasaan", "Feelings score", { required: false, scale: "feelings" }),
      ],
    },
  ],
};

const codes = (...labels: readonly (readonly [string, string])[]) =>
  labels.map(([id, en], code) => ({ code, label: both(id, en) }));

export function protocolOfEveryKind(): ProtocolFile {
  const protocol = pilotWith(everyKind);
  protocol.codelists.push(
    {
      key: "sides",
      label: both("Sisi", "Side"),
      codes: codes(["Kiri", "Left"], ["Kanan", "Right"], ["Keduanya", "Both"]),
    },
    {
      key: "signs",
      label: both("Tanda", "Signs"),
      codes: codes(["Bengkak", "Swollen"], ["Kemerahan", "Red"], ["Nyeri tekan", "Tender"]),
    },
    {
      key: "how_often",
      label: both("Seberapa sering", "How often"),
      codes: codes(["Tidak pernah", "Never"], ["Kadang", "Sometimes"], ["Sering", "Often"], ["Selalu", "Always"]),
    },
  );
  protocol["scales"] = [
    {
      key: "feelings",
      name: both("Perasaan", "Feelings"),
      items: ["laughs", "anxious"],
      reversed: ["laughs"],
      score: "sum",
      missing: { rule: "none" },
      cutoffs: [{ from: 4, label: both("perlu perhatian", "needs attention") }],
      source: "Invented for this journey",
      licence: "",
    },
  ];
  return protocol;
}
