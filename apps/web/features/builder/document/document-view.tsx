"use client";

import type { DocumentChapter, DocumentPart, DocumentTable, ProtocolDocument } from "@kendali/reports";

import { DrawingView } from "../schedule/drawing-view.tsx";

/** The document as its files print it: the same sections, tables and marks of what is missing. */
export function DocumentView({ model }: { readonly model: ProtocolDocument }) {
  return (
    <article className="protocol" lang={model.locale}>
      <header>
        <p>{model.kind}</p>
        <p className="protocol-title">{model.title}</p>
        <p className="ink2">{model.order}</p>
        <Facts rows={model.facts} label={model.kind} />
      </header>
      {model.chapters.map((chapter) => (
        <Chapter key={chapter.key} chapter={chapter} />
      ))}
      {model.appendices.map((appendix) => (
        <details key={appendix.key} className="more protocol-appendix">
          <summary>{appendix.title}</summary>
          <Chapter chapter={appendix} />
        </details>
      ))}
    </article>
  );
}

function Chapter({ chapter }: { readonly chapter: DocumentChapter }) {
  return (
    <section aria-labelledby={`chapter-${chapter.key}`}>
      <h2 id={`chapter-${chapter.key}`}>{chapter.title}</h2>
      {chapter.sections.map((section) => (
        <section key={section.key} aria-labelledby={`section-${section.key}`}>
          <h3 id={`section-${section.key}`}>
            {section.number === null ? null : <span className="protocol-number">{section.number}</span>} {section.title}
          </h3>
          {section.asks === null ? null : <p className="protocol-asks">{section.asks}</p>}
          {section.parts.map((part, index) => (
            // Parts have no names; a section is drawn anew as a whole.
            <Part key={index} part={part} />
          ))}
        </section>
      ))}
    </section>
  );
}

function Part({ part }: { readonly part: DocumentPart }) {
  switch (part.kind) {
    case "paragraph":
      return <p className="protocol-text">{part.text}</p>;
    case "heading":
      return <h4>{part.text}</h4>;
    case "list":
      return (
        <ul className="protocol-list">
          {part.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "missing":
      return <p className="protocol-missing">{part.text}</p>;
    case "facts":
      return (
        <>
          <p className="protocol-caption">{part.caption}</p>
          <Facts rows={part.rows} label={part.caption} />
        </>
      );
    case "table":
      return <DataTable table={part} />;
    case "figure":
      return (
        <figure className="protocol-figure">
          <figcaption className="protocol-caption">{part.caption}</figcaption>
          <div className="scroll" tabIndex={0} role="region" aria-label={part.caption}>
            <DrawingView drawing={part.drawing} />
          </div>
        </figure>
      );
  }
}

function DataTable({ table }: { readonly table: DocumentTable }) {
  return (
    <>
      <p className="protocol-caption">{table.caption}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={table.caption}>
        <table className="apa">
          <thead>
            <tr>
              {table.head.map((cell, column) => (
                <th key={column} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) =>
                  column === 0 ? (
                    <th key={column} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={column}>{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Facts({ rows, label }: { readonly rows: readonly (readonly [string, string])[]; readonly label: string }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="apa">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
