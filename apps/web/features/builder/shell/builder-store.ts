import {
  acceptOthers,
  acceptSent,
  type DraftSync,
  type Edit,
  editDraft,
  editTo,
  type Finding,
  readEditedDraft,
  rebaseDraft,
  redoDraft,
  sendWaiting,
  type SentEdits,
  settleConflict,
  startSync,
  undoDraft,
} from "@kendali/builder";
import { diffJson, type Json, type Protocol, type Refusal } from "@kendali/domain";

import { newId } from "../../shell/new-id.ts";
import type { Failure } from "../../trpc/refusal-of.ts";
import type { UnsentEdits } from "./device-edits.ts";
import { indexFindings } from "./finding-index.ts";
import type { Builder, Saving } from "./use-builder.ts";

/** A draft as the server gave it. */
export type LoadedDraft = {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly study: string | null;
  readonly mayEdit: boolean;
  readonly document: Protocol;
  readonly base: Protocol | null;
  /** A trial runs by the settings of its scheme: they are neither sent nor editable, and nothing is found wrong with them. */
  readonly settingsHidden: boolean;
};

/** The server as saving needs it; a failed call throws what `failureOf` reads. */
export type DraftServer = {
  readonly edit: (sent: SentEdits) => Promise<{ readonly revision: number; readonly edits: readonly Edit[] }>;
  readonly load: () => Promise<{ readonly revision: number; readonly document: Protocol; readonly name: string }>;
  readonly failureOf: (error: unknown) => Failure;
};

/** What the store needs of the browser. */
type StoreSurroundings = {
  readonly server: DraftServer;
  /** Keeps unsent edits on the device. */
  readonly keep: (unsent: UnsentEdits) => boolean;
  /** `HH:MM`. */
  readonly timeOfDay: () => string;
  readonly onSignedOut: () => void;
};

export type BuilderStore = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => Builder;
  readonly json: () => Json;
  readonly takeFindings: (findings: readonly Finding[]) => void;
  /** Begins to send; `stop` ends it. */
  readonly start: () => void;
  /** Whether the rules have looked at the draft at least once. */
  readonly isJudged: () => boolean;
  /** Sends what waits now, without waiting for the end of the typing. */
  readonly flush: () => void;
  /** Sends everything at once and answers with the revision that has it; null where something stands in the way. */
  readonly saved: () => Promise<number | null>;
  /** Asks what others did. */
  readonly refresh: () => Promise<void>;
  readonly stop: () => void;
};

/** How long after the last letter typed edits are sent, and how long at most they wait, in ms. */
const quietMs = 800;
const longestMs = 4000;
/** Letters typed after a pause of this length are another step to undo, in ms. */
const pauseMs = 2000;
const retryMs = [2000, 4000, 8000, 15_000, 30_000] as const;

/** Holds one draft while its pages are open: shows every edit at once, sends them in batches, one on its way at a time. */
export function createBuilderStore(
  loaded: LoadedDraft,
  kept: UnsentEdits,
  { server, keep, timeOfDay, onSignedOut }: StoreSurroundings,
): BuilderStore {
  const listeners = new Set<() => void>();
  let draft = { id: loaded.id, name: loaded.name, study: loaded.study, mayEdit: loaded.mayEdit };
  let sync: DraftSync = startSync(loaded.document as unknown as Json, loaded.revision);
  // Commands of a page that was left before their answer came. Whether the server has them is not known until they are
  // asked again under their ids; what was typed after them stands on them, and waits with them.
  let unanswered = kept.sent;
  let following = kept.edits;
  const onTop = rebaseDraft(
    { ...sync, waiting: [...unanswered.flatMap(({ edits }) => edits), ...following] },
    sync.confirmed,
    sync.revision,
  );
  if (unanswered.length === 0) {
    sync = onTop;
    following = [];
  } else if (onTop.conflicts.length === 0) {
    // Shown meanwhile; where it does not fit, the server's document most likely has it already.
    sync = { ...sync, session: onTop.session };
  }
  let problem: { readonly saving: "offline" | "failed"; readonly refusal: Refusal | null } | null = null;
  let savedAt: string | null = null;
  let findings: readonly Finding[] = [];
  let findingsAt = indexFindings(findings);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waitingSince: number | null = null;
  let tries = 0;
  let isOnItsWay = false;
  let isStopped = true;
  let isJudged = false;
  let isKept = true;
  let lastTyped = { name: "", at: 0, step: 0 };
  let builder: Builder | null = null;

  const changed = (): void => {
    builder = null;
    for (const listener of listeners) listener();
  };

  const schedule = (ms: number): void => {
    // Pages that are left still send what waits, but do not try again: the device keeps it.
    if (isStopped && problem !== null) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = null;
        void send();
      },
      isStopped ? 0 : ms,
    );
  };

  const keepUnsent = (): void => {
    const sent = [...unanswered, ...(sync.sending === null ? [] : [sync.sending])];
    const edits = [...following, ...sync.waiting];
    isKept = keep({ sent, edits }) || sent.length + edits.length === 0;
  };

  const take = (next: DraftSync): void => {
    sync = next;
    keepUnsent();
    waitingSince ??= performance.now();
    const waited = performance.now() - waitingSince;
    if (!isOnItsWay && problem?.saving !== "offline") schedule(Math.max(0, Math.min(quietMs, longestMs - waited)));
    changed();
  };

  const send = async (): Promise<void> => {
    if (isOnItsWay) return;
    if (unanswered.length > 0) {
      await askAgain();
      return;
    }
    sync = sendWaiting(sync, newId());
    const { sending } = sync;
    if (sending === null) return;
    waitingSince = null;
    isOnItsWay = true;
    changed();
    try {
      const answer = await server.edit(sending);
      const accepted = acceptSent(sync, answer.revision, answer.edits);
      if (accepted.ok) sync = accepted.value;
      else await reload(null);
      settled();
    } catch (error) {
      await failed(server.failureOf(error));
    }
    isOnItsWay = false;
    keepUnsent();
    if (problem === null && sync.waiting.length > 0) schedule(quietMs);
    changed();
  };

  /** Sends the commands that had no answer once more, under their own ids, and begins from what the server then has. */
  const askAgain = async (): Promise<void> => {
    isOnItsWay = true;
    changed();
    const refused: Edit[] = [];
    let contested: readonly string[] | null = null;
    try {
      for (const sent of unanswered) {
        try {
          await server.edit(sent);
        } catch (error) {
          const failure = server.failureOf(error);
          if (failure.kind !== "refusal" || failure.refusal.code !== "revision_conflict") throw error;
          refused.push(...sent.edits);
          contested ??= stepsOf(failure.refusal.params["path"]);
        }
      }
      const latest = await server.load();
      draft = { ...draft, name: latest.name };
      const own = [...refused, ...following, ...sync.waiting];
      sync = rebaseDraft({ ...sync, waiting: own }, latest.document as unknown as Json, latest.revision, contested);
      unanswered = [];
      following = [];
      settled();
    } catch (error) {
      await failed(server.failureOf(error));
    }
    isOnItsWay = false;
    keepUnsent();
    if (problem === null && sync.waiting.length > 0) schedule(quietMs);
    changed();
  };

  const settled = (): void => {
    problem = null;
    tries = 0;
    savedAt = timeOfDay();
  };

  const reload = async (contested: readonly string[] | null): Promise<void> => {
    const latest = await server.load();
    draft = { ...draft, name: latest.name };
    sync = rebaseDraft(sync, latest.document as unknown as Json, latest.revision, contested);
  };

  const failed = async (failure: Failure): Promise<void> => {
    if (failure.kind === "refusal" && failure.refusal.code === "revision_conflict") {
      try {
        await reload(stepsOf(failure.refusal.params["path"]));
        settled();
        return;
      } catch (error) {
        await failed(server.failureOf(error));
        return;
      }
    }
    if (failure.kind === "signed_out") onSignedOut();
    problem =
      failure.kind === "refusal"
        ? { saving: "failed", refusal: failure.refusal }
        : { saving: failure.kind === "unreachable" ? "offline" : "failed", refusal: null };
    if (failure.kind === "refusal") return;
    schedule(retryMs[Math.min(tries, retryMs.length - 1)] ?? 30_000);
    tries += 1;
  };

  const edit = (edits: readonly Edit[], mergeKey?: string): boolean => {
    if (!draft.mayEdit) return false;
    if (edits.length === 0) return true;
    const edited = editDraft(sync, edits, mergeKey === undefined ? null : mergeName(mergeKey));
    // What no document can hold (a number that is none, a key of capitals) stays in its box: the server would refuse it.
    if (!edited.ok || !isReadable(sync.session.document, edited.value.session.document)) return false;
    take(edited.value);
    return true;
  };

  const mergeName = (name: string): string => {
    const now = performance.now();
    const isNext = lastTyped.name === name && now - lastTyped.at <= pauseMs;
    lastTyped = { name, at: now, step: isNext ? lastTyped.step : lastTyped.step + 1 };
    return `${name} ${lastTyped.step}`;
  };

  const acts = {
    edit,
    set: (path: readonly string[], value: Json | undefined) => {
      const made = editTo(sync.session.document, path, value);
      if (made !== null) edit([made], path.join("/"));
    },
    addTo: (listPath: readonly string[], member: Json, after: string | null) => {
      const id = idOf(member);
      if (id !== null) edit([{ path: [...listPath, id], kind: "add", value: member, after }]);
    },
    removeFrom: (listPath: readonly string[], id: string) => {
      const made = editTo(sync.session.document, [...listPath, id], undefined);
      if (made !== null) edit([made]);
    },
    moveIn: (listPath: readonly string[], id: string, after: string | null) => {
      edit([{ path: [...listPath, id], kind: "move", after }]);
    },
    undo: () => step(undoDraft, { done: sync.session.done.slice(0, -1) }),
    redo: () => step(redoDraft, { undone: sync.session.undone.slice(0, -1) }),
    settle: (path: readonly string[], choice: "mine" | "theirs") => take(settleConflict(sync, path, choice)),
    retry: () => {
      problem = null;
      schedule(0);
      changed();
    },
  };

  const step = (make: typeof undoDraft, passed: Partial<DraftSync["session"]>): void => {
    if (!draft.mayEdit) return;
    const made = make(sync);
    lastTyped = { ...lastTyped, name: "" };
    // What somebody else has changed since cannot be taken back: the step is passed over.
    if (made.ok) take(made.value);
    else take({ ...sync, session: { ...sync.session, ...passed } });
  };

  const hasUnsent = (): boolean => sync.sending !== null || sync.waiting.length > 0 || unanswered.length > 0;

  const saving = (): Saving => {
    if (sync.conflicts.length > 0) return "conflict";
    if (problem !== null) return problem.saving;
    return hasUnsent() ? "saving" : "saved";
  };

  const get = (): Builder =>
    (builder ??= {
      draft: { ...draft, revision: sync.revision },
      document: sync.session.document as unknown as Protocol,
      base: loaded.base,
      settingsHidden: loaded.settingsHidden,
      ...acts,
      canUndo: draft.mayEdit && sync.session.done.length > 0,
      canRedo: draft.mayEdit && sync.session.undone.length > 0,
      findings,
      findingsAt,
      saving: saving(),
      isKept,
      savedAt,
      conflicts: sync.conflicts,
      refusal: problem?.refusal ?? null,
    });

  return {
    start: () => {
      isStopped = false;
      if (hasUnsent()) schedule(0);
    },
    isJudged: () => isJudged,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get,
    json: () => sync.session.document,
    takeFindings: (found) => {
      isJudged = true;
      findings = loaded.settingsHidden ? found.filter((finding) => !isHiddenSetting(finding)) : found;
      findingsAt = indexFindings(findings);
      changed();
    },
    flush: () => void send(),
    saved: () =>
      new Promise((resolve) => {
        const look = (): void => {
          const isUnsent = hasUnsent();
          if (isUnsent && problem === null && sync.conflicts.length === 0) return;
          listeners.delete(look);
          resolve(isUnsent || sync.conflicts.length > 0 ? null : sync.revision);
        };
        listeners.add(look);
        if (hasUnsent() && !isOnItsWay) schedule(0);
        look();
      }),
    refresh: async () => {
      if (isOnItsWay || sync.sending !== null || unanswered.length > 0) return;
      try {
        const latest = await server.load();
        if (isOnItsWay || latest.revision <= sync.revision) return;
        const document = latest.document as unknown as Json;
        const accepted = acceptOthers(sync, latest.revision, diffJson(sync.confirmed, document, []));
        sync = accepted.ok ? accepted.value : rebaseDraft(sync, document, latest.revision);
        draft = { ...draft, name: latest.name };
        keepUnsent();
        changed();
      } catch (error) {
        if (server.failureOf(error).kind === "signed_out") onSignedOut();
      }
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      void send();
    },
  };
}

function stepsOf(path: unknown): readonly string[] | null {
  return typeof path === "string" ? path.split("/").filter((step) => step !== "") : null;
}

/** The name of a list's member, by the field that names it. */
function idOf(member: Json): string | null {
  if (typeof member !== "object" || member === null || Array.isArray(member)) return null;
  for (const field of ["key", "code", "form", "role", "arm"]) {
    const id = Object.hasOwn(member, field) ? member[field] : undefined;
    if (typeof id === "string" || typeof id === "number") return String(id);
  }
  return null;
}

/** What everybody may know of a scheme; the rest helps to predict the next allocation. */
const knownOfScheme: ReadonlySet<string> = new Set(["scheme", "ratio", "strata", "afterVisit", "cards"]);

function isHiddenSetting({ path }: Finding): boolean {
  const [part, setting] = path.split("/");
  return part === "allocation" && setting !== undefined && !knownOfScheme.has(setting);
}

function isReadable(before: Json, after: Json): boolean {
  return readEditedDraft(before as unknown as Protocol, after).ok;
}
