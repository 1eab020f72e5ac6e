"use client";

import { type DragEvent, type KeyboardEvent, type RefObject, useState } from "react";

import {
  assessmentGrid,
  type ListedRow,
  moveToColumn,
  placeRow,
  planAtColumn,
  rowsBeside,
  type AssessmentGrid,
  type GridColumn,
  type GridRow,
  type VisitColumn,
} from "@kendali/builder";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { columnWords, rowName } from "./column-words.ts";
import type { Segment } from "./grid-segments.ts";
import { useArmActs } from "./use-arm-acts.ts";

type Place = { readonly row: number; readonly column: number };
type FormRow = GridRow & { readonly kind: "form" };

/** What the hand and the keyboard do in the grid. */
export type GridActs = {
  readonly grid: AssessmentGrid;
  /** The cell that Tab enters; a row's own name stands before its first column, in -1. */
  readonly at: Place;
  /** The form that is being dragged, and from where. */
  readonly dragged: { readonly form: string; readonly column: string } | null;
  readonly hold: (dragged: { readonly form: string; readonly column: string } | null) => void;
  readonly setPlace: (place: Place) => void;
  readonly toggle: (row: GridRow, column: GridColumn, segment: Segment) => void;
  readonly press: (event: KeyboardEvent, row: GridRow, column: GridColumn, segment: Segment) => void;
  readonly drop: (event: DragEvent, row: GridRow, column: GridColumn) => void;
  /** The row that is being dragged. */
  readonly held: ListedRow | null;
  readonly holdRow: (row: ListedRow | null) => void;
  readonly mayTake: (row: GridRow) => boolean;
  readonly dropRow: (event: DragEvent, row: GridRow) => void;
  readonly pressName: (event: KeyboardEvent, row: GridRow, line: number) => void;
};

/** A row that stands in a list of the document, and so can be moved and removed; null for what every study has. */
export function listedRow(row: GridRow): ListedRow | null {
  if (row.kind === "form") return { kind: "form", id: row.form.key };
  return row.kind === "intervention" ? { kind: "intervention", id: row.intervention.key } : null;
}

export function useGridActs(
  table: RefObject<HTMLTableElement | null>,
  onChoose: (visit: string) => void,
  onRemoveRow: (row: ListedRow) => void,
  setSaid: (said: string) => void,
): GridActs {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, base, draft, edit } = useBuilder();
  const arms = useArmActs();
  const grid = assessmentGrid(document);
  const rows = grid.groups.flatMap((group) => group.rows).length;
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [dragged, hold] = useState<GridActs["dragged"]>(null);
  const [held, holdRow] = useState<ListedRow | null>(null);
  const at = { row: clamp(place.row, rows), column: Math.min(place.column, grid.columns.length - 1) };
  const nameOf = (column: GridColumn) => columnWords(column, locale, t).name;

  const focus = (next: Place) => {
    const name = table.current?.querySelector<HTMLElement>(`[data-row-name="${next.row}"]`);
    if (next.column < 0 && (name === null || name === undefined)) {
      focus({ row: next.row, column: 0 });
      return;
    }
    setPlace(next);
    if (next.column < 0) name?.focus();
    const cells = table.current?.querySelectorAll<HTMLElement>(`[data-row="${next.row}"]`) ?? [];
    for (const cell of cells)
      if (Number(cell.dataset["from"]) <= next.column && next.column <= Number(cell.dataset["to"])) cell.focus();
  };
  const toggle: GridActs["toggle"] = (row, column, { cell }) => {
    if (row.kind !== "form" || column.kind !== "visit") {
      setSaid(whyGiven(row, nameOf(column)));
      return;
    }
    if (!draft.mayEdit) {
      setSaid(t("given_view"));
      return;
    }
    const isPlanned = cell.planned !== "all";
    if (!edit(planAtColumn(document, { visit: column.key, form: row.form.key, base }, isPlanned))) return;
    onChoose(column.key);
    const done = t(isPlanned ? "planned_in" : "taken_from", { row: rowName(row, locale, t), column: nameOf(column) });
    setSaid(isPlanned ? done : `${done} ${t("undo_hint")}`);
  };
  const move = (row: FormRow, from: VisitColumn, to: VisitColumn): boolean => {
    if (!draft.mayEdit || from.key === to.key) return false;
    if (!edit(moveToColumn(document, { visit: from.key, form: row.form.key, base }, to.key))) return false;
    onChoose(to.key);
    setSaid(t("moved_to", { row: rowName(row, locale, t), column: nameOf(to) }));
    return true;
  };
  /** The arms of the cell; of a session, which is set with all its forms, those of the whole column. */
  const toggleArm = (row: GridRow, column: GridColumn, index: number) => {
    if (!draft.mayEdit) setSaid(t("given_view"));
    else if (row.kind !== "form" || column.kind !== "visit") setSaid(whyGiven(row, nameOf(column)));
    else {
      const isSession = column.visits[0]?.kind === "intervention_session";
      const { isDone, words, warnings } = isSession
        ? arms.toggleColumn(column, index)
        : arms.toggleCell(column, row.form.key, index);
      if (isDone) onChoose(column.key);
      setSaid([words, ...warnings].join(" "));
    }
  };
  /** Why a cell is as it is: what every study has, and what is set elsewhere. */
  const whyGiven = (row: GridRow, column: string): string => {
    switch (row.kind) {
      case "intervention":
        return t("row_intervention_when");
      case "form":
        return t("given_form", { column });
      default:
        return t(`given_${row.kind}`);
    }
  };
  const press: GridActs["press"] = (event, row, column, segment) => {
    const step = steps[event.key];
    if (step !== undefined && event.altKey && row.kind === "form" && column.kind === "visit") {
      event.preventDefault();
      const next = nextVisit(grid.columns, at.column, step.column);
      const target = next === null ? undefined : grid.columns[next];
      if (segment.cell.planned !== "none" && next !== null && target?.kind === "visit" && move(row, column, target))
        focus({ row: at.row, column: next });
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step !== undefined) {
      event.preventDefault();
      const edge = step.column > 0 ? segment.to : step.column < 0 ? segment.from : at.column;
      const next = Math.min(edge + step.column, grid.columns.length - 1);
      focus({ row: clamp(at.row + step.row, rows), column: Math.max(next, -1) });
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      focus({ row: at.row, column: event.key === "Home" ? 0 : grid.columns.length - 1 });
    } else if (event.key === "Enter" && column.kind === "visit") {
      event.preventDefault();
      onChoose(column.key);
    } else if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      toggleArm(row, column, Number(event.key) - 1);
    }
  };
  const drop: GridActs["drop"] = (event, row, column) => {
    event.preventDefault();
    const from = grid.columns.find(({ key }) => key === dragged?.column);
    if (row.kind === "form" && row.form.key === dragged?.form && column.kind === "visit" && from?.kind === "visit")
      move(row, from, column);
    hold(null);
  };
  const putRow = (row: GridRow, target: string, focused: boolean): void => {
    const listed = listedRow(row);
    if (!draft.mayEdit || listed === null || !edit(placeRow(document, listed, target))) return;
    const beside = rowsBeside(document, listed);
    const [from, to] = [beside.indexOf(listed.id), beside.indexOf(target)];
    setSaid(t("row_moved", { row: rowName(row, locale, t), place: to + 1, count: beside.length }));
    // The name goes with its row: the keyboard follows once it is drawn there.
    if (focused) requestAnimationFrame(() => focus({ row: at.row + to - from, column: -1 }));
  };
  const pressName: GridActs["pressName"] = (event, row, line) => {
    const step = steps[event.key];
    const listed = listedRow(row);
    if (step !== undefined && event.altKey && step.row !== 0 && listed !== null) {
      event.preventDefault();
      const beside = rowsBeside(document, listed);
      const target = beside[beside.indexOf(listed.id) + step.row];
      if (target !== undefined) putRow(row, target, true);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step !== undefined) {
      event.preventDefault();
      focus(step.column > 0 ? { row: line, column: 0 } : { row: clamp(line + step.row, rows), column: -1 });
    } else if (event.key === "Delete" && draft.mayEdit && listed !== null) {
      event.preventDefault();
      onRemoveRow(listed);
    }
  };
  const mayTake: GridActs["mayTake"] = (row) => {
    const listed = listedRow(row);
    return (
      held !== null &&
      listed?.kind === held.kind &&
      listed.id !== held.id &&
      rowsBeside(document, held).includes(listed.id)
    );
  };
  const dropRow: GridActs["dropRow"] = (event, row) => {
    event.preventDefault();
    const moved = grid.groups.flatMap((group) => group.rows).find((one) => isSameRow(listedRow(one), held));
    const target = listedRow(row);
    if (moved !== undefined && target !== null && mayTake(row)) putRow(moved, target.id, false);
    holdRow(null);
  };
  return {
    grid,
    at,
    dragged,
    hold,
    setPlace,
    toggle,
    press,
    drop,
    held,
    holdRow,
    mayTake,
    dropRow,
    pressName,
  };
}

const steps: Readonly<Record<string, { readonly row: number; readonly column: number }>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

function isSameRow(one: ListedRow | null, other: ListedRow | null): boolean {
  return one !== null && one.kind === other?.kind && one.id === other.id;
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}

function nextVisit(columns: readonly GridColumn[], from: number, step: number): number | null {
  if (step === 0) return null;
  for (let index = from + step; index >= 0 && index < columns.length; index += step)
    if (columns[index]?.kind === "visit") return index;
  return null;
}
