"use client";

import { lazy, Suspense, useEffect, useState } from "react";

import type { EntryView } from "@kendali/api";
import { type CompiledForm, type EntryValues, localTimeIn } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { BackLink } from "@kendali/ui/components/field-header";
import { Message } from "@kendali/ui/components/message";
import { SavedChip } from "@kendali/ui/components/sync-chip";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureWords } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPCClient } from "../../trpc/trpc.ts";
import type { Failure } from "../../trpc/refusal-of.ts";
import { useNarrow } from "../use-narrow.ts";
import type { Draft, DraftPlace } from "./draft-store.ts";
import { EntryQuestions } from "./entry-questions.tsx";
import { factIds } from "./entry-review.tsx";
import { EntryWho } from "./entry-who.tsx";
import { isFileField } from "./is-file-field.ts";
import { useDraft } from "./use-draft.ts";
import { type EntryState, useEntry } from "./use-entry.ts";
import { useSaveEntry } from "./use-save-entry.ts";

/** Needed when two people filled one form, and only then. */
const EntryConflict = lazy(async () => ({ default: (await import("./entry-conflict.tsx")).EntryConflict }));

/** Keeps and sends what was attached; forms without files do not load it. */
const AttachKeeper = lazy(async () => ({ default: (await import("./attach/attach-keeper.tsx")).AttachKeeper }));

/** The layout of wider windows and of sessions; a phone needs it when it is turned. */
const loadPages = () => import("./entry-pages.tsx");
const EntryPages = lazy(async () => ({ default: (await loadPages()).EntryPages }));

/** What both layouts of a form draw around the questions. */
export type EntryFrame = {
  readonly leave: React.ReactNode;
  readonly saved: React.ReactNode;
  readonly who: React.ReactNode;
  /** The last try to save, when it failed. */
  readonly failed: React.ReactNode;
  readonly sending: string | false;
  readonly step: number;
  readonly setStep: (step: number) => void;
  /** Tries to save; answers the id of the first thing to mend, or null when it was sent. */
  readonly save: () => string | null;
};

type EntryFormProps = {
  view: EntryView;
  form: CompiledForm;
  place: DraftPlace;
  start: Draft;
  /** When the draft that is gone on with was kept; null for a new one. */
  keptBefore: string | null;
  onSaved: () => void;
  /** Asks the server for the entry as it is now. */
  reload: () => Promise<EntryView | null>;
};

/** One form being filled: a question a screen on phones, whole sections on wider windows and for sessions. */
export function EntryForm({ view, form, place, start, keptBefore, onSaved, reload }: EntryFormProps) {
  const t = useTranslator(commonCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const { viewer } = useStudy();
  const isNarrow = useNarrow();
  const keeping = useDraft(place, start, keptBefore);
  const entry = useEntry(view, form, keeping);
  const files = useFiles(form, place);
  const { save, isSending } = useSaveEntry(place.study, view, keeping, viewer.account);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [other, setOther] = useState<EntryView | null>(null);
  useEffect(() => {
    // Turned where there is no network, the phone has to have it; without it now, it is asked for then.
    loadPages().catch(() => undefined);
  }, []);

  async function send() {
    setFailure(null);
    // An entry names its files: the server takes it once it has them.
    const unsent = await files.settle(entry.judgement.values);
    if (unsent !== null) return setFailure(unsent);
    const outcome = await save(entry.judgement);
    if (outcome.ok) {
      void files.forget();
      return onSaved();
    }
    const isConflict = outcome.failure.kind === "refusal" && outcome.failure.refusal.code === "revision_conflict";
    const current = isConflict ? await reload() : null;
    if (current === null) setFailure(outcome.failure);
    else setOther(current);
  }

  function trySave(): string | null {
    entry.submit();
    const first = firstToMend(entry);
    if (first === null) void send();
    return first;
  }

  if (other !== null) {
    return (
      <Suspense>
        <EntryConflict
          entry={entry}
          other={other}
          onDecide={(answers, changeReason) => {
            keeping.change(({ facts }) => ({
              answers,
              facts: { ...facts, changeReason },
              baseRevision: other.revision,
              attempt: null,
            }));
            setOther(null);
          }}
        />
      </Suspense>
    );
  }
  const kept = keeping.keptAt === null ? null : localTimeIn(keeping.keptAt, entry.timeZone);
  const frame: EntryFrame = {
    leave: <LeaveLink study={place.study} />,
    saved: keeping.isRefused ? <NotKept /> : <SavedChip locale={locale} time={kept} />,
    who: <EntryWho view={view} />,
    failed:
      failure === null ? null : (
        <Message tone="bad" live="alert" title={t("not_sent")}>
          <FailureWords failure={failure} /> {t("draft_stays")}
        </Message>
      ),
    sending: (isSending || files.isSettling) && t("sending"),
    step: keeping.draft.step,
    setStep: (step) => keeping.change(() => ({ step })),
    save: trySave,
  };
  const isWhole = !isNarrow || form.form.purpose === "intervention";
  return (
    <>
      {files.areAsked ? (
        <Suspense>
          <AttachKeeper entry={entry} />
        </Suspense>
      ) : null}
      {isWhole ? (
        <Suspense>
          <EntryPages entry={entry} frame={frame} />
        </Suspense>
      ) : (
        <EntryQuestions entry={entry} frame={frame} />
      )}
    </>
  );
}

/** The files of a form that asks for any. */
function useFiles(form: CompiledForm, place: DraftPlace) {
  const client = useTRPCClient();
  const [isSettling, setSettling] = useState(false);
  const areAsked = form.fields.some(isFileField);
  const desk = async () => (await import("./attach/file-desk.ts")).fileDeskOf(place, client);
  return {
    areAsked,
    isSettling,
    settle: async (values: EntryValues): Promise<Failure | null> => {
      if (!areAsked) return null;
      setSettling(true);
      try {
        return await (await desk()).settle(values);
      } finally {
        setSettling(false);
      }
    },
    forget: async () => {
      if (areAsked) await (await desk()).forget();
    },
  };
}

function firstToMend(entry: EntryState): string | null {
  const [item] = entry.judgement.blocking;
  if (item !== undefined) return item;
  const [fact] = entry.factProblems;
  return fact === undefined ? null : factIds[fact.fact];
}

function LeaveLink({ study }: { study: string }) {
  const t = useTranslator(entryCatalogue);
  return (
    <BackLink href={`/s/${study}/today`} link={AppLink}>
      {t("leave_entry")}
    </BackLink>
  );
}

function NotKept() {
  const t = useTranslator(entryCatalogue);
  return (
    <span className="not-kept" role="alert">
      {t("not_kept")}
    </span>
  );
}
