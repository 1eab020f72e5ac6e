import type { Codelist } from "@kendali/domain";

type Code = Codelist["codes"][number];
export type WrittenCode = Pick<Code, "code" | "label">;
export type ChoicesReading =
  | { readonly ok: true; readonly codes: readonly WrittenCode[] }
  | { readonly ok: false; readonly code: "choices_unreadable" | "choice_code_twice"; readonly found: string };

/** The codes of a list in one cell: `0=Tidak|No; 1=Ya|Yes`. A sign that parts them is written with `\` before it. */
export function choicesText(codes: readonly WrittenCode[]): string {
  return codes.map(({ code, label }) => `${code}=${escaped(label.id)}|${escaped(label.en)}`).join("; ");
}

/** Reads what `choicesText` writes; one language alone stands in the first place, and the other is left empty. */
export function readChoices(text: string): ChoicesReading {
  const codes: WrittenCode[] = [];
  for (const part of splitAt(text, /[;\n]/)) {
    if (part.trim() === "") continue;
    const [code = "", ...rest] = splitAt(part, /=/);
    const words = rest.join("=");
    if (!/^-?\d{1,9}$/.test(code.trim()) || words.trim() === "") return unreadable(part);
    const [id = "", en = "", ...more] = splitAt(words, /\|/).map((label) => unescaped(label.trim()));
    if (more.length > 0) return unreadable(part);
    const number = Number(code.trim());
    if (codes.some((known) => known.code === number))
      return { ok: false, code: "choice_code_twice", found: code.trim() };
    codes.push({ code: number, label: { id, en } });
  }
  return codes.length === 0 && text.trim() !== "" ? unreadable(text) : { ok: true, codes };
}

function unreadable(part: string): ChoicesReading {
  return { ok: false, code: "choices_unreadable", found: part.trim().slice(0, 60) };
}

/** Parts a text at a sign that no `\` stands before; the `\` stay. */
function splitAt(text: string, sign: RegExp): readonly string[] {
  const parts: string[] = [];
  let part = "";
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] ?? "";
    if (letter === "\\") {
      part += letter + (text[index + 1] ?? "");
      index += 1;
    } else if (sign.test(letter)) {
      parts.push(part);
      part = "";
    } else part += letter;
  }
  return [...parts, part];
}

function escaped(label: string): string {
  const written = label
    .replace(/[\\;|=]/g, (sign) => `\\${sign}`)
    .replace(/[\n\r\t]/g, (sign) => (sign === "\n" ? "\\n" : sign === "\r" ? "\\r" : "\\t"));
  // A space at the end would be lost.
  return written.replace(/^ | $/g, "\\s");
}

const signs: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["s", " "],
]);

function unescaped(label: string): string {
  return label.replace(/\\(.)/g, (_, sign: string) => signs.get(sign) ?? sign);
}
