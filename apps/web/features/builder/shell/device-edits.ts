import { boundedHistory, type Edit, type EditHistory, type EditStep, type SentEdits } from "@kendali/builder";

/**
 * What this device keeps until the server has answered: commands that were on their way, which the server may have taken
 * already and knows again by their ids, and edits that follow them.
 */
export type UnsentEdits = { readonly sent: readonly SentEdits[]; readonly edits: readonly Edit[] };

type KeptEdits = UnsentEdits & { readonly version: 2; readonly keptAt: string };

const prefix = "kendali:builder:1";

/** What names the edits of one window: another account's are neither read nor touched. */
type KeepPlace = { readonly account: string; readonly draft: string; readonly tab: string };

/** Keeps the unsent edits of this window, or forgets them when there are none; false when the device has no room or forbids it. */
export function keepEdits(place: KeepPlace, { sent, edits }: UnsentEdits, keptAt: string): boolean {
  try {
    if (sent.length + edits.length === 0) localStorage.removeItem(nameOf(place));
    else localStorage.setItem(nameOf(place), JSON.stringify({ version: 2, sent, edits, keptAt } satisfies KeptEdits));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** The windows that edits are kept for, of one account's draft. */
export function keepingTabs(place: Pick<KeepPlace, "account" | "draft">): readonly string[] {
  return tabsAfter(nameOf({ ...place, tab: "" }));
}

function tabsAfter(start: string): readonly string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "")
      .filter((name) => name.startsWith(start))
      .map((name) => name.slice(start.length));
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

/** What is kept for windows that are gone, the oldest first; it is then the caller's to keep. */
export function takeKeptEdits(place: Pick<KeepPlace, "account" | "draft">, gone: readonly string[]): UnsentEdits {
  try {
    const names = gone.map((tab) => nameOf({ ...place, tab }));
    const kept = names.flatMap((name) => parse(localStorage.getItem(name)));
    for (const name of names) localStorage.removeItem(name);
    const ordered = kept.toSorted((a, b) => a.keptAt.localeCompare(b.keptAt));
    return { sent: ordered.flatMap(({ sent }) => sent), edits: ordered.flatMap(({ edits }) => edits) };
  } catch (error) {
    if (error instanceof DOMException) return { sent: [], edits: [] };
    throw error;
  }
}

/** What names the ways back and forth: beside the edits, so that a full device loses them first. */
const stepsPrefix = "kendali:builder-steps:1";
/** As much of the way back as a device keeps for one window. */
const mostKept = { steps: 100, characters: 200_000 } as const;

/** Keeps the way back and forth of this window, as much of it as there is room for. */
export function keepSteps(place: KeepPlace, history: EditHistory, keptAt: string): void {
  const name = stepsName(place);
  try {
    if (history.done.length + history.undone.length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ ...boundedHistory(history, mostKept), keptAt }));
  } catch (error) {
    // No room: what was typed comes first, and an older way back would lead elsewhere.
    if (error instanceof DOMException) forget(name);
    else throw error;
  }
}

/** The windows that a way back is kept for, of one account's draft. */
export function steppingTabs(place: Pick<KeepPlace, "account" | "draft">): readonly string[] {
  return tabsAfter(stepsName({ ...place, tab: "" }));
}

/** The newest way back that windows left which are gone; the others are forgotten. */
export function takeKeptSteps(place: Pick<KeepPlace, "account" | "draft">, gone: readonly string[]): EditHistory {
  try {
    const names = gone.map((tab) => stepsName({ ...place, tab }));
    const kept = names.flatMap((name) => parseSteps(localStorage.getItem(name)));
    for (const name of names) localStorage.removeItem(name);
    const newest = kept.toSorted((a, b) => a.keptAt.localeCompare(b.keptAt)).at(-1);
    return { done: newest?.done ?? [], undone: newest?.undone ?? [] };
  } catch (error) {
    if (error instanceof DOMException) return { done: [], undone: [] };
    throw error;
  }
}

function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function stepsName({ account, draft, tab }: KeepPlace): string {
  return `${stepsPrefix}|${account}|${draft}|${tab}`;
}

function parseSteps(text: string | null): readonly (EditHistory & { readonly keptAt: string })[] {
  if (text === null) return [];
  try {
    const found = JSON.parse(text) as Partial<EditHistory & { keptAt: string }> | null;
    const isKept =
      typeof found?.keptAt === "string" &&
      [found.done, found.undone].every((steps) => Array.isArray(steps) && steps.every(isStep));
    return isKept ? [found as EditHistory & { keptAt: string }] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isStep(found: unknown): found is EditStep {
  if (typeof found !== "object" || found === null) return false;
  const { edits, stands } = found as Partial<Record<keyof EditStep, unknown>>;
  return [edits, stands].every((list) => Array.isArray(list) && list.every(isEdit));
}

function nameOf({ account, draft, tab }: KeepPlace): string {
  return `${prefix}|${account}|${draft}|${tab}`;
}

/** What another version of the app, or somebody's hand, wrote there is not taken for edits. */
function parse(text: string | null): readonly KeptEdits[] {
  if (text === null) return [];
  try {
    const found = JSON.parse(text) as Partial<KeptEdits> | null;
    const isKept =
      found?.version === 2 &&
      typeof found.keptAt === "string" &&
      Array.isArray(found.edits) &&
      found.edits.every(isEdit) &&
      Array.isArray(found.sent) &&
      found.sent.every(isSent);
    return isKept ? [found as KeptEdits] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isEdit(found: unknown): found is Edit {
  if (typeof found !== "object" || found === null) return false;
  const { path, kind } = found as { path?: unknown; kind?: unknown };
  return Array.isArray(path) && path.every((step) => typeof step === "string") && typeof kind === "string";
}

function isSent(found: unknown): found is SentEdits {
  if (typeof found !== "object" || found === null) return false;
  const { commandId, baseRevision, edits } = found as Partial<Record<keyof SentEdits, unknown>>;
  return (
    typeof commandId === "string" && typeof baseRevision === "number" && Array.isArray(edits) && edits.every(isEdit)
  );
}
