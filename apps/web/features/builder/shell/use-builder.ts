"use client";

import { createContext, use, useCallback, useSyncExternalStore } from "react";

import type { Edit, EditConflict, Finding } from "@kendali/builder";
import type { Json, JsonObject, Protocol } from "@kendali/domain";

import type { Failure } from "../../trpc/refusal-of.ts";
import type { BuilderStore } from "./builder-store.ts";
import { valueAt } from "./value-at.ts";
import type { ToldChange } from "./who-changed.ts";

/** Whether what was typed is at the server. `offline`: kept on this device until there is a connection. */
export type Saving = "saved" | "saving" | "offline" | "conflict" | "failed";

/** A draft as its pages see and change it. */
export type Builder = {
  readonly draft: { id: string; name: string; revision: number; study: string | null; mayEdit: boolean };
  /** Readable; lists may be empty. Parts that no edit touched stay the very same values. */
  readonly document: Protocol;
  /** The live version it amends. */
  readonly base: Protocol | null;
  /** A trial runs by the settings of its scheme (block sizes, coin …): they are not in the document and cannot be edited. */
  readonly settingsHidden: boolean;
  /** False: it did not fit. Edits of one `mergeKey` that follow each other are undone at once. */
  readonly edit: (edits: readonly Edit[], mergeKey?: string) => boolean;
  /** Adds, changes or removes a property; letters typed into one path are undone at once. */
  readonly set: (path: readonly string[], value: Json | undefined) => void;
  readonly addTo: (listPath: readonly string[], member: JsonObject, after: string | null) => void;
  readonly removeFrom: (listPath: readonly string[], id: string) => void;
  readonly moveIn: (listPath: readonly string[], id: string, after: string | null) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Computed some moments after the last letter, in a worker. */
  readonly findings: readonly Finding[];
  /** Those at or below a path such as `forms/milk/sections/pumping/items/volume`. */
  readonly findingsAt: (path: string) => readonly Finding[];
  readonly saving: Saving;
  /** `HH:MM` of the last time the server had everything. */
  readonly savedAt: string | null;
  /** Whether this device holds what the server does not have yet; false where it has no room or forbids it. */
  readonly isKept: boolean;
  /** Places that somebody else changed at the same time: both values, to choose from, and who that was, once it is known. */
  readonly conflicts: readonly (EditConflict & { readonly changed: ToldChange | null })[];
  readonly settle: (path: readonly string[], choice: "mine" | "theirs") => void;
  /** Why saving failed, where it did: the edits that are refused, and of how many that are not saved. */
  readonly refused: { readonly failure: Failure; readonly edits: readonly Edit[]; readonly waiting: number } | null;
  /** What goes when edits that are not saved are taken back: they, and what was built on them. */
  readonly goesWith: (edits: readonly Edit[]) => readonly Edit[];
  readonly takeBack: (edits: readonly Edit[]) => void;
  /** A step back or forth that was not taken, because somebody else has changed the place since. */
  readonly passedOver: {
    readonly way: "back" | "forth";
    readonly path: readonly string[];
    readonly changed: ToldChange | null;
  } | null;
  readonly forgetPassedOver: () => void;
  /** Tries at once to send what waits. */
  readonly retry: () => void;
};

export const BuilderContext = createContext<BuilderStore | null>(null);

/** The store itself, for what must not be drawn again at every letter. */
export function useBuilderStore(): BuilderStore {
  const store = use(BuilderContext);
  if (store === null) throw new Error("invariant: useBuilder outside BuilderProvider");
  return store;
}

/** The draft of this page. Who calls it is drawn again at every change; fields use `useAt`, which is not. */
export function useBuilder(): Builder {
  const store = useBuilderStore();
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** What somebody needs of the draft's state; drawn again only when that is another value. `select` makes no new ones. */
export function useBuilderOf<T>(select: (builder: Builder) => T): T {
  const store = useBuilderStore();
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** One part of the draft; drawn again only when that part changes. */
export function useAt(path: readonly string[]): Json | undefined {
  const store = useBuilderStore();
  const read = () => valueAt(store.json(), path);
  return useSyncExternalStore(store.subscribe, read, read);
}

/** The findings at or below a path; drawn again only when they change. */
export function useFindingsAt(path: readonly string[]): readonly Finding[] {
  const store = useBuilderStore();
  const name = path.join("/");
  const read = useCallback(() => store.get().findingsAt(name), [store, name]);
  return useSyncExternalStore(store.subscribe, read, read);
}
