"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, useId, useState } from "react";

import type { StudyListing } from "@kendali/api";
import type { StudyKind } from "@kendali/domain";
import { formatDate } from "@kendali/i18n";
import { adminCatalogue } from "@kendali/i18n/catalogues/admin";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { problemWords } from "@kendali/i18n";
import { Button } from "@kendali/ui/components/button";
import { DataTag } from "@kendali/ui/components/data-tag";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Message } from "@kendali/ui/components/message";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { failureOf } from "../trpc/refusal-of.ts";
import { newId } from "../shell/new-id.ts";
import { useTRPC } from "../trpc/trpc.ts";

const kinds: readonly StudyKind[] = ["live", "test", "practice"];

/** The studies there are, and a new one from a protocol file. */
export function StudiesSection({ studies }: { studies: readonly StudyListing[] }) {
  const t = useTranslator(adminCatalogue);
  const { locale } = useLocale();
  return (
    <section aria-labelledby="studies">
      <h2 id="studies">{t("studies")}</h2>
      {studies.length === 0 ? <EmptyState title={t("no_studies")}>{t("no_studies_text")}</EmptyState> : null}
      <ul className="admin-list">
        {studies.map((study) => (
          <li key={study.key} className="admin-study">
            <b>{study.shortTitle[locale]}</b>
            <span className="mono small">{study.key}</span>
            <span className="study-tags">
              <DataTag locale={locale} kind={study.kind} />
              {study.status === "live" ? null : <DataTag locale={locale} kind={study.status} />}
              <span className="small ink2">
                {t("sites_count", { count: study.sites.length })},{" "}
                {t("created_on", { date: formatDate(locale, study.createdAt) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <NewStudyForm />
    </section>
  );
}

type Chosen =
  { readonly kind: "none" } | { readonly kind: "broken" } | { readonly kind: "read"; readonly protocol: unknown };

function NewStudyForm() {
  const t = useTranslator(commonCatalogue, authCatalogue, adminCatalogue);
  const { locale } = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const id = useId();
  const [chosen, setChosen] = useState<Chosen>({ kind: "none" });
  const [asked, setAsked] = useState(false);
  const [key, setKey] = useState("");
  const [kind, setKind] = useState<StudyKind>("live");
  const create = useMutation(
    trpc.study.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.study.listAll.queryKey() }),
    }),
  );

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    create.reset();
    setChosen(file === undefined ? { kind: "none" } : readProtocol(await file.text()));
  }

  return (
    <form
      className="stack admin-new-study"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (chosen.kind !== "read") return;
        const named = key.trim() === "" ? {} : { key: key.trim() };
        create.mutate({ commandId: newId(), kind, protocol: chosen.protocol, ...named });
      }}
    >
      <h3>{t("new_study")}</h3>
      {create.data === undefined ? null : (
        <Message tone="ok" live="status">
          {t("study_created", { key: create.data.key })}
        </Message>
      )}
      {create.error === null ? null : <StudyProblems error={create.error} />}
      <div className="item">
        <label className="lab" htmlFor={`${id}-f`}>
          {t("study_file")}
        </label>
        <input
          id={`${id}-f`}
          className="admin-file"
          type="file"
          accept=".json,application/json"
          aria-describedby={`${id}-fh`}
          onChange={(event) => void choose(event)}
        />
        <span className="hint" id={`${id}-fh`}>
          {t("study_file_hint")}
        </span>
        {chosen.kind === "broken" ? <Message tone="bad">{t("file_not_json")}</Message> : null}
        {asked && chosen.kind === "none" ? <Message tone="bad">{t("choose_file")}</Message> : null}
      </div>
      <TextBox
        id={`${id}-k`}
        locale={locale}
        label={t("study_key")}
        hint={t("study_key_hint")}
        value={key}
        onChange={setKey}
        maxLength={48}
      />
      <SelectBox
        id={`${id}-t`}
        locale={locale}
        label={t("study_kind")}
        hint={t("study_kind_hint")}
        value={kind}
        onChange={(next) => setKind(kinds.find((each) => each === next) ?? "live")}
        options={kinds.map((each) => ({ value: each, label: t(`kind_${each}`) }))}
      />
      <Button kind="primary" type="submit" busy={create.isPending ? t("sending") : false}>
        {t("create_study")}
      </Button>
    </form>
  );
}

function readProtocol(text: string): Chosen {
  try {
    return { kind: "read", protocol: JSON.parse(text) };
  } catch {
    // What is not JSON has nothing more to say than that.
    return { kind: "broken" };
  }
}

/** Every problem of a refused file, each with its place. */
function StudyProblems({ error }: { error: unknown }) {
  const t = useTranslator(adminCatalogue);
  const { locale } = useLocale();
  const failure = failureOf(error);
  const problems = failure.kind === "refusal" ? (failure.refusal.problems ?? []) : [];
  if (problems.length === 0) return <FailureMessage error={error} />;
  return (
    <Message tone="bad" live="alert" title={t("problems_count", { count: problems.length })}>
      <ul className="admin-problems">
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.code}`}>
            <code className="mono">{problem.path}</code> {problemWords(locale, problem)}
          </li>
        ))}
      </ul>
    </Message>
  );
}
