"use client";

import { useState } from "react";

import type { Edit } from "@kendali/builder";
import type { Json } from "@kendali/domain";
import { builderSavingCatalogue } from "@kendali/i18n/catalogues/builder-saving";
import { changeWords, valueText } from "@kendali/i18n/change-words";
import { problemWords } from "@kendali/i18n/problem-words";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { ActSheet } from "../../desk/act-sheet.tsx";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { CopyButton } from "../../shell/copy-button.tsx";
import { FailureWords } from "../../shell/failure-message.tsx";
import { PlaceLink } from "./place-link.tsx";
import { type Builder, useBuilder } from "./use-builder.ts";

type Refused = NonNullable<Builder["refused"]>;

/** What the server did not take, why, and what can be done: nothing of it is lost, and nothing of it is sent for ever. */
export function RefusedPart({ refused: { failure, edits, waiting } }: { refused: Refused }) {
  const t = useTranslator(builderSavingCatalogue);
  const { locale } = useLocale();
  const { retry } = useBuilder();
  const [isOpen, setIsOpen] = useState(false);
  const text = useEditsText()(edits);
  const problems = failure.kind === "refusal" ? (failure.refusal.problems ?? []) : [];
  const behind = waiting - edits.length;
  return (
    <Message
      tone="bad"
      live="alert"
      title={failure.kind === "refusal" ? t("refused", { count: edits.length }) : t("failed")}
    >
      <p>
        <FailureWords failure={failure} />
      </p>
      {problems.length === 0 ? null : (
        <ul>
          {problems.slice(0, mostShown).map((problem) => (
            <li key={`${problem.path} ${problem.code}`}>{problemWords(locale, problem)}</li>
          ))}
        </ul>
      )}
      <EditList edits={edits} />
      <p>
        {behind > 0 ? `${t("refused_behind", { count: behind })} ` : null}
        {t("kept")}
      </p>
      <div className="acts">
        {edits.length === 0 ? null : (
          <>
            <Button tight onClick={() => setIsOpen(true)}>
              {t("take_back", { count: edits.length })}
            </Button>
            <CopyButton text={text} words={t("copy_typed")} />
          </>
        )}
        <Button tight onClick={retry}>
          {t("retry")}
        </Button>
      </div>
      {isOpen ? <TakeBackSheet edits={edits} onClose={() => setIsOpen(false)} /> : null}
    </Message>
  );
}

/** Longer lists are counted. */
const mostShown = 12;

/** What would go, said before it goes. */
function TakeBackSheet({ edits, onClose }: { edits: readonly Edit[]; onClose: () => void }) {
  const t = useTranslator(builderSavingCatalogue);
  const { goesWith, takeBack } = useBuilder();
  const gone = goesWith(edits);
  const built = gone.length - edits.length;
  return (
    <ActSheet
      open
      title={t("take_back_title", { count: gone.length })}
      onClose={onClose}
      confirm={t("take_back", { count: gone.length })}
      missing={null}
      danger
      isPending={false}
      error={null}
      onConfirm={() => {
        takeBack(edits);
        onClose();
      }}
    >
      <p>{t("take_back_text")}</p>
      {built > 0 ? <p>{t("take_back_built", { count: built })}</p> : null}
      <EditList edits={gone} />
      <CopyButton text={useEditsText()(gone)} words={t("copy_typed")} />
    </ActSheet>
  );
}

/** Edits, each with its place and what it was to say. */
function EditList({ edits }: { edits: readonly Edit[] }) {
  const t = useTranslator(builderSavingCatalogue);
  const { locale } = useLocale();
  const { document } = useBuilder();
  const json = document as unknown as Json;
  return (
    <ul className="refused-edits">
      {edits.slice(0, mostShown).map((edit, index) => {
        const { words, to } = changeWords(locale, edit, json, json);
        return (
          <li key={`${edit.path.join("/")} ${index}`}>
            <PlaceLink path={edit.path} />
            <span>{to ?? words}</span>
          </li>
        );
      })}
      {edits.length > mostShown ? <li>{t("refused_more", { count: edits.length - mostShown })}</li> : null}
    </ul>
  );
}

/** Everything that was typed in edits, as text to be kept elsewhere. */
function useEditsText(): (edits: readonly Edit[]) => string {
  const { locale } = useLocale();
  const { document } = useBuilder();
  const json = document as unknown as Json;
  return (edits) =>
    edits
      .map((edit) => {
        const { part, place, words } = changeWords(locale, edit, json, json);
        const value = edit.kind === "add" ? edit.value : edit.kind === "change" ? edit.to : null;
        const head = [part, place, words].filter((said) => said !== "").join(" · ");
        // What is shown may be shortened; what is copied is whole.
        return value === null ? head : `${head}\n${valueText(locale, value)}`;
      })
      .join("\n\n");
}
