import type { Edit } from "@kendali/builder";

/** Edits that this device keeps until the server has them. */
type KeptEdits = { readonly version: 1; readonly edits: readonly Edit[]; readonly keptAt: string };

const prefix = "kendali:builder:1";

/** What names the edits of one window: another account's are neither read nor touched. */
type KeepPlace = { readonly account: string; readonly draft: string; readonly tab: string };

/** Keeps the unsent edits of this window, or forgets them when there are none; false when the device has no room or forbids it. */
export function keepEdits(place: KeepPlace, edits: readonly Edit[], keptAt: string): boolean {
  try {
    if (edits.length === 0) localStorage.removeItem(nameOf(place));
    else localStorage.setItem(nameOf(place), JSON.stringify({ version: 1, edits, keptAt } satisfies KeptEdits));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** Everything kept for an account's draft, the oldest first, also by windows that were closed; it is then this window's to keep. */
export function takeKeptEdits({ account, draft }: Pick<KeepPlace, "account" | "draft">): readonly Edit[] {
  try {
    const names = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "").filter(
      (name) => name.startsWith(`${prefix}|${account}|${draft}|`),
    );
    const kept = names.flatMap((name) => parse(localStorage.getItem(name)));
    for (const name of names) localStorage.removeItem(name);
    return kept.toSorted((a, b) => a.keptAt.localeCompare(b.keptAt)).flatMap(({ edits }) => edits);
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

function nameOf({ account, draft, tab }: KeepPlace): string {
  return `${prefix}|${account}|${draft}|${tab}`;
}

/** What another version of the app, or somebody's hand, wrote there is not taken for edits. */
function parse(text: string | null): readonly KeptEdits[] {
  if (text === null) return [];
  try {
    const found = JSON.parse(text) as Partial<KeptEdits> | null;
    const isKept = found?.version === 1 && typeof found.keptAt === "string" && Array.isArray(found.edits);
    return isKept && found.edits.every(isEdit) ? [found as KeptEdits] : [];
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
