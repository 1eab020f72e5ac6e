import { defineCatalogue } from "../catalogue.ts";

/**
 * Words for making a one-group study controlled: texts that are proposed for the new document in both languages, and
 * what it should be read again for.
 */
export const builderControlledCatalogue = defineCatalogue({
  id: {
    // Proposed for the document
    title: "{arm} dan {outcome}: uji acak terkontrol",
    short_title: "Uji acak {arm}",
    objective: "Menilai apakah {arm}, dibandingkan {control}, mengubah {outcome} pada {visit}.",
    hypothesis: "{outcome} pada {visit} berbeda antarkelompok.",
    control_label: "Perawatan standar",
    unnamed_arm: "Intervensi yang diteliti",
    unnamed_outcome: "Luaran utama",
    unnamed_visit: "Pengukuran luaran",
    control_description: "Perawatan standar tanpa {arm}.",
    pilot_arm_description: "{description} Ditambah: {control}.",
    other_arm_label: "Intervensi {number}",
    other_arm_description: "Intervensi lain yang diteliti, ditambah {control}.",
    other_arm_why:
      "Intervensi lain yang dibandingkan dengan kelompok kontrol, dan tidak diberikan di kelompok mana pun selain ini.",
    control_why: "Pembanding: apa yang diterima setiap responden tanpa {arm}.",
    control_materials: "Sesuai pelayanan yang biasa.",
    control_provider: "Petugas pelayanan yang biasa.",
    control_mode: "Tatap muka, perorangan.",
    control_where: "Tempat pelayanan yang biasa.",
    control_tailoring: "Sesuai kebutuhan responden.",
    control_modifications: "Tidak ada sampai versi ini.",
    control_fidelity: "Pelayanan yang diterima dicatat di kedua kelompok.",
    sampling_frame: "Setiap orang yang datang ke tempat penelitian pada masa penelitian",
    sampling_description:
      "Berurutan: setiap orang yang memenuhi kriteria ditawari sampai besar sampel tercapai, lalu dialokasikan secara acak.",
    blinding_statement:
      "Penilai luaran, peneliti, manajer data, dan ahli statistik tersamar sampai data dikunci. Koordinator mengalokasikan dan mengetahui kelompok; pelaksana mengetahui kelompok responden yang ditanganinya. Responden tidak dapat disamarkan.",
    limitation_know_heading: "Responden mengetahui kelompoknya",
    limitation_know_text:
      "Intervensi tidak dapat disamarkan bagi responden. Yang dilaporkannya sendiri dapat terpengaruh; yang diukur penilai tersamar tidak.",
    limitation_attention_heading: "Perhatian dan intervensi",
    limitation_attention_text:
      "Kelompok intervensi lebih sering bertemu petugas. Perbedaan mencakup intervensi dan perhatian yang menyertainya.",
    follow_up_epoch: "Pemantauan lanjutan",
    follow_up_day: "Hari ke-{day}",
    population_all: "Sesuai alokasi awal (ITT)",
    population_all_definition:
      "Setiap responden yang dialokasikan, menurut kelompok alokasinya, apa pun yang diterimanya.",
    population_treated: "Sesuai protokol",
    population_treated_definition:
      "Responden kelompok intervensi dengan sekurang-kurangnya {minimum} dari {count} sesi, dan semua responden kelompok kontrol.",
    population_treated_definition_plain: "Responden yang menerima apa yang direncanakan untuk kelompoknya.",
    estimand_treatment: "{arm} dibandingkan {control}",
    estimand_means: "Selisih rerata antara kelompok: {outcome}, {visit}, disesuaikan dengan nilai awal dan strata",
    estimand_shares: "Perbedaan antara kelompok: {outcome}, {visit}",
    event_sessions_missed: "Intervensi terlewat atau dihentikan",
    analysis_baseline: "Data awal menurut kelompok",
    analysis_baseline_note: "Tanpa nilai p: perbedaan data awal sesudah pengacakan adalah kebetulan.",
    analysis_at_visit: "{outcome}: {visit}",
    analysis_adjusted: "{outcome}: {visit}, disesuaikan juga dengan perancu",
    analysis_adjusted_note: "Nilai awal perancu saja; nilai sesudah pengacakan dapat terpengaruh intervensi.",
    analysis_per_protocol: "{outcome}: {visit}, sesuai protokol",
    analysis_figure: "{outcome} menurut kelompok dan waktu",
    rationale_source: "Simpangan baku dan korelasi berasal dari uji pendahuluan dengan {n} pasangan nilai.",
    rationale_open: "Besar sampel belum dihitung: angka uji pendahuluan belum diisi.",
    assumption_sample_size:
      "Selisih yang dicari dan perkiraan putus uji adalah pilihan peneliti; simpangan baku dan korelasi dari uji pendahuluan dapat meleset.",
    assumption_windows: "Hari pemantauan lanjutan dan rentang waktunya adalah usulan yang perlu disesuaikan.",
    assumption_allocation: "Skema alokasi dan pengaturannya adalah usulan yang perlu ditetapkan peneliti.",
    outcome_exclusive_breastfeeding: "ASI eksklusif sejak lahir",
    outcome_prolactin: "Prolaktin serum (ng/ml)",
    outcome_oxytocin: "Oksitosin plasma (pg/ml)",
    outcome_anxiety: "Skor kecemasan",
    outcome_diet: "Jumlah kelompok pangan",
    outcome_hydration: "Asupan cairan (ml/24 jam)",
    outcome_nutrition: "Lingkar lengan atas (cm)",
    outcome_feeding_frequency: "Frekuensi menyusui (kali/24 jam)",
    guessed_group: "Dugaan kelompok",
    guess_unknown: "Tidak tahu",
    consent_random_heading: "Pengacakan",
    consent_random_text:
      "Kelompok ditentukan secara acak, seperti undian: {arm} atau {control}. Tidak ada yang dapat memilih kelompoknya. Pengukuran diulang pada {visits}.",
    consent_quiet_heading: "Mohon tidak diceritakan",
    consent_quiet_text:
      "Mohon tidak menceritakan kepada petugas yang mengukur, kelompok mana yang diikuti, supaya pengukuran adil.",
    consent_blood_heading: "Pengambilan darah",
    consent_blood_text:
      "Darah diambil sebanyak 5 ml pada data awal dan sekali lagi pada {visit}. Pengambilan darah dapat menimbulkan nyeri singkat atau memar.",
    consent_blood_purpose: "Saya setuju darah saya diambil dua kali untuk pemeriksaan dalam penelitian ini.",

    // The page that asks
    extra_exclusive_breastfeeding: "ASI eksklusif dan kejadian tidak diinginkan, di setiap kunjungan lanjutan",
    extra_prolactin: "Prolaktin serum: darah diambil dua kali",
    extra_oxytocin: "Oksitosin plasma: darah diambil dua kali",
    extra_anxiety: "Kecemasan: tujuh pertanyaan, dinilai dengan skala menurut GAD-7",
    extra_diet: "Makanan: banyaknya kelompok pangan dalam 24 jam",
    extra_hydration: "Minum: banyaknya cairan dalam 24 jam",
    extra_nutrition: "Status gizi: berat, tinggi dan lingkar lengan atas",
    extra_feeding_frequency: "Frekuensi menyusui dalam 24 jam",
    extra_care_received: "Perawatan yang diterima di setiap kelompok, juga di luar penelitian",
    extra_blinding_check: "Dugaan penilai tentang kelompok, yang menguji penyamarannya",
    warning_pilot_numbers_missing:
      "Angka uji pendahuluan belum diisi, jadi besar sampel belum dihitung. Isi simpangan baku, korelasi, dan selisih yang dicari.",
    warning_pilot_change_is_no_difference:
      "Perubahan {change} dalam satu kelompok memuat kenaikan yang terjadi dengan sendirinya. Selisih antara dua kelompok biasanya jauh lebih kecil.",
    warning_pilot_effect_optimistic:
      "Hasil uji pendahuluan cenderung terlalu baik. Bila perubahan yang sebenarnya hanya {lower} (batas bawahnya) dan selisih yang dicari ikut mengecil menjadi {difference}, dibutuhkan {cautious} per kelompok, bukan {perArm}.",
    warning_pilot_effect_optimistic_ratio:
      "Hasil uji pendahuluan cenderung terlalu baik. Bila perubahan yang sebenarnya hanya {lower} (batas bawahnya) dan selisih yang dicari ikut mengecil menjadi {difference}, dibutuhkan {cautious} di kelompok terkecil, bukan {perArm}.",
    warning_pilot_effect_may_be_none:
      "Dengan {n} pasangan, perubahan {change} belum dapat dibedakan dari tidak ada perubahan. Besar sampel dari angka ini tidak dapat dijamin.",
    warning_pilot_deviation_uncertain:
      "Simpangan baku {sd} dari uji pendahuluan dapat terlalu kecil. Dengan batas atasnya ({upper}) dibutuhkan {cautious} per kelompok, bukan {perArm}.",
    warning_pilot_deviation_uncertain_ratio:
      "Simpangan baku {sd} dari uji pendahuluan dapat terlalu kecil. Dengan batas atasnya ({upper}) dibutuhkan {cautious} di kelompok terkecil, bukan {perArm}.",
    warning_difference_above_pilot:
      "Selisih yang dicari ({difference}) lebih besar daripada perubahan dalam uji pendahuluan ({change}). Kecilkan selisih itu.",
    warning_consent_reword:
      "Naskah persetujuan ditambah tentang pengacakan. Baca seluruhnya lagi: bagian lain masih tentang satu kelompok.",
    warning_ethics_again: "Uji acak adalah penelitian baru: persetujuan etik dan nomor pendaftarannya dikosongkan.",
    warning_session_form_reveals_arm:
      "Formulir {form} hanya diisi di satu kelompok, jadi ditandai membuka kelompok. Isinya tidak berubah.",
    warning_other_arm_undescribed:
      "{arm} baru disalin dari intervensi uji pendahuluan. Jelaskan isinya di halaman Intervensi, dan rencanakan sesinya di Jadwal.",
  },
  en: {
    title: "{arm} and {outcome}: a randomized controlled trial",
    short_title: "Trial of {arm}",
    objective: "To assess whether {arm}, compared with {control}, changes {outcome} at {visit}.",
    hypothesis: "{outcome} at {visit} differs between the groups.",
    control_label: "Usual care",
    unnamed_arm: "The intervention under study",
    unnamed_outcome: "The primary outcome",
    unnamed_visit: "The outcome visit",
    control_description: "Usual care without {arm}.",
    pilot_arm_description: "{description} In addition: {control}.",
    other_arm_label: "Intervention {number}",
    other_arm_description: "Another intervention under study, in addition to {control}.",
    other_arm_why: "Another intervention that is compared with the control arm, and given in no arm but this one.",
    control_why: "The comparator: what every participant receives without {arm}.",
    control_materials: "As in usual care.",
    control_provider: "The staff of usual care.",
    control_mode: "Face to face, individually.",
    control_where: "Where usual care is given.",
    control_tailoring: "According to the participant's needs.",
    control_modifications: "None up to this version.",
    control_fidelity: "Care received is recorded in both groups.",
    sampling_frame: "Everybody who comes to the study sites in the study period",
    sampling_description:
      "Consecutive: everybody eligible is invited until the sample size is reached, then allocated at random.",
    blinding_statement:
      "Outcome assessors, investigators, data managers and statisticians are blinded until the data are locked. Coordinators allocate and know the group; providers know the group of the participants they treat. Participants cannot be blinded.",
    limitation_know_heading: "Participants know their group",
    limitation_know_text:
      "The intervention cannot be hidden from the participant. What she reports herself may be affected; what blinded assessors measure is not.",
    limitation_attention_heading: "Attention and intervention",
    limitation_attention_text:
      "The intervention group meets staff more often. A difference covers the intervention and the attention with it.",
    follow_up_epoch: "Follow-up",
    follow_up_day: "Day {day}",
    population_all: "Intention to treat",
    population_all_definition: "Every participant allocated, by the group allocated, whatever was received.",
    population_treated: "Per protocol",
    population_treated_definition:
      "Intervention-group participants with at least {minimum} of {count} sessions, and all control participants.",
    population_treated_definition_plain: "Participants who received what was planned for their group.",
    estimand_treatment: "{arm} compared with {control}",
    estimand_means:
      "Difference in means between groups: {outcome}, {visit}, adjusted for the baseline value and strata",
    estimand_shares: "Difference between groups: {outcome}, {visit}",
    event_sessions_missed: "Intervention missed or discontinued",
    analysis_baseline: "Baseline by group",
    analysis_baseline_note: "No p-values: after randomization baseline differences are chance.",
    analysis_at_visit: "{outcome}: {visit}",
    analysis_adjusted: "{outcome}: {visit}, adjusted for confounders too",
    analysis_adjusted_note:
      "Baseline values of the confounders only; values after allocation may be affected by the intervention.",
    analysis_per_protocol: "{outcome}: {visit}, per protocol",
    analysis_figure: "{outcome} by group and time",
    rationale_source: "Standard deviation and correlation come from a pilot with {n} pairs of values.",
    rationale_open: "The sample size is not computed yet: the pilot's numbers are not entered.",
    assumption_sample_size:
      "The difference looked for and the expected drop-out are the investigator's choice; standard deviation and correlation of a pilot may be off.",
    assumption_windows: "The days of follow-up and their windows are a proposal to be adapted.",
    assumption_allocation: "The allocation scheme and its settings are a proposal that the investigator decides on.",
    outcome_exclusive_breastfeeding: "Exclusive breastfeeding since birth",
    outcome_prolactin: "Serum prolactin (ng/ml)",
    outcome_oxytocin: "Plasma oxytocin (pg/ml)",
    outcome_anxiety: "Anxiety score",
    outcome_diet: "Number of food groups",
    outcome_hydration: "Fluid intake (ml/24 h)",
    outcome_nutrition: "Mid-upper-arm circumference (cm)",
    outcome_feeding_frequency: "Breastfeeding frequency (times/24 h)",
    guessed_group: "Guessed group",
    guess_unknown: "Do not know",
    consent_random_heading: "Randomization",
    consent_random_text:
      "The group is decided at random, as by drawing lots: {arm} or {control}. Nobody can choose. The measurement is repeated at {visits}.",
    consent_quiet_heading: "Please do not tell",
    consent_quiet_text:
      "Please do not tell the staff who measure which group you are in, so that the measurement is fair.",
    consent_blood_heading: "Blood sample",
    consent_blood_text:
      "5 ml of blood is taken at baseline and once more at {visit}. Taking blood can cause brief pain or a bruise.",
    consent_blood_purpose: "I agree that my blood is taken twice for the tests of this study.",

    extra_exclusive_breastfeeding: "Exclusive breastfeeding and adverse events, at each follow-up visit",
    extra_prolactin: "Serum prolactin: blood is taken twice",
    extra_oxytocin: "Plasma oxytocin: blood is taken twice",
    extra_anxiety: "Anxiety: seven questions, scored as a scale after the GAD-7",
    extra_diet: "Diet: number of food groups in 24 hours",
    extra_hydration: "Hydration: fluids in 24 hours",
    extra_nutrition: "Nutritional status: weight, height and mid-upper-arm circumference",
    extra_feeding_frequency: "Breastfeeding frequency in 24 hours",
    extra_care_received: "Care received in each group, outside the study too",
    extra_blinding_check: "The assessor's guess of the group, which tests the masking",
    warning_pilot_numbers_missing:
      "The pilot's numbers are not entered, so the sample size is not computed. Enter standard deviation, correlation and the difference looked for.",
    warning_pilot_change_is_no_difference:
      "A change of {change} within one group holds the growth that comes by itself. The difference between two groups is usually much smaller.",
    warning_pilot_effect_optimistic:
      "Pilot results tend to be too good. If the true change is only {lower} (its lower limit) and the difference looked for shrinks with it to {difference}, {cautious} per group are needed, not {perArm}.",
    warning_pilot_effect_optimistic_ratio:
      "Pilot results tend to be too good. If the true change is only {lower} (its lower limit) and the difference looked for shrinks with it to {difference}, {cautious} are needed in the smallest group, not {perArm}.",
    warning_pilot_effect_may_be_none:
      "With {n} pairs a change of {change} cannot be told from no change. No sample size from this number can be relied on.",
    warning_pilot_deviation_uncertain:
      "The pilot's standard deviation of {sd} may be too small. At its upper limit ({upper}) {cautious} per group are needed, not {perArm}.",
    warning_pilot_deviation_uncertain_ratio:
      "The pilot's standard deviation of {sd} may be too small. At its upper limit ({upper}) {cautious} are needed in the smallest group, not {perArm}.",
    warning_difference_above_pilot:
      "The difference looked for ({difference}) is larger than the change in the pilot ({change}). Make it smaller.",
    warning_consent_reword:
      "The consent text now speaks of randomization. Read all of it again: its other parts are still about one group.",
    warning_ethics_again: "A trial is a new study: ethics approval and registration number are empty again.",
    warning_session_form_reveals_arm:
      "The form {form} is filled in one group only, so it is marked as revealing the arm. What it asks does not change.",
    warning_other_arm_undescribed:
      "{arm} is only a copy of the pilot's intervention so far. Describe it on the page Interventions, and plan its sessions in the Schedule.",
  },
});
