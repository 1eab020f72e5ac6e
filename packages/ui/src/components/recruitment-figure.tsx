import {
  civilFromDays,
  createTranslator,
  daysFromCivil,
  formatDate,
  type Locale,
  readCivilDate,
  uiCatalogue,
  writeCivilDate,
} from "@kendali/i18n";
import { useId } from "react";
import { makeScale, pathOf, px } from "./scale.ts";

export type DatedCount = { readonly date: string; readonly count: number };

export type RecruitmentFigureProps = {
  readonly locale: Locale;
  /** The figure in words, with its numbers. */
  readonly title: string;
  /** Cumulative counts, in order of date; the curve is a staircase. */
  readonly actual: readonly DatedCount[];
  /** Corners of the planned line, dashed. */
  readonly planned: readonly DatedCount[];
  /** The number to reach, as a dashed level; its words stand above it. */
  readonly target?: { readonly count: number; readonly words: string } | undefined;
  /** Where the present pace leads, dotted, with its words. */
  readonly forecast?: (DatedCount & { readonly words: readonly string[] }) | undefined;
  /** Absent once recruitment is over. */
  readonly today?: string | undefined;
  /** "85 allocated". */
  readonly words: string;
  /** "plan 92". */
  readonly plannedWords?: string | undefined;
};

const area = { top: 25.6, bottom: 196, left: 44, right: 620 } as const;

/** Recruitment against its plan: a staircase, the plan dashed, the forecast dotted, today a dashed upright. */
export function RecruitmentFigure(props: RecruitmentFigureProps) {
  const { locale, title, actual, planned, target, forecast, today, words, plannedWords } = props;
  const t = createTranslator(locale, uiCatalogue);
  const id = useId();
  const dated = [
    ...actual,
    ...planned,
    ...(forecast === undefined ? [] : [forecast]),
    ...(today === undefined ? [] : [{ date: today, count: 0 }]),
  ];
  const [first, end] = [Math.min(...dated.map(dayOf)), Math.max(...dated.map(dayOf))];
  // Without an upright of today the curve ends in its label, which needs room at the right.
  const last = today === undefined ? end + Math.ceil((end - first) / 4) : end;
  const x = (date: string) =>
    px(area.left + ((dayOf({ date, count: 0 }) - first) / Math.max(1, last - first)) * (area.right - area.left));
  const y = makeScale([...dated.map(({ count }) => count), target?.count ?? 0], area.bottom, area.top, {
    zero: true,
    count: 3,
  });
  const now = actual.at(-1);
  // The target's words stand on the side where today's upright is not.
  const early = today !== undefined && x(today) < (area.left + area.right) / 2;
  const place = (point: DatedCount) => [x(point.date), y.at(point.count)] as const;
  return (
    <svg className="fig" viewBox="0 0 640 226" role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <path className="gr" d={`M${area.left} ${y.at(tick)}H${area.right}`} />
          <text className="q" x={area.left - 8} y={y.at(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {monthsBetween(first, last).map((month, index) => (
        <g key={month}>
          <path className="ax" d={`M${x(month)} ${area.bottom}v4`} />
          <text
            className="q"
            x={x(month)}
            y={area.bottom + 18}
            textAnchor={index === 0 && x(month) < area.left + 20 ? "start" : "middle"}
          >
            {formatDate(locale, month, "month").slice(0, index === 0 || month.slice(5, 7) === "01" ? undefined : 3)}
          </text>
        </g>
      ))}
      {target !== undefined && (
        <>
          <path
            d={`M${area.left} ${y.at(target.count)}H${area.right}`}
            fill="none"
            stroke="var(--ink-3)"
            strokeWidth="1.5"
            strokeDasharray="5 4"
          />
          <text
            x={early ? area.right : area.left + 4}
            y={y.at(target.count) - 6}
            textAnchor={early ? "end" : "start"}
            fill="var(--ink-2)"
          >
            {target.words}
          </text>
        </>
      )}
      {planned.length > 1 && (
        <path
          d={pathOf(planned.map(place))}
          fill="none"
          stroke="var(--ink-3)"
          strokeWidth="1.5"
          strokeDasharray="5 4"
        />
      )}
      {forecast !== undefined && now !== undefined && (
        <path
          d={pathOf([place(now), place(forecast)])}
          fill="none"
          stroke="var(--accent)"
          strokeWidth="2"
          strokeDasharray="1.5 4"
          strokeLinecap="round"
        />
      )}
      <path d={stairs(actual.map(place))} fill="none" stroke="var(--accent)" strokeWidth="2.6" />
      {now !== undefined && <circle cx={x(now.date)} cy={y.at(now.count)} r="4.5" fill="var(--accent)" />}
      {today !== undefined && (
        <>
          <path d={`M${x(today)} ${area.bottom}V${area.top - 6}`} stroke="var(--ink)" strokeDasharray="2.5 2.5" />
          <text x={x(today)} y="14" textAnchor="middle" fontWeight="650">
            {t("figure_today")}
          </text>
        </>
      )}
      {now !== undefined && <NowLabels x={x(now.date)} y={y.at(now.count)} words={words} plannedWords={plannedWords} />}
      {forecast?.words.map((line, index) => (
        <text
          key={line}
          x={Math.min(x(forecast.date), area.right - 36)}
          y={y.at(forecast.count) + 34 + index * 15}
          textAnchor="middle"
          fill="var(--accent)"
        >
          {line}
        </text>
      ))}
    </svg>
  );
}

type NowLabelsProps = {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly plannedWords: string | undefined;
};

/** The count stands right of the upright while there is room for it, else left. */
function NowLabels({ x, y, words, plannedWords }: NowLabelsProps) {
  const right = x < area.right - 110;
  return (
    <>
      <text
        x={right ? x + 9 : x - 9}
        y={y + 18}
        textAnchor={right ? "start" : "end"}
        fontWeight="700"
        fill="var(--accent)"
      >
        {words}
      </text>
      {plannedWords !== undefined && (
        <text x={x - 8} y={Math.max(30, y - 17)} textAnchor="end" fill="var(--ink-2)">
          {plannedWords}
        </text>
      )}
    </>
  );
}

function stairs(points: readonly (readonly [number, number])[]): string {
  const [start, ...rest] = points;
  return start === undefined ? "M0 0" : `M${start[0]} ${start[1]}${rest.map(([x, y]) => `H${x}V${y}`).join("")}`;
}

function dayOf({ date }: DatedCount): number {
  const civil = readCivilDate(date);
  return civil === null ? 0 : daysFromCivil(civil);
}

/** First days of the months in a span, no more than twelve. */
function monthsBetween(first: number, last: number): readonly string[] {
  const start = civilFromDays(first);
  const months: string[] = [];
  for (let index = 0; index < 240; index += 1) {
    const month = start.month - 1 + index;
    const civil = { year: start.year + Math.floor(month / 12), month: (month % 12) + 1, day: 1 };
    const day = daysFromCivil(civil);
    if (day > last) break;
    if (day >= first) months.push(writeCivilDate(civil));
  }
  const every = Math.ceil(months.length / 12);
  return months.filter((_, index) => index % every === 0);
}
