"use client";

import { lazy, Suspense, useState } from "react";

import type { EntryView } from "@kendali/api";
import { type CompiledForm, localTimeIn } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { BackLink } from "@kendali/ui/components/field-header";
import { Message } from "@kendali/ui/components/message";
import { SavedChip } from "@kendali/ui/components/sync-chip";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureWords } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import type { Failure } from "../../trpc/refusal-of.ts";
import { useNarrow } from "../use-narrow.ts";
import type { Draft, DraftPlace } from "./draft-store.ts";
import { EntryQuestions } from "./entry-questions.tsx";
import { factIds } from "./entry-review.tsx";
import { EntryWho } from "./entry-who.tsx";
import { useDraft } from "./use-draft.ts";
import { type EntryState, useEntry } from "./use-entry.ts";
import { useSaveEntry } from "./use-save-entry.ts";

/** Needed when two people filled one form, and only then. */
const EntryConflict = lazy(async () => ({ default: (await import("./entry-conflict.tsx")).EntryConflict }));

/** The layout of wider windows and of sessions; phones mostly never need it. */
const EntryPages = lazy(async () => ({ default: (await import("./entry-pages.tsx")).EntryPages }));

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
  const { save, isSending } = useSaveEntry(place.study, view, keeping, viewer.account);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [other, setOther] = useState<EntryView | null>(null);

  async function send() {
    setFailure(null);
    const outcome = await save(entry.judgement);
    if (outcome.ok) return onSaved();
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
    sending: isSending && t("sending"),
    step: keeping.draft.step,
    setStep: (step) => keeping.change(() => ({ step })),
    save: trySave,
  };
  const isWhole = !isNarrow || form.form.purpose === "intervention";
  if (!isWhole) return <EntryQuestions entry={entry} frame={frame} />;
  return (
    <Suspense>
      <EntryPages entry={entry} frame={frame} />
    </Suspense>
  );
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
