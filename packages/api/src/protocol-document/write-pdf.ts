import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { DocumentChapter, DocumentPart, DocumentSection, ProtocolDocument } from "@kendali/reports";
import PDFDocument from "pdfkit";
import { drawFigure } from "./pdf-figure.ts";
import { plainFace } from "./plain-face.ts";

const require = createRequire(import.meta.url);
/** A face with every sign a protocol needs: ≤ ≥ → × − and Greek. Only the letters used are put into the file. */
const faceFiles = { regular: "DejaVuSansCondensed.ttf", bold: "DejaVuSansCondensed-Bold.ttf" };

let read: Readonly<Record<keyof typeof faceFiles, Buffer>> | null = null;

/** The faces, read with the first document that is written. */
function faces() {
  const load = (file: string): Buffer => plainFace(readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${file}`)));
  read ??= { regular: load(faceFiles.regular), bold: load(faceFiles.bold) };
  return read;
}

type Pdf = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Pdf["struct"]>;

/** A4 in points, with margins of 2 cm. */
const margin = 57;
const footHeight = 24;

const inks = {
  ink: "#1E1B17",
  ink2: "#4B463F",
  ink3: "#68625A",
  line: "#DDD8CF",
  warn: "#5E4300",
  warnSoft: "#FFF0C7",
  warnEdge: "#A87900",
  accent: "#23477F",
};
const languages = { id: "id-ID", en: "en-GB" } as const;

type Entry = { readonly title: string; readonly level: 1 | 2; readonly anchor: string; readonly page: number };

type Writer = {
  readonly pdf: Pdf;
  readonly root: Element;
  readonly model: ProtocolDocument;
  readonly entries: Entry[];
};

/** The document as a tagged PDF with outline, contents, and links; the same document gives the same bytes. */
export async function writePdf(model: ProtocolDocument): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: margin, bottom: margin + footHeight, left: margin, right: margin },
    pdfVersion: "1.7",
    tagged: true,
    lang: languages[model.locale],
    displayTitle: true,
    bufferPages: true,
    // Without the face that pdfkit brings along; ours are registered below.
    font: "",
    info: {
      Title: model.title,
      Subject: `${model.kind}. ${model.order}`,
      Author: "Kendali",
      Creator: "Kendali",
      Producer: "Kendali",
      ...(model.hash === null ? {} : { Keywords: `SHA-256 ${model.hash}` }),
      // A document is as old as its version, so that the same version gives the same bytes.
      CreationDate: new Date(`${model.date}T00:00:00Z`),
      ModDate: new Date(`${model.date}T00:00:00Z`),
    },
  });
  const done = collect(pdf);
  pdf.registerFont("regular", faces().regular);
  pdf.registerFont("bold", faces().bold);
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  const writer: Writer = { pdf, root, model, entries: [] };
  titlePage(writer);
  missingPage(writer);
  const contents = reserveContents(writer);
  const chapters = [...model.chapters, ...model.appendices];
  for (const [index, chapter] of chapters.entries()) {
    if (index === 0 || model.appendices.includes(chapter)) pdf.addPage();
    else pdf.y += 16;
    writeChapter(writer, chapter);
  }
  writeContents(writer, contents);
  root.end();
  writeFeet(writer);
  pdf.end();
  return done;
}

function collect(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on("error", reject);
  });
}

const widthOf = ({ pdf }: Writer): number => pdf.page.width - 2 * margin;
const bottomOf = ({ pdf }: Writer): number => pdf.page.height - margin - footHeight;

/** What a structure element says beside its kind; the types of pdfkit do not know scope and box. */
type Said = {
  readonly alt?: string;
  readonly scope?: "Column" | "Row";
  readonly bbox?: readonly [number, number, number, number];
};

/** A structure element with what is drawn in it. */
function tagged({ pdf }: Pick<Writer, "pdf">, tag: string, draw: () => void, said: Said = {}): Element {
  return pdf.struct(tag, { ...said }, [draw]);
}

type Look = {
  readonly size: number;
  readonly bold?: boolean;
  readonly ink?: string;
  readonly after?: number;
  readonly indent?: number;
};

/** Text of one structure element, across pages where it must. */
function write(writer: Writer, parent: Element, tag: string, text: string, look: Look): void {
  const { pdf } = writer;
  const { size, bold = false, ink = inks.ink, after = 6, indent = 0 } = look;
  pdf.font(bold ? "bold" : "regular").fontSize(size);
  const line = pdf.currentLineHeight(true);
  if (pdf.y + line > bottomOf(writer)) pdf.addPage();
  parent.add(
    tagged(writer, tag, () => {
      pdf.fillColor(ink).text(clean(text), margin + indent, pdf.y, { width: widthOf(writer) - indent, lineGap: 1.8 });
    }),
  );
  pdf.y += after;
}

function titlePage(writer: Writer): void {
  const { pdf, root, model } = writer;
  pdf.y = 150;
  write(writer, root, "P", model.kind, { size: 12, ink: inks.ink2, after: 10 });
  write(writer, root, "H1", model.title, { size: 21, bold: true, after: 14 });
  write(writer, root, "P", model.order, { size: 10.5, ink: inks.ink2, after: 26 });
  writeTable(writer, { head: [], rows: model.facts, widths: [0.34, 0.66], isHeadColumn: true });
}

function missingPage(writer: Writer): void {
  const { pdf, root, model } = writer;
  pdf.addPage();
  headingAt(writer, model.open.title, { level: 1, anchor: "missing" });
  write(writer, root, "P", model.open.lead, { size: 9.5 });
  const list = pdf.struct("L");
  root.add(list);
  for (const item of model.open.items)
    writeItem(writer, list, `${item.number}  ${item.asks}`.trim(), { anchor: `s_${item.key}` });
  list.end();
}

/** Where the contents will stand once the pages are known: as many pages as its lines need. */
function reserveContents({ pdf, root, model }: Writer): { readonly first: number; readonly toc: Element } {
  const chapters = [...model.chapters, ...model.appendices];
  const lines = chapters.reduce((sum, { sections }) => sum + sections.length + 1, 0);
  pdf.addPage();
  const first = pdf.bufferedPageRange().count - 1;
  for (let page = 1; page < Math.ceil(lines / linesPerPage); page += 1) pdf.addPage();
  const toc = pdf.struct("TOC");
  root.add(toc);
  return { first, toc };
}

const linesPerPage = 44;
const contentsLine = 14.5;

function writeContents(writer: Writer, { first, toc }: ReturnType<typeof reserveContents>): void {
  const { pdf, model, entries } = writer;
  const listed = entries.filter(({ anchor }) => anchor !== "missing");
  pdf.switchToPage(first);
  pdf.x = margin;
  pdf.y = margin;
  toc.add(
    tagged(writer, "H2", () => {
      pdf.font("bold").fontSize(15).fillColor(inks.ink).text(model.contentsTitle, margin, margin);
    }),
  );
  listed.forEach((entry, index) => {
    const page = Math.floor(index / linesPerPage);
    pdf.switchToPage(first + page);
    const y = margin + 30 + (index % linesPerPage) * contentsLine;
    const x = margin + (entry.level - 1) * 14;
    pdf.font(entry.level === 1 ? "bold" : "regular").fontSize(9);
    const title = fit(pdf, entry.title, widthOf(writer) - 60);
    toc.add(
      tagged(writer, "TOCI", () => {
        pdf.fillColor(inks.ink).text(title, x, y, { lineBreak: false, goTo: entry.anchor });
        pdf.text(String(entry.page), margin, y, { width: widthOf(writer), align: "right", lineBreak: false });
      }),
    );
  });
  toc.end();
}

/** The text as far as it fits on one line. No line holds more letters than are looked at here. */
function fit(pdf: Pdf, text: string, width: number): string {
  const letters = [...clean(text.slice(0, 800)).replaceAll("\u200b", "")];
  const isWhole = text.length <= 800;
  if (isWhole && pdf.widthOfString(letters.join("")) <= width) return letters.join("");
  const cut = (count: number): string => `${letters.slice(0, count).join("").trimEnd()}…`;
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2);
    if (pdf.widthOfString(cut(count)) <= width) fits = count;
    else tooMany = count;
  }
  return cut(fits);
}

function headingAt(writer: Writer, title: string, { level, anchor }: Pick<Entry, "level" | "anchor">): void {
  const { pdf, root, entries } = writer;
  const size = level === 1 ? 15 : 11.5;
  // A heading stands with some lines of what it heads.
  if (pdf.y + size * 2 + 50 > bottomOf(writer)) pdf.addPage();
  pdf.addNamedDestination(anchor, "XYZ", margin, pdf.y - 4, null);
  entries.push({ title, level, anchor, page: pdf.bufferedPageRange().count });
  write(writer, root, level === 1 ? "H2" : "H3", title, { size, bold: true, after: level === 1 ? 8 : 2 });
}

function writeChapter(writer: Writer, chapter: DocumentChapter): void {
  const { pdf } = writer;
  // A chapter begins with room for its first section, or on the next page.
  if (pdf.y + 150 > bottomOf(writer)) pdf.addPage();
  const outline = pdf.outline.addItem(plain(chapter.title));
  headingAt(writer, chapter.title, { level: 1, anchor: `c_${chapter.key}` });
  for (const section of chapter.sections) {
    pdf.y += 6;
    writeSection(writer, section, outline);
  }
}

function writeSection(writer: Writer, section: DocumentSection, outline: ReturnType<Pdf["outline"]["addItem"]>): void {
  const { pdf, root } = writer;
  const title = section.number === null ? section.title : `${section.number}  ${section.title}`;
  // A table keeps its section's heading beside it.
  const [first] = section.parts;
  if ((first?.kind === "table" || first?.kind === "facts") && pdf.y + 130 > bottomOf(writer)) pdf.addPage();
  // So does a figure on a page across, which would leave it alone on the page before.
  if (first?.kind === "figure" && isWide(first)) turnPage(writer);
  headingAt(writer, title, { level: 2, anchor: `s_${section.key}` });
  outline.addItem(plain(title));
  if (section.asks !== null) write(writer, root, "P", section.asks, { size: 7.5, ink: inks.ink3, after: 5 });
  for (const part of section.parts) writePart(writer, part);
}

function writePart(writer: Writer, part: DocumentPart): void {
  const { pdf, root } = writer;
  switch (part.kind) {
    case "paragraph":
      write(writer, root, "P", part.text, { size: 9.5 });
      return;
    case "heading":
      pdf.y += 3;
      // With the first lines of what it heads, a table's caption and head among them.
      if (pdf.y + 110 > bottomOf(writer)) pdf.addPage();
      write(writer, root, "H4", part.text, { size: 9.5, bold: true, after: 3 });
      return;
    case "list": {
      const list = pdf.struct("L");
      root.add(list);
      for (const item of part.items) writeItem(writer, list, item, {});
      list.end();
      pdf.y += 3;
      return;
    }
    case "missing":
      writeMissing(writer, part.text);
      return;
    case "facts":
      writeCaption(writer, part.caption);
      writeTable(writer, { head: [], rows: part.rows, widths: [0.3, 0.7], isHeadColumn: true });
      return;
    case "table":
      writeCaption(writer, part.caption);
      writeTable(writer, { ...part, isHeadColumn: false });
      return;
    case "figure":
      writeFigure(writer, part);
  }
}

function writeItem(writer: Writer, list: Element, text: string, { anchor }: { readonly anchor?: string }): void {
  const { pdf } = writer;
  pdf.font("regular").fontSize(9.5);
  if (pdf.y + pdf.currentLineHeight(true) > bottomOf(writer)) pdf.addPage();
  const item = pdf.struct("LI");
  list.add(item);
  const top = pdf.y;
  item.add(
    tagged(writer, "Lbl", () => {
      pdf.fillColor(inks.ink).text("•", margin + 4, top, { lineBreak: false });
    }),
  );
  item.add(
    tagged(writer, "LBody", () => {
      pdf.fillColor(anchor === undefined ? inks.ink : inks.accent).text(clean(text), margin + 16, top, {
        width: widthOf(writer) - 16,
        lineGap: 1.8,
        ...(anchor === undefined ? {} : { goTo: anchor }),
      });
    }),
  );
  item.end();
  pdf.y += 3;
}

/** What nobody has filled in: a bar and a tint, and the word itself. */
function writeMissing(writer: Writer, text: string): void {
  const { pdf, root } = writer;
  pdf.font("bold").fontSize(9.5);
  const inner = widthOf(writer) - 16;
  const height = pdf.heightOfString(clean(text), { width: inner, lineGap: 1.8 }) + 8;
  if (pdf.y + height > bottomOf(writer)) pdf.addPage();
  const top = pdf.y;
  decorate(writer, () => {
    pdf.rect(margin, top, widthOf(writer), height).fill(inks.warnSoft);
    pdf.rect(margin, top, 3, height).fill(inks.warnEdge);
  });
  root.add(
    tagged(writer, "P", () => {
      pdf.fillColor(inks.warn).text(clean(text), margin + 10, top + 4, { width: inner, lineGap: 1.8 });
    }),
  );
  pdf.y = top + height + 7;
}

function writeCaption(writer: Writer, text: string): void {
  const { pdf, root } = writer;
  pdf.y += 4;
  // A caption never stands alone at the foot of a page.
  if (pdf.y + 60 > bottomOf(writer)) pdf.addPage();
  write(writer, root, "P", text, { size: 8.5, bold: true, after: 3 });
}

/** Lines and tints are no content: screen readers pass them over. */
function decorate({ pdf }: Writer, draw: () => void): void {
  pdf.markContent("Artifact", { type: "Layout" });
  draw();
  pdf.endMarkedContent();
}

type TableDraft = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly isHeadColumn: boolean;
};

const cellPad = { x: 4, y: 3.5 };

/** A table of many columns has smaller letters and less room between them. */
function cellLook({ widths }: TableDraft): { readonly size: number; readonly pad: number } {
  return widths.length > 7 ? { size: 6.8, pad: 2 } : { size: 8, pad: cellPad.x };
}

/** A table with rules above, below and under its head; the head is drawn again on every page. */
function writeTable(writer: Writer, draft: TableDraft): void {
  const { pdf, root } = writer;
  const table = pdf.struct("Table");
  root.add(table);
  ruleAt(writer, 1.1, inks.ink);
  if (draft.head.length > 0) writeRow(writer, table, draft, { cells: draft.head, isHead: true });
  for (const cells of draft.rows) {
    const height = rowHeight(writer, draft, cells, false);
    if (pdf.y + height > bottomOf(writer)) {
      ruleAt(writer, 0.5, inks.line);
      pdf.addPage();
      ruleAt(writer, 1.1, inks.ink);
      if (draft.head.length > 0) writeRow(writer, table, draft, { cells: draft.head, isHead: true });
    }
    writeRow(writer, table, draft, { cells, isHead: false });
  }
  ruleAt(writer, 1.1, inks.ink);
  table.end();
  pdf.y += 9;
}

function ruleAt(writer: Writer, thickness: number, ink: string): void {
  const { pdf } = writer;
  const { y } = pdf;
  decorate(writer, () => {
    pdf
      .moveTo(margin, y)
      .lineTo(margin + widthOf(writer), y)
      .lineWidth(thickness)
      .stroke(ink);
  });
}

function cellFont(writer: Writer, draft: TableDraft, isBold: boolean): void {
  writer.pdf.font(isBold ? "bold" : "regular").fontSize(cellLook(draft).size);
}

function rowHeight(writer: Writer, draft: TableDraft, cells: readonly string[], isHead: boolean): number {
  const heights = cells.map((text, column) => {
    cellFont(writer, draft, isHead || (draft.isHeadColumn && column === 0));
    const width = (draft.widths[column] ?? 0) * widthOf(writer) - 2 * cellLook(draft).pad;
    return writer.pdf.heightOfString(clean(text), { width: Math.max(8, width), lineGap: 1 });
  });
  return Math.max(0, ...heights) + 2 * cellPad.y;
}

type Row = { readonly cells: readonly string[]; readonly isHead: boolean };

function writeRow(writer: Writer, table: Element, draft: TableDraft, { cells, isHead }: Row): void {
  const { pdf } = writer;
  const height = rowHeight(writer, draft, cells, isHead);
  const row = pdf.struct("TR");
  table.add(row);
  // A row higher than a page goes on over the page's end instead of losing its last lines.
  const isHuge = height > bottomOf(writer) - margin;
  const top = pdf.y;
  let x = margin;
  cells.forEach((text, column) => {
    const width = (draft.widths[column] ?? 0) * widthOf(writer);
    const isNamed = isHead || (draft.isHeadColumn && column === 0);
    row.add(
      tagged(
        writer,
        isNamed ? "TH" : "TD",
        () => {
          cellFont(writer, draft, isNamed);
          const place = isHuge && column > 0 ? pdf.y : top + cellPad.y;
          pdf.fillColor(inks.ink).text(clean(text), x + cellLook(draft).pad, place, {
            width: Math.max(8, width - 2 * cellLook(draft).pad),
            lineGap: 1,
            ...(isHuge ? {} : { height: height - cellPad.y + 2 }),
          });
        },
        isNamed ? { scope: isHead ? "Column" : "Row" } : {},
      ),
    );
    x += width;
  });
  row.end();
  if (!isHuge) pdf.y = top + height;
  ruleAt(writer, isHead ? 0.8 : 0.4, isHead ? inks.ink : inks.line);
}

type Figure = Extract<DocumentPart, { kind: "figure" }>;

/** A wide figure gets a page across. */
function isWide({ drawing }: Figure): boolean {
  return drawing.width > 600;
}

/** Begins a page across, unless one was begun for the heading. */
function turnPage({ pdf }: Writer): void {
  if (pdf.page.layout !== "landscape") pdf.addPage({ size: "A4", layout: "landscape", margins: pdf.page.margins });
}

function writeFigure(writer: Writer, figure: Figure): void {
  const { pdf, root } = writer;
  const { caption, drawing } = figure;
  const isAcross = isWide(figure);
  if (isAcross) turnPage(writer);
  writeCaption(writer, caption);
  const room = bottomOf(writer) - pdf.y;
  const scale = Math.min(1, widthOf(writer) / drawing.width, (isAcross ? room : 620) / drawing.height);
  if (pdf.y + drawing.height * scale > bottomOf(writer)) pdf.addPage();
  const top = pdf.y;
  const bbox: [number, number, number, number] = [
    margin,
    top,
    margin + drawing.width * scale,
    top + drawing.height * scale,
  ];
  root.add(
    tagged(writer, "Figure", () => drawFigure(pdf, drawing, { x: margin, y: top, scale }), {
      alt: plain(drawing.title),
      bbox,
    }),
  );
  pdf.y = top + drawing.height * scale + 10;
  if (isAcross) pdf.addPage({ size: "A4", margins: pdf.page.margins });
}

function writeFeet({ pdf, model }: Writer): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const { height, width, margins } = pdf.page;
    // Below the margin pdfkit would begin a new page.
    pdf.page.margins = { ...margins, bottom: 0 };
    pdf.markContent("Artifact", { type: "Pagination" });
    pdf.font("regular").fontSize(7.5).fillColor(inks.ink3);
    const words = `${fit(pdf, model.foot, width - 2 * margin - 170)}${hashWords(model)}`;
    pdf.text(words, margin, height - margin, { lineBreak: false });
    pdf.text(`${String(page + 1)} / ${String(count)}`, margin, height - margin, {
      width: width - 2 * margin,
      align: "right",
      lineBreak: false,
    });
    pdf.endMarkedContent();
    pdf.page.margins = margins;
  }
}

function hashWords({ hash }: ProtocolDocument): string {
  return hash === null ? "" : `  ·  SHA-256 ${hash.slice(0, 12)}`;
}

/** As `clean`, for what no line of print is made of. */
function plain(text: string): string {
  return clean(text).replaceAll("\u200b", "");
}

/** What is longer without a blank than any word or address may be broken after every so many letters. */
const unbroken = /[^\s\u200b]{100}(?=[^\s\u200b])/gu;

/**
 * What a line of print cannot hold is left out; a lone half of a character becomes the replacement character. Very long words
 * get places to break at that nobody sees: pdfkit measures the whole rest of a word anew for each of its lines.
 */
function clean(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, "\ufffd")
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u2060\ufffe\uffff]/gu, "")
    .replaceAll(unbroken, "$&\u200b");
}
