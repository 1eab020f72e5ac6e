import { cellOf, type GridCell, type GridColumn, type GridRow } from "@kendali/builder";
import type { Protocol } from "@kendali/domain";

/** A part of a row: one cell, or the band of an intervention over all columns in which it is given. Places of columns, both included. */
export type Segment = { readonly from: number; readonly to: number; readonly cell: GridCell };

export function segmentsOf(protocol: Protocol, row: GridRow, columns: readonly GridColumn[]): readonly Segment[] {
  const segments: Segment[] = [];
  columns.forEach((column, place) => {
    const cell = cellOf(protocol, row, column);
    const last = segments.at(-1);
    const goesOn = row.kind === "intervention" && cell.planned !== "none" && last?.cell.planned === cell.planned;
    if (goesOn && last !== undefined) segments[segments.length - 1] = { ...last, to: place };
    else segments.push({ from: place, to: place, cell });
  });
  return segments;
}
