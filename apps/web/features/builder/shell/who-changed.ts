import type { LastChange } from "@kendali/api";

/** Who changed a place last, and when that was heard, by a clock that only counts (`performance.now`), in ms. */
export type ToldChange = LastChange & { readonly heardAt: number };

/** A place about which is asked; the same name is asked about once. */
type Wanted = { readonly name: string; readonly path: readonly string[] };

export type WhoChanged = {
  /** Null where nobody is known to have changed it, or it is not known yet. */
  readonly of: (name: string) => ToldChange | null;
  /** Asks about what is not known yet; a failed call is asked again with the next. */
  readonly ask: (wanted: readonly Wanted[]) => Promise<void>;
};

/** No more places fit one question. */
const mostAtOnce = 100;

/** Asks the server who changed places last, each once; `onTold` once something is known. */
export function createWhoChanged(
  lastChanges: (paths: readonly (readonly string[])[]) => Promise<readonly (LastChange | null)[]>,
  onTold: () => void,
): WhoChanged {
  const told = new Map<string, ToldChange | null>();
  let isAsking = false;
  return {
    of: (name) => told.get(name) ?? null,
    ask: async (wanted) => {
      const open = wanted.filter(({ name }) => !told.has(name)).slice(0, mostAtOnce);
      if (isAsking || open.length === 0) return;
      isAsking = true;
      try {
        const answers = await lastChanges(open.map(({ path }) => path));
        const heardAt = performance.now();
        open.forEach(({ name }, index) => {
          const answer = answers[index] ?? null;
          told.set(name, answer === null ? null : { ...answer, heardAt });
        });
        onTold();
      } finally {
        isAsking = false;
      }
    },
  };
}
