import { createTranslator, formatNumber, formatSigned, type Locale, uiCatalogue } from "@kendali/i18n";
import { useId } from "react";
import { densityAt, makeScale, pathOf, px, type Scale, spread, ticksThatFit } from "./scale.ts";

/** A mean with its confidence limits. */
export type Estimate = { readonly mean: number; readonly low: number; readonly high: number };

/** The spread at one side: its estimated density point by point, or the bandwidth of a Gaussian kernel to draw it with. */
export type Spread = {
  readonly density?: readonly { readonly at: number; readonly density: number }[] | undefined;
  readonly bandwidth?: number | undefined;
};

export type PairedFigureProps = {
  readonly locale: Locale;
  /** The figure in words, with its numbers, for who cannot see it. */
  readonly title: string;
  /** Above the axis: "ml in 15 min". */
  readonly unit: string;
  /** Before and after of each participant, in the unit. */
  readonly pairs: readonly { readonly before: number; readonly after: number }[];
  readonly before: Estimate & Spread & { readonly label?: string | undefined };
  readonly after: Estimate & Spread & { readonly label?: string | undefined };
  readonly change: Estimate & { readonly label?: string | undefined };
  /** Decimals of the number beside the mean change. */
  readonly digits?: number | undefined;
};

const area = {
  top: 31,
  bottom: 292,
  left: 60,
  right: 470,
  before: 176,
  after: 352,
  axis: 520,
  dots: 560,
  mean: 606,
  end: 650,
} as const;
const muted = "var(--ink-3)";

/**
 * One group before and after: each participant a line, hollow before and filled after, the spread as a cloud at each side, the mean
 * with its confidence interval in ink; at the right the change on its own axis, at the same scale, with a zero line.
 */
export function PairedFigure({ locale, title, unit, pairs, before, after, change, digits = 1 }: PairedFigureProps) {
  const t = createTranslator(locale, uiCatalogue);
  const id = useId();
  const values = pairs.flatMap((pair) => [pair.before, pair.after]);
  const y = makeScale([...values, before.low, before.high, after.low, after.high], area.bottom, area.top, {
    zero: values.every((v) => v >= 0),
    count: 4,
    whole: values.every(Number.isInteger),
  });
  return (
    <svg className="fig" viewBox="0 0 660 340" role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      <Grid locale={locale} y={y} unit={unit} />
      <Cloud values={pairs.map((pair) => pair.before)} spread={before} y={y} x={area.before - 26} width={-84} />
      <Cloud values={pairs.map((pair) => pair.after)} spread={after} y={y} x={area.after + 26} width={84} />
      <Lines pairs={pairs} y={y} />
      <Interval estimate={before} x={area.before - 14} y={y} />
      <Interval estimate={after} x={area.after + 14} y={y} />
      <text x={area.before} y="318" textAnchor="middle" fontWeight="650">
        {before.label ?? t("figure_before")}
      </text>
      <text x={area.after} y="318" textAnchor="middle" fontWeight="650">
        {after.label ?? t("figure_after")}
      </text>
      <OddCase locale={locale} pairs={pairs} y={y} />
      <Change locale={locale} pairs={pairs} change={change} y={y} digits={digits} />
      <text x={(area.axis + area.end) / 2} y="318" textAnchor="middle" fontWeight="650">
        {change.label ?? t("figure_change")}
      </text>
    </svg>
  );
}

type Pairs = PairedFigureProps["pairs"];

function Grid({ locale, y, unit }: { readonly locale: Locale; readonly y: Scale; readonly unit: string }) {
  return (
    <>
      <text className="q" x="14" y="18">
        {unit}
      </text>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <path className="gr" d={`M${area.left} ${y.at(tick)}H${area.right}`} />
          <text className="q" x={area.left - 10} y={y.at(tick) + 4} textAnchor="end">
            {formatNumber(locale, tick)}
          </text>
        </g>
      ))}
    </>
  );
}

/** A line for each different pair; where several participants share one it is heavier and says how many. */
function Lines({ pairs, y }: { readonly pairs: Pairs; readonly y: Scale }) {
  const groups = groupPairs(pairs);
  const names = namesOdd(pairs);
  const counted = groups.length <= 9;
  const colour = (pair: Pairs[number]) => (names && isOdd(pair) ? "var(--bad)" : muted);
  return (
    <>
      {groups.map(({ pair, count }) => (
        <path
          key={`${pair.before} ${pair.after}`}
          d={`M${area.before} ${y.at(pair.before)}L${area.after} ${y.at(pair.after)}`}
          stroke={colour(pair)}
          strokeWidth={Math.min(10, (names && isOdd(pair) ? 2 : 1) + (count - 1) * 0.5)}
          strokeOpacity={names && isOdd(pair) ? 1 : 0.6}
        />
      ))}
      {groups.map(({ pair, count }) => (
        <g key={`${pair.before} ${pair.after}`}>
          <circle
            cx={area.before}
            cy={y.at(pair.before)}
            r="3.6"
            fill="var(--sheet)"
            stroke="var(--arm-a)"
            strokeWidth="1.8"
          />
          <circle cx={area.after} cy={y.at(pair.after)} r="3.6" fill="var(--arm-a)" />
          {count > 1 && counted && (
            <text
              x={px(area.before + (area.after - area.before) * countPlace(pair))}
              y={px(y.at(pair.before + (pair.after - pair.before) * countPlace(pair)) - 9)}
              textAnchor="middle"
              fontWeight="700"
            >
              {count}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

/** Rising, falling and level lines carry their counts at different places, so that lines from one point keep them apart. */
function countPlace(pair: Pairs[number]): number {
  return pair.after === pair.before ? 0.68 : 0.32;
}

type PairGroup = { readonly pair: Pairs[number]; readonly count: number };

function groupPairs(pairs: Pairs): readonly PairGroup[] {
  const groups = new Map<string, PairGroup>();
  for (const pair of pairs) {
    const key = `${pair.before} ${pair.after}`;
    groups.set(key, { pair, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** The odd case is named while it is one: when more than a quarter did not rise, that is the finding and nothing is singled out. */
function namesOdd(pairs: Pairs): boolean {
  const odd = pairs.filter(isOdd).length;
  return odd > 0 && odd <= pairs.length / 4;
}

type CloudProps = {
  readonly values: readonly number[];
  readonly spread: Spread;
  readonly y: Scale;
  readonly x: number;
  /** Negative to the left. */
  readonly width: number;
};

function Cloud({ values, spread: { density, bandwidth }, y, x, width }: CloudProps) {
  const roof = y.high + (25 * (y.high - y.low)) / (area.bottom - area.top);
  const points = (density ?? estimate(values, bandwidth)).filter(({ at }) => at >= y.low && at <= roof);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const peak = Math.max(...points.map((point) => point.density));
  const outline = points.map((point) => [x + (point.density / peak) * width, y.at(point.at)] as const);
  const d = pathOf([[x, y.at(first.at)], ...outline, [x, y.at(last.at)]], true);
  return <path d={d} fill="var(--arm-a)" fillOpacity=".2" stroke="var(--arm-a)" strokeWidth="1.4" />;
}

/** A Gaussian kernel's density from three bandwidths below the least value to three above the greatest. */
function estimate(values: readonly number[], bandwidth: number | undefined): NonNullable<Spread["density"]> {
  if (bandwidth === undefined || bandwidth <= 0 || values.length < 3) return [];
  const [low, high] = [Math.min(...values) - 3 * bandwidth, Math.max(...values) + 3 * bandwidth];
  const steps = 80;
  return Array.from({ length: steps + 1 }, (_, index) => {
    const at = low + ((high - low) * index) / steps;
    return { at, density: densityAt(values, bandwidth, at) };
  });
}

/** The mean and its confidence limits, in ink. */
export function Interval({ estimate, x, y }: { readonly estimate: Estimate; readonly x: number; readonly y: Scale }) {
  return (
    <>
      <path d={`M${x} ${y.at(estimate.low)}V${y.at(estimate.high)}`} stroke="var(--ink)" strokeWidth="2.6" />
      <circle cx={x} cy={y.at(estimate.mean)} r="4.6" fill="var(--ink)" />
    </>
  );
}

function isOdd(pair: Pairs[number]): boolean {
  return pair.after <= pair.before;
}

/** Who did not rise is named in the figure. */
function OddCase({ locale, pairs, y }: { readonly locale: Locale; readonly pairs: Pairs; readonly y: Scale }) {
  const t = createTranslator(locale, uiCatalogue);
  const odd = pairs.filter(isOdd);
  const lowest = odd.toSorted((a, b) => a.after - b.after)[0];
  if (lowest === undefined || !namesOdd(pairs)) return null;
  const fell = odd.filter((pair) => pair.after < pair.before).length;
  const words = [
    fell < odd.length ? t("figure_no_change", { count: odd.length - fell }) : "",
    fell > 0 ? t("figure_fell", { count: fell }) : "",
  ].filter((part) => part !== "");
  return (
    <text
      x={area.after - 9}
      y={Math.min(y.at(lowest.after) + 17, area.bottom - 4)}
      textAnchor="end"
      fill="var(--bad)"
      fontWeight="600"
    >
      {words.join("; ")}
    </text>
  );
}

type ChangeProps = {
  readonly locale: Locale;
  readonly pairs: Pairs;
  readonly change: Estimate;
  readonly y: Scale;
  readonly digits: number;
};

function Change({ locale, pairs, change, y, digits }: ChangeProps) {
  const changes = pairs.map((pair) => pair.after - pair.before);
  const perUnit = (area.bottom - area.top) / (y.high - y.low);
  const reached = [...changes, change.low, change.high, 0];
  const count = ticksThatFit((Math.max(...reached) - Math.min(...reached)) * perUnit);
  const own = makeScale(reached, 0, 1, { zero: true, count, whole: changes.every(Number.isInteger) });
  const height = (own.high - own.low) * perUnit;
  const bottom = Math.min(area.bottom, (area.top + area.bottom + height) / 2);
  const scale: Scale = { ...own, at: (value) => px(bottom - (value - own.low) * perUnit) };
  const moves = spread(changes, 6.4 / perUnit);
  const reach = Math.max(1, ...moves.map(Math.abs));
  const step = Math.min(7, 30 / reach);
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
      {changes.map((value, index) => (
        <circle
          key={index}
          cx={px(area.dots + (moves[index] ?? 0) * step)}
          cy={scale.at(value)}
          r="3.2"
          fill={value <= 0 && namesOdd(pairs) ? "var(--bad)" : muted}
          fillOpacity=".75"
        />
      ))}
      <Interval estimate={change} x={area.mean} y={scale} />
      <text x={area.mean + 10} y={scale.at(change.mean) + 4} fontWeight="700">
        {formatNumber(locale, change.mean, digits)}
      </text>
    </>
  );
}
