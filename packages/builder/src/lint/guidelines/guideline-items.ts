import { designOf, formPurposes, type Intervention, type LocalizedText, type Protocol } from "@kendali/domain";
import { type GuidelineKey, type GuidelineRow, spiritRows, tidierRows, trendRows } from "./guideline-rows.ts";

/** An item of a reporting guideline, and what a document says to it. */
export type GuidelineItem = {
  readonly guideline: GuidelineKey;
  /** Key of its words in the catalogue of guidelines, and of the statement that answers it. */
  readonly key: string;
  readonly number: string;
  /** Whether number and wording were compared with the published guideline. */
  readonly isChecked: boolean;
  /** `later`: only a report can answer it. */
  readonly state: "answered" | "open" | "not_applicable" | "later";
  /** What answers it, or would: a part of the document, or a statement of its own (`statements/spirit_34`). */
  readonly path: string;
};

/** A part of the document that answers an item; `says` is whether it does. */
type Source = { readonly path: string; readonly says: (protocol: Protocol) => boolean };

/** The guideline that a study's design is reported by. */
export function guidelineOf(protocol: Pick<Protocol, "design">): "spirit_2025" | "trend" {
  return designOf(protocol).needsAllocation ? "spirit_2025" : "trend";
}

/**
 * The items of a guideline with what the document says to them, in the order in which they should be answered. An item
 * that no part of the document answers is answered by a statement with its key; those of TIDieR stand once for each
 * intervention.
 */
export function guidelineItems(protocol: Protocol, guideline: GuidelineKey): readonly GuidelineItem[] {
  if (guideline === "tidier") return protocol.interventions.flatMap((intervention) => tidierItems(intervention));
  const rows = guideline === "spirit_2025" ? spiritRows : trendRows;
  return rows.map((row): GuidelineItem => ({ guideline, ...row, ...answerTo(row, protocol) }));
}

function answerTo(row: GuidelineRow, protocol: Protocol): Pick<GuidelineItem, "state" | "path"> {
  const path = `statements/${row.key}`;
  if (laterItems.has(row.key)) return { state: "later", path };
  if (protocol.statements?.some(({ key, text }) => key === row.key && isSaid(protocol, text)) === true)
    return { state: "answered", path };
  if (doesNotApply[row.key]?.(protocol) === true) return { state: "not_applicable", path };
  const source = sources[row.key];
  if (source === undefined) return { state: "open", path };
  return { state: source.says(protocol) ? "answered" : "open", path: source.path };
}

/** What can be said only after the study. */
const laterItems: ReadonlySet<string> = new Set(
  [12, 13, 14, 15, 16, 17, 18, 19, 21, 22].map((number) => `trend_${number}`),
);

const doesNotApply: Readonly<Record<string, (protocol: Protocol) => boolean>> = {
  spirit_specimens: ({ forms }) => !forms.some(({ purpose }) => purpose === "biochemistry"),
  spirit_24c: ({ blinding }) => blinding.levels.every(({ level }) => level === "none"),
};

const isDescribed: Source = {
  path: "interventions",
  says: (protocol) =>
    protocol.interventions.length > 0 &&
    protocol.interventions.every(({ why, materials, provider, mode, where, tailoring, modifications, fidelity }) =>
      [why, materials, provider, mode, where, tailoring, modifications, fidelity].every((text) =>
        isSaid(protocol, text),
      ),
    ),
};
const hasObjective: Source = {
  path: "design/objective",
  says: (protocol) => isSaid(protocol, protocol.design.objective),
};
const hasTitle: Source = { path: "title", says: (protocol) => isSaid(protocol, protocol.title) };
const hasPrimaryOutcome: Source = {
  path: "outcomes",
  says: ({ outcomes }) => outcomes.some(({ role, timePoints }) => role === "primary" && timePoints.length > 0),
};
const hasPrimaryAnalysis: Source = {
  path: "analysisPlan/analyses",
  says: ({ analysisPlan }) => analysisPlan.analyses.some(({ role }) => role === "primary"),
};
const hasSampleSize: Source = {
  path: "sampleSize/rationale",
  says: (protocol) => isSaid(protocol, protocol.sampleSize.rationale),
};
const hasAllocation: Source = { path: "allocation", says: ({ allocation }) => allocation !== null };
const hasLimitations: Source = { path: "design/limitations", says: ({ design }) => design.limitations.length > 0 };
const hasBlinding: Source = {
  path: "blinding/statement",
  says: (protocol) => isSaid(protocol, protocol.blinding.statement),
};
const hasParticipants: Source = {
  path: "eligibility/criteria",
  says: ({ eligibility }) => eligibility.criteria.length > 0,
};

/** What of the document answers an item; the others are answered by a statement alone. */
const sources: Readonly<Record<string, Source>> = {
  spirit_1: hasTitle,
  spirit_2: { path: "version", says: () => true },
  spirit_3: {
    path: "roles",
    says: (protocol) =>
      protocol.roles.length > 0 && protocol.roles.every(({ responsibilities }) => isSaid(protocol, responsibilities)),
  },
  spirit_4: {
    path: "registration",
    says: ({ registration }) => registration !== null && registration.number.trim() !== "",
  },
  spirit_10: hasObjective,
  spirit_12: { path: "allocation", says: ({ arms, allocation }) => arms.length > 1 && allocation !== null },
  spirit_13: { path: "sites", says: ({ sites }) => sites.length > 0 },
  spirit_14: hasParticipants,
  spirit_15: isDescribed,
  spirit_16: hasPrimaryOutcome,
  spirit_18: { path: "visits", says: ({ visits }) => visits.some(({ forms }) => forms.length > 0) },
  spirit_19: hasSampleSize,
  spirit_20: { path: "sampling/description", says: (protocol) => isSaid(protocol, protocol.sampling.description) },
  spirit_21: hasAllocation,
  spirit_22: hasAllocation,
  spirit_23: hasAllocation,
  spirit_24: {
    path: "blinding",
    says: (protocol) => isSaid(protocol, protocol.blinding.statement) && protocol.blinding.levels.length > 0,
  },
  spirit_25: {
    path: "forms",
    says: ({ forms }) => forms.some(({ purpose }) => formPurposes[purpose].measures),
  },
  spirit_26: {
    path: "roles",
    says: (protocol) =>
      protocol.roles.some(
        ({ role, responsibilities }) => role === "data_manager" && isSaid(protocol, responsibilities),
      ),
  },
  spirit_27: hasPrimaryAnalysis,
  spirit_30: { path: "ethics", says: ({ ethics }) => ethics !== null && ethics.number.trim() !== "" },
  spirit_32: {
    path: "consent/sections",
    says: ({ consent }) => consent.sections.length > 0 && consent.purposes.some(({ required }) => required),
  },
  spirit_33: {
    path: "consent/sections",
    says: ({ consent }) => consent.sections.some(({ key }) => key.includes("confidential")),
  },
  trend_1: hasTitle,
  trend_3: hasParticipants,
  trend_4: isDescribed,
  trend_5: hasObjective,
  trend_6: hasPrimaryOutcome,
  trend_6b: {
    path: "scales",
    says: ({ scales = [], analysisPlan }) =>
      scales.some(({ source }) => source.trim() !== "") ||
      analysisPlan.analyses.some(({ kind }) => kind === "reliability"),
  },
  trend_7: hasSampleSize,
  trend_8: hasLimitations,
  trend_9: hasBlinding,
  trend_11: hasPrimaryAnalysis,
  trend_20: hasLimitations,
};

const tidierFields: readonly (readonly [keyof Intervention, (value: Intervention) => boolean])[] = [
  ["name", ({ name }) => isWritten(name)],
  ["why", ({ why }) => isWritten(why)],
  ["materials", ({ materials }) => isWritten(materials)],
  ["steps", ({ steps }) => steps.length > 0],
  ["qualification", ({ provider, qualification }) => isWritten(provider) && isWritten(qualification)],
  ["mode", ({ mode }) => isWritten(mode)],
  ["where", ({ where }) => isWritten(where)],
  ["sessions", ({ sessions }) => sessions !== null],
  ["tailoring", ({ tailoring }) => isWritten(tailoring)],
  ["modifications", ({ modifications }) => isWritten(modifications)],
  ["fidelity", ({ fidelity }) => isWritten(fidelity)],
];

function tidierItems(intervention: Intervention): readonly GuidelineItem[] {
  return tidierRows.map((row, index): GuidelineItem => {
    const field = tidierFields[index];
    const path = `interventions/${intervention.key}${field === undefined ? "" : `/${field[0]}`}`;
    const state = field === undefined ? "later" : field[1](intervention) ? "answered" : "open";
    return { guideline: "tidier", ...row, state, path };
  });
}

/** Whether a text says something in each language of the document. */
function isSaid({ languages }: Pick<Protocol, "languages">, text: LocalizedText): boolean {
  return languages.every((language) => text[language].trim() !== "");
}

function isWritten(text: LocalizedText | undefined): boolean {
  return text !== undefined && (text.id.trim() !== "" || text.en.trim() !== "");
}
