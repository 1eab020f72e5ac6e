import { defineCatalogue } from "../catalogue.ts";

/** Words of what is open in a study under construction, beyond the rules of the document: what is found, and what to do. */
export const builderLintCatalogue = defineCatalogue({
  id: {
    guideline_open: "{guideline} butir {number} belum terjawab. {item} Isi, atau tulis bahwa hal itu tidak ada.",
    list_too_short: "Bagian ini masih kosong atau terlalu pendek. Tambahkan sekurang-kurangnya {limit}.",
    "list_too_short forms": "Belum ada formulir. Tambahkan satu.",
    "list_too_short forms/performedBy": "Belum ada peran yang mengisi formulir {of}. Pilih sedikitnya satu.",
    "list_too_short forms/sections": "Formulir {of} belum punya bagian. Tambahkan satu.",
    "list_too_short forms/sections/items": "Bagian {of} belum berisi pertanyaan. Tambahkan satu, atau hapus bagiannya.",
    "list_too_short scales/items": "Skala {of} belum punya butir. Pilih pertanyaannya.",
    "list_too_short codelists/codes": "Daftar {of} belum punya pilihan jawaban. Tambahkan satu.",
    "list_too_short visits": "Belum ada kunjungan. Tambahkan satu di jadwal.",
    "list_too_short visits/forms": "Belum ada formulir pada kunjungan {of}. Rencanakan satu, atau hapus kunjungannya.",
    "list_too_short outcomes": "Belum ada luaran utama. Tambahkan.",
    "list_too_short outcomes/timePoints": "Luaran {of} belum punya waktu pengukuran. Pilih kunjungannya.",
    "list_too_short populations": "Belum ada populasi analisis. Tambahkan satu.",
    "list_too_short analysisPlan/analyses": "Rencana analisis masih kosong. Tambahkan satu analisis.",
    "list_too_short sites": "Belum ada lokasi penelitian. Tambahkan satu.",
    "list_too_short arms": "Belum ada kelompok. Tambahkan satu.",
    "list_too_short epochs": "Belum ada tahap. Tambahkan satu.",
    "list_too_short roles": "Belum ada peran. Tambahkan yang bekerja di penelitian ini.",
    "list_too_short eligibility/criteria": "Belum ada kriteria kelayakan. Tambahkan satu.",
    "list_too_short consent/sections": "Naskah persetujuan belum ada. Tulis bagian pertamanya.",
    "list_too_short consent/purposes": "Belum ada yang disetujui responden. Tambahkan satu tujuan.",
    "list_too_short languages": "Belum ada bahasa yang dipilih. Pilih sedikitnya satu.",
    text_empty: "Belum ditulis: {property}. Isi dalam bahasa Indonesia dan Inggris.",
    "text_empty member": "Belum ditulis: {property} untuk {of}. Isi dalam bahasa Indonesia dan Inggris.",
    "text_empty role": "Belum ditulis: {property} {role}. Isi dalam bahasa Indonesia dan Inggris.",
    "text_empty sampling/description":
      "Belum ditulis: cara responden diambil sebagai sampel. Isi dalam bahasa Indonesia dan Inggris.",
    "text_empty blinding/statement":
      "Belum ditulis: pernyataan tentang penyamaran. Isi dalam bahasa Indonesia dan Inggris.",
    "text_missing own": "Belum diterjemahkan: {property}, bahasa {language}.",
    "text_missing member": "Belum diterjemahkan: {property} untuk {of}, bahasa {language}.",
    "text_missing role": "Belum diterjemahkan: {property} {role}, bahasa {language}.",
    expression_place: "{of}, {property}: {words}",
    language_id: "Indonesia",
    language_en: "Inggris",
    code_label_twice:
      "Kode {code} dan {other} memakai kata yang sama: {label}. Bedakan katanya, atau hapus salah satunya.",
    code_words_differ:
      "“{label}” berkode {code} di sini, tetapi {other} di daftar {list}. Samakan kodenya, atau pakai daftar yang sama.",
    text_identical: "Kalimat ini sama dalam kedua bahasa: “{text}”. Terjemahkan.",
    masking_missing: "Belum disebut siapa yang tersamar. Pilih tingkat penyamaran tiap peran.",
    masking_level_missing: "Belum disebut apa yang boleh diketahui peran {role} tentang kelompok. Pilih tingkatnya.",
    assessor_not_masked:
      "Penilai luaran mengetahui kelompok. Samarkan, atau jelaskan mengapa luarannya tidak dapat terpengaruh.",
    sample_size_missing: "Besar sampel belum dihitung. Hitung dari selisih yang dicari dan simpangan bakunya.",
    sample_size_not_met:
      "Direncanakan {planned} per kelompok, padahal angka-angka yang diandaikan meminta {needed}. Naikkan menjadi {needed} per kelompok, {target} seluruhnya.",
    sample_size_not_met_ratio:
      "Dengan perbandingan {ratio} direncanakan {planned} di kelompok terkecil, padahal angka-angka yang diandaikan meminta {needed}. Naikkan menjadi {needed} di kelompok terkecil, {target} seluruhnya.",
    sample_size_not_met_one_group:
      "Direncanakan {planned} responden, padahal angka-angka yang diandaikan meminta {needed}. Naikkan sasarannya menjadi {needed}.",
    sample_size_below_ratio:
      "Dengan perbandingan {ratio}, sasaran {target} memberi {planned} di kelompok terkecil, padahal tertulis {stated}. Angka-angka yang diandaikan meminta {needed} di kelompok terkecil, {total} seluruhnya.",
    sample_size_one_group:
      "Besar sampel dihitung dengan uji t berpasangan, yang melihat satu kelompok saja, padahal penelitian ini membandingkan {arms} kelompok. Pilih ANCOVA, uji t dua kelompok atau dua proporsi.",
    sample_size_two_arms:
      "Besar sampel dihitung untuk membandingkan dua kelompok, padahal penelitian ini hanya satu kelompok. Pilih uji t berpasangan atau total sampling.",
    timetable_out_of_order: "Tanggal ini ({to}) mendahului tanggal sebelumnya ({from}). Betulkan salah satunya.",
    recruitment_too_short:
      "Dengan {rate} responden per bulan, {target} responden memerlukan {months} bulan; sampai hari terakhir perekrutan baru {expected} yang terekrut. Perpanjang masanya, tambah lokasi, atau sesuaikan sasarannya.",
    study_end_too_early:
      "Penelitian berakhir {date}, padahal responden yang direkrut paling akhir diukur sampai {end} ({days} hari kemudian). Mundurkan akhir penelitian, atau majukan akhir perekrutan.",
    arm_form_unseen:
      "Formulir {form} pada {visit} hanya untuk sebagian kelompok, padahal semua pengisinya tersamar dan tidak akan melihatnya. Pilih pengisi yang boleh tahu kelompok, atau berikan formulirnya ke semua kelompok.",
    outcome_in_some_arms:
      "Luaran {outcome} pada {visit} hanya diukur di sebagian kelompok, jadi kelompok tidak dapat dibandingkan. Berikan formulirnya ke semua kelompok, atau cabut titik waktunya.",
    window_before_anchor:
      "Kunjungan {visit} dapat jatuh di hari {day}, sebelum hari ke-1. Pindahkan harinya, atau persempit rentangnya.",
    items_many:
      "Ada {count} item, lebih dari {maximum}. Formulir sepanjang itu jarang terisi baik; hapus yang tidak dianalisis.",
    items_too_many: "Ada {count} item; paling banyak {maximum}. Bagi menjadi beberapa penelitian, atau hapus item.",
    primary_not_analysed:
      "Luaran utama {outcome} belum punya analisis utama. Tambahkan di rencana analisis, atau ubah peran luarannya.",
    multiplicity_missing:
      "Penelitian ini membandingkan {comparisons} kelompok dengan kontrol, tetapi rencana analisis belum menyebut apa yang dilakukan terhadap banyaknya perbandingan. Pilih Holm, atau tulis mengapa tidak disesuaikan.",
    ethics_missing:
      "Persetujuan etik belum tercatat; responden belum dapat didaftarkan. Isi komite, nomor, dan masa berlakunya.",
    ethics_expired: "Persetujuan etik berakhir {date}. Perpanjang, lalu isi tanggal barunya.",
    ethics_expires_early:
      "Persetujuan etik berakhir {date}, sebelum kunjungan terakhir selesai ({end}). Minta perpanjangan.",
    consent_not_approved:
      "Naskah persetujuan versi {version} belum dihubungkan dengan keputusan komite etik. Isi nomor dan tanggalnya.",
    scale_source_missing:
      "Sumber skala {scale} belum disebut. Tulis terbitan yang mengujinya, agar skornya dapat dirujuk.",
    scale_licence_missing: "Izin pakai skala {scale} belum disebut. Tulis lisensinya, atau siapa yang memberi izin.",
    provider_training_missing:
      "Pelatihan pelaksana belum disebut. Tulis apa yang harus dipelajari sebelum sesi pertama.",
    provider_qualification_missing: "Syarat pelaksana {name} belum disebut. Tulis keahlian atau pelatihannya.",
    allocation_predictable:
      "Dengan koin 1, siapa yang tahu alokasi sebelumnya tahu yang berikutnya. Pilih koin di bawah 1, misalnya 4/5.",
    allocation_blocks_countable:
      "Di satu lokasi yang mengetahui intervensinya, blok yang ukurannya selalu sama dapat dihitung dan alokasi berikutnya ditebak. Pakai beberapa ukuran blok.",
    allocation_too_many_strata:
      "{strata} strata terlalu banyak untuk {participants} responden; kelompoknya dapat berakhir tidak seimbang. Kurangi strata, perkecil blok, atau pakai minimisasi.",
    allocation_strata_without_effect:
      "Skema ini tidak menyeimbangkan di dalam strata, jadi {strata} strata tidak berpengaruh. Hapus strata atau pilih skema lain.",
    visit_of_day: "{name} (hari {day})",
    visit_of_days: "{name} (hari {from} sampai {to})",
    visit_of_place: "{name} (yang ke-{place})",
  },
  en: {
    guideline_open: "{guideline} item {number} is open. {item} Answer it, or write that there is none.",
    list_too_short: "This part is still empty or too short. Add at least {limit}.",
    "list_too_short forms": "There is no form yet. Add one.",
    "list_too_short forms/performedBy": "No role fills in the form {of} yet. Choose at least one.",
    "list_too_short forms/sections": "The form {of} has no section yet. Add one.",
    "list_too_short forms/sections/items": "The section {of} has no question yet. Add one, or remove the section.",
    "list_too_short scales/items": "The scale {of} has no items yet. Choose its questions.",
    "list_too_short codelists/codes": "The list {of} has no answer options yet. Add one.",
    "list_too_short visits": "There is no visit yet. Add one in the schedule.",
    "list_too_short visits/forms": "No form is planned at the visit {of} yet. Plan one, or remove the visit.",
    "list_too_short outcomes": "There is no primary outcome yet. Add it.",
    "list_too_short outcomes/timePoints": "The outcome {of} has no time of measurement yet. Choose its visits.",
    "list_too_short populations": "There is no analysis population yet. Add one.",
    "list_too_short analysisPlan/analyses": "The analysis plan is still empty. Add an analysis.",
    "list_too_short sites": "There is no site yet. Add one.",
    "list_too_short arms": "There is no arm yet. Add one.",
    "list_too_short epochs": "There is no epoch yet. Add one.",
    "list_too_short roles": "There is no role yet. Add those who work in this study.",
    "list_too_short eligibility/criteria": "There is no eligibility criterion yet. Add one.",
    "list_too_short consent/sections": "There is no consent text yet. Write its first section.",
    "list_too_short consent/purposes": "There is nothing yet that participants agree to. Add a purpose.",
    "list_too_short languages": "No language is chosen yet. Choose at least one.",
    text_empty: "Not written yet: {property}. Write it in Indonesian and English.",
    "text_empty member": "Not written yet: {property} of {of}. Write it in Indonesian and English.",
    "text_empty role": "Not written yet: {property} of the {role}. Write it in Indonesian and English.",
    "text_empty sampling/description":
      "Not written yet: how participants are sampled. Write it in Indonesian and English.",
    "text_empty blinding/statement": "Not written yet: the statement on masking. Write it in Indonesian and English.",
    "text_missing own": "Not translated yet: {property}, in {language}.",
    "text_missing member": "Not translated yet: {property} of {of}, in {language}.",
    "text_missing role": "Not translated yet: {property} of the {role}, in {language}.",
    expression_place: "{of}, {property}: {words}",
    language_id: "Indonesian",
    language_en: "English",
    code_label_twice: "Codes {code} and {other} have the same words: {label}. Word them apart, or remove one.",
    code_words_differ:
      "“{label}” has code {code} here but {other} in the list {list}. Give it one code, or use the same list.",
    text_identical: "This sentence is the same in both languages: “{text}”. Translate it.",
    masking_missing: "It is not said who is blinded. Choose the level of each role.",
    masking_level_missing: "It is not said what the role {role} may know of the arm. Choose its level.",
    assessor_not_masked: "Outcome assessors know the arm. Blind them, or explain why the outcomes cannot be affected.",
    sample_size_missing:
      "The sample size is not computed yet. Compute it from the difference looked for and its standard deviation.",
    sample_size_not_met:
      "{planned} per arm are planned, but the numbers assumed ask for {needed}. Raise it to {needed} per arm, {target} in all.",
    sample_size_not_met_ratio:
      "Allocated {ratio}, {planned} are planned in the smallest arm, but the numbers assumed ask for {needed}. Raise it to {needed} in the smallest arm, {target} in all.",
    sample_size_not_met_one_group:
      "{planned} participants are planned, but the numbers assumed ask for {needed}. Raise the target to {needed}.",
    sample_size_below_ratio:
      "Allocated {ratio}, a target of {target} leaves {planned} in the smallest arm, but {stated} are stated there. The numbers assumed ask for {needed} in the smallest arm, {total} in all.",
    sample_size_one_group:
      "The sample size is computed by a paired t-test, which looks at one group only, but this study compares {arms} arms. Choose ANCOVA, the two-sample t-test or two proportions.",
    sample_size_two_arms:
      "The sample size is computed to compare two arms, but this study has one group. Choose the paired t-test or total sampling.",
    timetable_out_of_order: "This date ({to}) comes before the one before it ({from}). Correct one of them.",
    recruitment_too_short:
      "At {rate} participants a month, {target} participants take {months} months; by the last day of recruitment only {expected} are recruited. Allow more time, add a site, or lower the target.",
    study_end_too_early:
      "The study ends {date}, but whoever is recruited last is measured until {end} ({days} days later). Move the end of the study back, or the end of recruitment forward.",
    arm_form_unseen:
      "The form {form} at {visit} is for some arms only, but everybody who fills it is masked and will not be shown it. Choose somebody who may know the arms, or give the form to all arms.",
    outcome_in_some_arms:
      "The outcome {outcome} is measured at {visit} in some arms only, so arms cannot be compared. Give its form to all arms, or take the time point out.",
    window_before_anchor: "The visit {visit} can fall on day {day}, before day 1. Move its day, or narrow its window.",
    items_many:
      "There are {count} items, more than {maximum}. Forms of that length are seldom filled well; remove what is not analysed.",
    items_too_many: "There are {count} items; at most {maximum} can be. Split the study, or remove items.",
    primary_not_analysed:
      "The primary outcome {outcome} has no primary analysis. Add one to the analysis plan, or change the outcome's role.",
    multiplicity_missing:
      "This study compares {comparisons} arms with the control, and the analysis plan does not say what is done about several comparisons. Choose Holm, or write why nothing is adjusted.",
    ethics_missing: "No ethics approval is recorded, so nobody can be enrolled. Enter committee, number and dates.",
    ethics_expired: "The ethics approval ended {date}. Renew it, then enter its new date.",
    ethics_expires_early:
      "The ethics approval ends {date}, before the last visit is done ({end}). Ask for an extension.",
    consent_not_approved:
      "Version {version} of the consent text is not tied to a decision of the ethics committee. Enter its number and date.",
    scale_source_missing:
      "The source of the scale {scale} is not stated. Name the publication that validated it, so that its score can be cited.",
    scale_licence_missing:
      "Permission to use the scale {scale} is not stated. Name its licence, or who gave permission.",
    provider_training_missing: "The providers' training is not stated. Write what is learned before the first session.",
    provider_qualification_missing: "Who may give {name} is not stated. Write the expertise or training.",
    allocation_predictable:
      "With a coin of 1, whoever knows the earlier allocations knows the next. Choose a coin below 1, for example 4/5.",
    allocation_blocks_countable:
      "At one site that sees the treatment, blocks of always the same size can be counted and the next allocation foreseen. Use several block sizes.",
    allocation_too_many_strata:
      "{strata} strata are too many for {participants} participants; the arms may end out of balance. Use fewer strata, smaller blocks or minimization.",
    allocation_strata_without_effect:
      "This scheme does not balance within strata, so {strata} strata change nothing. Remove them, or choose another scheme.",
    visit_of_day: "{name} (day {day})",
    visit_of_days: "{name} (days {from} to {to})",
    visit_of_place: "{name} (number {place} of that name)",
  },
});
