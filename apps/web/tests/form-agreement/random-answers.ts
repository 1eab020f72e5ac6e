import { type CompiledField, type CompiledForm, type Locale, type MissingReason } from "@kendali/domain";

import { type Answers, noAnswers } from "../../features/field/entry/answers.ts";
import type { Draw } from "./draw.ts";

const hostile = [
  "__proto__",
  "constructor",
  "<script>alert(1)</script>",
  "=1+1",
  "'; DROP TABLE form_entry; --",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202eabc",
  "1e400",
  "-0",
  "NaN",
  "Infinity",
  "0x10",
  "9".repeat(400),
  "1.234",
  "1,234",
  "1.234,5",
  "12,5 ml",
  "12.5 kg",
  "\u0661\u0662",
  "\uff11\uff12",
  " 7 ",
  "31/02/2026",
  "03/04/2026",
  "2026-11-",
  "?",
  "24:00",
  "null",
  "true",
  "[0, 1]",
  '{"m":"refused"}',
  "x".repeat(5000),
  "\u{1f476}\u{1f3fd}",
] as const;

const anyReason: readonly MissingReason[] = ["not_done", "refused", "not_applicable", "unknown", "not_available"];

/** What a person, or whoever sits at the device, may have put into the boxes of a form. */
export function randomAnswers(draw: Draw, form: CompiledForm, locale: Locale): Answers {
  const texts: Record<string, string> = {};
  const missing: Record<string, MissingReason> = {};
  const explained: Record<string, string> = {};
  // Mostly sound entries: else hardly one of them could be saved.
  const care = draw.pick([1, 1, 0.97, 0.8, 0.4]);
  for (const field of form.fields) {
    const { key } = field.item;
    if (draw.chance(care)) {
      const given = soundText(draw, field, locale);
      if (given !== null && draw.chance(field.item.required ? 0.97 : 0.7)) texts[key] = given;
      else if (draw.chance(0.5)) leaveEmpty(draw, field, missing);
    } else if (draw.chance(0.3)) {
      missing[key] = draw.pick(anyReason);
    } else {
      texts[key] = draw.chance(0.5) ? draw.pick(hostile) : (soundText(draw, draw.pick(form.fields), locale) ?? "");
    }
    if (draw.chance(0.5)) explained[key] = draw.chance(0.9) ? "seen twice" : draw.pick([...hostile, " ", ""]);
  }
  return { ...noAnswers, texts, missing, reasons: explained };
}

function leaveEmpty(draw: Draw, { item }: CompiledField, missing: Record<string, MissingReason>): void {
  const offered = item.missingReasons ?? [];
  if (offered.length > 0) missing[item.key] = draw.pick(offered);
}

/** A text that is mostly a value of the item, as people of either language write it; null where nothing is entered. */
function soundText(draw: Draw, field: CompiledField, locale: Locale): string | null {
  const { codelist, definition } = field;
  const codes = codelist?.codes.map(({ code }) => code) ?? [];
  switch (definition.defaultInput) {
    case "number":
    case "timer":
      return numberText(draw, field, locale);
    case "single_choice":
      return String(draw.pick(codes));
    case "several_choices":
      return draw.some(codes, 1).join(draw.pick([", ", " ", ";"]));
    case "yes_no":
      return draw.pick(["1", "0", "ya", "Tidak", "YES", "n"]);
    case "date":
      return dayText(draw, locale);
    case "partial_date":
      return draw.pick([
        () => `${draw.int(1960, 2026)}`,
        () => `2026-${draw.int(1, 12)}`,
        () => dayText(draw, locale),
      ])();
    case "time":
      return clockText(draw);
    case "date_time":
      return `${dayText(draw, locale)}${draw.pick(["T", " "])}${clockText(draw)}`;
    case "barcode":
      return draw.pick(["42", "AB-123", "a1b", "4006381333931", "79927398713", "A1"]);
    case "photo":
    case "signature":
    case "attachment":
      return `${hexOf(draw)}.${draw.pick(["png", "png", "jpg", "pdf"])}`;
    case "text":
    case "text_area":
      return draw.pick(["a", "abc def", "A1", "Ibu Áyu", "dua\nbaris", "'kutip'", "1"]);
    case "computed":
    case "none":
      return null;
  }
}

function numberText(draw: Draw, { item, definition }: CompiledField, locale: Locale): string {
  const low = item.hardRange?.min ?? 0;
  const high = item.hardRange?.max ?? low + 60;
  const value = draw.int(low, Math.ceil(high));
  const decimals = definition.allowedProperties.includes("decimals") ? draw.int(0, item.decimals ?? 2) : 0;
  const fraction = decimals === 0 ? "" : String(draw.int(0, 10 ** decimals - 1)).padStart(decimals, "0");
  const mark = draw.chance(0.8) ? (locale === "id" ? "," : ".") : draw.pick([",", "."]);
  const number = fraction === "" ? String(value) : `${value}${mark}${fraction}`;
  return draw.chance(0.1) && item.unit !== undefined ? `${number} ${item.unit}` : number;
}

/** A day around the visits, one in ten after today. */
function dayText(draw: Draw, locale: Locale): string {
  const [year, month, day] = [draw.pick([2025, 2026]), draw.int(1, 12), draw.int(1, 28)];
  const two = (part: number) => String(part).padStart(2, "0");
  return locale === "id" && draw.chance(0.5) ? `${day}/${month}/${year}` : `${year}-${two(month)}-${two(day)}`;
}

function clockText(draw: Draw): string {
  const minute = String(draw.int(0, 59)).padStart(2, "0");
  return draw.pick([`${String(draw.int(0, 23)).padStart(2, "0")}:${minute}`, `${draw.int(0, 23)}.${minute}`]);
}

function hexOf(draw: Draw): string {
  return Array.from({ length: 64 }, () => draw.int(0, 15).toString(16)).join("");
}

/** JSON that no page of ours would send. */
export function hostileValues(draw: Draw, form: CompiledForm): unknown {
  if (draw.chance(0.02)) return draw.pick([null, [], 7, "text", true]);
  const entries = form.fields
    .filter(() => draw.chance(0.7))
    .map((field): [string, unknown] => [field.item.key, hostileValue(draw, 2)]);
  const strangers = draw.some(["__proto__", "constructor", "toString", "nobody", ""], 0);
  return Object.fromEntries([...entries, ...strangers.map((name): [string, unknown] => [name, hostileValue(draw, 1)])]);
}

function hostileValue(draw: Draw, depth: number): unknown {
  const leaves: readonly (() => unknown)[] = [
    () => draw.pick([0, -0, 1, 2.5, -1e308, 1e-7, 2 ** 53, 0.1 + 0.2]),
    () => draw.pick([...hostile, "", "2026-11-22", "2026-11", "14:30", "2026-11-22T10:00"]),
    () => draw.pick([true, false, null]),
    () => ({ m: draw.pick([...anyReason, "nothing", 3, null]) }),
    () => [0, 1, 2].slice(0, draw.int(0, 3)),
  ];
  if (depth === 0) return draw.pick(leaves)();
  return draw.pick([
    ...leaves,
    ...leaves,
    () => [hostileValue(draw, depth - 1), hostileValue(draw, depth - 1)],
    () => ({ m: "refused", more: hostileValue(draw, depth - 1) }),
    () => ({ [draw.pick(["m", "__proto__", "length"])]: hostileValue(draw, depth - 1) }),
  ])();
}
