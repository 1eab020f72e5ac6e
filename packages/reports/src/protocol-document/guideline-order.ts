import type { DocumentContext } from "./document-context.ts";
import type { DocumentPart } from "./document-model.ts";
import {
  amendmentsOf,
  ancillaryConsentOf,
  confidentialityOf,
  consentOf,
  ethicsOf,
  limitationsOf,
  objectiveOf,
  planAccessOf,
  registrationOf,
  rolesOf,
  specimensOf,
  summaryOf,
  versionOf,
} from "./answers/administration.ts";
import {
  blindingOf,
  concealmentOf,
  emergencyUnblindingOf,
  implementationOf,
  sequenceOf,
} from "./answers/assignment.ts";
import {
  analysisOf,
  dataCollectionOf,
  dataManagementOf,
  designOf,
  eligibilityOf,
  instrumentsOf,
  interventionsOf,
  missingDataOf,
  outcomesOf,
  recruitmentOf,
  retentionOf,
  sampleSizeOf,
  settingOf,
  timelineOf,
} from "./answers/methods.ts";

/** What the document itself says to an item. */
export type Answer = (context: DocumentContext) => readonly DocumentPart[];

type ChapterKey =
  | "administrative"
  | "introduction"
  | "methods"
  | "assignment"
  | "data"
  | "monitoring"
  | "ethics"
  | "trend_methods"
  | "trend_discussion";

export type ChapterOrder = { readonly key: ChapterKey; readonly items: readonly string[] };

/** An item that only a statement can answer. */
export const noAnswer: Answer = () => [];

const all =
  (...answers: readonly Answer[]): Answer =>
  (context) =>
    answers.flatMap((answer) => answer(context));

/** SPIRIT 2025 in its own order; specimens, which it names within consent and confidentiality, stand after 33. */
export const spiritOrder: readonly ChapterOrder[] = [
  {
    key: "administrative",
    items: ["spirit_1", "spirit_2", "spirit_3", "spirit_4", "spirit_5", "spirit_6", "spirit_7", "spirit_8"],
  },
  { key: "introduction", items: ["spirit_9", "spirit_10"] },
  {
    key: "methods",
    items: [
      "spirit_11",
      "spirit_12",
      "spirit_13",
      "spirit_14",
      "spirit_15",
      "spirit_16",
      "spirit_17",
      "spirit_18",
      "spirit_19",
      "spirit_20",
    ],
  },
  { key: "assignment", items: ["spirit_21", "spirit_22", "spirit_23", "spirit_24", "spirit_24c"] },
  { key: "data", items: ["spirit_25", "spirit_25b", "spirit_26", "spirit_27", "spirit_27c"] },
  { key: "monitoring", items: ["spirit_28", "spirit_28b", "spirit_29"] },
  {
    key: "ethics",
    items: ["spirit_30", "spirit_31", "spirit_32", "spirit_32b", "spirit_33", "spirit_specimens", "spirit_34"],
  },
];

/** TREND as far as a protocol can answer it; what is about results is left to the report. */
export const trendOrder: readonly ChapterOrder[] = [
  { key: "administrative", items: ["trend_1"] },
  { key: "introduction", items: ["trend_2"] },
  {
    key: "trend_methods",
    items: [
      "trend_3",
      "trend_4",
      "trend_5",
      "trend_6",
      "trend_6b",
      "trend_7",
      "trend_8",
      "trend_9",
      "trend_10",
      "trend_11",
    ],
  },
  { key: "trend_discussion", items: ["trend_20"] },
];

/** What answers each item from the document; the others are answered by a statement, or missing. */
export const answers: Readonly<Record<string, Answer>> = {
  spirit_1: summaryOf,
  spirit_2: versionOf,
  spirit_3: rolesOf,
  spirit_4: registrationOf,
  spirit_5: planAccessOf,
  spirit_10: objectiveOf,
  spirit_12: all(designOf, limitationsOf),
  spirit_13: settingOf,
  spirit_14: eligibilityOf,
  spirit_15: interventionsOf,
  spirit_16: outcomesOf,
  spirit_18: timelineOf,
  spirit_19: sampleSizeOf,
  spirit_20: recruitmentOf,
  spirit_21: sequenceOf,
  spirit_22: concealmentOf,
  spirit_23: implementationOf,
  spirit_24: blindingOf,
  spirit_24c: emergencyUnblindingOf,
  spirit_25: all(dataCollectionOf, instrumentsOf),
  spirit_25b: retentionOf,
  spirit_26: dataManagementOf,
  spirit_27: analysisOf,
  spirit_27c: missingDataOf,
  spirit_30: ethicsOf,
  spirit_31: amendmentsOf,
  spirit_32: consentOf,
  spirit_32b: ancillaryConsentOf,
  spirit_33: confidentialityOf,
  spirit_specimens: specimensOf,
  trend_1: all(summaryOf, versionOf, registrationOf),
  trend_3: all(eligibilityOf, recruitmentOf, settingOf, timelineOf),
  trend_4: interventionsOf,
  trend_5: objectiveOf,
  trend_6: all(outcomesOf, dataCollectionOf),
  trend_6b: instrumentsOf,
  trend_7: sampleSizeOf,
  trend_8: all(designOf, ({ t }) => [{ kind: "paragraph", text: t("one_group_bias") }]),
  trend_9: blindingOf,
  trend_10: ({ t }) => [{ kind: "paragraph", text: t("unit_text") }],
  trend_11: all(analysisOf, missingDataOf),
  trend_20: limitationsOf,
};

/** What TREND does not ask of a protocol and an ethics committee does; it stands after the numbered items. */
export const beyondTrend: readonly { readonly key: "roles" | "data_management" | "ethics"; readonly answer: Answer }[] =
  [
    { key: "roles", answer: rolesOf },
    { key: "data_management", answer: all(dataManagementOf, retentionOf) },
    { key: "ethics", answer: all(ethicsOf, consentOf, confidentialityOf, specimensOf, amendmentsOf) },
  ];
