import type { LocalizedText, StudyKind } from "@kendali/domain";
import type { DatasetModel } from "./derive-dataset.ts";
import { tableFileName } from "./file-names.ts";

const kindNotes: Readonly<Record<StudyKind, LocalizedText | null>> = {
  live: null,
  test: { id: "DATA UJI COBA, bukan data penelitian.", en: "TEST DATA, not study data." },
  practice: { id: "DATA LATIHAN, bukan data penelitian.", en: "PRACTICE DATA, not study data." },
  simulated: {
    id: "DATA SIMULASI: responden di berkas ini tidak ada. Jangan dilaporkan sebagai hasil penelitian.",
    en: "SIMULATED DATA: the participants in these files do not exist. Never report them as results of a study.",
  },
  reconstructed: {
    id: "DATA REKONSTRUKSI: disusun agar cocok dengan angka yang dipublikasikan. Bukan data asli dan bukan satu-satunya kemungkinan.",
    en: "RECONSTRUCTED DATA: built to agree with published numbers. Not the original data, and not the only possibility.",
  },
};

const clockNote: LocalizedText = {
  id: "Tanggal-tanggal berasal dari jam yang disetel (injected clock), bukan jam peladen.",
  en: "Dates come from an injected clock, not from the server's clock.",
};

/** The note that goes with everything made from data that are not of real persons; `null` for a live study. */
export function kindNote(kind: StudyKind): LocalizedText | null {
  return kindNotes[kind];
}

/** What a person reads first after unpacking, in both languages. */
export function writeReadme(model: DatasetModel, hasResults: boolean): string {
  return [readmeIn("id", model, hasResults), "=".repeat(72), readmeIn("en", model, hasResults)].join("\n\n") + "\n";
}

function readmeIn(locale: keyof LocalizedText, model: DatasetModel, hasResults: boolean): string {
  const id = locale === "id";
  const say = (text: LocalizedText) => text[locale];
  const file = (table: Parameters<typeof tableFileName>[1]) => tableFileName(model, table);
  const note = kindNotes[model.kind];
  const lines = [
    say(model.study.title),
    ...(note === null ? [] : [say(note)]),
    ...(model.clock === "injected" ? [say(clockNote)] : []),
    ...(model.isMasked
      ? [
          id
            ? "DATA GABUNGAN (tersamar): tanpa kelompok, sesi, teks bebas, dan apa pun yang membuka kelompok."
            : "POOLED DATA (masked): without arm, sessions, free text or anything else that would tell the arm.",
        ]
      : []),
    "",
    `${id ? "Protokol" : "Protocol"} ${model.study.key} ${model.study.version}, SHA-256 ${model.study.protocolHash}`,
    `${id ? "Salinan beku" : "Snapshot"} SHA-256 ${model.snapshot.hash}`,
    "",
    `${file("participants")} — ${id ? "satu baris per responden" : "one row per participant"}`,
    `${file("long")} — ${id ? "satu baris per responden, kunjungan, dan isian" : "one row per participant, visit and item"}`,
    `${file("screenings")}, ${file("register")}, ${file("events")} — ${id ? "alur responden" : "participant flow"}`,
    ...(model.tables.deviations === undefined
      ? []
      : [
          `${file("deviations")} — ${id ? "kesalahan alokasi dan akibatnya bagi analisis" : "errors of allocation and what follows for the analysis"}`,
        ]),
    ...(model.tables.guesses === undefined
      ? []
      : [`${file("guesses")} — ${id ? "tebakan kelompok oleh penilai" : "the assessors' guesses of the arm"}`]),
    `${file("codebook")}, ${file("codes")} — ${id ? "buku kode: label, satuan, kode, alasan data hilang" : "codebook: labels, units, codes, missing reasons"}`,
    `manifest.json — ${id ? "SHA-256 setiap berkas" : "SHA-256 of every file"}`,
    ...(hasResults
      ? [
          `results.json, numbers.csv — ${id ? "hasil rencana analisis dan setiap angkanya" : "results of the analysis plan and each of their numbers"}`,
          `analysis.R — ${
            id
              ? "muat data dan hitung ulang setiap angka: Rscript --vanilla analysis.R (R dasar, tanpa paket)"
              : "loads the data and recomputes every number: Rscript --vanilla analysis.R (base R, no packages)"
          }`,
        ]
      : []),
    "",
    id
      ? "Sel kosong berarti hilang; alasannya di kolom …__missing di sebelahnya. CSV: UTF-8, koma, titik desimal (RFC 4180)."
      : "An empty cell is missing; its reason is in the …__missing column beside it. CSV: UTF-8, comma, decimal point (RFC 4180).",
    id
      ? "Teks yang diawali = + - @ diberi tanda ' di depannya agar tidak dijalankan sebagai rumus."
      : "Text that begins with = + - @ has a ' before it, so that no program runs it as a formula.",
  ];
  return lines.join("\n");
}
