import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import type { ReactNode } from "react";

export type TableColumn = {
  readonly key: string;
  readonly head: ReactNode;
  /** Numbers stand at the right. */
  readonly numeric?: boolean | undefined;
  /** Neighbouring columns with the same words here share them as a spanner above their heads. */
  readonly spanner?: string | undefined;
};

export type TableRow = {
  readonly key: string;
  /** One cell per column, in the columns' order. The first is the row's head. */
  readonly cells: readonly ReactNode[];
  /** `group` heads the rows below it, `sub` belongs to one, `total` closes. */
  readonly kind?: "group" | "sub" | "total" | undefined;
  readonly selected?: boolean | undefined;
};

export type TableProps = {
  readonly locale: Locale;
  /** `apa`: rules above, under the head and below. `data`: hairlines between rows. Neither has stripes or lines between columns. */
  readonly variant: "apa" | "data";
  /** Number of an APA table. */
  readonly number?: number | undefined;
  readonly title?: string | undefined;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** What stands after "Note." */
  readonly note?: ReactNode;
  /** Names the table for screen readers when it shows no title. */
  readonly label?: string | undefined;
};

/** A table with its caption and note; when it is wider than the page it scrolls inside a named region. */
export function Table({ locale, variant, number, title, columns, rows, note, label }: TableProps) {
  const t = createTranslator(locale, uiCatalogue);
  const name = label ?? title ?? t("table_region");
  return (
    <div>
      {(number !== undefined || (variant === "apa" && title !== undefined)) && (
        <div className="cap-line">
          {number !== undefined && <b>{t("table_number", { number })}</b>}
          <i>{title}</i>
        </div>
      )}
      <div className="scroll" tabIndex={0} role="region" aria-label={name}>
        <table className={variant}>
          <TableHead columns={columns} />
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
      {note !== undefined && (
        <p className="note">
          <i>{t("table_note")}</i> {note}
        </p>
      )}
    </div>
  );
}

function TableHead({ columns }: { readonly columns: readonly TableColumn[] }) {
  const spanners = spannersOf(columns);
  const spanned = spanners.some(({ words }) => words !== undefined);
  return (
    <thead>
      {spanned && (
        <tr>
          {spanners.map(({ key, words, width }) =>
            words === undefined ? (
              <td key={key} colSpan={width} />
            ) : (
              <th key={key} colSpan={width} scope="colgroup" className="span">
                {words}
              </th>
            ),
          )}
        </tr>
      )}
      <tr>
        {columns.map(({ key, head, numeric }) =>
          head === "" ? (
            <td key={key} />
          ) : (
            <th key={key} scope="col" className={numeric === true ? "num" : undefined}>
              {head}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}

function Row({ row, columns }: { readonly row: TableRow; readonly columns: readonly TableColumn[] }) {
  if (row.kind === "group") {
    return (
      <tr className="group">
        <th scope="rowgroup" colSpan={columns.length}>
          {row.cells[0]}
        </th>
      </tr>
    );
  }
  const look = [row.kind ?? "", row.selected === true ? "on" : ""].filter((part) => part !== "").join(" ");
  return (
    <tr className={look === "" ? undefined : look}>
      {columns.map(({ key, numeric }, index) => {
        const look = numeric === true ? "num" : undefined;
        return index === 0 ? (
          <th key={key} scope="row" className={look}>
            {row.cells[index]}
          </th>
        ) : (
          <td key={key} className={look}>
            {row.cells[index]}
          </td>
        );
      })}
    </tr>
  );
}

type Spanner = { readonly key: string; readonly words: string | undefined; readonly width: number };

function spannersOf(columns: readonly TableColumn[]): readonly Spanner[] {
  const spanners: Spanner[] = [];
  for (const { key, spanner } of columns) {
    const last = spanners.at(-1);
    if (last !== undefined && spanner !== undefined && last.words === spanner) {
      spanners[spanners.length - 1] = { ...last, width: last.width + 1 };
    } else {
      spanners.push({ key, words: spanner, width: 1 });
    }
  }
  return spanners;
}
