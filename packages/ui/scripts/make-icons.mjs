// Writes src/icons.ts: the Lucide symbols (ISC licence) that Kendali uses, each as one SVG path, so that a page ships only what it shows.
// Run `pnpm --filter @kendali/ui icons` after adding a name.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const names = [
  "arrow-left",
  "arrow-down",
  "arrow-right",
  "arrow-up",
  "ban",
  "calendar-days",
  "chart-line",
  "check",
  "chevron-down",
  "chevron-left",
  "chevron-right",
  "circle-check",
  "circle-dashed",
  "circle-dot",
  "circle-minus",
  "circle-question-mark",
  "circle-stop",
  "clipboard-list",
  "clock-alert",
  "cloud-upload",
  "code-xml",
  "contrast",
  "copy",
  "copy-plus",
  "database",
  "download",
  "eye",
  "eye-off",
  "file-down",
  "file-text",
  "git-compare",
  "history",
  "house",
  "info",
  "key-round",
  "layout-grid",
  "list",
  "loader-circle",
  "lock",
  "log-out",
  "message-circle-question-mark",
  "moon",
  "octagon-x",
  "pencil",
  "phone",
  "plus",
  "printer",
  "redo-2",
  "save",
  "scan-line",
  "search",
  "search-check",
  "send",
  "settings",
  "shield-check",
  "shuffle",
  "snowflake",
  "sun",
  "table",
  "timer",
  "trash-2",
  "triangle-alert",
  "undo-2",
  "user-plus",
  "users",
  "wifi-off",
  "x",
];

const icons = join(dirname(fileURLToPath(import.meta.resolve("lucide-static/package.json"))), "icons");

/** A path that starts at its own absolute point, so that paths can be joined. */
function absoluteStart(d) {
  const match = /^m\s*(-?[\d.]+)[\s,]*(-?(?:\d*\.\d+|\d+\.?))(.*)$/s.exec(d);
  if (match === null) return d;
  const rest = match[3].trim();
  return `M${match[1]} ${match[2]}${/^[-\d.]/.test(rest) ? `l${rest}` : rest}`;
}

const ellipse = (cx, cy, rx, ry) => `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;

function rectangle({ x, y, width, height, rx }) {
  const [w, h, r] = [Number(width), Number(height), Number(rx ?? 0)];
  const [left, top] = [Number(x), Number(y)];
  if (r === 0) return `M${left} ${top}h${w}v${h}h${-w}z`;
  const corner = (dx, dy) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${left + r} ${top}h${w - 2 * r}${corner(r, r)}v${h - 2 * r}${corner(-r, r)}h${2 * r - w}${corner(-r, -r)}v${2 * r - h}${corner(r, -r)}z`;
}

function toPath(tag, attributes) {
  const a = Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
  switch (tag) {
    case "path":
      return absoluteStart(a.d);
    case "circle":
      return ellipse(Number(a.cx), Number(a.cy), Number(a.r), Number(a.r));
    case "ellipse":
      return ellipse(Number(a.cx), Number(a.cy), Number(a.rx), Number(a.ry));
    case "rect":
      return rectangle(a);
    case "line":
      return `M${a.x1} ${a.y1}L${a.x2} ${a.y2}`;
    case "polyline":
      return `M${a.points.replaceAll(",", " ")}`;
    case "polygon":
      return `M${a.points.replaceAll(",", " ")}z`;
    default:
      throw new Error(`cannot turn <${tag}> into a path`);
  }
}

const camel = (name) => name.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const lines = names.map((name) => {
  const svg = readFileSync(join(icons, `${name}.svg`), "utf8");
  const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1);
  const path = [...body.matchAll(/<(path|circle|rect|line|ellipse|polyline|polygon)\s([^>]*?)\/?>/g)]
    .map((m) => toPath(m[1], m[2]))
    .join("");
  return `export const ${camel(name)}Icon = ${JSON.stringify(path)};`;
});

writeFileSync(
  new URL("../src/icons.ts", import.meta.url),
  `// Made by scripts/make-icons.mjs from Lucide (https://lucide.dev, ISC licence). Each symbol is one path on a 24 × 24 grid.\n${lines.join("\n")}\n`,
);
