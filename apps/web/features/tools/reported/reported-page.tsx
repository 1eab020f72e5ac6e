"use client";

import { useRef, useState } from "react";

import type { ReportedCheck, ReportedTable, SearchProgress } from "@kendali/analysis";
import type { Problem, Result } from "@kendali/domain";
import { fillMessage, formatNumber, type Translator } from "@kendali/i18n";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { problemWords } from "@kendali/i18n/problem-words";
import { refusalWords } from "@kendali/i18n/refusal-words";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { ToolPage } from "../tool-page.tsx";
import { useWorker } from "../worker/use-worker.ts";
import { WorkProgress } from "../worker/work-progress.tsx";
import { CheckResult } from "./check-result.tsx";
import type { ReportedJob } from "./reported.worker.ts";
import { fieldLabel } from "./field-label.ts";
import { TableForm } from "./table-form.tsx";
import {
  documentOf,
  emptyTable,
  fieldOfPath,
  typedTableOf,
  type DefaultWords,
  type TypedTable,
  type Words,
} from "./table-state.ts";

const openWorker = (): Worker => new Worker(new URL("./reported.worker.ts", import.meta.url), { type: "module" });

/** Whether the numbers of a published table can be true, and which of them together. */
export function ReportedPage({ example }: { example: ReportedTable | null }) {
  return (
    <ToolPage>
      <Checker example={example} />
    </ToolPage>
  );
}

function Checker({ example }: { example: ReportedTable | null }) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const [table, setTable] = useState<TypedTable>(emptyTable);
  const [by, setBy] = useState<"form" | "json">("form");
  /** Null while the document follows the form. */
  const [json, setJson] = useState<string | null>(null);
  const [isEditing, setEditing] = useState(true);
  const [isFileBad, setFileBad] = useState(false);
  const { work, start, stop } = useWorker<ReportedJob, SearchProgress, Result<ReportedCheck>>(openWorker);

  const typedExample = example === null ? null : typedTableOf(example);
  const formText = (): string => JSON.stringify(documentOf(table, defaultWords(t)), null, 2);
  const text = by === "json" ? (json ?? formText()) : formText();
  const answer = work.state === "done" ? work.answer : null;
  if (!isEditing && work.state === "done" && work.answer.ok)
    return <CheckResult check={work.answer.value} seconds={work.seconds} onEdit={() => setEditing(true)} />;

  const refusal =
    answer !== null && !answer.ok && work.state === "done" && work.job.text === text ? answer.refusal : null;
  const problems = refusal?.problems ?? [];
  const fillExample = (typed: TypedTable) => {
    setTable(typed);
    setJson(null);
    setBy("form");
  };
  const openFile = (file: File | undefined) => {
    if (file === undefined) return;
    setFileBad(false);
    file.text().then(
      (content) => {
        setJson(content);
        setBy("json");
      },
      () => setFileBad(true),
    );
  };
  const check = () => {
    setEditing(false);
    start({ text });
  };
  return (
    <>
      <PageHead
        lead={{ words: t("table_lead") }}
        actions={
          <>
            {typedExample === null ? null : (
              <Button onClick={() => fillExample(typedExample)}>{t("table_example")}</Button>
            )}
            <OpenFile onOpen={openFile} />
          </>
        }
      >
        {t("table_intro")} {t("tools_local")}
      </PageHead>
      {isFileBad ? (
        <Message tone="bad" live="alert">
          {t("table_file_failed")}
        </Message>
      ) : null}
      <div className="seg" role="group" aria-label={t("table_general")}>
        {(["form", "json"] as const).map((way) => (
          <button key={way} type="button" aria-pressed={by === way} onClick={() => setBy(way)}>
            {t(`table_by_${way}`)}
          </button>
        ))}
      </div>
      {by === "form" ? (
        <TableForm
          table={table}
          onChange={setTable}
          problemsOf={(field) => problemsOf(t, { table, problems, field })}
        />
      ) : (
        <div className="table-json">
          <TextBox
            id="document"
            locale={locale}
            label={t("table_json")}
            hint={t("table_json_hint")}
            long
            value={text}
            onChange={setJson}
          />
        </div>
      )}
      <div className="table-run">
        {work.state === "running" ? (
          <WorkProgress
            words={
              work.progress === null
                ? t("table_preparing")
                : t("table_checking", {
                    done: formatNumber(locale, work.progress.done, 0),
                    total: formatNumber(locale, work.progress.total, 0),
                  })
            }
            share={work.progress === null ? 0 : work.progress.done / work.progress.total}
            isStopping={work.isStopping}
            onStop={stop}
          />
        ) : (
          <div className="acts">
            <Button kind="primary" onClick={check}>
              {t("table_check")}
            </Button>
            <Button
              kind="plain"
              onClick={() => {
                setTable(emptyTable);
                setJson(null);
              }}
            >
              {t("clear_all")}
            </Button>
          </div>
        )}
        {work.state === "failed" ? (
          <Message tone="bad" live="alert">
            {t("worker_failed")}
          </Message>
        ) : null}
        {refusal === null ? null : (
          <Message tone="bad" live="alert" title={t("table_refused")}>
            {problems.length === 0 ? (
              refusalWords(locale, refusal)
            ) : (
              <ul className="table-problems">
                {(by === "form" ? oncePerField(table, problems) : problems).map((problem) => (
                  <li key={`${problem.path} ${problem.code}`}>
                    {by === "json" ? <code>{problem.path}</code> : null}{" "}
                    <ProblemLine table={table} problem={problem} by={by} />
                  </li>
                ))}
              </ul>
            )}
          </Message>
        )}
        {work.state === "idle" && by === "form" && table === emptyTable ? (
          <EmptyState title={t("table_empty")}>{t("table_empty_text")}</EmptyState>
        ) : null}
      </div>
    </>
  );
}

/** What is wrong with a number of the form: what its box asks for, not what the document's schema does. */
function formWords(t: Translator<typeof toolsCatalogue>, problem: Problem): string {
  if (problem.code === "shape_out_of_range") return t(problem.path.endsWith("/level") ? "bad_share" : "bad_value");
  return problem.code.startsWith("shape_") ? t("bad_printed") : problemWords(t.locale, problem);
}

/** A problem in the list above the fields: it leads to its field, or names its place in the document. */
function ProblemLine({ table, problem, by }: { table: TypedTable; problem: Problem; by: "form" | "json" }) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const field = by === "form" ? fieldOfPath(table, problem.path) : null;
  if (field === null) return problemWords(locale, problem);
  return (
    <a href={`#${field}`}>{t("bad_here", { field: fieldLabel(t, table, field), problem: formWords(t, problem) })}</a>
  );
}

function problemsOf(
  t: Translator<typeof toolsCatalogue>,
  { table, problems, field }: { table: TypedTable; problems: readonly Problem[]; field: string },
) {
  const own = problems.filter((problem) => fieldOfPath(table, problem.path) === field);
  return [...new Set(own.map((problem) => formWords(t, problem)))].map((title) => ({ tone: "bad" as const, title }));
}

/** One problem for a number that the document says twice, such as the n of both measurements. */
function oncePerField(table: TypedTable, problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const name = `${fieldOfPath(table, problem.path) ?? problem.path} ${problem.code}`;
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
}

function OpenFile({ onOpen }: { onOpen: (file: File | undefined) => void }) {
  const t = useTranslator(toolsCatalogue);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        className="vh"
        tabIndex={-1}
        aria-label={t("table_open")}
        onChange={({ target }) => {
          onOpen(target.files?.[0]);
          target.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()}>{t("table_open")}</Button>
    </>
  );
}

/** Names of what nobody named, in both languages, because a report can be read in either. */
function defaultWords(t: Translator<typeof toolsCatalogue>): DefaultWords {
  const { id, en } = toolsCatalogue;
  const named = (key: "table_untitled" | "table_before" | "table_after" | "table_change") => ({
    id: id[key],
    en: fillMessage("en", en[key]),
  });
  return {
    title: named("table_untitled"),
    source: t("table_no_source"),
    before: lower(named("table_before")),
    after: lower(named("table_after")),
    change: lower(named("table_change")),
    category: (number) => ({
      id: fillMessage("id", id.table_category_number, { number }),
      en: fillMessage("en", en.table_category_number, { number }),
    }),
  };
}

/** Names stand inside a sentence: "mean before". */
function lower({ id, en }: Words): Words {
  return { id: id.toLowerCase(), en: en.toLowerCase() };
}
