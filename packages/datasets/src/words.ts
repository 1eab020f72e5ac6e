import type { ArmGuess, DeviationKind, GuessCertainty, LocalizedText, PopulationConsequence } from "@kendali/domain";

/**
 * Labels of the columns that no protocol names. They are data, in both languages, like an item's own label: the codebook
 * always prints both, whatever language its reader uses, so they do not belong to a catalogue that is chosen by locale.
 */
export const columnLabels = {
  study: { id: "Kunci penelitian", en: "Study key" },
  usubjid: { id: "Nomor responden", en: "Participant number" },
  site: { id: "Lokasi penelitian", en: "Site" },
  status: { id: "Status responden", en: "Participant status" },
  consent_status: { id: "Status persetujuan", en: "Consent status" },
  consent_version: { id: "Versi lembar persetujuan", en: "Consent version" },
  consent_on: { id: "Tanggal persetujuan", en: "Date of consent" },
  enrolled_on: { id: "Tanggal terdaftar", en: "Date of enrolment" },
  allocated_on: { id: "Tanggal alokasi", en: "Date of allocation" },
  arm: { id: "Kelompok", en: "Arm" },
  sessions_planned: { id: "Jumlah sesi yang direncanakan", en: "Sessions planned" },
  sessions_given: { id: "Jumlah sesi yang diberikan", en: "Sessions given" },
  end_on: { id: "Tanggal berakhir", en: "Date of withdrawal or loss" },
  end_reason: { id: "Alasan berakhir", en: "Reason for withdrawal or loss" },
  discontinued_on: { id: "Tanggal intervensi dihentikan", en: "Date the intervention was discontinued" },
  discontinued_reason: { id: "Alasan intervensi dihentikan", en: "Reason for discontinuing the intervention" },
  visit: { id: "Kunjungan", en: "Visit" },
  form: { id: "Formulir", en: "Form" },
  item: { id: "Isian", en: "Item" },
  value: { id: "Nilai", en: "Value" },
  unit: { id: "Satuan", en: "Unit" },
  missing_reason: { id: "Alasan data hilang", en: "Missing reason" },
  performed_on: { id: "Tanggal dilakukan", en: "Date performed" },
  day: { id: "Hari penelitian", en: "Study day" },
  out_of_window: { id: "Di luar rentang waktu (1 = ya)", en: "Outside the visit window (1 = yes)" },
  screening: { id: "Nomor penapisan", en: "Screening number" },
  screened_on: { id: "Tanggal penapisan", en: "Date of screening" },
  eligible: { id: "Layak (1 = ya)", en: "Eligible (1 = yes)" },
  failed_first: { id: "Kriteria pertama yang tidak dipenuhi", en: "First criterion not met" },
  failed_all: { id: "Semua kriteria yang tidak dipenuhi", en: "All criteria not met" },
  declined_reason: { id: "Alasan menolak", en: "Reason for declining" },
  event: { id: "Kejadian", en: "Event" },
  on: { id: "Tanggal", en: "Date" },
  reason: { id: "Alasan", en: "Reason" },
  count: { id: "Jumlah", en: "Count" },
  table: { id: "Tabel", en: "Table" },
  position: { id: "Urutan", en: "Position" },
  column: { id: "Kolom", en: "Column" },
  label_id: { id: "Label (Indonesia)", en: "Label (Indonesian)" },
  label_en: { id: "Label (Inggris)", en: "Label (English)" },
  type: { id: "Jenis", en: "Type" },
  codes_id: { id: "Kode (Indonesia)", en: "Codes (Indonesian)" },
  codes_en: { id: "Kode (Inggris)", en: "Codes (English)" },
  missing_reasons: { id: "Alasan data hilang yang mungkin", en: "Possible missing reasons" },
  explains: { id: "Menjelaskan kolom", en: "Explains column" },
  derivation_id: { id: "Penurunan (Indonesia)", en: "Derivation (Indonesian)" },
  derivation_en: { id: "Penurunan (Inggris)", en: "Derivation (English)" },
  assumption_id: { id: "Asumsi (Indonesia)", en: "Assumption (Indonesian)" },
  assumption_en: { id: "Asumsi (Inggris)", en: "Assumption (English)" },
  versions: { id: "Versi protokol", en: "Protocol versions" },
  words_by_version_id: { id: "Kata-kata tiap versi (Indonesia)", en: "Words of each version (Indonesian)" },
  words_by_version_en: { id: "Kata-kata tiap versi (Inggris)", en: "Words of each version (English)" },
  code: { id: "Kode", en: "Code" },
  deviation: { id: "Kesalahan alokasi", en: "Error of allocation" },
  found_on: { id: "Tanggal ditemukan", en: "Date found" },
  reported_on: { id: "Tanggal dilaporkan", en: "Date reported" },
  related: { id: "Nomor responden lain", en: "The other participant's number" },
  population: { id: "Akibat bagi populasi analisis", en: "Consequence for the analysis population" },
  counts_under: { id: "Dihitung dengan nomor", en: "Counted under number" },
  criteria: { id: "Kriteria yang ternyata tidak dipenuhi", en: "Criteria found not to be met" },
  guess: { id: "Tebakan penilai", en: "The assessor's guess" },
  certainty: { id: "Keyakinan", en: "Certainty" },
  guessed_on: { id: "Tanggal tebakan", en: "Date of the guess" },
} as const satisfies Record<string, LocalizedText>;

/** Why a cell is empty. The first four are typed by a person; the rest follow from what was recorded. */
export const missingReasonLabels = {
  not_done: { id: "Tidak dilakukan", en: "Not done" },
  refused: { id: "Menolak", en: "Refused" },
  not_applicable: { id: "Tidak berlaku", en: "Not applicable" },
  unknown: { id: "Tidak tahu", en: "Unknown" },
  not_available: { id: "Tidak tersedia (tidak dipublikasikan)", en: "Not available (not published)" },
  visit_missed: { id: "Kunjungan terlewat", en: "Visit missed" },
  withdrawn: { id: "Menarik persetujuan", en: "Consent withdrawn" },
  lost_to_follow_up: { id: "Hilang dari pemantauan", en: "Lost to follow-up" },
  not_allocated: { id: "Belum dialokasikan", en: "Not allocated" },
  not_entered: { id: "Belum diisi", en: "Not yet entered" },
  not_asked: { id: "Tidak ditanyakan (tidak relevan)", en: "Not asked (not relevant)" },
  wrong_arm: { id: "Bukan kunjungan kelompok ini", en: "Not a visit of this arm" },
} as const satisfies Record<string, LocalizedText>;

export type CellMissingReason = keyof typeof missingReasonLabels;

export const statusLabels = {
  enrolled: { id: "Terdaftar", en: "Enrolled" },
  allocated: { id: "Dialokasikan", en: "Allocated" },
  completed: { id: "Selesai", en: "Completed" },
  discontinued: { id: "Intervensi dihentikan, tetap dipantau", en: "Intervention discontinued, still followed up" },
  withdrawn: { id: "Menarik persetujuan", en: "Withdrawn" },
  lost_to_follow_up: { id: "Hilang dari pemantauan", en: "Lost to follow-up" },
} as const satisfies Record<string, LocalizedText>;

/** Said of a number only where a study has one: the same woman, who counts under the number allocated first. */
export const duplicateLabel: LocalizedText = {
  id: "Nomor kedua dari responden yang sama",
  en: "Second number of the same participant",
};

/** Why somebody is not in a step of the participant flow. */
export const flowReasonLabels: Readonly<Record<string, LocalizedText>> = {
  ...missingReasonLabels,
  duplicate: duplicateLabel,
};

export const deviationLabels = {
  wrong_stratum: { id: "Strata salah saat alokasi", en: "Allocated with a wrong stratum" },
  ineligible: { id: "Dialokasikan walau tidak layak", en: "Allocated though not eligible" },
  duplicate: { id: "Satu orang dialokasikan dengan dua nomor", en: "One person allocated under two numbers" },
  wrong_person: { id: "Alokasi diminta untuk nomor orang lain", en: "Allocation asked for under another's number" },
  card_out_of_order: { id: "Kartu diambil tidak berurutan", en: "Sealed card taken out of order" },
  card_wrong_pile: { id: "Kartu diambil dari tumpukan lain", en: "Sealed card taken from another pile" },
  other: { id: "Kesalahan alokasi lain", en: "Another error of allocation" },
} as const satisfies Record<DeviationKind, LocalizedText>;

/** Which analysis population follows from an error of allocation. */
export const consequenceLabels = {
  stays_in_group: { id: "Tetap dianalisis dalam kelompok alokasinya", en: "Analysed in the group allocated" },
  first_number_counts: {
    id: "Dianalisis satu kali, dengan nomor yang dialokasikan lebih dulu",
    en: "Analysed once, under the number allocated first",
  },
  each_in_own_group: {
    id: "Masing-masing dianalisis dalam kelompok alokasi nomornya",
    en: "Each analysed in the group allocated to her number",
  },
} as const satisfies Record<PopulationConsequence, LocalizedText>;

export const guessLabels = {
  guess: {
    intervention: { id: "Kelompok intervensi", en: "The intervention group" },
    control: { id: "Kelompok pembanding", en: "The comparison group" },
    unknown: { id: "Tidak tahu", en: "Does not know" },
  } as const satisfies Record<ArmGuess, LocalizedText>,
  certainty: {
    certain: { id: "Yakin", en: "Certain" },
    somewhat: { id: "Agak yakin", en: "Somewhat certain" },
  } as const satisfies Record<GuessCertainty, LocalizedText>,
};

export const derivations = {
  visitStatus: {
    id: "done bila sedikitnya satu formulir kunjungan terisi; selain itu alasannya",
    en: "done when at least one form of the visit was entered; otherwise the reason why not",
  },
  day: {
    id: "Hari terhitung dari acuan kunjungan: terdaftar dan alokasi = hari 1, kelahiran = hari 0",
    en: "Day counted from the visit's anchor: enrolment and allocation are day 1, delivery is day 0",
  },
  sessions: { id: "Sesi intervensi yang tercatat", en: "Intervention sessions that were recorded" },
  stratum: { id: "Nilai strata saat alokasi", en: "Value of the stratification factor at allocation" },
  stratumCorrected: {
    id: "Nilai strata yang sebenarnya: saat alokasi, kecuali bila salah dan dikoreksi (lihat deviations: yang dipakai alokasi ada di sana)",
    en: "True value of the stratification factor: as at allocation, but corrected where that was wrong (deviations holds what the allocation used)",
  },
  recorded: { id: "yang dipakai saat alokasi", en: "as the allocation used it" },
  corrected: { id: "yang sebenarnya", en: "true" },
  multiple: { id: "1 bila pilihan ini dicentang, 0 bila tidak", en: "1 when this option was ticked, 0 when not" },
  flag: { id: "Y bila termasuk populasi, N bila tidak", en: "Y when in the population, N when not" },
  failedFirst: {
    id: "Menurut urutan kriteria dalam protokol; dipakai pada bagan alir agar jumlahnya pas",
    en: "In the protocol's order of criteria; used in the flow diagram so that its counts sum",
  },
  partialDate: {
    id: "Tanggal ISO 8601 sejauh yang diketahui: YYYY, YYYY-MM atau YYYY-MM-DD. Bagian yang tidak diketahui tidak pernah diisi",
    en: "ISO 8601 date as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD. A part that is not known is never filled in",
  },
  file: {
    id: "Nama berkas: SHA-256 isinya dan jenisnya. Berkasnya dibuka dari formulirnya di Kendali; paket ini tidak memuatnya",
    en: "Name of the file: the SHA-256 of its bytes and its type. The file is opened from its form in Kendali; this package does not hold it",
  },
  textGuard: {
    id: "Teks yang diawali = + - @, tab atau baris baru diberi tanda ' di depannya agar tidak dijalankan sebagai rumus",
    en: "Text that begins with = + - @, a tab or a line break has a ' put before it, so that no program runs it as a formula",
  },
} as const satisfies Record<string, LocalizedText>;
