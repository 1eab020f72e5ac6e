"use client";

import type { JointReport, Pairing } from "@kendali/analysis";
import { formatNumber } from "@kendali/i18n";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { Icon } from "@kendali/ui/components/icon";
import { checkIcon, xIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { PairingTable } from "./pairing-table.tsx";

type JointProps = {
  joint: JointReport;
  /** What a claim is called. */
  nameOf: (id: string) => string;
};

/** Sets side by side: a column each, so that the eye sees which claims stand and fall together. */
const mostColumns = 6;

/** Every claim against the largest sets that hold together. */
export function JointMatrix({ joint, nameOf }: JointProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const sets = joint.best.slice(0, mostColumns);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t("check_together")}>
      <table className="joint">
        <thead>
          <tr>
            <td />
            {sets.map(({ claims, count }, index) => (
              <th key={claims.join()} scope="col">
                {t("check_set", { number: index + 1 })}
                <small>{t("check_set_count", { count: formatNumber(locale, count, 0) })}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {joint.claims.map(({ id }) => (
            <tr key={id}>
              <th scope="row">{nameOf(id)}</th>
              {sets.map(({ claims }) => (
                <td key={claims.join()} className={claims.includes(id) ? "holds" : "fails"}>
                  <Icon path={claims.includes(id) ? checkIcon : xIcon} />
                  <span className="vh">{t(claims.includes(id) ? "check_holds" : "check_fails")}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("check_of", { count: joint.claims.length })}</th>
            {sets.map(({ claims }) => (
              <td key={claims.join()}>{claims.length}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** More than this are behind a line to open. */
const mostOpen = 12;

/** The data sets in which a largest set holds, and all pairings with the printed means and SDs: complete where they are few. */
export function JointData({ joint, nameOf }: JointProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const { grid, best, pairings } = joint;
  if (grid === null) return null;
  const isSame = pairings !== null && best.some(({ data }) => sameData(data, pairings));
  return (
    <>
      {best.map(({ claims, count, data }, index) => (
        <section key={claims.join()} className="data-set">
          <h3>
            {t("check_data_set", { number: index + 1, claims: claims.map(nameOf).join(", ") })}
            <span className="small ink2"> {t("check_set_count", { count: formatNumber(locale, count, 0) })}</span>
          </h3>
          <Minis data={data} grid={grid} />
          {count > data.length ? (
            <p className="small ink2">
              {t("check_data_more", { shown: data.length, count: formatNumber(locale, count, 0) })}
            </p>
          ) : null}
        </section>
      ))}
      {pairings === null || pairings.length === 0 || isSame ? null : (
        <section className="data-set">
          <h3>{t("check_data_pairings")}</h3>
          <Minis data={pairings} grid={grid} />
        </section>
      )}
    </>
  );
}

function Minis({ data, grid }: { data: readonly Pairing[]; grid: NonNullable<JointReport["grid"]> }) {
  const t = useTranslator(toolsCatalogue);
  const draw = (pairing: Pairing) => <PairingTable key={pairing.cells.join()} pairing={pairing} grid={grid} />;
  const rest = data.slice(mostOpen);
  return (
    <>
      <div className="minis">{data.slice(0, mostOpen).map(draw)}</div>
      {rest.length === 0 ? null : (
        <details className="more">
          <summary>{t("check_data_rest", { count: rest.length })}</summary>
          <div className="minis">{rest.map(draw)}</div>
        </details>
      )}
    </>
  );
}

function sameData(one: readonly Pairing[], other: readonly Pairing[]): boolean {
  const names = (data: readonly Pairing[]): string =>
    data
      .map(({ cells }) => cells.join())
      .toSorted()
      .join(" ");
  return names(one) === names(other);
}
