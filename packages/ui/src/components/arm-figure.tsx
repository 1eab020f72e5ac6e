import { formatNumber, formatSigned, type Locale } from "@kendali/i18n";
import { useId } from "react";
import { armColours, ArmMark, ArmNumber, type ArmPlace } from "./arm-shape.tsx";
import { type Estimate, Interval } from "./paired-figure.tsx";
import { makeScale, pathOf, px, type Scale, spread, ticksThatFit } from "./scale.ts";

export type ArmPoint = Estimate & {
  /** Study day of the visit: the time axis is true. */
  readonly day: number;
  /** Each participant's value at the visit, drawn behind the mean. */
  readonly values?: readonly number[] | undefined;
};

export type ArmSeries = {
  /** The control is B; every compared arm A. */
  readonly place: ArmPlace;
  /** In the order of the document, where there are more than two arms: their mark. */
  readonly number?: number | undefined;
  readonly label: string;
  readonly points: readonly ArmPoint[];
};

export type ArmFigureProps = {
  readonly locale: Locale;
  /** The figure in words, with its numbers. */
  readonly title: string;
  readonly unit: string;
  readonly arms: readonly ArmSeries[];
  /** Names of the visits at their days. */
  readonly visits: readonly { readonly day: number; readonly label: string }[];
  /** The adjusted difference of the primary analysis, on its own axis at the same scale. */
  readonly difference?: (Estimate & { readonly label: string }) | undefined;
  readonly digits?: number | undefined;
};

const area = { top: 34, bottom: 288, left: 54, axis: 528, mean: 580, end: 650 } as const;

/**
 * Arms over time, each with its label beside it and no legend. Two: A a filled square in nila, B a hollow circle in soga. More: their
 * numbers, the compared in nila with lines of their own, the control in soga.
 */
export function ArmFigure({ locale, title, unit, arms, visits, difference, digits = 1 }: ArmFigureProps) {
  const id = useId();
  const right = difference === undefined ? 560 : 400;
  const all = arms.flatMap((arm) => arm.points.flatMap((point) => [point.low, point.high, ...(point.values ?? [])]));
  const y = makeScale(all, area.bottom, area.top, { zero: all.every((value) => value >= 0), count: 4 });
  const days = visits.map((visit) => visit.day);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const x = (day: number) =>
    px(area.left + 40 + ((day - first) / Math.max(1, last - first)) * (right - area.left - 80));
  const lowered = lowerCrowded(visits.map((visit) => ({ x: x(visit.day), width: visit.label.length * 7 + 8 })));
  return (
    <svg className="fig" viewBox="0 0 660 334" role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      <text className="q" x="10" y="18">
        {unit}
      </text>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <path className="gr" d={`M${area.left} ${y.at(tick)}H${right}`} />
          <text className="q" x={area.left - 8} y={y.at(tick) + 4} textAnchor="end">
            {formatNumber(locale, tick)}
          </text>
        </g>
      ))}
      {visits.map((visit, index) => (
        <text
          key={visit.day}
          x={x(visit.day)}
          y={area.bottom + 22 + (lowered[index] === true ? 15 : 0)}
          textAnchor="middle"
          fontWeight="650"
        >
          {visit.label}
        </text>
      ))}
      {arms.map((arm, index) => (
        <Arm key={keyOf(arm)} arm={arm} look={lookOf(arms, index)} x={x} y={y} />
      ))}
      <Labels arms={arms} x={x} y={y} />
      {difference !== undefined && <Difference locale={locale} difference={difference} y={y} digits={digits} />}
    </svg>
  );
}

type Place = (day: number) => number;

/** Which labels step down a line because they would touch the one before. */
function lowerCrowded(labels: readonly { readonly x: number; readonly width: number }[]): readonly boolean[] {
  const ends = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return labels.map(({ x, width }) => {
    const line = x - width / 2 >= (ends[0] ?? 0) ? 0 : 1;
    ends[line] = x + width / 2;
    return line === 1;
  });
}

/** How an arm is drawn: how far beside its day, so that intervals do not cover each other, and its line. */
type Look = { readonly aside: number; readonly dash: string | undefined };

const dashes = [undefined, "8 4", "2.5 3", "9 3 2 3"] as const;

function lookOf(arms: readonly ArmSeries[], index: number): Look {
  const arm = arms[index];
  if (arms.length <= 2 || arm === undefined) return { aside: arm?.place === "b" ? 7 : -7, dash: undefined };
  const among = arms.slice(0, index).filter(({ place }) => place === arm.place).length;
  const step = Math.min(16, 48 / (arms.length - 1));
  return { aside: (index - (arms.length - 1) / 2) * step, dash: dashes[among % dashes.length] };
}

function keyOf({ place, number }: ArmSeries): string {
  return number === undefined ? place : String(number);
}

function Arm({
  arm,
  look,
  x,
  y,
}: {
  readonly arm: ArmSeries;
  readonly look: Look;
  readonly x: Place;
  readonly y: Scale;
}) {
  const colour = armColours[arm.place];
  const at = (point: ArmPoint) => x(point.day) + look.aside;
  return (
    <>
      {arm.points.map((point) => (
        <Cases key={point.day} point={point} place={arm.place} side={Math.sign(look.aside) || 1} x={at(point)} y={y} />
      ))}
      <path
        d={pathOf(arm.points.map((point) => [at(point), y.at(point.mean)]))}
        fill="none"
        stroke={colour}
        strokeWidth="2.2"
        strokeDasharray={look.dash}
      />
      {arm.points.map((point) => (
        <g key={point.day}>
          <path d={`M${at(point)} ${y.at(point.low)}V${y.at(point.high)}`} stroke={colour} strokeWidth="2.4" />
          {arm.number === undefined ? (
            <ArmMark place={arm.place} x={at(point)} y={y.at(point.mean)} />
          ) : (
            <ArmNumber number={arm.number} colour={colour} x={at(point)} y={y.at(point.mean)} />
          )}
        </g>
      ))}
    </>
  );
}

/** Individual data are always visible, pale and to the outer side of the mean. */
function Cases({
  point,
  place,
  side,
  x,
  y,
}: {
  readonly point: ArmPoint;
  readonly place: ArmPlace;
  readonly side: number;
  readonly x: number;
  readonly y: Scale;
}) {
  const values = point.values ?? [];
  const perPixel = (y.high - y.low) / Math.abs(y.at(y.low) - y.at(y.high));
  const moves = spread(values, 3.4 * perPixel);
  return (
    <>
      {values.map((value, index) => (
        <circle
          key={index}
          cx={px(x + side * (9 + Math.min(5, Math.abs(moves[index] ?? 0)) * 3))}
          cy={y.at(value)}
          r="1.7"
          fill={place === "a" ? armColours.a : "none"}
          fillOpacity=".45"
          stroke={place === "b" ? armColours.b : "none"}
          strokeWidth="0.9"
          strokeOpacity=".6"
        />
      ))}
    </>
  );
}

/** Direct labels at the last visit, in lines of about twelve letters, kept apart. */
function Labels({ arms, x, y }: { readonly arms: readonly ArmSeries[]; readonly x: Place; readonly y: Scale }) {
  const ends = arms
    .flatMap((arm) => {
      const last = arm.points.at(-1);
      return last === undefined
        ? []
        : [{ arm, lines: linesOf(wordsOf(arm)), x: x(last.day) + 34, y: y.at(last.mean) + 4 }];
    })
    .sort((a, b) => a.y - b.y);
  const moved = keptApart(ends.map(({ y: top, lines }) => ({ top, height: lines.length * 15 })));
  return (
    <>
      {ends.map((end, index) => (
        <text key={keyOf(end.arm)} y={px(moved[index] ?? end.y)} fontWeight="700" fill={armColours[end.arm.place]}>
          {end.lines.map((line, row) => (
            <tspan key={line} x={end.x} dy={row === 0 ? 0 : 15}>
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </>
  );
}

function wordsOf({ label, number }: ArmSeries): string {
  return number === undefined ? label : `${number} ${label}`;
}

/** Two labels give way to each other alike; of more each stands below the one above it, and all within the figure. */
function keptApart(labels: readonly { readonly top: number; readonly height: number }[]): readonly number[] {
  const [upper, lower] = labels;
  if (labels.length === 2 && upper !== undefined && lower !== undefined) {
    const gap = Math.max(0, upper.height - (lower.top - upper.top)) / 2;
    return [upper.top - gap, lower.top + gap];
  }
  let free = Number.NEGATIVE_INFINITY;
  const placed = labels.map(({ top, height }) => {
    const at = Math.max(top, free);
    free = at + height + 2;
    return at;
  });
  const over = Math.max(0, free - area.bottom - 12);
  return placed.map((top) => top - over);
}

function linesOf(label: string): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 12) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

type DifferenceProps = {
  readonly locale: Locale;
  readonly difference: Estimate & { readonly label: string };
  readonly y: Scale;
  readonly digits: number;
};

function Difference({ locale, difference, y, digits }: DifferenceProps) {
  const perUnit = (area.bottom - area.top) / (y.high - y.low);
  const reached = [difference.low, difference.high, 0];
  const count = ticksThatFit((Math.max(...reached) - Math.min(...reached)) * perUnit);
  const own = makeScale(reached, 0, 1, { zero: true, count });
  const bottom = Math.min(area.bottom, (area.top + area.bottom + (own.high - own.low) * perUnit) / 2);
  const scale: Scale = { ...own, at: (value) => px(bottom - (value - own.low) * perUnit) };
  return (
    <>
      <path className="ax" d={`M${area.axis} ${scale.at(own.low)}V${scale.at(own.high)}`} />
      {own.ticks.map((tick) => (
        <g key={tick}>
          <path className="ax" d={`M${area.axis - 4} ${scale.at(tick)}h4`} />
          <text className="q" x={area.axis - 9} y={scale.at(tick) + 4} textAnchor="end">
            {formatSigned(locale, tick)}
          </text>
        </g>
      ))}
      <path d={`M${area.axis} ${scale.at(0)}H${area.end}`} stroke="var(--ink)" strokeDasharray="3 3" />
      <Interval estimate={difference} x={area.mean} y={scale} />
      <text x={area.mean + 11} y={scale.at(difference.mean) + 4} fontWeight="700">
        {formatNumber(locale, difference.mean, digits)}
      </text>
      <text x={(area.axis + area.end) / 2} y={area.bottom + 22} textAnchor="middle" fontWeight="650">
        {difference.label}
      </text>
    </>
  );
}
