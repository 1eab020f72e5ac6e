"use client";

import {
  type ClipboardEvent,
  Fragment,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";

import { blockText, type SheetColumn, sheetColumns } from "@kendali/builder";
import { builderSheetCatalogue } from "@kendali/i18n/catalogues/builder-sheet";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { CellEditor } from "./cell-editor.tsx";
import { type Block, blockOf, type Place, placeAfter, type Selected } from "./sheet-place.ts";
import type { SheetState } from "./use-sheet.ts";

/** Height of a row in CSS pixels, as `sheet.css` draws it; long texts are read in full above the grid. */
const rowHeight = 36;
/** Rows drawn beyond those in sight, above and below. */
const spare = 12;

type SheetGridProps = {
  sheet: SheetState;
  title: string;
  mayEdit: boolean;
  selected: Selected;
  onSelect: (next: Selected) => void;
  onPaste: (text: string, html: string | null) => void;
  onCopied: (rows: number, columns: number) => void;
};

/** The items as a grid: the arrows move, Enter edits, blocks are copied and pasted; only the rows in sight are drawn. */
export function SheetGrid({ sheet, title, mayEdit, selected, onSelect, onPaste, onCopied }: SheetGridProps) {
  const t = useTranslator(builderSheetCatalogue);
  const { rows } = sheet;
  const [editing, setEditing] = useState<string | null>(null);
  const region = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const { first, last, onScroll } = useWindow(region, rows.length);
  const { active } = selected;
  const block = blockOf(selected);
  const size = { rows: rows.length, columns: sheetColumns.length };

  useEffect(() => {
    if (!wantsFocus.current || editing !== null) return;
    wantsFocus.current = false;
    const cell = region.current?.querySelector<HTMLElement>('[tabindex="0"][data-cell]');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const go = (to: Place, isExtending = false) => {
    wantsFocus.current = true;
    onSelect({ anchor: isExtending ? selected.anchor : to, active: to });
  };
  const edit = (text: string) => mayEdit && setEditing(text);
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null) return;
    const to = placeAfter(active, event, size);
    if (to !== null) go(to, event.shiftKey);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) edit(textOf(sheet, active));
    else if (event.key === "F2") edit(textOf(sheet, active));
    else if ((event.key === "Delete" || event.key === "Backspace") && mayEdit) clear(sheet, block);
    else if (event.key === "Escape" && selected.anchor !== active) go(active);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
      edit(startedBy(event.key, active));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null) return;
    const cells = cellsIn(sheet, block);
    event.clipboardData.setData("text/plain", blockText(cells));
    event.preventDefault();
    onCopied(cells.length, cells[0]?.length ?? 0);
  };
  const onPasted = (event: ClipboardEvent) => {
    if (editing !== null || !mayEdit) return;
    event.preventDefault();
    const html = event.clipboardData.getData("text/html");
    onPaste(event.clipboardData.getData("text/plain"), html === "" ? null : html);
  };
  const placeOf = (event: MouseEvent): Place | null => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell]") : null;
    const [row = "", column = ""] = cell?.dataset["cell"]?.split(" ") ?? [];
    return cell === null ? null : { row: Number(row), column: Number(column) };
  };
  const onClick = (event: MouseEvent) => {
    const place = placeOf(event);
    if (place === null || editing !== null) return;
    const isActive = place.row === active.row && place.column === active.column;
    if (isActive && event.detail > 0 && isTouched(event)) edit(textOf(sheet, place));
    else go(place, event.shiftKey);
  };
  const end = (said: string | null, next: "down" | "right" | "left" | "stay") => {
    setEditing(null);
    const column = sheetColumns[active.column];
    if (said !== null && column !== undefined && said !== sheet.textAt(active.row, column))
      sheet.put([{ row: active.row, column, text: said }]);
    const key = { down: "ArrowDown", right: "ArrowRight", left: "ArrowLeft", stay: "" }[next];
    const to = placeAfter(active, { key, ctrlKey: false, metaKey: false }, size);
    if (to !== null) go(to);
    else if (said === null) go(active);
  };

  return (
    // The region scrolls both ways, so it can be reached and scrolled with the keyboard alone through its cells.
    <div className="sheet-scroll" ref={region} onScroll={onScroll} role="region" aria-label={t("grid_scroll")}>
      <table
        className="sheet-grid"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table whose cells are edited is a grid (ARIA Authoring Practices, data grid)
        role="grid"
        aria-label={title}
        aria-rowcount={rows.length + 1}
        aria-colcount={sheetColumns.length + 1}
        aria-multiselectable="true"
        aria-readonly={!mayEdit || undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={(event) => placeOf(event) !== null && editing === null && edit(textOf(sheet, active))}
        onCopy={onCopy}
        onPaste={onPasted}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-colindex={1}>
              {t("grid_number")}
            </th>
            {sheetColumns.map((column, index) => (
              <th key={column} scope="col" aria-colindex={index + 2} className={`c-${column}`}>
                {t(`column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drawnRows(first, last, active.row).map(({ index, before }) => {
            const row = rows[index];
            const isIn = index >= block.top && index <= block.bottom;
            if (row === undefined) return null;
            return (
              <Fragment key={row.former ?? ""}>
                <Spacer rows={before} />
                <GridRow
                  index={index}
                  texts={sheetColumns.map((column) => sheet.textAt(index, column)).join("\u0001")}
                  wrong={sheetColumns.map((column) => (sheet.heldAt(index, column) === null ? "" : "x")).join(",")}
                  isNew={row.former === null}
                  active={index === active.row ? active.column : null}
                  left={isIn ? block.left : -1}
                  right={isIn ? block.right : -1}
                  editing={index === active.row ? editing : null}
                  onEnd={end}
                />
              </Fragment>
            );
          })}
          <Spacer rows={rows.length - 1 - Math.max(last - 1, active.row)} />
        </tbody>
      </table>
    </div>
  );
}

/** Room for rows that are not drawn. */
function Spacer({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true" className="sheet-spacer">
      <td colSpan={sheetColumns.length + 1} style={{ height: rows * rowHeight }} />
    </tr>
  );
}

type GridRowProps = {
  index: number;
  /** Strings, so that a row is drawn again only when something of it changes. */
  texts: string;
  wrong: string;
  isNew: boolean;
  active: number | null;
  left: number;
  right: number;
  editing: string | null;
  onEnd: (said: string | null, next: "down" | "right" | "left" | "stay") => void;
};

const GridRow = memo(
  function GridRow({ index, texts, wrong, isNew, active, left, right, editing, onEnd }: GridRowProps) {
    const t = useTranslator(builderSheetCatalogue);
    const cells = texts.split("\u0001");
    const marks = wrong.split(",");
    return (
      <tr aria-rowindex={index + 2} className={isNew ? "sheet-new" : undefined}>
        <th scope="row" aria-colindex={1}>
          {isNew ? <span aria-label={t("grid_new_row")}>+</span> : index + 1}
        </th>
        {sheetColumns.map((column, at) => {
          const isActive = at === active;
          const isEditing = isActive && editing !== null;
          const isWrong = marks[at] === "x";
          const label = t("grid_editing", { column: t(`column_${column}`), row: index + 1 });
          return (
            <td
              key={column}
              data-cell={`${index} ${at}`}
              tabIndex={isActive && !isEditing ? 0 : -1}
              aria-colindex={at + 2}
              aria-selected={(at >= left && at <= right) || isActive}
              aria-invalid={isWrong || undefined}
              aria-describedby={isWrong ? "sheet-said" : undefined}
              className={`c-${column}`}
            >
              {isEditing ? (
                <CellEditor column={column} label={label} start={editing} onEnd={onEnd} />
              ) : (
                <span>{cells[at]}</span>
              )}
            </td>
          );
        })}
      </tr>
    );
  },
  // What ends an edit is asked for only while there is one.
  (before, after) =>
    before.index === after.index &&
    before.texts === after.texts &&
    before.wrong === after.wrong &&
    before.active === after.active &&
    before.left === after.left &&
    before.right === after.right &&
    before.editing === after.editing &&
    before.isNew === after.isNew &&
    after.editing === null,
);

/** The rows in sight and the active one wherever it is, for its cell holds the focus; each with the rows left out before it. */
function drawnRows(first: number, last: number, active: number): readonly { index: number; before: number }[] {
  const inSight = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  const isOutside = active < first || active >= last;
  const indices = (isOutside ? [...inSight, active] : inSight).toSorted((a, b) => a - b);
  return indices.map((index, at) => ({ index, before: index - (indices[at - 1] ?? -1) - 1 }));
}

function useWindow(region: RefObject<HTMLDivElement | null>, count: number) {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(720);
  const at = Math.min(Math.floor(top / rowHeight), count);
  return {
    first: Math.max(0, at - spare),
    last: Math.min(count, at + Math.ceil(height / rowHeight) + spare),
    onScroll: () => {
      const element = region.current;
      if (element === null) return;
      // A step of some rows at a time is enough: the spare rows cover what lies between.
      const step = rowHeight * Math.floor(spare / 2);
      setTop(Math.floor(element.scrollTop / step) * step);
      setHeight(element.clientHeight);
    },
  };
}

function textOf(sheet: SheetState, { row, column }: Place): string {
  const name = sheetColumns[column];
  return name === undefined ? "" : sheet.textAt(row, name);
}

/** A letter typed on a cell begins its new text; a list is opened as it is. */
function startedBy(letter: string, { column }: Place): string {
  const lists: readonly (SheetColumn | undefined)[] = ["type", "required", "required_by"];
  return lists.includes(sheetColumns[column]) ? "" : letter;
}

function cellsIn(sheet: SheetState, { top, bottom, left, right }: Block): readonly (readonly string[])[] {
  return sheet.rows
    .slice(top, bottom + 1)
    .map((_, down) => sheetColumns.slice(left, right + 1).map((column) => sheet.textAt(top + down, column)));
}

function clear(sheet: SheetState, { top, bottom, left, right }: Block): void {
  const places = sheet.rows
    .slice(top, bottom + 1)
    .flatMap((_, down) => sheetColumns.slice(left, right + 1).map((column) => ({ row: top + down, column, text: "" })));
  sheet.put(places.filter(({ row, column }) => sheet.textAt(row, column) !== ""));
}

/** A finger has no double click: a second touch on the active cell edits it. */
function isTouched({ nativeEvent }: MouseEvent): boolean {
  return "pointerType" in nativeEvent && nativeEvent.pointerType === "touch";
}
