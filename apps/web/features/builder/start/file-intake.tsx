"use client";

import { useRef, useState } from "react";

import type { Twin } from "@kendali/builder";
import { largestDocumentBytes, type Problem, readJson, type Refusal } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { findingWords } from "@kendali/i18n/finding-words";
import { refusalWords } from "@kendali/i18n/refusal-words";
import { Button, buttonClass } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { failureOf } from "../../trpc/refusal-of.ts";

/** A Kendali file, chosen or dropped. What cannot be read in it is listed with its place; nothing else changes. */
export function FileIntake({
  onRead,
  error,
  isMaking,
  told,
}: {
  onRead: (name: string, file: unknown) => void;
  /** What the server answered to the file sent last. */
  error: unknown;
  isMaking: boolean;
  /** The draft that was made of it, with names that were changed on the way. */
  told: { readonly id: string; readonly twins: readonly Twin[] } | null;
}) {
  const t = useTranslator(builderCatalogue);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [state, setState] = useState<{ name: string; refusal: Refusal | null; isTooLarge: boolean } | null>(null);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > largestDocumentBytes) {
      setState({ name: file.name, refusal: null, isTooLarge: true });
      return;
    }
    const document = readJson(await file.text());
    setState({ name: file.name, refusal: document.ok ? null : document.refusal, isTooLarge: false });
    if (document.ok) onRead(titleOf(document.value) ?? file.name.replace(/\.json$/i, ""), document.value);
  };
  const failure = error === null || error === undefined ? null : failureOf(error);
  const answered = failure?.kind === "refusal" ? failure.refusal : null;
  const refusal = state === null ? null : (state.refusal ?? (isMaking ? null : answered));
  return (
    <section className="builder-part" aria-labelledby="from-file">
      <h2 id="from-file">{t("start_file")}</h2>
      <p>{t("start_file_text")}</p>
      <div
        className={isOver ? "file-drop over" : "file-drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          void read(event.dataTransfer.files[0]);
        }}
      >
        <input
          ref={input}
          type="file"
          className="vh"
          accept="application/json,.json"
          aria-label={t("start_file_choose")}
          tabIndex={-1}
          onChange={(event) => {
            void read(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button
          busy={isMaking && state !== null && refusal === null ? t("start_file_reading") : false}
          onClick={() => input.current?.click()}
        >
          {t("start_file_choose")}
        </Button>
        <span className="small ink2">{t("start_file_drop")}</span>
      </div>
      {state?.isTooLarge === true ? (
        <Message tone="bad" live="alert" title={t("start_file_problems", { name: state.name })}>
          {t("start_file_too_large", { count: largestDocumentBytes / 1_000_000 })}
        </Message>
      ) : null}
      {refusal !== null && state !== null ? <FileProblems name={state.name} refusal={refusal} /> : null}
      {told !== null && state !== null && refusal === null ? <FileTwins name={state.name} {...told} /> : null}
    </section>
  );
}

const mostShown = 200;

/** Names of a file that stood twice, each with its place, and the way into the draft. */
function FileTwins({ name, id, twins }: { name: string; id: string; twins: readonly Twin[] }) {
  const t = useTranslator(builderCatalogue);
  return (
    <Message tone="warn" live="alert" title={t("start_file_twins", { name, count: twins.length })}>
      {t("start_file_twins_text")}
      <ul className="file-problems">
        {twins.slice(0, mostShown).map(({ path: place, from, to }) => (
          <li key={`${place} ${from} ${to}`}>
            {to === null ? t("twin_joined", { place, from }) : t("twin_renamed", { place, from, to })}
          </li>
        ))}
      </ul>
      <p className="acts">
        <AppLink className={buttonClass({ kind: "primary" })} href={`/drafts/${id}`}>
          {t("start_file_open")}
        </AppLink>
      </p>
    </Message>
  );
}

/** Everything that is unreadable in a file, each with its place. */
export function FileProblems({ name, refusal }: { name: string; refusal: Refusal }) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const problems: readonly Problem[] = refusal.problems ?? [];
  return (
    <Message tone="bad" live="alert" title={t("start_file_problems", { name })}>
      {refusalWords(locale, refusal)} {t("start_file_problems_text")}
      {problems.length === 0 ? null : (
        <ul className="file-problems">
          {problems.slice(0, mostShown).map((problem, index) => (
            <li key={`${problem.path} ${problem.code} ${index}`}>
              <code className="mono">{problem.path === "" ? "/" : problem.path}</code> {findingWords(locale, problem)}
            </li>
          ))}
        </ul>
      )}
    </Message>
  );
}

/** What a document calls itself, to name its draft by. */
function titleOf(document: unknown): string | null {
  const found = document as { shortTitle?: { id?: unknown; en?: unknown } } | null;
  const said = found?.shortTitle?.id ?? found?.shortTitle?.en;
  return typeof said === "string" && said.trim() !== "" ? said : null;
}
