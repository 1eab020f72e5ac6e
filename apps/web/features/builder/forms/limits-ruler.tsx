"use client";

import type { Item } from "@kendali/domain";
import { formatNumber, formatRange, type Locale } from "@kendali/i18n";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

type Range = NonNullable<Item["hardRange"]>;
const width = 440;
const left = 10;
const right = width - 10;

/** The limits of a number as one picture: what is possible as a line between two posts, what is normal as a bar on it. */
export function LimitsRuler({ item }: { item: Pick<Item, "hardRange" | "softRange" | "unit"> }) {
  const t = useTranslator(builderFormsCatalogue);
  const { locale } = useLocale();
  const { hardRange: hard, softRange: soft, unit } = item;
  const ends = [hard?.min, hard?.max, soft?.min, soft?.max].filter((end): end is number => typeof end === "number");
  if (ends.length === 0) return <p className="hint">{t("limits_none")}</p>;
  const scale = scaleOf(hard, ends);
  const from = soft === undefined ? scale.low : (soft.min ?? hard?.min ?? scale.low);
  const to = soft === undefined ? scale.high : (soft.max ?? hard?.max ?? scale.high);
  const [a, b] = [scale.x(from), scale.x(to)];
  const words = (range: Range | undefined) => rangeWords(range, unit, locale, t("limits_open"));
  const marks = marksOf(
    [...new Set(ends)].toSorted((x, y) => x - y),
    scale.x,
    (end, isLast) =>
      isLast && unit !== undefined ? `${formatNumber(locale, end)}\u00a0${unit}` : formatNumber(locale, end),
  );
  const rest = [
    { from: scale.x(scale.low), to: a },
    { from: b, to: scale.x(scale.high) },
  ].toSorted((x, y) => y.to - y.from - (x.to - x.from))[0];
  return (
    <svg
      className="fig ruler"
      viewBox={`0 0 ${width} 54`}
      role="img"
      aria-label={t("limits_figure", { hard: words(hard), soft: words(soft) })}
    >
      <path d={`M${left} 22H${right}`} stroke="var(--edge)" strokeWidth="2" />
      {b > a && <path d={`M${a} 22H${b}`} stroke="var(--accent)" strokeWidth="7" />}
      {typeof hard?.min === "number" && <path d={`M${left} 12v20`} stroke="var(--ink)" strokeWidth="2" />}
      {typeof hard?.max === "number" && <path d={`M${right} 12v20`} stroke="var(--ink)" strokeWidth="2" />}
      {[soft?.min, soft?.max].map((end) =>
        typeof end === "number" ? (
          <path key={end} d={`M${scale.x(end)} 14v16`} stroke="var(--accent)" strokeWidth="2.4" />
        ) : null,
      )}
      {marks.map(({ x, words: text, anchor }) => (
        <text key={text} x={x} y="49" textAnchor={anchor}>
          {text}
        </text>
      ))}
      {b - a > 50 && (
        <text x={(a + b) / 2} y="10" textAnchor="middle" fill="var(--accent)" fontWeight="650">
          {t("limits_normal")}
        </text>
      )}
      {soft !== undefined && rest !== undefined && rest.to - rest.from > 110 && (
        <text x={(rest.from + rest.to) / 2} y="10" textAnchor="middle" fill="var(--ink-2)">
          {t("limits_reason")}
        </text>
      )}
    </svg>
  );
}

type Scale = { readonly low: number; readonly high: number; readonly x: (value: number) => number };

/** From the lowest to the highest limit; an open end gets a tenth more room. */
function scaleOf(hard: Range | undefined, ends: readonly number[]): Scale {
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = (most - least || Math.abs(most) || 1) / 10;
  const low = typeof hard?.min === "number" ? Math.min(hard.min, least) : least - room;
  const high = typeof hard?.max === "number" ? Math.max(hard.max, most) : most + room;
  return { low, high, x: (value) => left + ((value - low) / (high - low || 1)) * (right - left) };
}

type RulerMark = { readonly x: number; readonly words: string; readonly anchor: "start" | "middle" | "end" };

/** The numbers under the ruler; where two would touch, the inner one is left out, since the boxes below say it. */
function marksOf(
  ends: readonly number[],
  x: (value: number) => number,
  say: (end: number, isLast: boolean) => string,
): readonly RulerMark[] {
  const marks = ends.map((end, index): RulerMark & { readonly half: number } => {
    const at = x(end);
    const words = say(end, index === ends.length - 1);
    return { x: at, words, anchor: at < 30 ? "start" : at > width - 60 ? "end" : "middle", half: words.length * 3.6 };
  });
  const span = ({ x: at, anchor, half }: (typeof marks)[number]): readonly [number, number] =>
    anchor === "start" ? [at, at + 2 * half] : anchor === "end" ? [at - 2 * half, at] : [at - half, at + half];
  const kept: (typeof marks)[number][] = [];
  for (const mark of [marks[0], marks.at(-1), ...marks.slice(1, -1)]) {
    if (mark === undefined || kept.includes(mark)) continue;
    const [from, to] = span(mark);
    if (kept.every((other) => span(other)[1] + 8 < from || to + 8 < span(other)[0])) kept.push(mark);
  }
  return kept;
}

function rangeWords(range: Range | undefined, unit: string | undefined, locale: Locale, open: string): string {
  if (range === undefined || (range.min === null && range.max === null)) return open;
  const tail = unit === undefined ? "" : `\u00a0${unit}`;
  if (range.min !== null && range.max !== null) return formatRange(locale, range.min, range.max, unit);
  return range.min === null
    ? `≤\u00a0${formatNumber(locale, range.max ?? 0)}${tail}`
    : `≥\u00a0${formatNumber(locale, range.min)}${tail}`;
}
