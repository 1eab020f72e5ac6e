"use client";

import { Fragment, useRef } from "react";

import type { ListedRow } from "@kendali/builder";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { ArmMarks } from "./arm-marks.tsx";
import { columnWords } from "./column-words.ts";
import { GridRowView } from "./grid-row.tsx";
import { type GridActs, useGridActs } from "./use-grid-acts.ts";

export type ScheduleTableProps = {
  /** The key of the column whose details are open. */
  chosen: string | null;
  onChoose: (visit: string) => void;
  /** The same, to look at its details. */
  onOpen: (visit: string) => void;
  /** The key of the row whose details are open. */
  chosenRow: string | null;
  onChooseRow: (row: string) => void;
  onRemoveRow: (row: ListedRow) => void;
  /** What was done last, or why nothing was. */
  said: string;
  onSay: (said: string) => void;
};

/**
 * Rows are what is done, columns are when: one press plans a form or takes it out, dragging a mark or Alt with an arrow moves
 * it to another visit. A row's name is dragged, or moved by Alt with an arrow, among the rows of its group. A grid by its role: Tab enters it once, the arrow keys move inside.
 */
export function ScheduleTable(props: ScheduleTableProps) {
  const { chosen, onChoose, onOpen, chosenRow, onChooseRow, onRemoveRow, said, onSay } = props;
  const t = useTranslator(builderScheduleCatalogue);
  const table = useRef<HTMLTableElement>(null);
  const acts = useGridActs(table, onChoose, onRemoveRow, onSay);
  const { grid } = acts;
  const groups = grid.groups.filter(({ rows }) => rows.length > 0);
  const rows = groups.flatMap((group) => group.rows);
  return (
    <>
      <div className="scroll" role="region" aria-label={t("schedule_table")}>
        <table
          className="soa"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table whose cells are edited is a grid (ARIA Authoring Practices, data grid)
          role="grid"
          aria-label={t("schedule_title")}
          ref={table}
          style={{ minWidth: 146 + grid.columns.length * 68 }}
        >
          <Head acts={acts} chosen={chosen} onOpen={onOpen} />
          {groups.map((group) => (
            <tbody key={group.key}>
              <tr className="g">
                <th scope="rowgroup" colSpan={grid.columns.length + 1}>
                  <span className="soa-group">{t(`group_${group.key}`)}</span>
                </th>
              </tr>
              {group.rows.map((row) => (
                <GridRowView
                  key={row.key}
                  row={row}
                  line={rows.indexOf(row)}
                  acts={acts}
                  chosen={chosen}
                  isChosen={row.key === chosenRow}
                  onChooseRow={onChooseRow}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <Legend />
      <p className="soa-said small" role="status">
        {said}
      </p>
    </>
  );
}

function Head({ acts, chosen, onOpen }: Pick<ScheduleTableProps, "chosen" | "onOpen"> & { acts: GridActs }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  return (
    <thead>
      <tr>
        <th scope="col">{t("procedure")}</th>
        {acts.grid.columns.map((column) => {
          const { name, notes } = columnWords(column, locale, t);
          const isChosen = column.key === chosen;
          return (
            <th key={column.key} scope="col" className={isChosen ? "selc" : undefined}>
              {column.kind === "visit" ? (
                <button type="button" className="soa-head" aria-pressed={isChosen} onClick={() => onOpen(column.key)}>
                  <Words text={name} />
                </button>
              ) : (
                <Words text={name} />
              )}
              {notes.map((note) => (
                <small key={note}>{note}</small>
              ))}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** "Hari ke-14" breaks before "ke-14", not within it; a word too long for a column still breaks. */
function Words({ text }: { text: string }) {
  return text.split(" ").map((word, place) => (
    // Words of a name may repeat, and are drawn anew as a whole.
    <Fragment key={place}>
      {place === 0 ? null : " "}
      <span className={word.length <= 10 ? "soa-word" : undefined}>{word}</span>
    </Fragment>
  ));
}

function Legend() {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft } = useBuilder();
  const list = new Intl.ListFormat(locale);
  const keys = document.arms.slice(0, 9).map((_, place) => String(place + 1));
  return (
    <p className="soa-legend">
      {document.arms.length < 2
        ? null
        : document.arms.map((arm) => (
            <span key={arm.key}>
              <ArmMarks arms={[arm]} all={document.arms} />
              {arm.label[locale].trim() || arm.key}
            </span>
          ))}
      {draft.mayEdit ? (
        <span className="soa-keys">
          {document.arms.length < 2 ? t("schedule_keys") : t("schedule_keys_arms", { keys: list.format(keys) })}{" "}
          {t("schedule_keys_rows")}
        </span>
      ) : null}
    </p>
  );
}
