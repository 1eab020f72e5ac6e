"use client";

import { type DragEvent, type KeyboardEvent, useRef, useState } from "react";

import {
  assessmentGrid,
  cellOf,
  changeVisits,
  hasArm,
  movePlannedForm,
  planForm,
  type GridCell,
  type GridColumn,
  type GridRow,
} from "@kendali/builder";
import type { Visit } from "@kendali/domain";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { ArmMarks } from "./arm-marks.tsx";
import { columnWords, rowName } from "./column-words.ts";

export type ScheduleTableProps = {
  /** The key of the column whose details are open. */
  chosen: string | null;
  onChoose: (visit: string) => void;
};

type Place = { readonly row: number; readonly column: number };
type VisitColumn = GridColumn & { readonly kind: "visit" };
type FormRow = GridRow & { readonly kind: "form" };

/**
 * Rows are what is done, columns are when: one press plans a form or takes it out, dragging a mark or Alt with an arrow moves
 * it to another visit. A grid by its role: Tab enters it once, the arrow keys move inside.
 */
export function ScheduleTable({ chosen, onChoose }: ScheduleTableProps) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft, edit } = useBuilder();
  const grid = assessmentGrid(document);
  const rows = grid.groups.flatMap((group) => group.rows);
  const table = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<{ readonly form: string; readonly column: string } | null>(null);
  const at: Place = {
    row: Math.min(place.row, rows.length - 1),
    column: Math.min(place.column, grid.columns.length - 1),
  };
  const nameOf = (column: GridColumn) => columnWords(column, locale, t).name;

  const focus = (next: Place) => {
    setPlace(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)?.focus();
  };
  const toggle = (row: GridRow, column: GridColumn, cell: GridCell) => {
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
    const next = document.arms
      .filter(({ key }) => (key === arm.key) !== column.visits.every((visit) => hasArm(visit, key)))
      .map(({ key }) => key);
    if (next.length > 0) edit(changeVisits(document, keysOf(column), (visit) => withArms(visit, next, document.arms)));
  };

  const press = (event: KeyboardEvent, row: GridRow, column: GridColumn, cell: GridCell) => {
    const step = steps[event.key];
    if (step !== undefined && event.altKey && row.kind === "form" && column.kind === "visit") {
      event.preventDefault();
      const next = nextVisit(grid.columns, at.column, step.column);
      const target = next === null ? undefined : grid.columns[next];
      if (cell.planned !== "none" && next !== null && target?.kind === "visit" && move(row, column, target))
        focus({ row: at.row, column: next });
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step !== undefined) {
      event.preventDefault();
      focus({
        row: clamp(at.row + step.row, rows.length),
        column: clamp(at.column + step.column, grid.columns.length),
      });
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
  const drop = (event: DragEvent, row: GridRow, column: GridColumn) => {
    event.preventDefault();
    const from = grid.columns.find(({ key }) => key === dragged?.column);
    if (row.kind === "form" && row.form.key === dragged?.form && column.kind === "visit" && from?.kind === "visit")
      move(row, from, column);
    setDragged(null);
  };

  let index = -1;
  return (
    <>
      <div className="scroll" role="region" tabIndex={0} aria-label={t("schedule_table")}>
        <table className="soa" role="grid" aria-label={t("schedule_title")} ref={table}>
          <thead>
            <tr role="row">
              <th role="columnheader" scope="col">
                {t("procedure")}
              </th>
              {grid.columns.map((column) => {
                const { name, notes } = columnWords(column, locale, t);
                return (
                  <th
                    key={column.key}
                    role="columnheader"
                    scope="col"
                    className={column.key === chosen ? "selc" : undefined}
                  >
                    {column.kind === "visit" ? (
                      <button type="button" className="soa-head" onClick={() => onChoose(column.key)}>
                        {name}
                      </button>
                    ) : (
                      name
                    )}
                    {notes.map((note) => (
                      <small key={note}>{note}</small>
                    ))}
                  </th>
                );
              })}
            </tr>
          </thead>
          {grid.groups.map((group) => (
            <tbody key={group.key}>
              <tr className="g" role="row">
                <th role="rowheader" scope="rowgroup" colSpan={grid.columns.length + 1}>
                  {t(`group_${group.key}`)}
                </th>
              </tr>
              {group.rows.map((row) => {
                index += 1;
                const line = index;
                return (
                  <tr key={row.key} role="row">
                    <th role="rowheader" scope="row">
                      {rowName(row, locale, t)}
                    </th>
                    {grid.columns.map((column, number) => {
                      const cell = cellOf(document, row, column);
                      const isHere = at.row === line && at.column === number;
                      const mayDrop = row.kind === "form" && row.form.key === dragged?.form && column.kind === "visit";
                      const mayToggle = draft.mayEdit && row.kind === "form" && column.kind === "visit";
                      return (
                        <td
                          key={column.key}
                          role="gridcell"
                          className={column.key === chosen ? "selc" : undefined}
                          onDragOver={mayDrop ? (event) => event.preventDefault() : undefined}
                          onDrop={mayDrop ? (event) => drop(event, row, column) : undefined}
                        >
                          <button
                            type="button"
                            className={`cell${mayDrop ? " target" : ""}${mayToggle ? "" : " given"}`}
                            data-cell={`${line}:${number}`}
                            tabIndex={isHere ? 0 : -1}
                            aria-pressed={mayToggle ? cell.planned !== "none" : undefined}
                            aria-label={cellWords(cell, rowName(row, locale, t), nameOf(column))}
                            draggable={mayToggle && cell.planned !== "none"}
                            onDragStart={(event) => {
                              if (row.kind !== "form") return;
                              event.dataTransfer.effectAllowed = "move";
                              event.dataTransfer.setData("text/plain", row.form.key);
                              setDragged({ form: row.form.key, column: column.key });
                            }}
                            onDragEnd={() => setDragged(null)}
                            onFocus={() => setPlace({ row: line, column: number })}
                            onKeyDown={(event) => press(event, row, column, cell)}
                            onClick={() => toggle(row, column, cell)}
                          >
                            <CellMark row={row} cell={cell} mayToggle={mayToggle} />
                          </button>
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
      <p className="soa-legend">
        {document.arms.length < 2
          ? null
          : document.arms.map((arm) => (
              <span key={arm.key}>
                <ArmMarks arms={[arm]} all={document.arms} />
                {arm.label[locale]}
              </span>
            ))}
        <span>{t("schedule_keys")}</span>
      </p>
      <p className="vh" role="status">
        {said}
      </p>
    </>
  );

  function cellWords(cell: GridCell, row: string, column: string): string {
    const state = t(`cell_${cell.planned === "all" ? "planned" : cell.planned}`);
    const only =
      cell.planned === "none" || cell.arms.length === document.arms.length
        ? ""
        : `, ${t("only_arms", { arms: cell.arms.map((arm) => arm.label[locale]).join(", ") })}`;
    return `${t("cell", { row, column, state })}${only}`;
  }
}

function CellMark({ row, cell, mayToggle }: { row: GridRow; cell: GridCell; mayToggle: boolean }) {
  const { document } = useBuilder();
  if (cell.planned === "none")
    return mayToggle ? (
      <span className="add" aria-hidden="true">
        +
      </span>
    ) : null;
  if (row.kind === "intervention")
    return (
      <span className="band" aria-hidden="true">
        <ArmMarks arms={cell.arms} all={document.arms} />
      </span>
    );
  return (
    <span className={cell.planned === "some" ? "some" : undefined}>
      <ArmMarks arms={cell.arms} all={document.arms} />
    </span>
  );
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

/** A visit of some arms; of all of them it names none, so that a further arm has it too. */
export function withArms(visit: Visit, arms: readonly string[], all: readonly { readonly key: string }[]): Visit {
  const { arms: _arms, ...rest } = visit;
  return all.every(({ key }) => arms.includes(key)) ? rest : { ...rest, arms: [...arms] };
}
