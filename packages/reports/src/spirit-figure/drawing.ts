/** A colour by what it means; who draws gives it a value. */
export type Ink = "ink" | "ink2" | "line" | "paper" | "armA" | "armB";

/** One shape of a drawing; lengths in points, the origin at the top left. */
export type Shape =
  | {
      readonly kind: "line";
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly ink: Ink;
      readonly width: number;
    }
  | {
      readonly kind: "rect";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: Ink;
    }
  | {
      readonly kind: "circle";
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly ink: Ink;
      readonly width: number;
    }
  | {
      readonly kind: "text";
      readonly x: number;
      /** The base line. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly ink: Ink;
      readonly anchor: "start" | "middle" | "end";
      readonly bold: boolean;
    };

/** A figure as shapes, so that page, file and print draw the same. */
export type Drawing = {
  readonly width: number;
  readonly height: number;
  /** What a person who cannot see it is told. */
  readonly title: string;
  readonly shapes: readonly Shape[];
};

const paper: Record<Ink, string> = {
  ink: "#1E1B17",
  ink2: "#4B463F",
  line: "#857E73",
  paper: "#FFFFFF",
  armA: "#2B5BA8",
  armB: "#B0540F",
};

/** The drawing as an SVG file in the light colours, readable without anything else. */
export function svgOf(drawing: Drawing, language: string): string {
  const { width, height } = drawing;
  const body = drawing.shapes.map(shapeSvg).join("\n");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" lang="${language}" font-family="'Plus Jakarta Sans Variable', 'Plus Jakarta Sans', 'Noto Sans', 'DejaVu Sans', sans-serif">`,
    `<title>${escapeXml(drawing.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${paper.paper}"/>`,
    body,
    "</svg>",
    "",
  ].join("\n");
}

function shapeSvg(shape: Shape): string {
  switch (shape.kind) {
    case "line":
      return `<path d="M${shape.x1} ${shape.y1}L${shape.x2} ${shape.y2}" stroke="${paper[shape.ink]}" stroke-width="${shape.width}"/>`;
    case "rect":
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${paper[shape.ink]}"/>`;
    case "circle":
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" fill="${paper.paper}" stroke="${paper[shape.ink]}" stroke-width="${shape.width}"/>`;
    case "text":
      return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}" fill="${paper[shape.ink]}" text-anchor="${shape.anchor}"${shape.bold ? ' font-weight="700"' : ""}>${escapeXml(shape.text)}</text>`;
  }
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeXml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}
