"use client";

import { type ReactNode, useRef } from "react";

import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { uiCatalogue } from "@kendali/i18n/catalogues/ui";
import { plainText, type ReportCell, type ReportRow, type ReportTable as Model } from "@kendali/reports";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { CopyTable } from "./copy-table.tsx";
import { RichWords } from "./rich-words.tsx";

/** A table of a report in APA form: spanners, groups, note, and its copy for a document. */
export function ReportTable({ table, tag }: { table: Model; tag?: ReactNode }) {
  const t = useTranslator(uiCatalogue, deskCatalogue);
  const place = useRef<HTMLDivElement>(null);
  const isNumbered = table.number > 0;
  return (
    <div className="desk-table">
      <div ref={place}>
        {isNumbered ? (
          <div className="cap-line">
            <b>
              {table.name} {tag}
            </b>
            <i>{table.caption}</i>
          </div>
        ) : null}
        <div
          className="scroll"
          tabIndex={0}
          role="region"
          aria-label={isNumbered ? `${table.name}. ${table.caption}` : table.name}
        >
          <table className="apa">
            <thead>
              {table.head.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <HeadCell key={column} cell={cell} isSpanner={index < table.head.length - 1} />
                  ))}
                </tr>
              ))}
            </thead>
            <tbody>
              {table.rows.map((row, index) => (
                <Row key={index} row={row} />
              ))}
            </tbody>
          </table>
        </div>
        {table.note.length === 0 ? null : (
          <p className="note">
            <i>{t("table_note")}</i>{" "}
            {table.note.map((line, index) => (
              <span key={index}>
                <RichWords text={line} />
                {/[.:]$/.test(plainText(line)) ? " " : ". "}
              </span>
            ))}
          </p>
        )}
      </div>
      {isNumbered ? <CopyTable table={table} place={place} /> : null}
    </div>
  );
}

function HeadCell({ cell, isSpanner }: { cell: ReportCell; isSpanner: boolean }) {
  const words = plainText(cell.content);
  if (words === "") return <td colSpan={cell.span} />;
  const look = isSpanner && cell.span > 1 ? "span" : cell.align === "right" ? "num" : undefined;
  return (
    <th colSpan={cell.span} scope={cell.span > 1 ? "colgroup" : "col"} className={look}>
      <RichWords text={cell.content} />
    </th>
  );
}

const rowLooks: Readonly<Record<ReportRow["kind"], string | undefined>> = {
  row: undefined,
  group: "group",
  indented: "sub",
  total: "total",
};

function Row({ row }: { row: ReportRow }) {
  return (
    <tr className={rowLooks[row.kind]}>
      {row.cells.map((cell, index) =>
        index === 0 ? (
          <th key={index} scope={row.kind === "group" ? "rowgroup" : "row"} colSpan={cell.span}>
            <RichWords text={cell.content} />
          </th>
        ) : (
          <td key={index} colSpan={cell.span} className={cell.align === "right" ? "num" : undefined}>
            <RichWords text={cell.content} />
          </td>
        ),
      )}
    </tr>
  );
}
