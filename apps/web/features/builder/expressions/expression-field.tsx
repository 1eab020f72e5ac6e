"use client";

import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState, useSyncExternalStore } from "react";

import { type ExpressionAdvice, type ExpressionPlace, expressionScope, sayExpression } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";
import { builderExpressionsCatalogue } from "@kendali/i18n/catalogues/builder-expressions";
import { Button } from "@kendali/ui/components/button";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { CompletionOptions, optionId } from "./completion-options.tsx";
import { ExpressionProblems } from "./expression-problems.tsx";
import { keepTyping, keptTyping, subscribeTyping } from "./kept-typing.ts";
import { markedParts, mayStand, replaced, shownIn, type Typed } from "./expression-state.ts";
import { useCompletion } from "./use-completion.ts";

/** The parts of a document that an expression may speak of. */
export type ExpressionDocument = Pick<Protocol, "design" | "forms" | "codelists" | "visits">;

export type ExpressionFieldProps = {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: string | undefined;
  readonly document: ExpressionDocument;
  readonly place: ExpressionPlace;
  /** As the document holds it; empty where it holds none. */
  readonly value: string;
  /** Only with a text that can stand in the document, or an empty one. */
  readonly onChange: (text: string) => void;
  readonly mayEdit: boolean;
  /** Under which name what is unfinished is kept while another part of the page is open; not at all when absent. */
  readonly keep?: string | undefined;
  /** What else is open about it, such as findings; shown where the text itself has no problem that says it nearer. */
  readonly children?: ReactNode;
};

/**
 * An expression that completes what is typed, says under the box what is wrong and where, and is read back in plain
 * words. What cannot stand in the document stays in the box, and is said not to be saved.
 */
export function ExpressionField(props: ExpressionFieldProps) {
  const { id, document, place, value, onChange, mayEdit } = props;
  const t = useTranslator(builderExpressionsCatalogue);
  const { locale } = useLocale();
  const box = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useTyped(props.keep);
  const { form, item, use } = place;
  const { design, forms, codelists, visits } = document;
  const scope = useMemo(
    () => expressionScope({ design, forms, codelists, visits }, { form, item, use }),
    [design, forms, codelists, visits, form, item, use],
  );
  const { text, problems, isHeld } = useMemo(() => shownIn(typed, value, scope), [typed, value, scope]);
  const isWrong = problems.some(({ severity }) => severity === "must");
  // What is not an expression of this study has no meaning to read back.
  const said = useMemo(
    () => (isWrong || text.trim() === "" ? null : sayExpression(text, scope, locale)),
    [isWrong, text, scope, locale],
  );

  const write = (next: string) => {
    const waits = !mayStand(next, scope);
    setTyped({ text: next, waits });
    if (!waits) onChange(next.trim());
  };
  const writeAt = (next: string, caret: number) => {
    write(next);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(caret, caret);
    });
  };
  const completion = useCompletion(scope, (chosen, { start, end }) =>
    writeAt(replaced(text, start, end, chosen.insert), start + chosen.caret),
  );
  const { open } = completion;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!mayEdit || !completion.onKey(event, text, event.currentTarget.selectionStart)) return;
    // The key was for the list, not for the text or the page around it.
    event.preventDefault();
    event.stopPropagation();
  };
  const find = ({ start, end }: ExpressionAdvice) => {
    box.current?.focus();
    box.current?.setSelectionRange(start, end);
  };
  // While the list is open the person is in the middle of a word.
  const tone = open !== null || problems.length === 0 ? "" : isWrong ? "bad" : "warn";
  const listId = `${id}-list`;
  const describing = [
    props.hint === undefined ? "" : `${id}-hint`,
    text === "" && mayEdit ? `${id}-help` : "",
    said === null ? "" : `${id}-said`,
    problems.length > 0 ? `${id}-wrong` : "",
  ].filter((part) => part !== "");

  return (
    <div className="expr-field">
      <label className="lab" htmlFor={id}>
        {props.label}
      </label>
      <div className={`expr-box ${tone}${mayEdit ? "" : " off"}`}>
        <div className="expr-text mono">
          <Marks text={text} problems={problems} />
          <textarea
            ref={box}
            id={id}
            value={text}
            rows={1}
            maxLength={2000}
            readOnly={!mayEdit}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            // Letters that are not in the document are not among its steps back.
            data-bound={isHeld ? undefined : ""}
            aria-invalid={isWrong || undefined}
            aria-describedby={describing.length === 0 ? undefined : describing.join(" ")}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={open === null ? undefined : listId}
            aria-activedescendant={open === null || open.active < 0 ? undefined : optionId(listId, open.active)}
            onChange={(event) => {
              write(event.target.value);
              completion.look(event.target.value, event.target.selectionStart);
            }}
            onKeyDown={onKeyDown}
            onBlur={completion.close}
          />
        </div>
        {said !== null && (
          <p className="expr-said" id={`${id}-said`}>
            <span className="vh">{t("field_reads")}: </span>
            {said}
          </p>
        )}
        {open !== null && mayEdit && (
          <CompletionOptions
            id={listId}
            completions={open.list.completions}
            active={open.active}
            onTake={(chosen) => completion.take(chosen, open.list)}
          />
        )}
      </div>
      <span className="vh" role="status">
        {open === null ? "" : t("field_count", { count: open.list.completions.length })}
      </span>
      {props.hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {text === "" && mayEdit && (
        <span className="hint expr-help" id={`${id}-help`}>
          {t("field_help")}
        </span>
      )}
      <div id={`${id}-wrong`} role="status">
        {problems.length > 0 && (
          <ExpressionProblems
            text={text}
            problems={problems}
            onFind={find}
            onReplace={
              mayEdit
                ? ({ start, end, proposal }) =>
                    writeAt(replaced(text, start, end, proposal ?? ""), start + (proposal ?? "").length)
                : null
            }
          />
        )}
        {isHeld && <Held saved={value} onBack={() => setTyped(null)} onUse={isWrong ? null : () => write(text)} />}
      </div>
      {problems.length === 0 && props.children}
    </div>
  );
}

/** What is typed in the box: kept under a name while another part of the page is open, and followed when names change. */
function useTyped(keep: string | undefined): readonly [Typed | null, (next: Typed | null) => void] {
  const [own, setOwn] = useState<Typed | null>(null);
  const read = () => (keep === undefined ? null : keptTyping(keep));
  const kept = useSyncExternalStore(subscribeTyping, read, read);
  if (keep === undefined) return [own, setOwn];
  return [kept, (next) => keepTyping(keep, next)];
}

/** The same letters as in the text box, under it, with what is wrong marked. */
function Marks({ text, problems }: { text: string; problems: readonly ExpressionAdvice[] }) {
  return (
    <div className="expr-marks" aria-hidden="true">
      {markedParts(text, problems).map((part) =>
        part.severity === null ? (
          part.text
        ) : (
          <mark key={part.start} className={part.severity}>
            {part.text}
          </mark>
        ),
      )}
      {/* A line that ends in a line break has room for the next one. */}
      {"\u200b"}
    </div>
  );
}

/** What was typed waits in the box; what counts is still what was saved. */
function Held({
  saved,
  onBack,
  onUse,
}: {
  saved: string;
  onBack: () => void;
  /** It can stand by now; not for as long as something in it is to be mended. */
  onUse: (() => void) | null;
}) {
  const t = useTranslator(builderExpressionsCatalogue);
  const savedId = useId();
  return (
    <p className="expr-held">
      {t(onUse === null ? "field_not_kept" : "field_fits_now")}{" "}
      {saved === "" ? (
        t("field_nothing_saved")
      ) : (
        <>
          {t("field_saved_is")}:{" "}
          <code className="mono" id={savedId}>
            {saved}
          </code>
        </>
      )}{" "}
      {onUse !== null && (
        <Button tight onClick={onUse}>
          {t("field_use")}
        </Button>
      )}{" "}
      <Button kind="plain" tight onClick={onBack} aria-describedby={saved === "" ? undefined : savedId}>
        {saved === "" ? t("field_discard") : t("field_back")}
      </Button>
    </p>
  );
}
