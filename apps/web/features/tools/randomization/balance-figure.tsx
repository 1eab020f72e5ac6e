"use client";

import { formatNumber, formatPercent } from "@kendali/i18n";
import { randomizationDesignCatalogue } from "@kendali/i18n/catalogues/randomization-design";
import type { DesignPlan, DesignSimulation } from "@kendali/randomization";
import { FigureFrame } from "@kendali/ui/components/figure-frame";
import { Table } from "@kendali/ui/components/table";
import { useId } from "react";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { differenceBars, type DifferenceBar } from "./difference-bars.ts";
import { differenceWords, isEven, type DesignSay } from "./design-words.ts";

type BalanceFigureProps = { plan: DesignPlan; simulation: DesignSimulation };

const area = { left: 46, right: 640, top: 26, bottom: 220 } as const;

/** How far apart the arms ended, over the simulated trials, with the place up to which 95 of 100 lie. */
export function BalanceFigure({ plan, simulation }: BalanceFigureProps) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const { overall, simulations } = simulation;
  const bars = differenceBars(overall.differences);
  return (
    <FigureFrame
      locale={locale}
      number={1}
      kind="simulated"
      caption={t("figure_balance", { trials: formatNumber(locale, simulations.completed, 0) })}
      numbers={
        <Table
          locale={locale}
          variant="data"
          label={t("head_difference")}
          columns={[
            { key: "difference", head: t("head_difference"), numeric: true },
            { key: "share", head: t("head_share"), numeric: true },
          ]}
          rows={bars.map((bar) => ({
            key: String(bar.from),
            cells: [barName(t, plan, bar), formatPercent(locale, bar.trials / simulations.completed, 1)],
          }))}
        />
      }
    >
      <Drawing plan={plan} simulation={simulation} bars={bars} />
    </FigureFrame>
  );
}

function barName(t: DesignSay, plan: DesignPlan, { from, to }: DifferenceBar): string {
  const low = differenceWords(t, plan, from);
  return from === to ? low : `${low}–${differenceWords(t, plan, to)}`;
}

function Drawing({ plan, simulation, bars }: BalanceFigureProps & { bars: readonly DifferenceBar[] }) {
  const t = useTranslator(randomizationDesignCatalogue);
  const { locale } = useLocale();
  const id = useId();
  const { overall, simulations } = simulation;
  const shares = bars.map(({ trials }) => trials / simulations.completed);
  const top = Math.max(0.1, Math.ceil(10 * Math.max(...shares)) / 10);
  const y = (share: number): number => tenth(area.bottom - (share / top) * (area.bottom - area.top));
  const step = (area.right - area.left) / bars.length;
  const width = Math.min(64, step * 0.72);
  const last = bars.findLastIndex(({ from }) => from <= overall.difference95);
  const edge = tenth(area.left + (last + 1) * step);
  const words = {
    mean: formatNumber(locale, overall.meanDifference, 1),
    difference95: differenceWords(t, plan, overall.difference95),
    largest: differenceWords(t, plan, overall.largestDifference),
  };
  // A name for every bar where there is room, else for every second, third, …
  const every = Math.ceil((bars.length * 46) / (area.right - area.left));
  return (
    <svg className="fig" viewBox="0 0 660 272" role="img" aria-labelledby={id}>
      <title id={id}>{t("figure_title", words)}</title>
      <text className="q" x="4" y="14">
        {t("axis_trials")}
      </text>
      {[0, top / 2, top].map((tick) => (
        <g key={tick}>
          <path className="gr" d={`M${area.left} ${y(tick)}H${area.right}`} />
          <text className="q" x={area.left - 8} y={y(tick) + 4} textAnchor="end">
            {formatNumber(locale, 100 * tick, 0)}
          </text>
        </g>
      ))}
      {bars.map((bar, index) => {
        const x = tenth(area.left + (index + 0.5) * step - width / 2);
        const share = shares[index] ?? 0;
        return (
          <g key={bar.from}>
            <rect
              x={x}
              y={y(share)}
              width={tenth(width)}
              height={tenth(area.bottom - y(share))}
              fill={index <= last ? "var(--arm-a)" : "var(--sheet)"}
              stroke="var(--arm-a)"
              strokeWidth="1.6"
            />
            {index % every === 0 ? (
              <text className="q" x={tenth(area.left + (index + 0.5) * step)} y={area.bottom + 18} textAnchor="middle">
                {barName(t, plan, bar)}
              </text>
            ) : null}
          </g>
        );
      })}
      <path d={`M${edge} ${area.top}V${area.bottom}`} stroke="var(--ink)" strokeDasharray="4 3" />
      <text x={Math.min(edge, 560) + (edge > 560 ? -6 : 6)} y={area.top - 8} textAnchor={edge > 560 ? "end" : "start"}>
        {t("mark_95")}
      </text>
      <text x={(area.left + area.right) / 2} y={area.bottom + 42} textAnchor="middle" fontWeight="650">
        {t(isEven(plan) ? "axis_difference" : "axis_difference_ratio")}
      </text>
    </svg>
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
