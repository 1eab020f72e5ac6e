import { type SheetColumn, sheetColumns } from "./sheet.types.ts";
import { folded, sheetWords } from "./sheet-words.ts";

/** Other heads that people and other systems' sheets use. */
const aliases: Readonly<Record<SheetColumn, readonly string[]>> = {
  section: ["bagian", "section", "section header", "kelompok", "group", "judul bagian"],
  key: [
    "kunci",
    "key",
    "name",
    "nama variabel",
    "variabel",
    "variable",
    "variable name",
    "field name",
    "nama kolom",
    "nama",
  ],
  type: ["jenis", "tipe", "type", "field type", "jenis pertanyaan"],
  label_id: [
    "pertanyaan",
    "label",
    "teks",
    "label::id",
    "label::indonesia",
    "label::bahasa indonesia",
    "label indonesia",
    "pertanyaan indonesia",
    "field label",
    "question",
  ],
  label_en: [
    "label::en",
    "label::english",
    "label english",
    "english",
    "pertanyaan inggris",
    "label inggris",
    "question english",
  ],
  hint_id: ["petunjuk", "hint", "keterangan", "hint::id", "hint::indonesia", "petunjuk indonesia", "field note"],
  hint_en: ["hint::en", "hint::english", "hint english", "petunjuk inggris"],
  unit: ["satuan", "unit", "units"],
  decimals: ["desimal", "decimals", "angka desimal"],
  choices: [
    "pilihan",
    "pilihan jawaban",
    "choices",
    "options",
    "kode",
    "codes",
    "choices, calculations, or slider labels",
  ],
  hard_min: ["minimum", "min", "batas bawah", "mungkin dari", "hard min", "text validation min"],
  hard_max: ["maksimum", "max", "batas atas", "mungkin sampai", "hard max", "text validation max"],
  soft_min: ["wajar dari", "normal dari", "soft min", "normal from"],
  soft_max: ["wajar sampai", "normal sampai", "soft max", "normal to"],
  required: ["wajib", "required", "required field"],
  required_by: ["wajib saat", "wajib sebelum", "required by"],
  asked_when: ["ditanyakan bila", "syarat", "relevan", "relevant", "asked when", "branching logic", "tampil bila"],
  check: ["pemeriksaan", "cek", "constraint", "check", "harus benar"],
  check_kind: ["jenis pemeriksaan", "check kind", "severity", "bila tidak cocok"],
  message_id: ["pesan", "message", "constraint message", "pesan indonesia"],
  message_en: ["message english", "pesan inggris", "constraint message english"],
  calculation: ["perhitungan", "rumus", "calculation", "formula", "hitung"],
  missing_reasons: ["boleh kosong karena", "alasan kosong", "missing reasons", "may be empty because"],
};

const columnOf: ReadonlyMap<string, SheetColumn> = new Map(
  sheetColumns.flatMap((column) =>
    [...aliases[column], sheetWords.id.column[column], sheetWords.en.column[column], column].map(
      (name) => [folded(name), column] as const,
    ),
  ),
);

/** The names a header is compared with when one of it is unknown. */
export const headerNames: readonly string[] = sheetColumns.flatMap((column) => [
  sheetWords.id.column[column],
  sheetWords.en.column[column],
  ...aliases[column],
]);

/** What a column holds by its head, in either language and however it is written; `null` for a head that is unknown. */
export function headerColumn(head: string): SheetColumn | null {
  return columnOf.get(folded(head)) ?? null;
}
