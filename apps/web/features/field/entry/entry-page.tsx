"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useMemo, useState } from "react";

import type { EntryView } from "@kendali/api";
import { type CompiledForm, localTimeIn } from "@kendali/domain";
import { formatTime } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { Button } from "@kendali/ui/components/button";
import { FootBar } from "@kendali/ui/components/field-screen";
import { Message } from "@kendali/ui/components/message";
import { Skeleton } from "@kendali/ui/components/skeleton";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage, RefusalWords } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { UnderVersion } from "../../study/version-provider.tsx";
import { failureOf } from "../../trpc/refusal-of.ts";
import { useTRPC } from "../../trpc/trpc.ts";
import { InnerPage } from "../inner-page.tsx";
import { labelOf, motherWords } from "../words.ts";
import { answersOf, hasAnswers } from "./answers.ts";
import { type Draft, type DraftPlace, readDraft } from "./draft-store.ts";
import { EntryForm } from "./entry-form.tsx";
import { useCompiledForm } from "./use-compiled-form.ts";
import { initialFacts } from "./visit-facts.ts";

const EntryRead = lazy(async () => ({ default: (await import("./entry-read.tsx")).EntryRead }));

type EntryAddress = { participant: string; visit: string; form: string };

/** One form of one visit: loaded, then filled, read, or gone on with. */
export function EntryPage(address: EntryAddress) {
  const t = useTranslator(commonCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const study = useStudy();
  const trpc = useTRPC();
  // What was begun under a version is finished under it, whatever is in force since.
  const [begun, setBegun] = useState<string | undefined>(
    () => readDraft({ account: study.viewer.account, study: study.key, ...address })?.protocolHash,
  );
  const options = trpc.entry.get.queryOptions({
    study: study.key,
    ...address,
    ...(begun === undefined ? {} : { protocolHash: begun }),
  });
  // What is being filled must not change under the hand: it is read anew only when the page is opened or asks.
  const query = useQuery({ ...options, staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false });
  const [opened, setOpened] = useState<EntryView | null>(null);
  if (opened === null && query.data !== undefined) setOpened(query.data);

  if (opened !== null) {
    const reload = async (): Promise<EntryView | null> => (await query.refetch()).data ?? null;
    return (
      <UnderVersion hash={opened.protocolHash}>
        <LoadedEntry view={opened} reload={reload} />
      </UnderVersion>
    );
  }
  return (
    <InnerPage back={{ href: `/s/${study.key}/today`, words: t("today") }}>
      {query.isError ? (
        <>
          <FailureMessage error={query.error} />
          <p className="answer">
            {begun === undefined || !isVersionRefused(query.error) ? (
              <Button wide onClick={() => void query.refetch()}>
                {t("try_again")}
              </Button>
            ) : (
              <Button wide onClick={() => setBegun(undefined)}>
                {t("open_version_in_force")}
              </Button>
            )}
          </p>
        </>
      ) : (
        <Skeleton locale={locale} heights={[14, 32, 76, 76]} />
      )}
    </InnerPage>
  );
}

/** What was begun is kept on the device; opened anew, answers to questions that are still asked are in their places. */
function isVersionRefused(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.kind === "refusal" && failure.refusal.code === "version_not_in_force";
}

/** The form of the entry's own version, made ready to check with. */
function LoadedEntry({ view, reload }: Omit<Opened, "form">) {
  const t = useTranslator(commonCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const study = useStudy();
  const loading = useCompiledForm(study.protocol, view.form);
  if (loading.state === "ready") return <OpenedEntry view={view} form={loading.form} reload={reload} />;
  return (
    <InnerPage back={{ href: `/s/${study.key}/today`, words: t("today") }}>
      {loading.state === "none" ? <Message tone="bad" title={t("not_found")} /> : null}
      {loading.state === "loading" ? <Skeleton locale={locale} heights={[14, 32, 76, 76]} /> : null}
      {loading.state === "failed" ? (
        <>
          <Message tone="bad" title={t("try_again_no_connection")} />
          <p className="answer">
            <Button wide onClick={() => loading.retry()}>
              {t("try_again")}
            </Button>
          </p>
        </>
      ) : null}
    </InnerPage>
  );
}

type Opened = { view: EntryView; form: CompiledForm; reload: () => Promise<EntryView | null> };

function OpenedEntry({ view, form, reload }: Opened) {
  const { locale } = useLocale();
  const { key: study, viewer } = useStudy();
  const goOn = useGoOn(view);
  const place = useMemo(
    (): DraftPlace => ({
      account: viewer.account,
      study,
      participant: view.participant,
      visit: view.visit,
      form: view.form,
    }),
    [viewer.account, study, view.participant, view.visit, view.form],
  );
  const [kept] = useState(() => readDraft(place));
  const [choice, setChoice] = useState<"ask" | "resume" | "fresh">(() =>
    kept !== null && (hasAnswers(kept.answers) || kept.attempt !== null) ? "ask" : "fresh",
  );
  const [isChanging, setChanging] = useState(view.revision === 0);

  if (view.saveRefusal !== null) return <RefusedEntry view={view} form={form} />;
  if (choice === "ask" && kept !== null)
    return <ResumeQuestion view={view} form={form} kept={kept} onChoose={setChoice} />;
  if (choice === "fresh" && !isChanging)
    return <StoredEntry view={view} form={form} onChange={() => setChanging(true)} />;
  const isResumed = choice === "resume" && kept !== null;
  return (
    <EntryForm
      view={view}
      form={form}
      place={place}
      start={isResumed ? kept : freshDraft(view, form, viewer.account, locale)}
      keptBefore={isResumed ? kept.savedAt : null}
      onSaved={() => void goOn()}
      reload={reload}
    />
  );
}

function freshDraft(view: EntryView, form: CompiledForm, me: string, locale: "id" | "en"): Draft {
  return {
    version: 1,
    baseRevision: view.revision,
    protocolHash: view.protocolHash,
    answers: answersOf(form, view.values, view.softReasons, locale),
    facts: { ...initialFacts(view, me), ...(view.opened === null ? {} : { changeReason: view.opened.reason }) },
    step: 0,
    savedAt: "",
    attempt: null,
  };
}

/** After saving: the next form of the same visit that is this person's, else back to the day. */
function useGoOn(view: EntryView): () => Promise<void> {
  const { key: study } = useStudy();
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  return async () => {
    const saved = new URLSearchParams({ saved: view.participant, form: view.form });
    const home = `/s/${study}/today?${saved.toString()}`;
    try {
      const today = await queryClient.fetchQuery({ ...trpc.today.list.queryOptions({ study }), staleTime: 0 });
      const row = today.rows.find((one) => one.participant === view.participant && one.visit === view.visit);
      const next = row?.forms.find((form) => form.mine && form.status === "empty" && form.form !== view.form);
      router.push(next === undefined ? home : `/s/${study}/participant/${view.participant}/${view.visit}/${next.form}`);
    } catch {
      // The entry is saved; the list of the day says for itself that it cannot be read.
      router.push(home);
    }
  };
}

function useEntryBack(view: EntryView) {
  const t = useTranslator(commonCatalogue, entryCatalogue);
  const { locale } = useLocale();
  const { key, protocol } = useStudy();
  return {
    back: { href: `/s/${key}/participant/${view.participant}`, words: t("participant") },
    who: {
      number: view.participant,
      about: `${motherWords(t("mother"), view.initials)} · ${labelOf(protocol.visits, view.visit, locale)}`,
    },
  };
}

/** "Lanjutkan isian 09.12?": what was typed before a reload, a locked phone or a lost connection. */
function ResumeQuestion({
  view,
  form,
  kept,
  onChoose,
}: {
  view: EntryView;
  form: CompiledForm;
  kept: Draft;
  onChoose: (choice: "resume" | "fresh") => void;
}) {
  const t = useTranslator(entryCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const timeZone = protocol.sites.find((site) => site.key === view.site)?.timeZone ?? "UTC";
  const time = formatTime(locale, localTimeIn(kept.savedAt, timeZone));
  return (
    <InnerPage
      {...useEntryBack(view)}
      foot={
        <FootBar>
          <Button less onClick={() => onChoose("fresh")}>
            {t("resume_fresh")}
          </Button>
          <Button kind="primary" onClick={() => onChoose("resume")}>
            {t("resume_go_on")}
          </Button>
        </FootBar>
      }
    >
      <p className="qn">{form.form.title[locale]}</p>
      <h1 className="ask">{t("resume_title", { time })}</h1>
      <p className="ask-hint">{kept.attempt === null ? t("resume_lead") : t("resume_unsent")}</p>
    </InnerPage>
  );
}

/** The entry cannot be saved now: the reason stands first, what is stored can be read. */
function RefusedEntry({ view, form }: { view: EntryView; form: CompiledForm }) {
  return (
    <InnerPage {...useEntryBack(view)}>
      <Suspense>
        <EntryRead view={view} form={form}>
          {view.saveRefusal === null ? null : (
            <div className="answer">
              <Message tone="info">
                <RefusalWords refusal={view.saveRefusal} />
              </Message>
            </div>
          )}
        </EntryRead>
      </Suspense>
    </InnerPage>
  );
}

function StoredEntry({ view, form, onChange }: { view: EntryView; form: CompiledForm; onChange: () => void }) {
  const t = useTranslator(entryCatalogue);
  return (
    <InnerPage
      {...useEntryBack(view)}
      foot={
        <FootBar>
          {view.opened === null ? (
            <Button onClick={onChange}>{t("correct_entry")}</Button>
          ) : (
            <Button kind="primary" onClick={onChange}>
              {t("answer_opened")}
            </Button>
          )}
        </FootBar>
      }
    >
      <Suspense>
        <EntryRead view={view} form={form}>
          {view.opened === null ? null : (
            <div className="answer">
              <Message tone="warn" title={t("opened_title", { version: view.opened.version })}>
                {t("opened_text", { reason: view.opened.reason })}
              </Message>
            </div>
          )}
        </EntryRead>
      </Suspense>
    </InnerPage>
  );
}
