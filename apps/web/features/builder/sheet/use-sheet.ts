"use client";

import { useMemo, useState } from "react";

import {
  type Edit,
  formToRows,
  readRows,
  type SheetColumn,
  sheetColumns,
  type SheetProblem,
  type SheetRow,
} from "@kendali/builder";
import type { Form, Protocol } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";

/** What was typed into a cell and cannot stand in the document, with why. */
export type Held = { readonly text: string; readonly problems: readonly SheetProblem[] };
export type CellChange = { readonly row: number; readonly column: SheetColumn; readonly text: string };

export type SheetState = {
  /** The items of the form, then one row for a new item. */
  readonly rows: readonly SheetRow[];
  heldAt: (row: number, column: SheetColumn) => Held | null;
  /** Every cell whose text waits, in the order of the grid. */
  readonly waiting: readonly { readonly row: number; readonly column: SheetColumn; readonly held: Held }[];
  /** Whether the new row holds something that is no item yet. */
  readonly isBegun: boolean;
  textAt: (row: number, column: SheetColumn) => string;
  /** Puts texts into the document as one step, or keeps in its cell what cannot stand there, with what is wrong. */
  put: (changes: readonly CellChange[]) => void;
  release: (row: number, column: SheetColumn) => void;
};

type Cells = Readonly<Partial<Record<SheetColumn, string>>>;
type Options = {
  document: Protocol;
  form: Form;
  locale: Locale;
  /** What the row for a new item says from the start. */
  newRow: Cells;
  edit: (edits: readonly Edit[]) => boolean;
};

/** A form's rows and what is being changed in them. */
export function useSheet({ document, form, locale, newRow, edit }: Options): SheetState {
  const [held, setHeld] = useState<ReadonlyMap<string, Held>>(new Map());
  const [fresh, setFresh] = useState<Cells>({});
  const items = useMemo(() => formToRows(form, document.codelists, locale), [form, document.codelists, locale]);
  const last = form.sections.at(-1)?.key ?? "";
  const rows = useMemo(
    (): readonly SheetRow[] => [...items, { cells: { ...newRow, section: last, ...fresh }, former: null }],
    [items, newRow, last, fresh],
  );
  const heldAt = (row: number, column: SheetColumn) => held.get(nameOf(rows[row], column)) ?? null;
  const keep = (kept: ReadonlyMap<string, Held | null>) =>
    setHeld((before) => {
      const after = new Map(before);
      for (const [name, one] of kept) {
        if (one === null) after.delete(name);
        else after.set(name, one);
      }
      return after;
    });

  const put = (changes: readonly CellChange[]) => {
    const outcome = settle(changes, rows, (changed) =>
      readRows(document, form.key, changed, { locale, removeOthers: false }),
    );
    const isTaken = outcome.edits.length === 0 || edit(outcome.edits);
    const kept = new Map<string, Held | null>();
    for (const change of changes) {
      const wrong = outcome.wrong.get(change) ?? null;
      const problems = wrong ?? (isTaken ? null : []);
      kept.set(nameOf(rows[change.row], change.column), problems === null ? null : { text: change.text, problems });
    }
    keep(kept);
    // A new row waits as a whole until it has what an item needs.
    const begun = changes.filter(({ row }) => rows[row]?.former === null);
    if (begun.length === 0) return;
    const said = Object.fromEntries(begun.map(({ column, text }) => [column, text]));
    setFresh(outcome.hasNew && isTaken ? {} : (before) => ({ ...before, ...said }));
  };

  const waiting =
    held.size === 0
      ? []
      : rows.flatMap((_, row) =>
          sheetColumns.flatMap((column) => {
            const found = heldAt(row, column);
            return found === null ? [] : [{ row, column, held: found }];
          }),
        );
  return {
    rows,
    heldAt,
    waiting,
    isBegun: Object.values(fresh).some((text) => text !== ""),
    textAt: (row, column) => heldAt(row, column)?.text ?? rows[row]?.cells[column] ?? "",
    put,
    release: (row, column) => keep(new Map([[nameOf(rows[row], column), null]])),
  };
}

type Settled = {
  readonly edits: readonly Edit[];
  /** The changes that cannot stand, with why. */
  readonly wrong: ReadonlyMap<CellChange, readonly SheetProblem[]>;
  /** Whether the row for a new item became one. */
  readonly hasNew: boolean;
};
type Read = (rows: readonly SheetRow[]) => ReturnType<typeof readRows>;

/**
 * Which of some changes can stand: first all together; what is wrong by itself is set aside, and the others are read
 * again without it. A new row that lacks something is not wrong, only not finished.
 */
export function settle(changes: readonly CellChange[], rows: readonly SheetRow[], read: Read): Settled {
  const wrong = new Map<CellChange, readonly SheetProblem[]>();
  let left = changes;
  for (;;) {
    const changed = changedRows(left, rows);
    const reading = read(changed.map(({ row }) => row));
    const must = reading.problems.filter(({ severity }) => severity === "must");
    if (must.length === 0) return { edits: reading.edits, wrong, hasNew: reading.added.length > 0 };
    const aside = left.filter((change) => {
      const at = changed.findIndex(({ index }) => index === change.row);
      const own = must.filter(({ row, column }) => row === at && column === sheetColumns.indexOf(change.column));
      if (own.length > 0) wrong.set(change, own);
      return own.length > 0;
    });
    if (aside.length > 0) left = left.filter((change) => !aside.includes(change));
    else {
      // What is wrong lies in another cell of the same row.
      const formers = left.filter(({ row }) => rows[row]?.former !== null);
      for (const change of formers) wrong.set(change, must);
      return { edits: [], wrong, hasNew: false };
    }
    if (left.length === 0) return { edits: [], wrong, hasNew: false };
  }
}

function changedRows(
  changes: readonly CellChange[],
  rows: readonly SheetRow[],
): readonly { readonly index: number; readonly row: SheetRow }[] {
  const indices = [...new Set(changes.map(({ row }) => row))].toSorted((a, b) => a - b);
  return indices.flatMap((index) => {
    const row = rows[index];
    if (row === undefined) return [];
    const said = changes.filter((change) => change.row === index).map(({ column, text }) => [column, text] as const);
    return [{ index, row: { ...row, cells: { ...row.cells, ...Object.fromEntries(said) } } }];
  });
}

function nameOf(row: SheetRow | undefined, column: SheetColumn): string {
  return `${row?.former ?? ""}/${column}`;
}
