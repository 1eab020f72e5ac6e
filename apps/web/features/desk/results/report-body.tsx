"use client";

import type { ReactNode } from "react";

import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import type { MarginFact, ReportBlock, ReportModel, ReportPart, ReportSection } from "@kendali/reports";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { ShortHash } from "@kendali/ui/components/hash-line";
import { Message } from "@kendali/ui/components/message";
import { MarginNotes } from "@kendali/ui/components/statistic";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { ReportFigure } from "./report-figure.tsx";
import { ReportFlow } from "./report-flow.tsx";
import { ReportTable } from "./report-table.tsx";
import { RichWords } from "./rich-words.tsx";

/** A report from its first sentence to what the design cannot show; `fileName` begins the names of its figures' files. */
export function ReportBody({ report, fileName }: { report: ReportModel; fileName: string }) {
  return (
    <>
      <p className="say">
        <RichWords text={report.lead.sentence} />
      </p>
      <Margin facts={[report.lead.margin]} />
      <hr />
      {figuresFirst(report.blocks).map((block) => (
        <Block key={block.key} block={block} kind={report.studyKind} fileName={fileName} />
      ))}
      {report.masking === null ? null : <Block block={report.masking} kind={report.studyKind} fileName={fileName} />}
      <section aria-labelledby="report-flow">
        <h2 id="report-flow" className="desk-block">
          {report.flow.title}
        </h2>
        <ReportFlow flow={report.flow} />
      </section>
      <hr />
      <Honesty report={report} />
      <Margin facts={report.provenance} />
    </>
  );
}

/** Figures stand before tables; the plan's order holds within each. */
function figuresFirst(blocks: readonly ReportBlock[]): readonly ReportBlock[] {
  const isFigure = (block: ReportBlock) => block.parts.some((part) => part.type === "figure");
  return [...blocks.filter(isFigure), ...blocks.filter((block) => !isFigure(block))];
}

type BlockProps = { block: ReportSection; kind: ReportModel["studyKind"]; fileName: string };

function Block({ block, kind, fileName }: BlockProps) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const code = block.code.join("\n");
  const role = <span className={block.isPrimary ? "tag live" : "tag"}>{block.role}</span>;
  // A table under the same title is headed by its own caption; the heading stays for those who hear the page.
  const [first] = block.parts;
  const isSaidByTable = first?.type === "table" && first.caption.startsWith(block.title);
  return (
    <>
      <section aria-labelledby={`block-${block.key}`}>
        <h2 id={`block-${block.key}`} className={isSaidByTable ? "vh" : "desk-block"}>
          {block.title} {isSaidByTable ? null : role}
        </h2>
        {block.note === null ? null : <p className="desk-block-note">{block.note}</p>}
        {block.parts.map((part, index) => (
          <Part
            key={index}
            part={part}
            kind={kind}
            fileName={fileName}
            {...(isSaidByTable && index === 0 ? { tag: role } : {})}
          />
        ))}
        {code.trim() === "" ? null : (
          <details className="more">
            <summary>{t("r_code")}</summary>
            <pre className="code mono" tabIndex={0} role="region" aria-label={`${t("r_code")}: ${block.title}`}>
              {code}
            </pre>
            <div className="copy">
              <CopyButton locale={locale} text={code} />
            </div>
          </details>
        )}
      </section>
      <Margin facts={block.margin} />
      <hr />
    </>
  );
}

type PartProps = { part: ReportPart; kind: ReportModel["studyKind"]; fileName: string; tag?: ReactNode };

function Part({ part, kind, fileName, tag }: PartProps) {
  switch (part.type) {
    case "table":
      return <ReportTable table={part} tag={tag} />;
    case "figure":
      return <ReportFigure figure={part} kind={kind} fileName={fileName} />;
    case "refusal":
      return (
        <div className="desk-refusal">
          <Message tone="info" {...(part.about === null ? {} : { title: `${part.about}.` })}>
            {part.text}
          </Message>
        </div>
      );
  }
}

function Honesty({ report: { honesty } }: { report: ReportModel }) {
  return (
    <section className="honest" aria-labelledby="honesty">
      <h2 id="honesty">{honesty.title}</h2>
      <ul>
        {honesty.items.map((item) => (
          <li key={item.heading}>
            <b>{item.heading}.</b> {item.text}
          </li>
        ))}
      </ul>
      {honesty.assumptions.length === 0 ? null : (
        <>
          <h3 className="desk-assumed">{honesty.assumptionsTitle}</h3>
          <ul className="desk-assumptions">
            {honesty.assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const hashPattern = /^[0-9a-f]{64}$/;

function Margin({ facts }: { facts: readonly MarginFact[] }) {
  return (
    <MarginNotes
      notes={facts.map(({ heading, lines }) => ({
        title: heading,
        words: lines.map((line, index) => {
          const [only] = line;
          const isHash = line.length === 1 && only !== undefined && hashPattern.test(only.text);
          return (
            <span key={index} className="desk-line">
              {isHash ? <ShortHash value={only.text} /> : <RichWords text={line} />}
            </span>
          );
        }),
      }))}
    />
  );
}
