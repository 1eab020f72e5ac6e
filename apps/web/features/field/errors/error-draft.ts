import {
  deviationRules,
  parseParticipantNumber,
  type DeviationDecision,
  type DeviationKind,
  type DeviationQuestion,
} from "@kendali/domain";

/** What was typed so far; going back and forth between the steps loses none of it. */
export type ErrorDraft = {
  readonly question: DeviationQuestion;
  readonly choice: string | null;
  readonly kind: DeviationKind | null;
  readonly related: string;
  readonly strata: Readonly<Record<string, string>>;
  readonly criteria: readonly string[];
  readonly foundOn: string;
  readonly description: string;
  /** What follows, as the server answered these facts. */
  readonly decision: DeviationDecision | null;
};

export function emptyDraft(today: string): ErrorDraft {
  return {
    question: "what_happened",
    choice: null,
    kind: null,
    related: "",
    strata: {},
    criteria: [],
    foundOn: today,
    description: "",
    decision: null,
  };
}

/** The facts of a draft as the server takes them: those that its kind needs, and no others. */
export function factsOf(draft: ErrorDraft & { readonly kind: DeviationKind }) {
  const { needs } = deviationRules[draft.kind];
  return {
    kind: draft.kind,
    foundOn: draft.foundOn,
    description: draft.description.trim(),
    ...(needs.related ? { related: parseParticipantNumber(draft.related) ?? draft.related } : {}),
    ...(needs.strata !== "none" && Object.keys(draft.strata).length > 0 ? { strata: draft.strata } : {}),
    ...(needs.criteria ? { criteria: [...draft.criteria] } : {}),
  };
}
