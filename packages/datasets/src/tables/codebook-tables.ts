import { versionsAsking, type LocalizedText, type Protocol } from "@kendali/domain";
import type { Column, Row, Table } from "../table.ts";
import { columnLabels, derivations, missingReasonLabels } from "../words.ts";
import { wordsByVersion } from "./words-by-version.ts";

const names = [
  "table", "position", "column", "label_id", "label_en", "type", "unit", "codes_id", "codes_en",
  "missing_reasons", "explains", "form", "visit", "item", "derivation_id", "derivation_en", "assumption_id", "assumption_en",
] as const; // prettier-ignore

/** Only where versions word something differently; the label of a column has the newest words. */
const wordNames = ["words_by_version_id", "words_by_version_en"] as const;

/**
 * One row per column of every table: labels in both languages, unit, codes, missing reasons, origin, derivation, assumption;
 * of a study with several versions also under which of them the item was asked there, and what each of them called it
 * where they differ.
 */
export function codebookTable(
  protocol: Protocol,
  tables: readonly Table[],
  versions: readonly Protocol[] | undefined,
): Table {
  const words = wordsByVersion(versions);
  const hasWords = tables.some((table) => table.columns.some((column) => words.ofColumn(column) !== null));
  const more = [...(versions === undefined ? [] : (["versions"] as const)), ...(hasWords ? wordNames : [])];
  return {
    name: "codebook",
    columns: [...names, ...more].map((name) => ({
      name,
      kind: name === "position" ? "number" : "text",
      role: "design",
      label: columnLabels[name],
    })),
    rows: function* (): Generator<Row> {
      for (const table of tables) {
        for (const [index, column] of table.columns.entries()) {
          const row = codebookRow(protocol, table, column, index + 1);
          yield [
            ...row,
            ...(versions === undefined ? [] : [spanOf(versions, column)]),
            ...(hasWords ? wordsCells(words.ofColumn(column)) : []),
          ];
        }
      }
    },
  };
}

/** One row per code of every coded column, for scripts that label factors; with what each version called it where they differ. */
export function codesTable(tables: readonly Table[], versions: readonly Protocol[] | undefined): Table {
  const words = wordsByVersion(versions);
  const isReworded = (column: Column) => column.codes?.some(({ code }) => words.ofCode(column, code) !== null) === true;
  const hasWords = tables.some((table) => table.columns.some(isReworded));
  const codeNames = ["table", "column", "code", "label_id", "label_en"] as const;
  return {
    name: "codes",
    columns: [...codeNames, ...(hasWords ? wordNames : [])].map((name) => ({
      name,
      kind: "text",
      role: "design",
      label: columnLabels[name],
    })),
    rows: function* (): Generator<Row> {
      for (const table of tables) {
        for (const column of table.columns) {
          if (column.role === "missing") continue;
          for (const { code, label } of column.codes ?? [])
            yield [
              table.name,
              column.name,
              String(code),
              label.id,
              label.en,
              ...(hasWords ? wordsCells(words.ofCode(column, code)) : []),
            ];
        }
      }
    },
  };
}

function wordsCells(words: LocalizedText | null): Row {
  return [words?.id ?? null, words?.en ?? null];
}

/** `1.0–1.2`, or each stretch where an item went and came back; null for a column of no item. */
function spanOf(versions: readonly Protocol[], { source }: Column): string | null {
  if (source === undefined) return null;
  const asking = new Set(versionsAsking(versions, source));
  const stretches: string[][] = [];
  for (const [index, { version }] of versions.entries()) {
    if (!asking.has(version)) continue;
    const previous = versions[index - 1]?.version;
    const open = stretches.at(-1);
    if (open !== undefined && open.at(-1) === previous) open.push(version);
    else stretches.push([version]);
  }
  return stretches.map((one) => (one.length === 1 ? one[0] : `${one[0]}–${one.at(-1)}`)).join(", ");
}

function codebookRow(protocol: Protocol, table: Table, column: Column, position: number): Row {
  const list = (locale: keyof LocalizedText) =>
    column.codes === undefined ? null : column.codes.map(({ code, label }) => `${code} = ${label[locale]}`).join("; ");
  const derive = (locale: keyof LocalizedText) => {
    const guard = column.kind === "text" && column.role === "item" ? derivations.textGuard[locale] : null;
    return [column.derivation?.[locale] ?? null, guard].filter((text) => text !== null).join(". ") || null;
  };
  const assumptions = assumptionsOn(protocol, column);
  const assume = (locale: keyof LocalizedText) => assumptions.map((note) => note[locale]).join(" ") || null;
  return [
    table.name,
    position,
    column.name,
    column.label.id,
    column.label.en,
    column.kind,
    column.unit ?? null,
    list("id"),
    list("en"),
    column.role === "item" && column.source !== undefined ? Object.keys(missingReasonLabels).join("; ") : null,
    column.explains ?? null,
    column.source?.form ?? null,
    column.source?.visit ?? column.visit ?? null,
    column.source?.item ?? null,
    derive("id"),
    derive("en"),
    assume("id"),
    assume("en"),
  ];
}

/** Notes of the assumptions that concern a column: its form, section or item by path, or its code list. */
function assumptionsOn(protocol: Protocol, column: Column): readonly LocalizedText[] {
  const { source } = column;
  if (source === undefined) return [];
  const form = protocol.forms.find((candidate) => candidate.key === source.form);
  const section = form?.sections.find((candidate) => candidate.items.some((item) => item.key === source.item));
  const item = section?.items.find((candidate) => candidate.key === source.item);
  const place = `forms/${source.form}/${section?.key ?? ""}/${source.item}/`;
  const concerns = (about: string) =>
    place.startsWith(`${about}/`) ||
    about === source.item ||
    (item?.codelist !== undefined && about === `codelists/${item.codelist}`);
  return protocol.assumptions
    .filter((assumption) => assumption.about.some(concerns))
    .map((assumption) => assumption.note);
}
