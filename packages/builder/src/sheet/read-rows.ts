import {
  type Codelist,
  diffJson,
  type Form,
  type Item,
  itemTypeOf,
  type Json,
  type Protocol,
  type Section,
} from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import { checkExpression } from "../expressions/check-expression.ts";
import { expressionScope } from "../expressions/expression-scope.ts";
import { choicesText } from "./choices-text.ts";
import { type CellProblem, type Former, readRow, type ReadRow } from "./read-row.ts";
import { resolveCodelists } from "./resolve-codelists.ts";
import { sectionsOfRows } from "./sections-of-rows.ts";
import { type SheetColumn, sheetColumns, type SheetProblem, type SheetReading, type SheetRow } from "./sheet.types.ts";

export type ReadRowsOptions = {
  readonly locale: Locale;
  /** Whether items that no row speaks of are taken out of the form. */
  readonly removeOthers: boolean;
};

/** Problems beyond this are counted, not listed. */
const mostProblems = 300;

/**
 * What a table of rows would change in a form, as edits of the document. Everything wrong is listed with its row and
 * column; while a `must` is among it there are no edits, so nothing is taken over by half.
 */
export function readRows(
  protocol: Protocol,
  formKey: string,
  rows: readonly SheetRow[],
  options: ReadRowsOptions,
): SheetReading {
  const form = protocol.forms.find(({ key }) => key === formKey);
  if (form === undefined) return { problems: [], edits: [], added: [], changed: [], leftOut: [] };
  const lists = new Map(protocol.codelists.map((list) => [list.key, list]));
  const formers = formersOf(form);
  const told = rows.flatMap((row, index): readonly Told[] => {
    if (isEmpty(row)) return [];
    const former = formers.get(row.former ?? row.cells.key?.trim() ?? "") ?? null;
    return [{ index, former, read: readRow(row.cells, former, lists, options.locale) }];
  });
  const spoken = new Set(told.flatMap(({ former }) => (former === null ? [] : [former.item.key])));
  const leftOut = [...formers.keys()].filter((key) => !spoken.has(key));
  const kept = options.removeOthers ? [] : leftOut;
  const problems: SheetProblem[] = told.flatMap(({ index, read }) => read.problems.map((one) => placed(index, one)));
  problems.push(...takenKeys(told, protocol, form, kept));
  const { codelists, codelistOf } = resolveCodelists(
    protocol,
    told.map(({ read }) => read),
  );
  const items = told.map(({ read }) => withCodelist(read, codelistOf.get(read)));
  const sections = sectionsOfRows(
    form,
    told.map(({ former, read }, at) => ({ former, read, item: items[at] ?? read.item })),
    {
      kept: new Set(kept),
      locale: options.locale,
    },
  );
  if (sections === null && told.length > 0) {
    problems.push(
      placed(told[0]?.index ?? 0, { code: "section_missing", severity: "must", column: "section", params: {} }),
    );
  }
  const next: Form = { ...form, sections: [...(sections ?? form.sections)] };
  const document: Protocol = {
    ...protocol,
    codelists: [...codelists],
    forms: protocol.forms.map((one) => (one === form ? next : one)),
  };
  problems.push(...unsoundExpressions(told, document, formKey), ...choicesMissing(told, items, codelists));
  return finish({ told, problems, leftOut, edits: () => editsOf(protocol, document, form, next) });
}

type Told = { readonly index: number; readonly former: Former | null; readonly read: ReadRow };

function finish(found: {
  readonly told: readonly Told[];
  readonly problems: readonly SheetProblem[];
  readonly leftOut: readonly string[];
  readonly edits: () => SheetReading["edits"];
}): SheetReading {
  const ordered = found.problems.toSorted(
    (a, b) => (a.row ?? -1) - (b.row ?? -1) || (a.column ?? -1) - (b.column ?? -1),
  );
  const isSound = ordered.every(({ severity }) => severity === "should");
  return {
    problems: bounded(ordered),
    edits: isSound ? found.edits() : [],
    added: found.told.flatMap(({ former, read }) => (former === null ? [read.item.key] : [])),
    changed: found.told.flatMap(({ former, read }) =>
      former === null || read.changed.length === 0 ? [] : [{ key: former.item.key, columns: read.changed }],
    ),
    leftOut: found.leftOut,
  };
}

/** No more problems than a person reads; how many more there are is told as one. */
export function bounded(problems: readonly SheetProblem[]): readonly SheetProblem[] {
  if (problems.length <= mostProblems) return problems;
  const first = [...problems].sort((a, b) => Number(a.severity === "should") - Number(b.severity === "should"));
  const count = problems.length - mostProblems;
  const severity = problems.some((one) => one.severity === "must") ? "must" : "should";
  return [
    ...first.slice(0, mostProblems),
    { code: "too_many_problems", severity, row: null, column: null, params: { count } },
  ];
}

function editsOf(before: Protocol, after: Protocol, form: Form, next: Form): SheetReading["edits"] {
  const hasNewCodes = after.codelists.some((list, index) => list !== before.codelists[index]);
  return [
    ...(hasNewCodes ? diffJson(json(before.codelists), json(after.codelists), ["codelists"]) : []),
    ...diffJson(json(shortened(form, next)), json(shortened(next, form)), ["forms", form.key]),
  ];
}

/** A form in which the items that another form has in the same section, as the very same value, are only named. */
function shortened(form: Form, other: Form): unknown {
  const sections = form.sections.map((section) => {
    const items = new Set(other.sections.find(({ key }) => key === section.key)?.items);
    return { ...section, items: section.items.map((item) => (items.has(item) ? { key: item.key } : item)) };
  });
  return { ...form, sections };
}

function json(value: unknown): Json {
  return value as Json;
}

function formersOf(form: Form): ReadonlyMap<string, Former> {
  return new Map(
    form.sections.flatMap((section: Section) =>
      section.items.map((item) => [item.key, { item, section: section.key }]),
    ),
  );
}

function isEmpty({ cells, former }: SheetRow): boolean {
  return former === null && Object.values(cells).every((cell) => cell.trim() === "");
}

function placed(row: number, { code, severity, column, params }: CellProblem): SheetProblem {
  return { code, severity, row, column: sheetColumns.indexOf(column), params };
}

/** An item's key is a column of every dataset: one in the rows, and one in the study. */
function takenKeys(
  told: readonly Told[],
  protocol: Protocol,
  form: Form,
  kept: readonly string[],
): readonly SheetProblem[] {
  const elsewhere = new Map(
    protocol.forms
      .filter((other) => other !== form)
      .flatMap((other) => other.sections.flatMap(({ items }) => items.map(({ key }) => [key, other] as const))),
  );
  const first = new Map<string, number>();
  return told.flatMap(({ index, read, former }): readonly SheetProblem[] => {
    const { key } = read.item;
    if (key === "") return [];
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else
      return [
        placed(index, { code: "key_twice", severity: "must", column: "key", params: { key, first: earlier + 1 } }),
      ];
    const other = elsewhere.get(key);
    const isKept = kept.includes(key) && former?.item.key !== key;
    if (other === undefined && !isKept) return [];
    const { title } = other ?? form;
    const params = { key, "form:id": title.id, "form:en": title.en };
    return [placed(index, { code: "key_taken", severity: "must", column: "key", params })];
  });
}

function withCodelist({ item, codes }: ReadRow, codelist: string | undefined): Item {
  if (codes === null) return item;
  const { codelist: _, ...rest } = item;
  return codelist === undefined ? rest : { ...rest, codelist };
}

const expressionColumns = [
  ["asked_when", "relevant", "boolean"],
  ["calculation", "calculation", "number"],
  ["check", "constraint", "boolean"],
] as const;

/** What the rows newly say as formulas is checked against the form as it would be, so that the order of rows is free. */
function unsoundExpressions(told: readonly Told[], document: Protocol, formKey: string): readonly SheetProblem[] {
  const columns = expressionColumns.map(([column]): SheetColumn => column);
  if (!told.some(({ read }) => read.changed.some((column) => columns.includes(column)))) return [];
  const scope = expressionScope(document, { form: formKey, item: null, use: "constraint" });
  return told.flatMap(({ index, read }) =>
    expressionColumns.flatMap(([column, use, expected]): readonly SheetProblem[] => {
      if (!read.changed.includes(column)) return [];
      return textsOf(read.item, use).flatMap((text) => {
        const problem = checkExpression(text, scope, expected).find(({ severity }) => severity === "must");
        if (problem === undefined) return [];
        const params = { formula: text.slice(0, 80), code: problem.code, ...problem.params, problem: problem.code };
        return [placed(index, { code: "expression_unsound", severity: "must", column, params })];
      });
    }),
  );
}

function textsOf(item: Item, use: "relevant" | "calculation" | "constraint"): readonly string[] {
  if (use === "constraint") return (item.constraints ?? []).map(({ expression }) => expression);
  const text = item[use];
  return text === undefined ? [] : [text];
}

function choicesMissing(
  told: readonly Told[],
  items: readonly Item[],
  codelists: readonly Codelist[],
): readonly SheetProblem[] {
  return told.flatMap(({ index, read }, at): readonly SheetProblem[] => {
    const item = items[at];
    const columns: readonly SheetColumn[] = ["type", "choices"];
    if (item === undefined || !read.changed.some((column) => columns.includes(column))) return [];
    const list = codelists.find(({ key }) => key === item.codelist);
    const needsCodes = itemTypeOf(item).requiredProperties.includes("codelist");
    if (!needsCodes || (list !== undefined && choicesText(list.codes) !== "")) return [];
    return [placed(index, { code: "choices_missing", severity: "should", column: "choices", params: {} })];
  });
}
