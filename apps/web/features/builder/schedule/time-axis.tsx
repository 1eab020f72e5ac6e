"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

import { assessmentGrid, changeVisits } from "@kendali/builder";
import { formatNumber } from "@kendali/i18n";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { halfOf, labelRows, rowHeight } from "./axis-labels.ts";
import { columnWords } from "./column-words.ts";

const width = 720;
const left = 30;
const right = 690;

/** Visits where they lie in time, with their windows: a ring is moved by dragging it or with the arrow keys. */
export function TimeAxis({ chosen, onChoose }: { chosen: string | null; onChoose: (visit: string) => void }) {
  const t = useTranslator(builderScheduleCatalogue);
  const { locale } = useLocale();
  const { document, draft, edit } = useBuilder();
  const drawing = useRef<SVGSVGElement>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const runs = assessmentGrid(document).columns.flatMap((column) => (column.kind === "visit" ? [column] : []));
  const days = runs.flatMap(({ visits }) =>
    visits.flatMap(({ day, window }) => [day - window.before, day + window.after]),
  );
  // While a ring is held the scale stays, or it would slip away under the hand.
  const { from, to } = held?.scale ?? { from: Math.min(0, ...days), to: Math.max(7, ...days) };
  const x = (day: number) => left + ((day - from) / (to - from)) * (right - left);
  const number = (value: number) => formatNumber(locale, value, 0);

  const shift = (keys: readonly string[], days_: number, merge: string) => {
    if (days_ !== 0)
      edit(
        changeVisits(document, keys, (visit) => ({ ...visit, day: visit.day + days_ })),
        merge,
      );
  };
  const dayAt = (event: PointerEvent): number => {
    const box = drawing.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return from;
    const place = ((event.clientX - box.left) / box.width) * width;
    return Math.round(from + ((place - left) / (right - left)) * (to - from));
  };
  const single = runs.filter(({ isRun }) => !isRun);
  const labels = single.map((run) => labelOf(columnWords(run, locale, t).name));
  const rows = labelRows(
    single.map(({ visits }, index) => ({ middle: x(visits[0]?.day ?? 0), label: labels[index] ?? "" })),
    width,
  );
  // Two rows have room above the axis; each further one makes the drawing higher.
  const more = Math.max(0, Math.max(0, ...rows) - 1) * rowHeight;
  return (
    <div className="scroll soa-axis">
      <svg
        ref={drawing}
        className="fig"
        viewBox={`0 ${-more} ${width} ${92 + more}`}
        role="group"
        aria-label={t("schedule_axis", { from: number(from), to: number(to) })}
      >
        <path className="ax" d={`M${left} 48H${right}`} />
        {ticksOf(from, to).map((day) => (
          <g key={day}>
            <path className="ax" d={`M${x(day)} 48v5`} />
            <text className="q" x={x(day)} y={68} textAnchor="middle">
              {number(day)}
            </text>
          </g>
        ))}
        <text className="q" x={0} y={68}>
          {t("day")}
        </text>
        {/* Lines from higher names to the axis lie under the names between them. */}
        {single.map(({ key, visits }, index) => {
          const row = rows[index] ?? 0;
          const middle = x(held?.key === key ? held.day : (visits[0]?.day ?? 0));
          return row === 0 ? null : (
            <path key={key} d={`M${middle} ${36 - row * rowHeight}V40`} stroke="var(--ink-3)" />
          );
        })}
        {runs.map((run) => {
          const keys = run.visits.map(({ key }) => key);
          const [first] = run.visits;
          const last = run.visits.at(-1);
          if (first === undefined || last === undefined) return null;
          const { name } = columnWords(run, locale, t);
          const isChosen = run.key === chosen;
          if (run.isRun)
            return (
              <g key={run.key} className="soa-run" onClick={() => onChoose(run.key)}>
                <path d={`M${x(first.day)} 82H${x(last.day)}`} stroke="var(--ink-2)" strokeWidth={6} />
                <text x={x(last.day) + 8} y={86}>
                  {name}
                </text>
              </g>
            );
          // What is held is only drawn elsewhere; letting go is one edit, however slow the hand was.
          const isHeld = held?.key === run.key;
          const day = isHeld ? held.day : first.day;
          const label = isHeld ? t("day_n", { day: number(day) }) : labelOf(name);
          const middle = x(day);
          const half = halfOf(label);
          const labelRow = rows[single.indexOf(run)] ?? 0;
          const baseline = 32 - labelRow * rowHeight;
          const opens = x(day - first.window.before);
          const closes = x(day + first.window.after);
          return (
            <g key={run.key}>
              <text
                x={Math.max(half, Math.min(width - half, middle))}
                y={baseline}
                textAnchor="middle"
                className={isChosen ? "chosen" : undefined}
              >
                {label}
              </text>
              <path d={`M${opens} 41V49M${closes} 41V49M${opens} 45H${closes}`} stroke="var(--ink)" strokeWidth={1.8} />
              <g
                className="soa-knob"
                role="slider"
                tabIndex={0}
                aria-label={t("axis_visit", { label: name, day: number(day) })}
                aria-valuenow={day}
                aria-valuemin={from}
                aria-valuemax={to}
                aria-valuetext={t("day_n", { day: number(day) })}
                aria-disabled={!draft.mayEdit}
                onFocus={() => onChoose(run.key)}
                onKeyDown={(event: KeyboardEvent) => {
                  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
                  if (step === undefined || !draft.mayEdit) return;
                  event.preventDefault();
                  shift(keys, step, `day:${run.key}`);
                }}
                onPointerDown={(event) => {
                  onChoose(run.key);
                  if (!draft.mayEdit) return;
                  event.currentTarget.setPointerCapture(event.pointerId);
                  setHeld({ key: run.key, day: first.day, scale: { from, to } });
                }}
                onPointerMove={(event) => {
                  if (isHeld) setHeld({ ...held, day: Math.max(from, Math.min(to, dayAt(event))) });
                }}
                onPointerUp={() => {
                  setHeld(null);
                  if (isHeld) shift(keys, day - first.day, `drag:${run.key}`);
                }}
                onPointerCancel={() => setHeld(null)}
              >
                <circle className="soa-halo" cx={middle} cy={45} r={12} />
                <circle className={`soa-ring${isChosen ? " chosen" : ""}`} cx={middle} cy={45} r={isHeld ? 7 : 5} />
              </g>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

type Held = {
  readonly key: string;
  readonly day: number;
  readonly scale: { readonly from: number; readonly to: number };
};

function labelOf(name: string): string {
  return name.length > 18 ? `${name.slice(0, 17)}…` : name;
}

function ticksOf(from: number, to: number): readonly number[] {
  const step = [1, 7, 14, 28, 91, 182, 364].find((size) => (to - from) / size <= 12) ?? Math.ceil((to - from) / 10);
  const ticks: number[] = [];
  for (let day = Math.ceil(from / step) * step; day <= to; day += step) ticks.push(day);
  return ticks;
}
