import {
  isLocalDate,
  type EntryValues,
  type Item,
  type ItemValue,
  type Locale,
  type Problem,
  type Protocol,
} from "@kendali/domain";
import { headingProblems, placeOf, readCell, widthProblem, type Table, type TableRow } from "./table.ts";

/** One form of one visit of one participant, as a row of a file gives it. */
export type EntryRow = {
  readonly line: number;
  readonly participant: string;
  readonly visit: string;
  readonly form: string;
  readonly performedOn: string;
  /** The user name of who did it; null: whoever imports. */
  readonly performedBy: string | null;
  readonly outOfWindowReason: string | null;
  readonly values: EntryValues;
  readonly softReasons: Readonly<Record<string, string>>;
};

const required = ["participant", "visit", "form", "performed_on"];
const optional = ["performed_by", "out_of_window_reason"];
/** The column that holds the reason for an unusual value of an item. */
const reasonSuffix = "__reason";

/** Reads a table of entries, and says everything that is wrong with its heading, its rows and its values. */
export function readEntryRows(
  protocol: Protocol,
  table: Table,
  language: Locale,
): { readonly rows: readonly EntryRow[]; readonly problems: readonly Problem[] } {
  const items = new Set(
    protocol.forms.flatMap((form) => form.sections.flatMap((section) => section.items.map((item) => item.key))),
  );
  const isKnown = (column: string): boolean =>
    optional.includes(column) ||
    items.has(column) ||
    (column.endsWith(reasonSuffix) && items.has(column.slice(0, -reasonSuffix.length)));
  const heading = headingProblems(table.columns, { required, isKnown });
  // Without a sound heading every row would repeat the same complaint.
  if (heading.length > 0) return { rows: [], problems: heading };
  const problems: Problem[] = [];
  const rows: EntryRow[] = [];
  const lines = new Map<string, number>();
  for (const row of table.rows) {
    const read = readRow(protocol, table.columns, row, language);
    const address = read.row === null ? null : `${read.row.participant}/${read.row.visit}/${read.row.form}`;
    const earlier = address === null ? undefined : lines.get(address);
    if (address !== null && earlier === undefined) lines.set(address, row.line);
    problems.push(...read.problems);
    if (earlier !== undefined) problems.push({ path: placeOf(row.line), code: "row_twice", params: { line: earlier } });
    else if (read.row !== null) rows.push(read.row);
  }
  return { rows, problems };
}

type ReadRow = { readonly row: EntryRow | null; readonly problems: readonly Problem[] };

function readRow(protocol: Protocol, columns: readonly string[], row: TableRow, language: Locale): ReadRow {
  const width = widthProblem(columns, row);
  if (width !== null) return { row: null, problems: [width] };
  const cells = new Map(columns.map((column, index) => [column, row.cells[index]?.trim() ?? ""]));
  const cell = (column: string): string => cells.get(column) ?? "";
  const problems: Problem[] = required
    .filter((column) => cell(column) === "")
    .map((column) => ({ path: placeOf(row.line, column), code: "required", params: {} }));
  const performedOn = cell("performed_on");
  if (performedOn !== "" && !isLocalDate(performedOn))
    problems.push({
      path: placeOf(row.line, "performed_on"),
      code: "date_invalid",
      params: { found: performedOn.slice(0, 40) },
    });
  const visit = protocol.visits.find((candidate) => candidate.key === cell("visit"));
  if (cell("visit") !== "" && visit === undefined)
    problems.push({
      path: placeOf(row.line, "visit"),
      code: "visit_unknown",
      params: { found: cell("visit").slice(0, 40) },
    });
  const form = protocol.forms.find((candidate) => candidate.key === cell("form"));
  if (cell("form") !== "" && form === undefined)
    problems.push({
      path: placeOf(row.line, "form"),
      code: "form_not_in_visit",
      params: { form: cell("form").slice(0, 40) },
    });
  const items = new Map((form?.sections ?? []).flatMap((section) => section.items).map((item) => [item.key, item]));
  const read = readValueCells(protocol, { row, columns, cell, items, form: form?.key ?? null, language });
  problems.push(...read.problems);
  if (problems.length > 0) return { row: null, problems };
  return {
    row: {
      line: row.line,
      participant: cell("participant"),
      visit: cell("visit"),
      form: cell("form"),
      performedOn,
      performedBy: cell("performed_by") === "" ? null : cell("performed_by"),
      outOfWindowReason: cell("out_of_window_reason") === "" ? null : cell("out_of_window_reason"),
      values: read.values,
      softReasons: read.softReasons,
    },
    problems,
  };
}

type ValueCells = {
  readonly row: TableRow;
  readonly columns: readonly string[];
  readonly cell: (column: string) => string;
  readonly items: ReadonlyMap<string, Item>;
  readonly form: string | null;
  readonly language: Locale;
};

function readValueCells(protocol: Protocol, { row, columns, cell, items, form, language }: ValueCells) {
  const values: Record<string, ItemValue> = {};
  const softReasons: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const column of columns) {
    const text = cell(column);
    if (text === "" || required.includes(column) || optional.includes(column)) continue;
    const path = placeOf(row.line, column);
    const key = column.endsWith(reasonSuffix) && !items.has(column) ? column.slice(0, -reasonSuffix.length) : column;
    const item = items.get(key);
    if (item === undefined) {
      if (form !== null) problems.push({ path, code: "column_not_in_form", params: { column, form } });
    } else if (key !== column) softReasons[key] = text;
    else {
      const outcome = readCell(protocol, item, { text, path, language });
      if (!outcome.ok) problems.push(outcome.problem);
      else if (outcome.value !== null) values[key] = outcome.value;
    }
  }
  return { values, softReasons, problems };
}
