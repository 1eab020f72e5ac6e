"use client";

import { type DragEvent, type KeyboardEvent, type RefObject, useState } from "react";

import {
  assessmentGrid,
  changeVisits,
  type ListedRow,
  hasArm,
  movePlannedForm,
  placeRow,
  planForm,
  rowsBeside,
  type AssessmentGrid,
  type GridColumn,
  type GridRow,
} from "@kendali/builder";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { columnWords, rowName } from "./column-words.ts";
import type { Segment } from "./grid-segments.ts";
import { withArms } from "./with-arms.ts";

type Place = { readonly row: number; readonly column: number };
type VisitColumn = GridColumn & { readonly kind: "visit" };
type FormRow = GridRow & { readonly kind: "form" };

/** What the hand and the keyboard do in the grid. */
export type GridActs = {
  readonly grid: AssessmentGrid;
  /** The cell that Tab enters; a row's own name stands before its first column, in -1. */
  readonly at: Place;
  /** What was done last, for who does not see it. */
  readonly said: string;
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
): GridActs {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft, edit } = useBuilder();
  const grid = assessmentGrid(document);
  const rows = grid.groups.flatMap((group) => group.rows).length;
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [said, setSaid] = useState("");
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
    if (!draft.mayEdit || row.kind !== "form" || column.kind !== "visit") return;
    const isPlanned = cell.planned !== "all";
    if (!edit(planForm(document, keysOf(column), row.form.key, isPlanned))) return;
    onChoose(column.key);
    setSaid(t(isPlanned ? "planned_in" : "taken_from", { row: rowName(row, locale, t), column: nameOf(column) }));
  };
  const move = (row: FormRow, from: VisitColumn, to: VisitColumn): boolean => {
    if (!draft.mayEdit || from.key === to.key) return false;
    if (!edit(movePlannedForm(document, row.form.key, keysOf(from), keysOf(to)))) return false;
    onChoose(to.key);
    setSaid(t("moved_to", { row: rowName(row, locale, t), column: nameOf(to) }));
    return true;
  };
  const toggleArm = (column: VisitColumn, index: number) => {
    const arm = document.arms[index];
    if (!draft.mayEdit || arm === undefined || document.arms.length < 2) return;
    const next = document.arms.filter(
      ({ key }) => (key === arm.key) !== column.visits.every((visit) => hasArm(visit, key)),
    );
    const arms = next.map(({ key }) => key);
    if (arms.length === 0) {
      setSaid(t("arms_all_needed"));
      return;
    }
    if (!edit(changeVisits(document, keysOf(column), (visit) => withArms(visit, arms, document.arms)))) return;
    onChoose(column.key);
    const names = next.map(({ label }) => label[locale]).join(", ");
    const forms = new Set(column.visits.flatMap((visit) => visit.forms.map(({ form }) => form)));
    setSaid(t("arms_of", { column: nameOf(column), arms: names, count: forms.size }));
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
    } else if (/^[1-9]$/.test(event.key) && column.kind === "visit") {
      event.preventDefault();
      toggleArm(column, Number(event.key) - 1);
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
    said,
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

function keysOf(column: VisitColumn): readonly string[] {
  return column.visits.map(({ key }) => key);
}
