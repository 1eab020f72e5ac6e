"use client";

import { useRef, useState, type DragEvent } from "react";

import type { Refusal } from "@kendali/domain";
import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import { problemWords } from "@kendali/i18n/problem-words";
import { refusalWords } from "@kendali/i18n/refusal-words";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

/** Why nothing was taken from a file. */
export type IntakeFailure =
  { readonly kind: "unreadable" | "without_allocation" } | { readonly kind: "refused"; readonly refusal: Refusal };

type ProtocolIntakeProps = {
  onText: (text: string) => void;
  onUnreadable: () => void;
  failure: IntakeFailure | null;
};

/** Problems that are shown of a document that cannot be used; `study validate` names them all. */
const mostProblems = 8;

/** Takes a protocol file that is dropped, pasted or opened. It never leaves the browser. */
export function ProtocolIntake({ onText, onUnreadable, failure }: ProtocolIntakeProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined) => file?.text().then(onText, onUnreadable);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <details className="more design-intake">
      <summary>{t("take_protocol")}</summary>
      <div
        className={`design-drop${isOver ? " over" : ""}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <p>{t("drop_here")}</p>
        <TextBox
          id="protocol-text"
          locale={locale}
          label={t("paste_label")}
          long
          value=""
          onChange={(text) => {
            if (text.trim() !== "") onText(text);
          }}
        />
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          className="vh"
          tabIndex={-1}
          aria-label={t("open_file")}
          onChange={({ target }) => {
            void take(target.files?.[0]);
            target.value = "";
          }}
        />
        <div>
          <Button onClick={() => input.current?.click()}>{t("open_file")}</Button>
        </div>
      </div>
      {failure === null ? null : <Failure failure={failure} />}
    </details>
  );
}

function Failure({ failure }: { failure: IntakeFailure }) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  if (failure.kind !== "refused")
    return (
      <Message tone="bad" live="alert">
        {t(failure.kind === "unreadable" ? "file_failed" : "file_without_allocation")}
      </Message>
    );
  const problems = failure.refusal.problems ?? [];
  return (
    <Message tone="bad" live="alert" title={t("file_refused")}>
      {problems.length === 0 ? refusalWords(locale, failure.refusal) : null}
      <ul className="table-problems">
        {problems.slice(0, mostProblems).map((problem) => (
          <li key={`${problem.path} ${problem.code}`}>
            <code>{problem.path}</code> {problemWords(locale, problem)}
          </li>
        ))}
      </ul>
    </Message>
  );
}
