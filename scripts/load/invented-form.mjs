/**
 * An invented form of 30 items of every kind that people enter, with ranges, relevance, constraints and a calculation, in
 * as many copies as wanted: load needs many entries of one participant, and item keys are unique in a study.
 */
export function inventedForms(count) {
  return Array.from({ length: count }, (_, index) => ({
    key: formKey(index),
    title: both(`Formulir rekaan ${index + 1}`, `Invented form ${index + 1}`),
    performedBy: ["coordinator"],
    purpose: "characteristics",
    revealsArm: false,
    sections: [
      { key: "measures", title: both("Pengukuran", "Measures"), items: measures(index) },
      { key: "answers", title: both("Jawaban", "Answers"), items: answers(index) },
    ],
  }));
}

export const inventedCodelists = [
  codelist("load_three", ["Rendah", "Sedang", "Cukup"]),
  codelist("load_five", ["Tidak pernah", "Jarang", "Kadang-kadang", "Sering", "Selalu"]),
  codelist("load_help", ["Suami", "Ibu", "Bidan", "Kader"]),
];

export function formKey(index) {
  return `load_form_${index + 1}`;
}

/** A completed form: 29 entered values, the thirtieth is computed. `serial` varies the values, always within their limits. */
export function filledForm(index, serial) {
  const values = {};
  const k = (name) => itemKey(index, name);
  for (let n = 1; n <= 6; n += 1) values[k(`whole_${n}`)] = 10 + ((serial * 7 + n * 13) % 60);
  for (let n = 1; n <= 5; n += 1) values[k(`volume_${n}`)] = Math.round(((serial * 37 + n * 101) % 900) + 5) / 10;
  values[k("minutes")] = 15;
  values[k("on_day")] = "2026-01-15";
  values[k("at_time")] = "15:30";
  for (let n = 1; n <= 7; n += 1) values[k(`often_${n}`)] = 1 + ((serial + n) % 5);
  for (let n = 1; n <= 3; n += 1) values[k(`level_${n}`)] = 1 + ((serial + n) % 3);
  values[k("helped")] = true;
  values[k("helpers")] = [1, 3];
  values[k("smokes")] = serial % 2 === 0 ? true : { m: "refused" };
  values[k("remark")] = `Catatan rekaan nomor ${serial}, tanpa nama siapa pun`;
  values[k("remark_long")] = "Ibu rekaan menjawab dengan lancar; pengukuran diulang satu kali karena pompa terlepas.";
  return values;
}

function measures(index) {
  const k = (name) => itemKey(index, name);
  const whole = Array.from({ length: 6 }, (_, n) =>
    item(k(`whole_${n + 1}`), "integer", `Hitungan ${n + 1}`, {
      hardRange: { min: 0, max: 100 },
      softRange: { min: 5, max: 90 },
    }),
  );
  const volumes = Array.from({ length: 5 }, (_, n) =>
    item(k(`volume_${n + 1}`), "decimal", `Volume ${n + 1}`, {
      unit: "ml",
      decimals: 1,
      hardRange: { min: 0, max: 500 },
      missingReasons: ["not_done", "refused"],
      constraints: [
        {
          expression: `${k(`volume_${n + 1}`)} <= 500.0`,
          message: both("Paling banyak 500", "At most 500"),
          severity: "hard",
        },
      ],
    }),
  );
  return [
    ...whole,
    ...volumes,
    item(k("total"), "calculated", "Jumlah volume", {
      decimals: 1,
      required: false,
      calculation: [1, 2, 3, 4, 5].map((n) => k(`volume_${n}`)).join(" + "),
    }),
    item(k("minutes"), "duration", "Lama", { unit: "min", hardRange: { min: 0, max: 120 } }),
    item(k("on_day"), "date", "Tanggal"),
    item(k("at_time"), "time", "Pukul"),
  ];
}

function answers(index) {
  const k = (name) => itemKey(index, name);
  return [
    ...Array.from({ length: 7 }, (_, n) =>
      item(k(`often_${n + 1}`), "choice", `Seberapa sering ${n + 1}`, { codelist: "load_five" }),
    ),
    ...Array.from({ length: 3 }, (_, n) =>
      item(k(`level_${n + 1}`), "choice", `Tingkat ${n + 1}`, { codelist: "load_three" }),
    ),
    item(k("helped"), "yes_no", "Dibantu"),
    item(k("helpers"), "multiple_choice", "Siapa yang membantu", { codelist: "load_help", relevant: k("helped") }),
    item(k("smokes"), "yes_no", "Merokok", { missingReasons: ["refused"] }),
    item(k("remark"), "text", "Catatan", { required: false, maxLength: 200 }),
    item(k("remark_long"), "long_text", "Catatan panjang", { required: false, maxLength: 2000 }),
  ];
}

function item(key, type, label, more = {}) {
  return { key, type, label: both(label, `${label} (invented)`), required: true, ...more };
}

function itemKey(index, name) {
  return `load${index + 1}_${name}`;
}

function codelist(key, labels) {
  return {
    key,
    label: both(key, key),
    codes: labels.map((label, index) => ({ code: index + 1, label: both(label, `${label} (id)`) })),
  };
}

function both(id, en) {
  return { id, en };
}
