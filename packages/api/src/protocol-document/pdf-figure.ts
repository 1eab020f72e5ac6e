import type { Drawing, Ink, Shape } from "@kendali/reports";
import type PDFDocument from "pdfkit";

type Pdf = InstanceType<typeof PDFDocument>;
type Place = { readonly x: number; readonly y: number; readonly scale: number };

const inks: Record<Ink, string> = {
  ink: "#1E1B17",
  ink2: "#4B463F",
  line: "#857E73",
  paper: "#FFFFFF",
  armA: "#2B5BA8",
  armB: "#B0540F",
};

/** Draws a figure's shapes as lines and letters, not as a picture: it stays sharp and can be searched. */
export function drawFigure(pdf: Pdf, drawing: Drawing, place: Place): void {
  for (const shape of drawing.shapes) drawShape(pdf, shape, place);
}

function drawShape(pdf: Pdf, shape: Shape, { x, y, scale }: Place): void {
  switch (shape.kind) {
    case "line":
      pdf
        .moveTo(x + shape.x1 * scale, y + shape.y1 * scale)
        .lineTo(x + shape.x2 * scale, y + shape.y2 * scale)
        .lineWidth(shape.width * scale)
        .stroke(inks[shape.ink]);
      return;
    case "rect":
      pdf
        .rect(x + shape.x * scale, y + shape.y * scale, shape.width * scale, shape.height * scale)
        .fill(inks[shape.ink]);
      return;
    case "circle":
      pdf
        .circle(x + shape.x * scale, y + shape.y * scale, shape.radius * scale)
        .lineWidth(shape.width * scale)
        .fillAndStroke(inks.paper, inks[shape.ink]);
      return;
    case "text": {
      pdf.font(shape.bold ? "bold" : "regular").fontSize(shape.size * scale * 0.94);
      const width = pdf.widthOfString(shape.text);
      const left = shape.anchor === "start" ? 0 : shape.anchor === "middle" ? width / 2 : width;
      pdf.fillColor(inks[shape.ink]).text(shape.text, x + shape.x * scale - left, y + shape.y * scale, {
        lineBreak: false,
        baseline: "alphabetic",
      });
    }
  }
}
