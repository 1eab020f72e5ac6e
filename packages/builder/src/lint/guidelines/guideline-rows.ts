/** What an item of a guideline is called, and whether its number and wording were compared with the published guideline. */
export type GuidelineRow = { readonly key: string; readonly number: string; readonly isChecked: boolean };

/** Where each guideline is published. */
export const guidelineLinks = {
  spirit_2025: "https://www.consort-spirit.org/",
  trend:
    "https://www.equator-network.org/reporting-guidelines/improving-the-reporting-quality-of-nonrandomized-evaluations-of-behavioral-and-public-health-interventions-the-trend-statement/",
  tidier: "https://www.equator-network.org/reporting-guidelines/tidier/",
} as const;
export type GuidelineKey = keyof typeof guidelineLinks;

/**
 * SPIRIT 2025. First what protocols most often leave open: care afterwards, ancillary consent, specimens, unblinding,
 * interim analyses; then by number. Parts of an item have keys of their own and share its number. Numbers and letters
 * were compared with two transcriptions of the checklist made independently of each other, one from its editable form
 * (BMJ 2025;389:e081477), one from the headings of its explanation (doi:10.1136/bmj-2024-081660): 53 rows, all alike.
 * Specimens are a part of 32b there and an item of their own, 33, in SPIRIT 2013 only.
 */
export const spiritRows: readonly GuidelineRow[] = [
  { key: "spirit_34", number: "34", isChecked: true },
  { key: "spirit_32b", number: "32b", isChecked: true },
  { key: "spirit_specimens", number: "33 (2013)", isChecked: true },
  { key: "spirit_24c", number: "24c", isChecked: true },
  { key: "spirit_28b", number: "28b", isChecked: true },
  { key: "spirit_1", number: "1", isChecked: true },
  { key: "spirit_2", number: "2", isChecked: true },
  { key: "spirit_3", number: "3", isChecked: true },
  { key: "spirit_4", number: "4", isChecked: true },
  { key: "spirit_5", number: "5", isChecked: true },
  { key: "spirit_6", number: "6", isChecked: true },
  { key: "spirit_7", number: "7", isChecked: true },
  { key: "spirit_8", number: "8", isChecked: true },
  { key: "spirit_9", number: "9", isChecked: true },
  { key: "spirit_10", number: "10", isChecked: true },
  { key: "spirit_11", number: "11", isChecked: true },
  { key: "spirit_12", number: "12", isChecked: true },
  { key: "spirit_13", number: "13", isChecked: true },
  { key: "spirit_14", number: "14", isChecked: true },
  { key: "spirit_15", number: "15", isChecked: true },
  { key: "spirit_16", number: "16", isChecked: true },
  { key: "spirit_17", number: "17", isChecked: true },
  { key: "spirit_18", number: "18", isChecked: true },
  { key: "spirit_19", number: "19", isChecked: true },
  { key: "spirit_20", number: "20", isChecked: true },
  { key: "spirit_21", number: "21", isChecked: true },
  { key: "spirit_22", number: "22", isChecked: true },
  { key: "spirit_23", number: "23", isChecked: true },
  { key: "spirit_24", number: "24", isChecked: true },
  { key: "spirit_25", number: "25", isChecked: true },
  { key: "spirit_25b", number: "25b", isChecked: true },
  { key: "spirit_26", number: "26", isChecked: true },
  { key: "spirit_27", number: "27", isChecked: true },
  { key: "spirit_27c", number: "27c", isChecked: true },
  { key: "spirit_28", number: "28", isChecked: true },
  { key: "spirit_29", number: "29", isChecked: true },
  { key: "spirit_30", number: "30", isChecked: true },
  { key: "spirit_31", number: "31", isChecked: true },
  { key: "spirit_32", number: "32", isChecked: true },
  { key: "spirit_33", number: "33", isChecked: true },
];

/** TREND, by number. */
export const trendRows: readonly GuidelineRow[] = [
  { key: "trend_1", number: "1", isChecked: true },
  { key: "trend_2", number: "2", isChecked: true },
  { key: "trend_3", number: "3", isChecked: true },
  { key: "trend_4", number: "4", isChecked: true },
  { key: "trend_5", number: "5", isChecked: true },
  { key: "trend_6", number: "6", isChecked: true },
  { key: "trend_6b", number: "6", isChecked: true },
  { key: "trend_7", number: "7", isChecked: true },
  { key: "trend_8", number: "8", isChecked: true },
  { key: "trend_9", number: "9", isChecked: false },
  { key: "trend_10", number: "10", isChecked: false },
  { key: "trend_11", number: "11", isChecked: false },
  { key: "trend_12", number: "12", isChecked: false },
  { key: "trend_13", number: "13", isChecked: false },
  { key: "trend_14", number: "14", isChecked: false },
  { key: "trend_15", number: "15", isChecked: false },
  { key: "trend_16", number: "16", isChecked: false },
  { key: "trend_17", number: "17", isChecked: false },
  { key: "trend_18", number: "18", isChecked: false },
  { key: "trend_19", number: "19", isChecked: false },
  { key: "trend_20", number: "20", isChecked: false },
  { key: "trend_21", number: "21", isChecked: false },
  { key: "trend_22", number: "22", isChecked: false },
];

/** TIDieR, by number. */
export const tidierRows: readonly GuidelineRow[] = [
  { key: "tidier_1", number: "1", isChecked: true },
  { key: "tidier_2", number: "2", isChecked: true },
  { key: "tidier_3", number: "3", isChecked: true },
  { key: "tidier_4", number: "4", isChecked: true },
  { key: "tidier_5", number: "5", isChecked: true },
  { key: "tidier_6", number: "6", isChecked: true },
  { key: "tidier_7", number: "7", isChecked: true },
  { key: "tidier_8", number: "8", isChecked: true },
  { key: "tidier_9", number: "9", isChecked: true },
  { key: "tidier_10", number: "10", isChecked: true },
  { key: "tidier_11", number: "11", isChecked: true },
  { key: "tidier_12", number: "12", isChecked: true },
];
