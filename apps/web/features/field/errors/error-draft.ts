import {
  deviationKinds,
  deviationQuestions,
  deviationRules,
  parseParticipantNumber,
  type DeviationChoice,
  type DeviationDecision,
  type DeviationKind,
  type DeviationQuestion,
} from "@kendali/domain";

/** What was typed so far; going back and forth between the steps loses none of it. */
export type ErrorDraft = {
  readonly choices: Readonly<Partial<Record<DeviationQuestion, string>>>;
  readonly kind: DeviationKind | null;
  readonly related: string;
  readonly strata: Readonly<Record<string, string>>;
  readonly criteria: readonly string[];
  readonly foundOn: string;
  readonly description: string;
  /** What follows, as the server answered these facts; null as soon as one of them is another. */
  readonly decision: DeviationDecision | null;
};

/** One screen of the telling: the questions that lead to the kind, its facts, and what follows from them. */
export type ErrorStep = DeviationQuestion | "facts" | "follows";

export function emptyDraft(today: string): ErrorDraft {
  return {
    choices: {},
    kind: null,
    related: "",
    strata: {},
    criteria: [],
    foundOn: today,
    description: "",
    decision: null,
  };
}

/** What was chosen as the answer to one of the questions. */
export function chosenOf(draft: ErrorDraft, question: DeviationQuestion): DeviationChoice | undefined {
  return deviationQuestions[question].find(({ key }) => key === draft.choices[question]);
}

/** The step that an address asks for, or the last one before it for which everything is there. */
export function stepOf(asked: string | null, draft: ErrorDraft): ErrorStep {
  if (asked === "follows" && draft.kind !== null && draft.decision !== null) return "follows";
  if ((asked === "follows" || asked === "facts") && draft.kind !== null) return "facts";
  return asked === null ? "what_happened" : lastQuestion(draft);
}

export function stepBefore(step: ErrorStep, draft: ErrorDraft): ErrorStep {
  if (step === "follows") return "facts";
  return step === "facts" ? lastQuestion(draft) : "what_happened";
}

function lastQuestion(draft: ErrorDraft): DeviationQuestion {
  const chosen = chosenOf(draft, "what_happened");
  return chosen !== undefined && "asks" in chosen ? chosen.asks : "what_happened";
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

/** A draft as text, without what the server answered: that is asked for again. */
export function draftText({ decision: _decision, ...typed }: ErrorDraft): string {
  return JSON.stringify(typed);
}

/** What another version of the app, or somebody's hand, wrote is not taken for a draft. */
export function draftFromText(text: string | null): ErrorDraft | null {
  if (text === null) return null;
  try {
    const found: unknown = JSON.parse(text);
    return isTyped(found) ? { ...found, decision: null } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isTyped(found: unknown): found is Omit<ErrorDraft, "decision"> {
  if (typeof found !== "object" || found === null) return false;
  const draft = found as Partial<ErrorDraft>;
  const isText = (value: unknown): boolean => typeof value === "string";
  const holdsTexts = (value: unknown): boolean =>
    typeof value === "object" && value !== null && Object.values(value).every(isText);
  return (
    (draft.kind === null || deviationKinds.some((kind) => kind === draft.kind)) &&
    [draft.related, draft.foundOn, draft.description].every(isText) &&
    Array.isArray(draft.criteria) &&
    [draft.criteria, draft.strata, draft.choices].every(holdsTexts)
  );
}
