"use client";

import type { JointReport, Pairing } from "@kendali/analysis";
import { formatNumber } from "@kendali/i18n";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { Stat } from "@kendali/ui/components/statistic";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

type Grid = NonNullable<JointReport["grid"]>;

/** One data set: how many persons had which score before (rows) and after (columns), and what a paper would report of it. */
export function PairingTable({ pairing, grid }: { pairing: Pairing; grid: Grid }) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const size = (grid.max - grid.min) * grid.items + 1;
  const steps = Array.from({ length: size }, (_, step) => step);
  const score = (step: number): string => formatNumber(locale, grid.min + step / grid.items);
  const { t: statistic, r, effects } = pairing;
  return (
    <div className="mini">
      <table>
        <caption className="vh">{t("check_pairing")}</caption>
        <thead>
          <tr>
            <td />
            {steps.map((column) => (
              <th key={column} scope="col">
                {score(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((row) => (
            <tr key={row}>
              <th scope="row">{score(row)}</th>
              {steps.map((column) => {
                const count = pairing.cells[row * size + column] ?? 0;
                return (
                  <td key={column} className={count === 0 ? "zero" : undefined}>
                    {count}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {statistic === null ? null : (
          <span className="nowrap">
            <Stat>t</Stat>
            {`\u00a0=\u00a0${formatNumber(locale, statistic, 3)}`}
          </span>
        )}{" "}
        {effects.d_z === null ? null : (
          <span className="nowrap">
            <Stat sub="z">d</Stat>
            {`\u00a0=\u00a0${formatNumber(locale, effects.d_z, 3)}`}
          </span>
        )}{" "}
        {r === null ? null : (
          <span className="nowrap">
            <Stat>r</Stat>
            {`\u00a0=\u00a0${formatNumber(locale, r, 3)}`}
          </span>
        )}
      </p>
    </div>
  );
}
