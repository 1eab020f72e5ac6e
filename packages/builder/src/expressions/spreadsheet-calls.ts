import type { ExpressionAdvice } from "./expression.types.ts";

/** What people know from spreadsheets, in English and as Excel names it in Indonesia. */
const habits: ReadonlyMap<string, "if" | "sum" | "mean"> = new Map([
  ["if", "if"],
  ["iif", "if"],
  ["jika", "if"],
  ["sum", "sum"],
  ["jumlah", "sum"],
  ["average", "mean"],
  ["avg", "mean"],
  ["mean", "mean"],
  ["rerata", "mean"],
]);
/** Texts in quotes are skipped, so that nothing inside them is taken for a call. */
const opening =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.])(?<call>[A-Za-z]+)\s*\((?!\s*\))|(?<power>(?<![\w.])(?<base>[A-Za-z_]\w*|\d+(?:\.\d+)?)\s*\^\s*(?<exponent>\d+)(?![\w.])|\^)/g;

/** Deeper than this nobody nests calls by hand. */
const deepest = 20;

/** Calls as a spreadsheet has them and powers, each with what the language writes for it. */
export function spreadsheetCalls(text: string, names: ReadonlySet<string>): readonly ExpressionAdvice[] {
  const found: ExpressionAdvice[] = [];
  let past = 0;
  for (const match of text.matchAll(opening)) {
    if (match.index < past) continue;
    const { call, power, base, exponent } = match.groups ?? {};
    const start = match.index;
    if (power !== undefined) {
      const proposal = base === undefined ? null : powerOf(base, Number(exponent));
      const params = { found: power, ...(proposal === null ? {} : { proposal }) };
      const code = proposal === null ? "power_sign" : "spreadsheet_call";
      found.push({ code, severity: "must", start, end: start + power.length, params, proposal });
      continue;
    }
    const habit = call === undefined || names.has(call) ? undefined : habits.get(call.toLowerCase());
    const args = habit === undefined ? null : argumentsFrom(text, start + match[0].length);
    if (call === undefined || habit === undefined || args === null) continue;
    past = args.end;
    const proposal = rewritten(text.slice(start, args.end), names, 0);
    const place = { severity: "must", start, end: args.end, proposal } as const;
    if (proposal !== null) found.push({ ...place, code: "spreadsheet_call", params: { found: call, proposal } });
    else if (habit === "if") found.push({ ...place, code: "spreadsheet_if", params: { found: call } });
  }
  return found;
}

function powerOf(base: string, exponent: number): string | null {
  return exponent >= 2 && exponent <= 4 ? `(${Array.from({ length: exponent }, () => base).join(" * ")})` : null;
}

/** A whole call as the language writes it, the calls inside it too; `null` where it has not the parts that it needs. */
function rewritten(text: string, names: ReadonlySet<string>, depth: number): string | null {
  const match = /^([A-Za-z]+)\s*\(/.exec(text);
  const habit = match?.[1] === undefined ? undefined : habits.get(match[1].toLowerCase());
  const args = match === null ? null : argumentsFrom(text, match[0].length);
  if (habit === undefined || args === null || depth > deepest) return null;
  const parts = args.parts.map((part) => inside(part.trim(), names, depth));
  if (parts.some((part) => part === "")) return null;
  if (habit === "if") {
    const [condition = "", yes = "", no = ""] = parts;
    return parts.length === 3 ? `(${held(condition)} ? ${held(yes)} : ${held(no)})` : null;
  }
  const sum = parts.map(held).join(" + ");
  if (habit === "sum") return parts.length === 1 ? sum : `(${sum})`;
  return parts.length === 1 ? sum : `((${sum}) / ${parts.length})`;
}

/** Part of a call with the calls in it rewritten; one that cannot be is left as it is, and told next. */
function inside(part: string, names: ReadonlySet<string>, depth: number): string {
  let out = "";
  let past = 0;
  for (const match of part.matchAll(opening)) {
    const call = match.groups?.["call"];
    if (match.index < past || call === undefined || names.has(call) || !habits.has(call.toLowerCase())) continue;
    const args = argumentsFrom(part, match.index + match[0].length);
    const written = args === null ? null : rewritten(part.slice(match.index, args.end), names, depth + 1);
    if (args === null || written === null) continue;
    out += part.slice(past, match.index) + written;
    past = args.end;
  }
  return out + part.slice(past);
}

/** In brackets unless it is one name, number, text or a thing in brackets already. */
function held(part: string): string {
  if (/^(?:[\w.]+|"[^"\\]*"|'[^'\\]*')$/.test(part)) return part;
  return part.startsWith("(") && argumentsFrom(part, 1)?.end === part.length ? part : `(${part})`;
}

/** The parts of a call from behind its bracket to the bracket that closes it; between semicolons where it has any. */
function argumentsFrom(text: string, from: number): { readonly parts: readonly string[]; readonly end: number } | null {
  const cuts: { readonly at: number; readonly mark: string }[] = [];
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    if (letter === '"' || letter === "'") {
      const close = text.indexOf(letter, at + 1);
      if (close < 0) return null;
      at = close;
    } else if (letter === "(" || letter === "[") depth += 1;
    else if ((letter === ")" || letter === "]") && depth > 0) depth -= 1;
    else if (letter === ")") return { parts: cutAt(text, from, at, cuts), end: at + 1 };
    else if (depth === 0 && (letter === "," || letter === ";")) cuts.push({ at, mark: letter });
  }
  return null;
}

function cutAt(
  text: string,
  from: number,
  to: number,
  cuts: readonly { readonly at: number; readonly mark: string }[],
): readonly string[] {
  const mark = cuts.some((cut) => cut.mark === ";") ? ";" : ",";
  const ends = cuts.filter((cut) => cut.mark === mark).map(({ at }) => at);
  return [...ends, to].map((end, index) => text.slice(index === 0 ? from : (ends[index - 1] ?? from) + 1, end));
}
