"use client";

import { type ClipboardEvent, useId, useState } from "react";

import {
  type Edit,
  mostPastedRows,
  type PastedTable,
  readPastedTable,
  type SheetProblem,
  type SheetReading,
} from "@kendali/builder";
import { sheetProblemWords } from "@kendali/i18n";
import { builderSheetCatalogue } from "@kendali/i18n/catalogues/builder-sheet";
import { Button } from "@kendali/ui/components/button";
import { ChoiceRows } from "@kendali/ui/components/choice-rows";
import { Message } from "@kendali/ui/components/message";
import { Sheet } from "@kendali/ui/components/sheet";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { columnLetters } from "./sheet-place.ts";

/** A table that was pasted, and how it would be read into the form. */
export type Pasted = {
  readonly table: PastedTable;
  read: (removeOthers: boolean) => SheetReading;
};

type PastePreviewProps = {
  open: boolean;
  onClose: () => void;
  /** What was pasted into the grid; null where the person has still to paste. */
  pasted: Pasted | null;
  onPasted: (pasted: Pasted) => void;
  readTable: (table: PastedTable) => Pasted;
  onApply: (edits: readonly Edit[]) => boolean;
};

/** What a pasted table would change, and everything wrong with it; nothing changes before the person says so. */
export function PastePreview({ open, onClose, pasted, onPasted, readTable, onApply }: PastePreviewProps) {
  const t = useTranslator(builderSheetCatalogue);
  return (
    <Sheet open={open} title={t("paste_title")} onClose={onClose}>
      {pasted === null ? (
        <PasteBox onTable={(table) => onPasted(readTable(table))} onClose={onClose} />
      ) : (
        <Reading pasted={pasted} onClose={onClose} onApply={onApply} />
      )}
    </Sheet>
  );
}

/** Takes a paste where there is no grid to paste on, and tells what to copy. */
function PasteBox({ onTable, onClose }: { onTable: (table: PastedTable) => void; onClose: () => void }) {
  const t = useTranslator(builderSheetCatalogue);
  const id = useId();
  const [typed, setTyped] = useState("");
  const onPaste = (event: ClipboardEvent) => {
    const html = event.clipboardData.getData("text/html");
    const table = readPastedTable(event.clipboardData.getData("text/plain"), html === "" ? null : html);
    event.preventDefault();
    onTable(table);
  };
  return (
    <div className="sheet-paste">
      <label className="lab" htmlFor={id}>
        {t("paste_box")}
      </label>
      <div className="box">
        <textarea
          id={id}
          aria-describedby={`${id}-hint`}
          rows={4}
          value={typed}
          onPaste={onPaste}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <p className="hint" id={`${id}-hint`}>
        {t("paste_box_hint")}
      </p>
      <div className="acts">
        <Button onClick={onClose}>{t("paste_cancel")}</Button>
        <Button kind="primary" disabled={typed.trim() === ""} onClick={() => onTable(readPastedTable(typed))}>
          {typed.trim() === "" ? t("paste_nothing_yet") : t("paste_see")}
        </Button>
      </div>
    </div>
  );
}

function Reading({
  pasted,
  onClose,
  onApply,
}: {
  pasted: Pasted;
  onClose: () => void;
  onApply: (edits: readonly Edit[]) => boolean;
}) {
  const t = useTranslator(builderSheetCatalogue);
  const { locale } = useLocale();
  const [removeOthers, setRemoveOthers] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const reading = pasted.read(removeOthers);
  const must = reading.problems.filter(({ severity }) => severity === "must");
  const advice = reading.problems.filter(({ severity }) => severity === "should");
  const isEmpty = reading.edits.length === 0;
  // Of a table without a row that could be read nobody knows what it leaves out.
  const isRead = reading.added.length + reading.changed.length > 0 || must.length === 0;
  return (
    <div className="sheet-paste">
      {reading.added.length + reading.changed.length === 0 && must.length === 0 && <p>{t("paste_none")}</p>}
      <Keys
        words={t("paste_added", { count: reading.added.length })}
        keys={reading.added.filter((key) => key !== "")}
      />
      <Keys
        words={t("paste_changed", { count: reading.changed.length })}
        keys={reading.changed.map(({ key }) => key)}
      />
      {isRead && reading.leftOut.length > 0 && (
        <>
          <Keys words={t("paste_left_out", { count: reading.leftOut.length })} keys={reading.leftOut} />
          <ChoiceRows
            id="sheet-others"
            locale={locale}
            label={t("paste_left_out", { count: reading.leftOut.length })}
            labelHidden
            value={removeOthers ? "remove" : "keep"}
            onChange={(next) => setRemoveOthers(next === "remove")}
            options={[
              { value: "keep", label: t("paste_keep_others") },
              { value: "remove", label: t("paste_remove_others") },
            ]}
          />
        </>
      )}
      <Problems title={t("paste_problems", { count: must.length })} problems={must} table={pasted.table} tone="bad" />
      <Problems
        title={t("paste_advice", { count: advice.length })}
        problems={advice}
        table={pasted.table}
        tone="warn"
      />
      {isRefused && <Message tone="bad" live="alert" title={t("paste_refused")} />}
      <div className="acts">
        <Button onClick={onClose}>{t("paste_cancel")}</Button>
        <Button
          kind="primary"
          disabled={must.length > 0 || isEmpty}
          onClick={() => {
            if (onApply(reading.edits)) onClose();
            else setRefused(true);
          }}
        >
          {must.length > 0 ? t("paste_mend_first") : isEmpty ? t("paste_nothing_changes") : t("paste_apply")}
        </Button>
      </div>
    </div>
  );
}

/** So many keys are named; the others are counted. */
const mostKeys = 12;

function Keys({ words, keys }: { words: string; keys: readonly string[] }) {
  const t = useTranslator(builderSheetCatalogue);
  if (keys.length === 0) return null;
  const more = keys.length - mostKeys;
  return (
    <p>
      <b>{words}</b>{" "}
      <span className="mono sheet-keys">
        {keys.slice(0, mostKeys).join(", ")}
        {more > 0 && ` ${t("more_left", { count: more })}`}
      </span>
    </p>
  );
}

/** So many problems are shown at first. */
const mostShown = 50;

function Problems({
  title,
  problems,
  table,
  tone,
}: {
  title: string;
  problems: readonly SheetProblem[];
  table: PastedTable;
  tone: "bad" | "warn";
}) {
  const t = useTranslator(builderSheetCatalogue);
  const { locale } = useLocale();
  if (problems.length === 0) return null;
  const place = ({ row, column }: SheetProblem): string => {
    if (row === null) return t("place_table");
    return column === null
      ? t("place_row", { row: row + 1 })
      : t("place_cell", { row: row + 1, column: columnLetters(column) });
  };
  return (
    <Message tone={tone} title={title}>
      <ul className="sheet-problems">
        {problems.slice(0, mostShown).map((problem) => (
          <li key={`${problem.code} ${problem.row} ${problem.column}`}>
            <b>{place(problem)}</b> {contentOf(table, problem)} {sheetProblemWords(locale, problem)}
          </li>
        ))}
      </ul>
      {problems.length > mostShown && <p>{t("more_left", { count: problems.length - mostShown })}</p>}
    </Message>
  );
}

/** What stands in the cell, where its words do not quote it. */
function contentOf(table: PastedTable, { row, column, params }: SheetProblem) {
  const text = row === null || row >= mostPastedRows + 10 || column === null ? "" : (table.cells[row]?.[column] ?? "");
  if (text === "" || params["found"] !== undefined || text.length > 40) return null;
  return <span className="mono">{text}</span>;
}
