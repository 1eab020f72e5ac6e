import {
  acceptOthers,
  acceptSent,
  applyShared,
  type DraftSync,
  type Edit,
  type EditConflict,
  type EditHistory,
  editDraft,
  editPath,
  editsAt,
  editTo,
  type Finding,
  forgetStep,
  holdSent,
  ownEdits,
  readEditedDraft,
  rebaseDraft,
  rebaseOnOthers,
  recallHistory,
  sendWaiting,
  type SentEdits,
  settleConflict,
  startSync,
  stepDraft,
  takeBack,
} from "@kendali/builder";
import type { LastChange } from "@kendali/api";
import type { Json, Protocol, Refusal, RefusalCode } from "@kendali/domain";

import { newId } from "../../shell/new-id.ts";
import type { Failure } from "../../trpc/refusal-of.ts";
import type { UnsentEdits } from "./device-edits.ts";
import { indexFindings } from "./finding-index.ts";
import type { Builder, Saving } from "./use-builder.ts";
import { createWhoChanged } from "./who-changed.ts";

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
  /** What was saved since a revision: the edits, or the document where they are more than it. */
  readonly changes: (
    since: number,
  ) => Promise<
    { readonly revision: number; readonly name: string } & (
      { readonly edits: readonly Edit[] } | { readonly document: Protocol }
    )
  >;
  /** Who changed places last, in their order. */
  readonly lastChanges: (paths: readonly (readonly string[])[]) => Promise<readonly (LastChange | null)[]>;
  readonly load: () => Promise<{ readonly revision: number; readonly document: Protocol; readonly name: string }>;
  readonly failureOf: (error: unknown) => Failure;
};

/** What the store needs of the browser. */
type StoreSurroundings = {
  readonly server: DraftServer;
  /** Keeps unsent edits on the device. */
  readonly keep: (unsent: UnsentEdits) => boolean;
  /** Keeps the way back and forth on the device. */
  readonly keepHistory: (history: EditHistory) => void;
  /** Is told every edit that the document takes: what is half typed follows the names. */
  readonly followTyping: (edits: readonly Edit[]) => void;
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
  /** Takes over what a window left that is gone, as if it had been typed here; not asked for while something is on its way. */
  readonly adopt: (take: () => UnsentEdits) => void;
  /** Takes over the way back and forth that a window left which is gone. */
  readonly recall: (take: () => EditHistory) => void;
  /** Sends what waits and tells when it was sent, or cannot be for now. */
  readonly leave: (onLeft: () => void) => void;
  /** Does nothing from now on, whatever answer still comes, and hands over what it had not brought to its end. */
  readonly close: () => UnsentEdits;
};

/** How long after the last letter typed edits are sent, and how long at most they wait, in ms. */
const quietMs = 800;
const longestMs = 4000;
/** Letters typed after a pause of this length are another step to undo, in ms. */
const pauseMs = 2000;
const retryMs = [2000, 4000, 8000, 15_000, 30_000] as const;
/** The server takes no more at once (a pasted sheet has more): the rest follows. */
const mostEditsAtOnce = 2000;
/** How soon after a step the way back is kept on the device, in ms. */
const historyMs = 500;
/** Refusals that pass by themselves: asked again like a lost network. */
const passing: ReadonlySet<RefusalCode> = new Set(["database_unavailable", "too_many_attempts"]);

/** Holds one draft while its pages are open: shows every edit at once, sends them in batches, one on its way at a time. */
export function createBuilderStore(
  loaded: LoadedDraft,
  kept: UnsentEdits,
  { server, keep, keepHistory, followTyping, timeOfDay, onSignedOut }: StoreSurroundings,
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
  let problem: { readonly saving: "offline" | "failed"; readonly failure: Failure } | null = null;
  let passedOver: { readonly way: "back" | "forth"; readonly path: readonly string[]; readonly name: string } | null =
    null;
  let historyTimer: ReturnType<typeof setTimeout> | null = null;
  let mostAtOnce = mostEditsAtOnce;
  let savedAt: string | null = null;
  let findings: readonly Finding[] = [];
  let findingsAt = indexFindings(findings);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waitingSince: number | null = null;
  let tries = 0;
  let isOnItsWay = false;
  let isStopped = true;
  let isClosed = false;
  let onLeft: (() => void) | null = null;
  let isJudged = false;
  let isKept = true;
  let lastTyped = { name: "", at: 0, step: 0 };
  let builder: Builder | null = null;

  const changed = (): void => {
    builder = null;
    for (const listener of listeners) listener();
  };

  const who = createWhoChanged(server.lastChanges, changed);

  /** Who wrote at the places of conflicts, and at that of a step that was passed over. */
  const askWho = async (): Promise<void> => {
    const wanted = sync.conflicts.map(({ path, theirs }) => ({ name: placeName(path, theirs), path }));
    try {
      await who.ask(passedOver === null ? wanted : [...wanted, passedOver]);
    } catch (error) {
      // It is said without a name, and asked again with the next look at what others did.
      if (server.failureOf(error).kind === "signed_out") onSignedOut();
    }
  };

  const schedule = (ms: number): void => {
    // Pages that are left still send what waits, but do not try again: the device keeps it.
    if (isClosed || (isStopped && problem !== null)) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = null;
        void send();
      },
      isStopped ? 0 : ms,
    );
  };

  /** Everything that the server does not have for sure. What waits for a person's choice is kept too: a reload asks again. */
  const unsent = (): UnsentEdits => ({
    sent: [...unanswered, ...(sync.sending === null ? [] : [sync.sending])],
    edits: [...following, ...sync.conflicts.flatMap(({ edits }) => edits), ...sync.waiting],
  });

  const keepUnsent = (): void => {
    if (isClosed) return;
    const { sent, edits } = unsent();
    isKept = keep({ sent, edits }) || sent.length + edits.length === 0;
  };

  const keepHistoryNow = (): void => {
    if (historyTimer !== null) clearTimeout(historyTimer);
    historyTimer = null;
    if (!isClosed) keepHistory(sync.session);
  };

  const take = (next: DraftSync): void => {
    sync = next;
    keepUnsent();
    historyTimer ??= setTimeout(keepHistoryNow, historyMs);
    waitingSince ??= performance.now();
    const waited = performance.now() - waitingSince;
    if (!isOnItsWay && problem?.saving !== "offline") schedule(Math.max(0, Math.min(quietMs, longestMs - waited)));
    changed();
  };

  const send = async (): Promise<void> => {
    if (isOnItsWay || isClosed) return;
    if (unanswered.length > 0) {
      await onItsWay(askAgain);
      return;
    }
    sync = sendWaiting(sync, newId(), mostAtOnce);
    const { sending } = sync;
    if (sending === null) {
      left();
      return;
    }
    waitingSince = null;
    // Under the id by which the server knows it again: a reload before the answer asks for this very command.
    keepUnsent();
    await onItsWay(() => sendOne(sending));
  };

  /** One command at a time; afterwards the device keeps what is left. */
  const onItsWay = async (act: () => Promise<void>): Promise<void> => {
    isOnItsWay = true;
    changed();
    await act();
    isOnItsWay = false;
    if (isClosed) return;
    keepUnsent();
    if (problem === null && sync.waiting.length > 0) schedule(quietMs);
    else left();
    changed();
    void askWho();
  };

  /** Whoever left these pages waits to hear that nothing more is sent from here. */
  const left = (): void => {
    if (!isStopped) return;
    onLeft?.();
    onLeft = null;
  };

  const sendOne = async (sending: SentEdits): Promise<void> => {
    try {
      const answer = await server.edit(sending);
      if (isClosed) return;
      const accepted = acceptSent(sync, answer.revision, answer.edits);
      if (accepted.ok) {
        sync = accepted.value;
        followTyping(answer.edits);
      } else {
        // The server has it: what is left to put on top is what was typed since.
        sync = { ...sync, sending: null };
        await catchUp(null);
      }
      settled();
    } catch (error) {
      if (!isClosed) await failed(server.failureOf(error));
    }
  };

  /** Sends the commands that had no answer once more, under their own ids, and begins from what the server then has. */
  const askAgain = async (): Promise<void> => {
    const notTaken: Edit[] = [];
    let contested: readonly string[] | null = null;
    let refused: Failure | null = null;
    try {
      for (const sent of unanswered) {
        try {
          await server.edit(sent);
        } catch (error) {
          const failure = server.failureOf(error);
          if (failure.kind !== "refusal" || passing.has(failure.refusal.code)) throw error;
          notTaken.push(...sent.edits);
          if (failure.refusal.code === "revision_conflict") contested ??= stepsOf(failure.refusal.params["path"]);
          else refused = failure;
        }
      }
      const latest = await readLatest();
      if (isClosed) return;
      const own = [...notTaken, ...following, ...sync.waiting];
      sync = rebaseDraft({ ...sync, waiting: own }, latest.document, latest.revision, contested);
      unanswered = [];
      following = [];
      settled();
      if (refused !== null) problem = { saving: "failed", failure: refused };
    } catch (error) {
      if (!isClosed) await failed(server.failureOf(error));
    }
  };

  /** The newest document, by the edits that lead to it where they do. */
  const readLatest = async () => {
    const { confirmed, revision } = sync;
    const told = await server.changes(revision);
    const applied = "edits" in told ? applyShared(confirmed, told.edits) : null;
    if ("edits" in told && applied?.ok === true) {
      named(told.name);
      return { revision: told.revision, document: applied.value, others: told.edits };
    }
    const whole = "document" in told ? told : await server.load();
    named(whole.name);
    return { revision: whole.revision, document: whole.document as unknown as Json, others: null };
  };

  const named = (name: string): void => {
    if (name === draft.name) return;
    draft = { ...draft, name };
    changed();
  };

  const settled = (): void => {
    problem = null;
    tries = 0;
    savedAt = timeOfDay();
  };

  /** Begins again from what the server has, with everything of one's own on top. */
  const catchUp = async (contested: readonly string[] | null): Promise<void> => {
    const { revision, document, others } = await readLatest();
    followTyping(others ?? []);
    const followed = others === null ? null : rebaseOnOthers(sync, revision, others, contested);
    sync = followed?.ok === true ? followed.value : rebaseDraft(sync, document, revision, contested);
  };

  const failed = async (failure: Failure): Promise<void> => {
    if (failure.kind === "refusal" && failure.refusal.code === "revision_conflict") {
      try {
        await catchUp(stepsOf(failure.refusal.params["path"]));
        settled();
        return;
      } catch (error) {
        await failed(server.failureOf(error));
        return;
      }
    }
    if (failure.kind === "signed_out") onSignedOut();
    if (failure.kind === "refusal" && !passing.has(failure.refusal.code)) {
      const sent = sync.sending?.edits.length ?? 0;
      sync = holdSent(sync);
      if (failure.refusal.code === "request_too_large" && sent > 1) {
        mostAtOnce = Math.ceil(sent / 2);
        schedule(0);
      } else {
        problem = { saving: "failed", failure };
      }
      return;
    }
    problem = { saving: failure.kind === "unreachable" ? "offline" : "failed", failure };
    schedule(retryMs[Math.min(tries, retryMs.length - 1)] ?? 30_000);
    tries += 1;
  };

  const edit = (edits: readonly Edit[], mergeKey?: string): boolean => {
    if (!draft.mayEdit) return false;
    if (edits.length === 0) return true;
    const edited = editDraft(sync, edits, mergeKey === undefined ? null : mergeName(mergeKey));
    // What no document can hold (a number that is none, a key of capitals) stays in its box: the server would refuse it.
    if (!edited.ok || !isReadable(sync.session.document, edited.value.session.document)) return false;
    passedOver = null;
    followTyping(edits);
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
    undo: () => step("back"),
    redo: () => step("forth"),
    forgetPassedOver: () => {
      passedOver = null;
      changed();
    },
    goesWith: (edits: readonly Edit[]) => takeBack(sync, edits, isReadable).gone,
    takeBack: (edits: readonly Edit[]) => {
      problem = null;
      take(takeBack(sync, edits, isReadable).sync);
    },
    settle: (path: readonly string[], choice: "mine" | "theirs") => take(settleConflict(sync, path, choice)),
    retry: () => {
      problem = null;
      schedule(0);
      changed();
    },
  };

  const step = (way: "back" | "forth"): void => {
    const taken = (way === "back" ? sync.session.done : sync.session.undone).at(-1);
    if (!draft.mayEdit || taken === undefined) return;
    const made = stepDraft(sync, way);
    lastTyped = { ...lastTyped, name: "" };
    passedOver = null;
    if (made.ok) {
      followTyping(taken.edits);
      take(made.value);
      return;
    }
    // What somebody else has changed since is not taken back: the step is passed over, and that is said.
    const path = stepsOf(made.refusal.params["path"]) ?? [];
    passedOver = { way, path, name: `${path.join("/")} step ${sync.revision} ${sync.session.done.length}` };
    take(forgetStep(sync, way));
    void askWho();
  };

  const hasUnsent = (): boolean => sync.sending !== null || sync.waiting.length > 0 || unanswered.length > 0;

  const saving = (): Saving => {
    if (sync.conflicts.length > 0) return "conflict";
    if (problem !== null) return problem.saving;
    return hasUnsent() ? "saving" : "saved";
  };

  const refused = (): Builder["refused"] => {
    if (problem?.saving !== "failed") return null;
    const { failure } = problem;
    const own = ownEdits(sync);
    const places = failure.kind === "refusal" ? placesOf(failure.refusal, sync.session.document) : [];
    return { failure, edits: editsAt(own, places), waiting: own.length };
  };

  const withName = (conflict: EditConflict): Builder["conflicts"][number] => ({
    ...conflict,
    changed: who.of(placeName(conflict.path, conflict.theirs)),
  });

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
      conflicts: sync.conflicts.length === 0 ? noConflicts : sync.conflicts.map(withName),
      refused: refused(),
      passedOver: passedOver === null ? null : { ...passedOver, changed: who.of(passedOver.name) },
    });

  return {
    start: () => {
      isStopped = false;
      onLeft = null;
      if (hasUnsent()) schedule(0);
      void askWho();
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
    flush: () => {
      keepHistoryNow();
      void send();
    },
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
      if (isClosed) return;
      void askWho();
      if (isOnItsWay || sync.sending !== null || unanswered.length > 0) return;
      const { confirmed, revision } = sync;
      try {
        const latest = await readLatest();
        // What was saved from here meanwhile had the edits of others in its answer.
        if (isClosed || isOnItsWay || sync.confirmed !== confirmed || latest.revision <= revision) return;
        followTyping(latest.others ?? []);
        const accepted = latest.others === null ? null : acceptOthers(sync, latest.revision, latest.others);
        sync = accepted?.ok === true ? accepted.value : rebaseDraft(sync, latest.document, latest.revision);
        keepUnsent();
        changed();
      } catch (error) {
        if (server.failureOf(error).kind === "signed_out") onSignedOut();
      }
    },
    adopt: (take) => {
      if (isClosed || isStopped || isOnItsWay || !draft.mayEdit) return;
      const { sent, edits } = take();
      if (sent.length + edits.length === 0) return;
      // What has no answer yet keeps its own id.
      const inDoubt = [...unanswered, ...(sync.sending === null ? [] : [sync.sending]), ...sent];
      if (inDoubt.length > 0) {
        unanswered = inDoubt;
        following = [...following, ...edits];
        sync = { ...sync, sending: null };
      } else {
        sync = rebaseDraft({ ...sync, waiting: [...sync.waiting, ...edits] }, sync.confirmed, sync.revision);
      }
      keepUnsent();
      if (problem?.saving !== "offline") schedule(0);
      changed();
    },
    recall: (take) => {
      if (isClosed || isStopped || !draft.mayEdit) return;
      const history = take();
      if (history.done.length + history.undone.length === 0) return;
      sync = recallHistory(sync, history);
      keepHistoryNow();
      changed();
    },
    leave: (done) => {
      keepHistoryNow();
      isStopped = true;
      onLeft = done;
      if (timer !== null) clearTimeout(timer);
      void send();
    },
    close: () => {
      const left = unsent();
      keepHistoryNow();
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      return left;
    },
  };
}

/** The very same list whenever there are none: nobody is drawn again for it. */
const noConflicts: Builder["conflicts"] = [];

/** Where a conflict is, and what stands there: somebody else who writes there after it is told anew. */
function placeName(path: readonly string[], theirs: Json | undefined): string {
  return `${path.join("/")} ${JSON.stringify(theirs) ?? ""}`;
}

/** The places that a refusal names. */
function placesOf({ params, problems = [] }: Refusal, document: Json): readonly (readonly string[])[] {
  const named = [params["path"], ...problems.map(({ path }) => path)];
  return named.flatMap((path) => {
    const steps = typeof path === "string" ? (stepsOf(editPath(document, path)) ?? []) : [];
    return steps.length === 0 ? [] : [steps];
  });
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
