"use client";

import type { GridCell, GridRow } from "@kendali/builder";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { ArmMarks } from "./arm-marks.tsx";
import { columnWords, rowName, rowNote } from "./column-words.ts";
import { segmentsOf, type Segment } from "./grid-segments.ts";
import { type GridActs, listedRow } from "./use-grid-acts.ts";

type GridRowProps = {
  row: GridRow;
  line: number;
  acts: GridActs;
  chosen: string | null;
  /** Whether the row's own details are open. */
  isChosen: boolean;
  onChooseRow: (row: string) => void;
};

/** One row: what is done, and a cell for each time, or a band over the times of an intervention. */
export function GridRowView({ row, line, acts, chosen, isChosen, onChooseRow }: GridRowProps) {
  const { document } = useBuilder();
  return (
    <tr className={isChosen ? "selr" : undefined}>
      <RowName row={row} line={line} acts={acts} isChosen={isChosen} onChooseRow={onChooseRow} />
      {segmentsOf(document, row, acts.grid.columns).map((segment) => (
        <Cell key={segment.from} row={row} line={line} acts={acts} chosen={chosen} segment={segment} />
      ))}
    </tr>
  );
}

/** What is done. A form or an intervention is a button: its details open, and it is moved and removed from there. */
function RowName({ row, line, acts, isChosen, onChooseRow }: Omit<GridRowProps, "chosen">) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft } = useBuilder();
  const note = rowNote(row, document, t);
  const listed = listedRow(row);
  const small = note === "" ? null : <small>{note}</small>;
  if (listed === null)
    return (
      <th scope="row">
        {rowName(row, locale, t)}
        {small}
      </th>
    );
  const mayTake = acts.mayTake(row);
  return (
    <th
      scope="row"
      className={mayTake ? "target" : undefined}
      onDragOver={mayTake ? (event) => event.preventDefault() : undefined}
      onDrop={mayTake ? (event) => acts.dropRow(event, row) : undefined}
    >
      <button
        type="button"
        className="soa-row"
        data-row-name={line}
        aria-pressed={isChosen}
        tabIndex={acts.at.row === line && acts.at.column < 0 ? 0 : -1}
        draggable={draft.mayEdit}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", listed.id);
          acts.holdRow(listed);
        }}
        onDragEnd={() => acts.holdRow(null)}
        onFocus={() => {
          if (acts.at.row !== line || acts.at.column >= 0) acts.setPlace({ row: line, column: -1 });
        }}
        onKeyDown={(event) => acts.pressName(event, row, line)}
        onClick={() => onChooseRow(row.key)}
      >
        {rowName(row, locale, t)}
      </button>
      {small}
    </th>
  );
}

function Cell({
  row,
  line,
  acts,
  chosen,
  segment,
}: Pick<GridRowProps, "row" | "line" | "acts" | "chosen"> & { segment: Segment }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft } = useBuilder();
  const { from, to, cell } = segment;
  const column = acts.grid.columns[from];
  const last = acts.grid.columns[to];
  if (column === undefined || last === undefined) return null;
  const isHere = acts.at.row === line && acts.at.column >= from && acts.at.column <= to;
  const isFormCell = row.kind === "form" && column.kind === "visit";
  const mayDrop = isFormCell && row.form.key === acts.dragged?.form;
  const mayToggle = draft.mayEdit && isFormCell;
  const isChosen = from === to && column.key === chosen;
  const nameOf = (one: typeof column) => columnWords(one, locale, t).name;
  const when = from === to ? nameOf(column) : t("from_to", { from: nameOf(column), to: nameOf(last) });
  return (
    <td
      colSpan={to - from + 1}
      aria-colspan={to === from ? undefined : to - from + 1}
      className={isChosen ? "selc" : undefined}
      onDragOver={mayDrop ? (event) => event.preventDefault() : undefined}
      onDrop={mayDrop ? (event) => acts.drop(event, row, column) : undefined}
    >
      <button
        type="button"
        className={`cell${mayDrop ? " target" : ""}${mayToggle ? "" : " given"}${isChosen && isHere ? " here" : ""}`}
        data-row={line}
        data-from={from}
        data-to={to}
        tabIndex={isHere ? 0 : -1}
        aria-pressed={mayToggle ? cell.planned !== "none" : undefined}
        aria-label={cellWords(cell, rowName(row, locale, t), when)}
        draggable={mayToggle && cell.planned !== "none"}
        onDragStart={(event) => {
          if (row.kind !== "form") return;
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", row.form.key);
          acts.hold({ form: row.form.key, column: column.key });
        }}
        onDragEnd={() => acts.hold(null)}
        onFocus={() => {
          if (!isHere) acts.setPlace({ row: line, column: from });
        }}
        onKeyDown={(event) => acts.press(event, row, column, segment)}
        onClick={() => acts.toggle(row, column, segment)}
      >
        <CellMark row={row} segment={segment} mayToggle={mayToggle} />
      </button>
    </td>
  );

  function cellWords(what: GridCell, name: string, at: string): string {
    const state = t(`cell_${what.planned === "all" ? "planned" : what.planned}`);
    const isForAll = what.planned === "none" || what.arms.length === document.arms.length;
    const only = what.arms.map((arm) => arm.label[locale]).join(", ");
    return `${t("cell", { row: name, column: at, state })}${isForAll ? "" : `, ${t("only_arms", { arms: only })}`}`;
  }
}

function CellMark({ row, segment, mayToggle }: { row: GridRow; segment: Segment; mayToggle: boolean }) {
  const { document } = useBuilder();
  const { cell } = segment;
  if (cell.planned === "none")
    return mayToggle ? (
      <span className="add" aria-hidden="true">
        +
      </span>
    ) : null;
  if (row.kind === "intervention") return <Band row={row} segment={segment} />;
  return (
    <span className={cell.planned === "some" ? "some" : undefined}>
      <ArmMarks arms={cell.arms} all={document.arms} />
    </span>
  );
}

/** The time in which an intervention is given, with how often where it has sessions. */
function Band({ row, segment }: { row: GridRow & { kind: "intervention" }; segment: Segment }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { document } = useBuilder();
  const { arms } = segment.cell;
  const { sessions } = row.intervention;
  const isOfOne = arms.length === 1 && document.arms.length === 2;
  const shape = isOfOne ? (arms[0]?.key === document.arms[0]?.key ? " a" : " b") : "";
  const isWide = segment.to > segment.from;
  return (
    <span className={`band${shape}`} aria-hidden="true">
      <ArmMarks arms={arms} all={document.arms} />
      {sessions === null ? (isWide ? t("throughout") : "") : t("times", { count: sessions.count })}
    </span>
  );
}
