import type { DocumentChapter, DocumentPart, DocumentSection, ProtocolDocument } from "@kendali/reports";
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  InternalHyperlink,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from "docx";
import { figureTable } from "./docx-figure.ts";
import { cleanText } from "./clean-text.ts";

/** Width of the text on A4 with margins of 2.2 cm, in twentieths of a point. */
const textTwips = 9_410;
/** The same on a page across. */
const acrossTwips = 14_342;

const languages = { id: "id-ID", en: "en-GB" } as const;

/** The document as a Word file: headings for the navigation, real lists and tables with head rows, links from what is missing. */
export async function writeDocx(written: ProtocolDocument): Promise<Uint8Array> {
  const model = readableXml(written);
  const chapters = [...model.chapters, ...model.appendices];
  const flow: readonly Block[] = [
    ...titlePage(model),
    ...missingPage(model),
    ...contentsOf(model, chapters),
    ...chapters.flatMap((chapter, index) => chapterParts(chapter, index === 0 || model.appendices.includes(chapter))),
  ];
  const file = new Document({
    title: model.title,
    subject: model.kind,
    description: model.hash === null ? model.order : `${model.order}. SHA-256 ${model.hash}`,
    creator: "Kendali",
    lastModifiedBy: "Kendali",
    styles: stylesOf(model),
    numbering: { config: [{ reference: "bullets", levels: [bullet] }] },
    sections: sectionsOf(flow).map(({ isAcross, children }) => ({
      properties: {
        page: {
          size: {
            // A page across is given as an upright one: the library turns it.
            width: 11_906,
            height: 16_838,
            orientation: isAcross ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
          },
          margin: margins,
        },
      },
      footers: { default: footOf(model) },
      children,
    })),
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}

/** What stands on an upright page, or all of a page across. */
type Block = Paragraph | Table | { readonly across: readonly (Paragraph | Table)[] };
type PageRun = { readonly isAcross: boolean; readonly children: readonly (Paragraph | Table)[] };

/** Sections of Word: the text upright, each wide figure on a page across, the text after it upright again. */
function sectionsOf(flow: readonly Block[]): readonly PageRun[] {
  const runs: { isAcross: boolean; children: (Paragraph | Table)[] }[] = [];
  for (const block of flow) {
    if ("across" in block) {
      runs.push({ isAcross: true, children: [...block.across] });
      continue;
    }
    const last = runs.at(-1);
    if (last === undefined || last.isAcross) runs.push({ isAcross: false, children: [block] });
    else last.children.push(block);
  }
  return runs;
}

const margins = { top: 1_248, bottom: 1_248, left: 1_248, right: 1_248 };

const bullet = {
  level: 0,
  format: LevelFormat.BULLET,
  text: "•",
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: 360, hanging: 260 } } },
} as const;

function stylesOf({ locale }: ProtocolDocument) {
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: "1E1B17", font: "Calibri" },
    paragraph: { spacing: { before, after: 100, line: 260, lineRule: LineRuleType.AUTO }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font: "Calibri", size: 21, language: { value: languages[locale] } },
        paragraph: { spacing: { after: 110, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: heading(44, 0),
      heading1: heading(32, 420),
      heading2: heading(25, 300),
      heading3: heading(22, 200),
    },
  };
}

function footOf({ foot, hash }: ProtocolDocument): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.LEFT,
        children: [
          new TextRun({
            text: `${foot}${hash === null ? "" : ` · SHA-256 ${hash.slice(0, 12)}`} · `,
            size: 16,
            color: "68625A",
          }),
          new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES], size: 16, color: "68625A" }),
        ],
      }),
    ],
  });
}

function titlePage(model: ProtocolDocument): readonly (Paragraph | Table)[] {
  return [
    new Paragraph({ text: model.kind, spacing: { before: 1_800, after: 120 } }),
    new Paragraph({ text: model.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ children: [new TextRun({ text: model.order, color: "4B463F" })], spacing: { after: 480 } }),
    tableOf([], model.facts, [0.34, 0.66], { isHeadColumn: true }),
  ];
}

function missingPage({ open }: ProtocolDocument): readonly Paragraph[] {
  return [
    new Paragraph({ text: open.title, heading: HeadingLevel.HEADING_1, pageBreakBefore: true }),
    new Paragraph({ text: open.lead }),
    ...open.items.map(
      (item) =>
        new Paragraph({
          numbering: { reference: "bullets", level: 0 },
          children: [linkTo(item.key, `${item.number} ${item.asks}`.trim())],
        }),
    ),
  ];
}

function linkTo(key: string, text: string): InternalHyperlink {
  return new InternalHyperlink({
    anchor: anchorOf(key),
    children: [new TextRun({ text, color: "23477F", underline: {} })],
  });
}

/** A bookmark's name: letters, digits and underscores, 40 at most. */
function anchorOf(key: string): string {
  return `k_${key.replaceAll(/[^A-Za-z0-9_]/gu, "_")}`.slice(0, 40);
}

function contentsOf(model: ProtocolDocument, chapters: readonly DocumentChapter[]): readonly Paragraph[] {
  return [
    new Paragraph({ text: model.contentsTitle, heading: HeadingLevel.HEADING_1, pageBreakBefore: true }),
    ...chapters.flatMap((chapter) => [
      new Paragraph({
        children: [new TextRun({ text: chapter.title, bold: true })],
        spacing: { before: 120, after: 20 },
      }),
      ...chapter.sections.map(
        (section) =>
          new Paragraph({
            indent: { left: 300 },
            spacing: { after: 0 },
            children: [linkTo(section.key, headingOf(section))],
          }),
      ),
    ]),
  ];
}

function headingOf({ number, title }: DocumentSection): string {
  return number === null ? title : `${number}  ${title}`;
}

function chapterParts(chapter: DocumentChapter, isOnOwnPage: boolean): readonly Block[] {
  return [
    new Paragraph({ text: chapter.title, heading: HeadingLevel.HEADING_1, pageBreakBefore: isOnOwnPage }),
    ...chapter.sections.flatMap((section) => {
      const head = [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          children: [new Bookmark({ id: anchorOf(section.key), children: [new TextRun(headingOf(section))] })],
        }),
        ...(section.asks === null
          ? []
          : [
              new Paragraph({
                keepNext: true,
                children: [new TextRun({ text: section.asks, size: 17, color: "68625A" })],
              }),
            ]),
      ];
      const [first, ...rest] = section.parts.flatMap((part, index) => partOf(part, section.parts[index + 1]));
      if (first === undefined) return head;
      // A figure on a page across takes its heading there, or that would stand alone on the page before.
      return "across" in first ? [{ across: [...head, ...first.across] }, ...rest] : [...head, first, ...rest];
    }),
  ];
}

function partOf(part: DocumentPart, next: DocumentPart | undefined): readonly Block[] {
  switch (part.kind) {
    case "paragraph":
      // What is said of a table stands on its page.
      return [new Paragraph({ ...linesOf(part.text), keepNext: next?.kind === "table" || next?.kind === "facts" })];
    case "heading":
      return [new Paragraph({ text: part.text, heading: HeadingLevel.HEADING_3 })];
    case "list":
      return part.items.map(
        (item) => new Paragraph({ ...linesOf(item), numbering: { reference: "bullets", level: 0 } }),
      );
    case "missing":
      return [missingParagraph(part.text)];
    case "facts":
      return [caption(part.caption), tableOf([], part.rows, [0.3, 0.7], { isHeadColumn: true }), gap()];
    case "table":
      // The figure is a table here; its words need not stand twice.
      if (part.ofFigure === true) return [];
      return [caption(part.caption), tableOf(part.head, part.rows, part.widths, { isHeadColumn: false }), gap()];
    case "figure": {
      // Word draws a vector only beside a picture in pixels: the figure is a table of its own, with marks and arrows.
      const isAcross = part.grid.columns.length > 5;
      const blocks = [caption(part.caption), ...figureTable(part.grid, isAcross ? acrossTwips : textTwips)];
      return isAcross ? [{ across: blocks }] : [...blocks, gap()];
    }
  }
}

function missingParagraph(text: string): Paragraph {
  return new Paragraph({
    children: [new TextRun({ text, bold: true, color: "5E4300" })],
    shading: { type: ShadingType.CLEAR, fill: "FFF0C7" },
    border: { left: { style: BorderStyle.SINGLE, size: 18, color: "A87900", space: 6 } },
  });
}

function caption(text: string): Paragraph {
  return new Paragraph({
    children: [new TextRun({ text, bold: true, size: 19 })],
    keepNext: true,
    spacing: { before: 160, after: 60 },
  });
}

const gap = (): Paragraph => new Paragraph({ text: "", spacing: { after: 60 } });

const rule = { style: BorderStyle.SINGLE, size: 8, color: "1E1B17" } as const;
const hairline = { style: BorderStyle.SINGLE, size: 2, color: "DDD8CF" } as const;
const none = { style: BorderStyle.NONE, size: 0, color: "FFFFFF" } as const;

/** A table with rules above, below and under its head, and hairlines between rows; the head is repeated on every page. */
function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  { isHeadColumn }: { readonly isHeadColumn: boolean },
): Table {
  const columns = widths.map((share) => Math.round(share * textTwips));
  const cell = (text: string, column: number, isHead: boolean): TableCell =>
    new TableCell({
      width: { size: columns[column] ?? 1_000, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 60, right: 60 },
      children: text.split("\n").map(
        (line) =>
          new Paragraph({
            spacing: { after: 0 },
            keepNext: isHead && head.length > 0,
            children: [new TextRun({ text: line, bold: isHead, size: 18 })],
          }),
      ),
    });
  return new Table({
    width: { size: textTwips, type: WidthType.DXA },
    columnWidths: columns,
    borders: { top: rule, bottom: rule, left: none, right: none, insideHorizontal: hairline, insideVertical: none },
    rows: [
      ...(head.length === 0
        ? []
        : [
            new TableRow({
              tableHeader: true,
              cantSplit: true,
              children: head.map((text, column) => cell(text, column, true)),
            }),
          ]),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: row.every((text) => text.length < 900),
            children: row.map((text, column) => cell(text, column, isHeadColumn && column === 0)),
          }),
      ),
    ],
  });
}

function linesOf(text: string): IParagraphOptions {
  return {
    children: text.split("\n").map((line, index) => new TextRun({ text: line, ...(index === 0 ? {} : { break: 1 }) })),
  };
}

/** The model with every text as XML can hold it, whether it stands in the document, its properties or its foot. */
function readableXml(model: ProtocolDocument): ProtocolDocument {
  const replaced: unknown = JSON.parse(
    JSON.stringify(model, (_name, value: unknown) => (typeof value === "string" ? cleanText(value) : value)),
  );
  return replaced as ProtocolDocument;
}
