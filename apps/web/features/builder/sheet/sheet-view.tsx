"use client";

import { useMemo, useState } from "react";

import {
  blockText,
  type Edit,
  formToRows,
  type PastedTable,
  putBlock,
  readPastedTable,
  readRows,
  readTable,
  type SheetColumn,
  sheetColumns,
  type SheetRow,
  sheetWords,
} from "@kendali/builder";
import type { Form, Protocol } from "@kendali/domain";
import { type Locale, sheetProblemWords } from "@kendali/i18n";
import { builderSheetCatalogue } from "@kendali/i18n/catalogues/builder-sheet";
import { Button } from "@kendali/ui/components/button";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { clipboardListIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { type Pasted, PastePreview } from "./paste-preview.tsx";
import { SheetGrid } from "./sheet-grid.tsx";
import type { Place, Selected } from "./sheet-place.ts";
import { type SheetState, useSheet } from "./use-sheet.ts";

export type SheetViewProps = {
  readonly document: Protocol;
  readonly form: Form;
  /** False: the edits no longer fit the document. */
  readonly edit: (edits: readonly Edit[]) => boolean;
  readonly mayEdit: boolean;
  /** What is to be known before an item is changed, by its key. */
  readonly noteOf?: (item: string) => string | null;
};

const origin: Place = { row: 0, column: 0 };

/** A form as a spreadsheet: the same items, cell by cell, with blocks from and to other spreadsheets. */
export function SheetView({ document, form, edit, mayEdit, noteOf }: SheetViewProps) {
  const t = useTranslator(builderSheetCatalogue);
  const { locale } = useLocale();
  const newRow = useMemo(() => ({ type: sheetWords[locale].type.text, required: sheetWords[locale].no }), [locale]);
  const sheet = useSheet({ document, form, locale, newRow, edit });
  const [chosen, setSelected] = useState<Selected>({ anchor: origin, active: origin });
  const selected = within(chosen, sheet.rows.length);
  const whole = useMemo(() => wholeText(sheet.rows, locale), [sheet.rows, locale]);
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [isPasting, setPasting] = useState(false);
  const [said, setSaid] = useState("");
  const options = { locale, removeOthers: false };

  const readWhole = (table: PastedTable): Pasted => ({
    table,
    read: (removeOthers) => headed(table, readTable(document, form.key, table, { locale, removeOthers })),
  });
  /** A block without heads goes where the selection begins. */
  const readBlock = (table: PastedTable, at: Place): Pasted => {
    const rows = formToRows(form, document.codelists, locale);
    const put = putBlock(rows, at, table.cells);
    const touched = put
      .slice(at.row, at.row + table.cells.length)
      .map((row): SheetRow => ({ ...row, cells: { ...(row.former === null ? newRow : {}), ...row.cells } }));
    return {
      table,
      read: () => {
        const reading = readRows(document, form.key, touched, options);
        const isRefused = table.problems.some(({ severity }) => severity === "must");
        const problems = reading.problems.map((one) => ({
          ...one,
          column: one.column === null ? null : one.column - at.column,
        }));
        return {
          ...reading,
          problems: [...table.problems, ...problems],
          edits: isRefused ? [] : reading.edits,
          leftOut: [],
        };
      },
    };
  };
  const onPaste = (text: string, html: string | null) => {
    const table = readPastedTable(text, html);
    const at = {
      row: Math.min(selected.anchor.row, selected.active.row),
      column: Math.min(selected.anchor.column, selected.active.column),
    };
    const [only] = table.cells;
    const column = sheetColumns[at.column];
    if (table.cells.length === 1 && only?.length === 1 && table.problems.length === 0 && column !== undefined) {
      sheet.put([{ row: at.row, column, text: only[0] ?? "" }]);
      return;
    }
    setPasted(table.header === null ? readBlock(table, at) : readWhole(table));
    setPasting(true);
  };

  return (
    <section className="sheet-view" aria-labelledby="sheet-title">
      <div className="sheet-head">
        <div>
          <h2 id="sheet-title" className="vh">
            {t("grid_title", { form: form.title[locale] })}
          </h2>
          <p>{t("grid_lead", { count: sheet.rows.length - 1 })}</p>
          <p className="hint">{t("grid_help")}</p>
        </div>
        <div className="acts">
          <CopyButton locale={locale} text={whole} label={t("copy_all")} />
          {mayEdit && (
            <Button
              icon={clipboardListIcon}
              onClick={() => {
                setPasted(null);
                setPasting(true);
              }}
            >
              {t("paste_button")}
            </Button>
          )}
        </div>
      </div>
      <Readout
        sheet={sheet}
        at={selected.active}
        note={noteOf?.(sheet.rows[selected.active.row]?.former ?? "") ?? null}
        onGo={(to) => setSelected({ anchor: to, active: to })}
      />
      <SheetGrid
        sheet={sheet}
        title={t("grid_title", { form: form.title[locale] })}
        mayEdit={mayEdit}
        selected={selected}
        onSelect={setSelected}
        onPaste={onPaste}
        onCopied={(rows, columns) => setSaid(t("grid_copied", { rows, columns }))}
      />
      <span className="vh" role="status">
        {said}
      </span>
      <PastePreview
        open={isPasting}
        onClose={() => setPasting(false)}
        pasted={pasted}
        onPasted={setPasted}
        readTable={readWhole}
        onApply={edit}
      />
    </section>
  );
}

/** A table without heads tells nothing that could be read into columns. */
function headed(table: PastedTable, reading: ReturnType<typeof readTable>): ReturnType<typeof readTable> {
  if (table.header !== null || table.problems.some(({ severity }) => severity === "must")) return reading;
  return {
    ...reading,
    problems: [...reading.problems, { code: "header_missing", severity: "must", row: 0, column: null, params: {} }],
  };
}

/** The active cell in full, and what is wrong with it: in the grid it is one line. */
function Readout({
  sheet,
  at,
  note,
  onGo,
}: {
  sheet: SheetState;
  at: Place;
  note: string | null;
  onGo: (to: Place) => void;
}) {
  const t = useTranslator(builderSheetCatalogue);
  const { locale } = useLocale();
  const column = sheetColumns[at.column];
  if (column === undefined) return null;
  const held = sheet.heldAt(at.row, column);
  const place = (row: number, name: SheetColumn) => t("place_cell", { row: row + 1, column: t(`column_${name}`) });
  const others = sheet.waiting.filter((one) => one.row !== at.row || one.column !== column);
  return (
    <div className="sheet-readout">
      <p>
        <b>{place(at.row, column)}</b> <span className="sheet-full">{sheet.textAt(at.row, column)}</span>
      </p>
      {note === null ? null : <p className="small ink2">{note}</p>}
      <div id="sheet-said" role="status">
        {held !== null && (
          <p className="sheet-wrong">
            <b>{t("grid_not_kept")}</b> {held.problems.map((problem) => sheetProblemWords(locale, problem)).join(" ")}{" "}
            <Button kind="plain" tight onClick={() => sheet.release(at.row, column)}>
              {t("grid_back")}
            </Button>
          </p>
        )}
        {sheet.isBegun && at.row === sheet.rows.length - 1 && held === null && <p>{t("grid_new_waits")}</p>}
      </div>
      {others.length > 0 && (
        <p>
          {t("grid_waiting", { count: others.length })}{" "}
          {others.slice(0, 5).map((one) => (
            <Button
              key={`${one.row} ${one.column}`}
              kind="plain"
              tight
              onClick={() => onGo({ row: one.row, column: sheetColumns.indexOf(one.column) })}
            >
              {place(one.row, one.column)}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}

/** Rows go away by other means too; the selection stays within what is there. */
function within({ anchor, active }: Selected, rows: number): Selected {
  const clamp = (place: Place): Place => (place.row < rows ? place : { ...place, row: Math.max(0, rows - 1) });
  return { anchor: clamp(anchor), active: clamp(active) };
}

/** The whole form with its heads, as a spreadsheet takes it. */
function wholeText(rows: readonly SheetRow[], locale: Locale): string {
  const heads = sheetColumns.map((column) => sheetWords[locale].column[column]);
  return blockText([heads, ...rows.slice(0, -1).map(({ cells }) => sheetColumns.map((column) => cells[column] ?? ""))]);
}
