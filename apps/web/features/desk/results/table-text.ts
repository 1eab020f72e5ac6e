import { plainText, type ReportCell, type ReportTable } from "@kendali/reports";

/** The table as lines with tabs between the columns; a cell over several columns keeps their tabs. */
export function tableText(table: ReportTable): string {
  const line = (cells: readonly ReportCell[]) =>
    cells.map((cell) => plainText(cell.content) + "\t".repeat(cell.span - 1)).join("\t");
  return [
    `${table.name}. ${table.caption}`,
    ...table.head.map(line),
    ...table.rows.map((row) => line(row.cells)),
    ...table.note.map(plainText),
  ].join("\n");
}
