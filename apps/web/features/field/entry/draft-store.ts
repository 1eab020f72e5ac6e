import type { SaveEntryInput } from "@kendali/api";

import type { Answers } from "./answers.ts";

/** When, by whom, and why so: what an entry says about itself beside its values. */
export type VisitFacts = {
  /** `YYYY-MM-DD`, or a date in the making. */
  readonly performedOn: string;
  /** The account of who did it; empty while it is not chosen. */
  readonly performedBy: string;
  readonly outOfWindowReason: string;
  readonly changeReason: string;
};

/** An entry in the making, as this device keeps it until the server has it. */
export type Draft = {
  readonly version: 1;
  readonly baseRevision: number;
  /** The version of the protocol under which it was begun; absent in drafts of before there were several. */
  readonly protocolHash?: string;
  readonly answers: Answers;
  readonly facts: VisitFacts;
  readonly step: number;
  readonly savedAt: string;
  /** The last command sent for it. Sent again as it was, it is the same command, whatever became of its answer. */
  readonly attempt: SaveEntryInput | null;
};

export type DraftPlace = {
  readonly account: string;
  readonly study: string;
  readonly participant: string;
  readonly visit: string;
  readonly form: string;
};

export type KeptDraft = { readonly place: DraftPlace; readonly draft: Draft };

const prefix = "kendali:draft:1";

/** Keeps a draft; false when the device has no room or forbids it. */
export function writeDraft(place: DraftPlace, draft: Draft): boolean {
  try {
    localStorage.setItem(nameOf(place), JSON.stringify(draft));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function readDraft(place: DraftPlace): Draft | null {
  return parseDraft(readText(nameOf(place)));
}

export function removeDraft(place: DraftPlace): void {
  try {
    localStorage.removeItem(nameOf(place));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** The drafts of one account in one study, the newest first. Another account's are neither shown nor touched. */
export function listDrafts(account: string, study: string): readonly KeptDraft[] {
  const kept: KeptDraft[] = [];
  for (const name of names()) {
    const [head = "", owner, key, participant, visit, form] = name.split("|");
    if (head !== prefix || owner !== account || key !== study) continue;
    const draft = parseDraft(readText(name));
    if (draft === null || participant === undefined || visit === undefined || form === undefined) continue;
    kept.push({ place: { account, study, participant, visit, form }, draft });
  }
  return kept.toSorted((a, b) => b.draft.savedAt.localeCompare(a.draft.savedAt));
}

function nameOf({ account, study, participant, visit, form }: DraftPlace): string {
  return [prefix, account, study, participant, visit, form].join("|");
}

function names(): readonly string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

function readText(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** What another version of the app, or somebody's hand, wrote there is not taken for a draft. */
function parseDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const found: unknown = JSON.parse(text);
    return isDraft(found) ? found : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isDraft(found: unknown): found is Draft {
  if (typeof found !== "object" || found === null) return false;
  const draft = found as Partial<Draft>;
  const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
  return (
    draft.version === 1 &&
    typeof draft.baseRevision === "number" &&
    typeof draft.savedAt === "string" &&
    typeof draft.step === "number" &&
    isRecord(draft.facts) &&
    isRecord(draft.answers) &&
    isRecord(draft.answers?.texts) &&
    isRecord(draft.answers?.missing) &&
    isRecord(draft.answers?.reasons) &&
    isRecord(draft.answers?.timings) &&
    (draft.answers?.drawings === undefined || isRecord(draft.answers.drawings))
  );
}
