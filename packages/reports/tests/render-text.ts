import { plainText, type ReportModel, type ReportPart, type ReportTable } from "@kendali/reports";

/** A report as plain text, for snapshots that a person can read in a diff. */
export function renderText(report: ReportModel): string {
  return [
    report.tag === null ? "" : `[${report.tag.word}] ${report.tag.sentence}`,
    ...report.notes,
    plainText(report.lead.sentence),
    `   | ${report.lead.margin.lines.map(plainText).join(" ")}`,
    "",
    `== ${report.flow.title}`,
    ...report.flow.boxes.map(
      (box) =>
        `${box.place.padEnd(5)} ${box.label}: ${box.count}${box.details.map((detail) => `\n        ${detail.label}: ${detail.count}`).join("")}`,
    ),
    ...report.flow.notes,
    ...report.blocks.flatMap((block) => [
      "",
      `== ${block.title} (${block.role})`,
      ...block.parts.map(renderPart),
      ...block.margin.map((fact) => `   | ${fact.heading}: ${fact.lines.map(plainText).join(" ")}`),
    ]),
    "",
    `== ${report.honesty.title}`,
    ...report.honesty.items.map((item) => `- ${item.heading}. ${item.text}`),
  ]
    .join("\n")
    .replaceAll("\u00a0", " ");
}

function renderPart(part: ReportPart): string {
  if (part.type === "refusal") return `${part.about === null ? "" : `${part.about}. `}${part.text}`;
  if (part.type === "table") return renderTable(part);
  return `${part.name} ${part.caption}\n${part.summary}`;
}

function renderTable(table: ReportTable): string {
  const line = (cells: ReportTable["head"][number]) => cells.map((cell) => plainText(cell.content)).join(" | ");
  return [
    `${table.name} ${table.caption}`,
    ...table.head.map(line),
    "---",
    ...table.rows.map((row) => `${row.kind === "indented" ? "  " : ""}${line(row.cells)}`),
    ...table.note.map((note) => `* ${plainText(note)}`),
  ].join("\n");
}
