import type { Codelist, Form, Intervention, LocalizedText, Section } from "@kendali/domain";

/**
 * What the reference trial asks beyond its pilot, worded as there: forms a trial can take over whole or by sections.
 * Whatever in them is our choice is said by the notes of `libraryNotes`.
 */
/** The form of what else affects the outcome, without its sections. */
export const confoundersHead: Omit<Form, "sections"> = {
  key: "confounders",
  title: { id: "Variabel perancu", en: "Confounders" },
  description: { id: "Hal lain yang memengaruhi produksi ASI.", en: "Other things that affect milk production." },
  performedBy: ["coordinator"],
  purpose: "confounder",
  revealsArm: false,
};

export const anxietySection: Section = {
  key: "anxiety",
  title: { id: "Kecemasan", en: "Anxiety" },
  instructions: {
    id: "Dalam 7 hari terakhir, seberapa sering Ibu mengalami hal berikut? Bacakan pilihan jawabannya.",
    en: "In the last 7 days, how often did you experience the following? Read the answers aloud.",
  },
  items: [
    {
      key: "gad_1",
      type: "choice",
      label: {
        id: "Seberapa sering Ibu merasa gugup, cemas, atau gelisah?",
        en: "How often: feeling nervous, anxious or on edge?",
      },
      shortLabel: { id: "Gugup, cemas", en: "Feeling nervous, anxious or on edge" },
      codelist: "how_often",
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "gad_2",
      type: "choice",
      label: {
        id: "Seberapa sering Ibu tidak dapat menghentikan atau mengendalikan rasa khawatir?",
        en: "How often: not being able to stop or control worrying?",
      },
      shortLabel: { id: "Tidak dapat menghentikan khawatir", en: "Not being able to stop or control worrying" },
      codelist: "how_often",
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "gad_3",
      type: "choice",
      label: {
        id: "Seberapa sering Ibu terlalu khawatir tentang berbagai hal?",
        en: "How often: worrying too much about different things?",
      },
      shortLabel: { id: "Terlalu khawatir", en: "Worrying too much about different things" },
      codelist: "how_often",
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "gad_4",
      type: "choice",
      label: { id: "Seberapa sering Ibu sulit untuk santai?", en: "How often: trouble relaxing?" },
      shortLabel: { id: "Sulit santai", en: "Trouble relaxing" },
      codelist: "how_often",
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "gad_5",
      type: "choice",
      label: {
        id: "Seberapa sering Ibu begitu resah sampai sulit duduk diam?",
        en: "How often: being so restless that it is hard to sit still?",
      },
      shortLabel: { id: "Resah", en: "Being so restless that it is hard to sit still" },
      codelist: "how_often",
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "gad_6",
      type: "choice",
      label: {
        id: "Seberapa sering Ibu mudah kesal atau tersinggung?",
        en: "How often: becoming easily annoyed or irritable?",
      },
      shortLabel: { id: "Mudah kesal", en: "Becoming easily annoyed or irritable" },
      codelist: "how_often",
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "gad_7",
      type: "choice",
      label: {
        id: "Seberapa sering Ibu takut seolah sesuatu yang buruk akan terjadi?",
        en: "How often: feeling afraid as if something awful might happen?",
      },
      shortLabel: { id: "Takut", en: "Feeling afraid as if something awful might happen" },
      codelist: "how_often",
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "anxiety_score",
      type: "calculated",
      label: { id: "Skor kecemasan (0–21)", en: "Anxiety score (0–21)" },
      shortLabel: { id: "Skor kecemasan", en: "Anxiety score" },
      decimals: 0,
      required: false,
      scale: "gad_7",
    },
  ],
};

/** Food groups and fluids, in this order. */
export const dietSection: Section = {
  key: "diet",
  title: { id: "Makan dan minum", en: "Food and drink" },
  instructions: { id: "Tanyakan untuk 24 jam terakhir.", en: "Ask about the last 24 hours." },
  items: [
    {
      key: "diet_groups",
      type: "integer",
      label: {
        id: "Dari sepuluh kelompok pangan, berapa yang Ibu makan?",
        en: "Of ten food groups, how many did you eat?",
      },
      shortLabel: { id: "Kelompok pangan (0–10)", en: "Food groups (0–10)" },
      hint: {
        id: "Makanan pokok; kacang; biji; susu; daging, ikan; telur; sayur hijau; sayur dan buah jingga; sayur lain; buah lain.",
        en: "Staples; pulses; nuts and seeds; dairy; meat and fish; eggs; dark greens; orange vegetables and fruit; other vegetables; other fruit.",
      },
      hardRange: { min: 0, max: 10 },
      softRange: { min: 2, max: 9 },
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "fluid_ml_24h",
      type: "integer",
      label: { id: "Berapa banyak Ibu minum?", en: "How much did you drink?" },
      shortLabel: { id: "Asupan cairan (ml/24 jam)", en: "Fluid intake (ml/24 h)" },
      hint: { id: "Satu gelas belimbing kira-kira 250 ml.", en: "One ordinary glass is about 250 ml." },
      unit: "ml",
      hardRange: { min: 0, max: 8000 },
      softRange: { min: 1000, max: 5000 },
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
  ],
};

export const nutritionSection: Section = {
  key: "nutrition",
  title: { id: "Status gizi", en: "Nutritional status" },
  items: [
    {
      key: "weight_kg",
      type: "decimal",
      label: { id: "Berapa berat badan Ibu?", en: "What is the mother's weight?" },
      shortLabel: { id: "Berat badan (kg)", en: "Weight (kg)" },
      unit: "kg",
      decimals: 1,
      hardRange: { min: 25, max: 200 },
      softRange: { min: 38, max: 100 },
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "height_cm",
      type: "decimal",
      label: { id: "Berapa tinggi badan Ibu?", en: "What is the mother's height?" },
      shortLabel: { id: "Tinggi badan (cm)", en: "Height (cm)" },
      unit: "cm",
      decimals: 1,
      hardRange: { min: 110, max: 200 },
      softRange: { min: 138, max: 175 },
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "bmi",
      type: "calculated",
      label: { id: "Indeks massa tubuh", en: "Body mass index" },
      shortLabel: { id: "IMT (kg/m²)", en: "BMI (kg/m²)" },
      unit: "kg/m2",
      decimals: 1,
      required: false,
      calculation: "round(weight_kg / (height_cm / 100 * height_cm / 100), 1)",
    },
    {
      key: "muac_cm",
      type: "decimal",
      label: { id: "Berapa lingkar lengan atas (LiLA) Ibu?", en: "What is the mother's mid-upper-arm circumference?" },
      shortLabel: { id: "LiLA (cm)", en: "MUAC (cm)" },
      unit: "cm",
      decimals: 1,
      hardRange: { min: 12, max: 60 },
      softRange: { min: 20, max: 38 },
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
  ],
};

/** For a pilot that does not ask it already. */
export const feedingFrequencySection: Section = {
  key: "feeding",
  title: { id: "Menyusui", en: "Breastfeeding" },
  items: [
    {
      key: "bf_freq_24h",
      type: "integer",
      label: {
        id: "Berapa kali Ibu menyusui dalam 24 jam terakhir?",
        en: "How many times did you breastfeed in the last 24 hours?",
      },
      shortLabel: { id: "Frekuensi menyusui (kali/24 jam)", en: "Breastfeeding frequency (times/24 h)" },
      hardRange: { min: 0, max: 40 },
      softRange: { min: 4, max: 20 },
      required: true,
      missingReasons: ["not_done", "refused", "not_applicable", "unknown"],
    },
  ],
};

/** The blood sample, without its sections. */
export const bloodHead: Omit<Form, "sections"> = {
  key: "blood",
  title: { id: "Pemeriksaan darah", en: "Blood sample" },
  description: { id: "Prolaktin serum dan oksitosin plasma.", en: "Serum prolactin and plasma oxytocin." },
  performedBy: ["assessor"],
  purpose: "biochemistry",
  revealsArm: false,
};

export const bloodSampleSection: Section = {
  key: "sample",
  title: { id: "Pengambilan", en: "Sampling" },
  items: [
    {
      key: "blood_at",
      type: "date_time",
      label: { id: "Kapan darah diambil?", en: "When was the blood taken?" },
      shortLabel: { id: "Pengambilan darah", en: "Blood taken" },
      required: true,
      constraints: [
        {
          expression: "hoursBetween(delivery_at, blood_at) >= 0",
          message: {
            id: "Darah tidak mungkin diambil sebelum bayi lahir. Periksa tanggal dan jamnya.",
            en: "Blood cannot be taken before the birth. Check the date and the time.",
          },
          severity: "hard",
        },
      ],
      missingReasons: ["not_done", "refused"],
    },
    {
      key: "feed_to_blood_min",
      type: "integer",
      label: { id: "Berapa menit sejak Ibu terakhir menyusui?", en: "How many minutes since the last breastfeed?" },
      shortLabel: { id: "Menyusui ke pengambilan (menit)", en: "Feed to sample (min)" },
      unit: "min",
      hardRange: { min: 0, max: 1440 },
      softRange: { min: 20, max: 240 },
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
  ],
};

/** Prolactin and oxytocin, in this order. */
export const bloodResultsSection: Section = {
  key: "results",
  title: { id: "Hasil laboratorium", en: "Laboratory results" },
  items: [
    {
      key: "prolactin_ng_ml",
      type: "decimal",
      label: { id: "Prolaktin serum", en: "Serum prolactin" },
      unit: "ng/ml",
      decimals: 1,
      hardRange: { min: 0, max: 1000 },
      softRange: { min: 30, max: 500 },
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
    {
      key: "oxytocin_pg_ml",
      type: "decimal",
      label: { id: "Oksitosin plasma", en: "Plasma oxytocin" },
      unit: "pg/ml",
      decimals: 1,
      hardRange: { min: 0, max: 500 },
      softRange: { min: 1, max: 60 },
      required: true,
      missingReasons: ["not_done", "refused", "unknown"],
    },
  ],
};

export const feedingForm: Form = {
  key: "feeding",
  title: { id: "Pemberian makan bayi", en: "Infant feeding" },
  description: {
    id: "ASI eksklusif sejak lahir dan kejadian tidak diinginkan.",
    en: "Exclusive breastfeeding since birth, and adverse events.",
  },
  performedBy: ["assessor"],
  purpose: "follow_up",
  revealsArm: false,
  sections: [
    {
      key: "since_birth",
      title: { id: "Sejak lahir", en: "Since birth" },
      instructions: {
        id: "Obat, vitamin, dan oralit tidak dihitung.",
        en: "Medicines, vitamins and oral rehydration do not count.",
      },
      items: [
        {
          key: "still_bf",
          type: "yes_no",
          label: { id: "Apakah Ibu masih menyusui?", en: "Are you still breastfeeding?" },
          shortLabel: { id: "Masih menyusui", en: "Still breastfeeding" },
          required: true,
          missingReasons: ["not_done", "refused", "unknown"],
        },
        {
          key: "other_feeds",
          type: "yes_no",
          label: {
            id: "Sejak lahir, pernahkah bayi diberi sesuatu selain ASI (susu formula, air, madu, makanan)?",
            en: "Since birth, was the baby ever given anything other than breast milk (formula, water, honey, food)?",
          },
          shortLabel: { id: "Pernah diberi selain ASI", en: "Ever given anything else" },
          required: true,
          missingReasons: ["not_done", "refused", "unknown"],
        },
        {
          key: "exclusive_bf",
          type: "calculated",
          label: { id: "ASI eksklusif sejak lahir", en: "Exclusive breastfeeding since birth" },
          shortLabel: { id: "ASI eksklusif", en: "Exclusive breastfeeding" },
          codelist: "no_yes",
          required: false,
          calculation: "still_bf && !other_feeds ? 1 : 0",
        },
        {
          key: "infant_weight_g",
          type: "integer",
          label: { id: "Berapa berat badan bayi?", en: "What is the baby's weight?" },
          shortLabel: { id: "Berat bayi (g)", en: "Infant weight (g)" },
          unit: "g",
          hardRange: { min: 800, max: 9000 },
          softRange: { min: 2200, max: 6500 },
          required: true,
          missingReasons: ["not_done", "refused", "unknown"],
        },
      ],
    },
    {
      key: "harms",
      title: { id: "Kejadian tidak diinginkan", en: "Adverse events" },
      items: [
        {
          key: "adverse_event",
          type: "yes_no",
          label: {
            id: "Adakah kejadian tidak diinginkan pada Ibu atau bayi sejak kunjungan terakhir?",
            en: "Was there any adverse event in mother or baby since the last visit?",
          },
          shortLabel: { id: "Kejadian tidak diinginkan", en: "Adverse event" },
          required: true,
          missingReasons: ["unknown"],
        },
        {
          key: "adverse_note",
          type: "text",
          label: { id: "Apa yang terjadi?", en: "What happened?" },
          shortLabel: { id: "Uraian kejadian", en: "Description of the event" },
          hint: {
            id: "Tulis gejala dan tanggalnya, tanpa nama. Jangan menyebut pijat atau kelompok.",
            en: "Write symptoms and date, no names. Do not mention massage or group.",
          },
          required: true,
          relevant: "adverse_event",
          maxLength: 300,
        },
      ],
    },
  ],
};

export const careReceivedForm: Form = {
  key: "care_received",
  title: { id: "Perawatan yang diterima", en: "Care received" },
  description: {
    id: "Perawatan standar di kedua kelompok, dan pijat di luar penelitian. Ditanyakan koordinator, tidak terlihat oleh penilai luaran.",
    en: "Usual care in both groups, and massage outside the study. Asked by the coordinator, not visible to outcome assessors.",
  },
  performedBy: ["coordinator"],
  purpose: "confounder",
  revealsArm: true,
  sections: [
    {
      key: "usual",
      title: { id: "Perawatan standar", en: "Usual care" },
      items: [
        {
          key: "midwife_visits_n",
          type: "integer",
          label: {
            id: "Berapa kali bidan mengunjungi Ibu sejak pengacakan?",
            en: "How many times did a midwife visit since allocation?",
          },
          shortLabel: { id: "Kunjungan bidan", en: "Midwife visits" },
          hardRange: { min: 0, max: 30 },
          softRange: { min: 0, max: 7 },
          required: true,
          missingReasons: ["not_done", "refused", "unknown"],
        },
        {
          key: "bf_counselling",
          type: "yes_no",
          label: { id: "Apakah Ibu menerima konseling menyusui?", en: "Did you receive breastfeeding counselling?" },
          shortLabel: { id: "Konseling menyusui", en: "Breastfeeding counselling" },
          required: true,
          missingReasons: ["not_done", "refused", "unknown"],
        },
        {
          key: "outside_massage",
          type: "yes_no",
          label: {
            id: "Apakah Ibu dipijat punggung di luar sesi penelitian?",
            en: "Did you have a back massage outside the study's sessions?",
          },
          shortLabel: { id: "Pijat di luar penelitian", en: "Massage outside the study" },
          required: true,
          missingReasons: ["not_done", "refused", "unknown"],
        },
      ],
    },
  ],
};

/** The guess of the assessor; its code list holds the arms of the study. */
export const blindingCheckForm: Form = {
  key: "blinding_check",
  title: { id: "Pemeriksaan penyamaran", en: "Check of blinding" },
  description: {
    id: "Diisi penilai luaran setelah pengukuran selesai.",
    en: "Filled by the outcome assessor after measuring.",
  },
  performedBy: ["assessor"],
  purpose: "follow_up",
  revealsArm: false,
  sections: [
    {
      key: "guess",
      title: { id: "Dugaan penilai", en: "The assessor's guess" },
      items: [
        {
          key: "arm_guess",
          type: "choice",
          label: {
            id: "Menurut dugaan Anda, Ibu ini di kelompok mana?",
            en: "Which group do you think this mother is in?",
          },
          shortLabel: { id: "Dugaan kelompok", en: "Guessed group" },
          hint: { id: "Dugaan saja. Jangan bertanya kepada Ibu.", en: "A guess only. Do not ask the mother." },
          codelist: "arm_guesses",
          required: true,
        },
      ],
    },
  ],
};

export const howOften: Codelist = {
  key: "how_often",
  label: { id: "Seberapa sering", en: "How often" },
  codes: [
    { code: 0, label: { id: "Tidak pernah", en: "Not at all" } },
    { code: 1, label: { id: "Beberapa hari", en: "Several days" } },
    { code: 2, label: { id: "Lebih dari separuh waktu", en: "More than half the days" } },
    { code: 3, label: { id: "Hampir setiap hari", en: "Nearly every day" } },
  ],
};

export const noYes: Codelist = {
  key: "no_yes",
  label: { id: "Tidak atau ya", en: "No or yes" },
  codes: [
    { code: 0, label: { id: "Tidak", en: "No" } },
    { code: 1, label: { id: "Ya", en: "Yes" } },
  ],
};

/** The comparator of a study after birth. */
export const postpartumUsualCare: Intervention = {
  key: "usual_care",
  name: { id: "Perawatan standar nifas", en: "Usual postpartum care" },
  why: {
    id: "Pembanding: apa yang diterima setiap Ibu nifas tanpa pijat oksitosin.",
    en: "The comparator: what every mother receives after birth, without oxytocin massage.",
  },
  materials: { id: "Buku Kesehatan Ibu dan Anak.", en: "Maternal and child health handbook." },
  steps: [
    {
      key: "counselling",
      text: {
        id: "Konseling menyusui dan bantuan perlekatan",
        en: "Breastfeeding counselling and help with attachment",
      },
    },
    {
      key: "visits",
      text: {
        id: "Kunjungan nifas sesuai jadwal pelayanan Puskesmas",
        en: "Postpartum visits by the health centre's routine",
      },
    },
    {
      key: "advice",
      text: { id: "Anjuran gizi, minum cukup, dan istirahat", en: "Advice on food, enough fluids and rest" },
    },
  ],
  provider: { id: "Bidan Puskesmas.", en: "Midwives of the health centre." },
  mode: { id: "Tatap muka, perorangan.", en: "Face to face, individually." },
  where: { id: "Puskesmas atau rumah Ibu.", en: "Health centre or the mother's home." },
  sessions: null,
  tailoring: { id: "Sesuai kebutuhan Ibu.", en: "According to the mother's needs." },
  modifications: { id: "Tidak ada sampai versi ini.", en: "None up to this version." },
  fidelity: {
    id: "Kunjungan dan konseling yang diterima dicatat pada hari ke-8 di kedua kelompok.",
    en: "Visits and counselling received are recorded on day 8 in both groups.",
  },
};

/** What of the library is our choice, by the key of the assumption that says so. */
export const libraryNotes: Readonly<
  Record<"anxiety_scale" | "biochemistry_ranges" | "confounder_measures", LocalizedText>
> = {
  anxiety_scale: {
    id: "Skala kecemasan tidak disebut dalam penelitian yang diikuti. Tujuh butir di sini mengikuti GAD-7 (Spitzer dkk. 2006) dengan terjemahan dan rentang 7 hari dari kami yang belum diuji; ganti dengan versi yang tervalidasi.",
    en: "The anxiety scale is not named by the study followed. The seven items follow the GAD-7 (Spitzer et al. 2006) in our own untested wording and with a 7-day period; replace them with a validated version.",
  },
  biochemistry_ranges: {
    id: "Satuan dan rentang prolaktin dan oksitosin bergantung pada metode laboratorium dan harus disesuaikan.",
    en: "Units and ranges of prolactin and oxytocin depend on the laboratory's method and must be adapted.",
  },
  confounder_measures: {
    id: "Cara mengukur pola makan, hidrasi, status gizi, dan perawatan lain adalah pilihan kami.",
    en: "How diet, hydration, nutritional status and other care are measured is our choice.",
  },
};
