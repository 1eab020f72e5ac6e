"use client";

import { type DragEvent, type KeyboardEvent, type RefObject, useState } from "react";

import {
  assessmentGrid,
  changeVisits,
  hasArm,
  movePlannedForm,
  planForm,
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
  /** The cell that Tab enters. */
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
};

export function useGridActs(table: RefObject<HTMLTableElement | null>, onChoose: (visit: string) => void): GridActs {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft, edit } = useBuilder();
  const grid = assessmentGrid(document);
  const rows = grid.groups.flatMap((group) => group.rows).length;
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [said, setSaid] = useState("");
  const [dragged, hold] = useState<GridActs["dragged"]>(null);
  const at = { row: clamp(place.row, rows), column: clamp(place.column, grid.columns.length) };
  const nameOf = (column: GridColumn) => columnWords(column, locale, t).name;

  const focus = (next: Place) => {
    setPlace(next);
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
      focus({ row: clamp(at.row + step.row, rows), column: clamp(edge + step.column, grid.columns.length) });
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
  return { grid, at, said, dragged, hold, setPlace, toggle, press, drop };
}

const steps: Readonly<Record<string, { readonly row: number; readonly column: number }>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

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
