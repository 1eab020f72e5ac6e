"use client";

import type { Drawing, Ink, Shape } from "@kendali/reports";

const inks: Record<Ink, string> = {
  ink: "var(--ink)",
  ink2: "var(--ink-2)",
  line: "var(--edge)",
  paper: "var(--ground)",
  armA: "var(--arm-a)",
  armB: "var(--arm-b)",
};

/** A drawing of a report or protocol at its own size, in the colours of the page. */
export function DrawingView({ drawing }: { drawing: Drawing }) {
  return (
    <svg
      className="fig"
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      style={{ width: drawing.width, maxWidth: "none" }}
      role="img"
      aria-label={drawing.title}
    >
      {drawing.shapes.map((shape, index) => (
        // Shapes have no names; a figure is drawn anew as a whole.
        <DrawnShape key={index} shape={shape} />
      ))}
    </svg>
  );
}

function DrawnShape({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case "line":
      return (
        <path
          d={`M${shape.x1} ${shape.y1}L${shape.x2} ${shape.y2}`}
          stroke={inks[shape.ink]}
          strokeWidth={shape.width}
        />
      );
    case "rect":
      return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill={inks[shape.ink]} />;
    case "circle":
      return (
        <circle
          cx={shape.x}
          cy={shape.y}
          r={shape.radius}
          fill={inks.paper}
          stroke={inks[shape.ink]}
          strokeWidth={shape.width}
        />
      );
    case "text":
      return (
        <text
          x={shape.x}
          y={shape.y}
          style={{ fontSize: shape.size, fill: inks[shape.ink], fontWeight: shape.bold ? 700 : 400 }}
          textAnchor={shape.anchor}
        >
          {shape.text}
        </text>
      );
  }
}
