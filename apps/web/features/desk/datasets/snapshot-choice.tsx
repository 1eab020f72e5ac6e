"use client";

import type { SnapshotView } from "@kendali/api";
import { formatInstant, formatNumber } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { HashLine } from "@kendali/ui/components/hash-line";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

type SnapshotChoiceProps = {
  list: readonly SnapshotView[];
  current: SnapshotView;
  onChoose: (id: string) => void;
};

/** The snapshots as a table of radio buttons; the whole hash of the chosen one stands below. */
export function SnapshotChoice({ list, current, onChoose }: SnapshotChoiceProps) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  return (
    <section aria-labelledby="snapshot">
      <h2 id="snapshot">
        <span className="k" aria-hidden="true">
          1
        </span>
        {t("snapshot")}
      </h2>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="snapshot">
        <table className="data desk-snapshots">
          <thead>
            <tr>
              <th scope="col">{t("snapshot_name")}</th>
              <th scope="col">{t("snapshot_frozen")}</th>
              <th scope="col">{t("snapshot_why")}</th>
              <th scope="col" className="num">
                {t("participants")}
              </th>
              <th scope="col" className="num">
                {t("snapshot_entries")}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((one) => (
              <SnapshotRow key={one.id} snapshot={one} isChosen={one.id === current.id} onChoose={onChoose} />
            ))}
          </tbody>
        </table>
      </div>
      <HashLine
        name={t("snapshot_hash", { name: current.name })}
        value={current.hash}
        action={<CopyButton locale={locale} text={current.hash} />}
      />
    </section>
  );
}

type SnapshotRowProps = { snapshot: SnapshotView; isChosen: boolean; onChoose: (id: string) => void };

function SnapshotRow({ snapshot, isChosen, onChoose }: SnapshotRowProps) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const zone = protocol.sites[0]?.timeZone ?? "UTC";
  return (
    <tr className={isChosen ? "on" : undefined}>
      <th scope="row">
        <label className="desk-radio">
          <input type="radio" name="snapshot" checked={isChosen} onChange={() => onChoose(snapshot.id)} />
          <span>
            <b>{snapshot.name}</b>
            {protocol.allocation === null ? null : (
              <small>{t(snapshot.withArm ? "snapshot_with_arm" : "snapshot_merged")}</small>
            )}
            {snapshot.isOpen ? null : <small>{t("snapshot_closed")}</small>}
          </span>
        </label>
      </th>
      <td>
        {formatInstant(locale, snapshot.createdAt, zone)}
        <small className="desk-by">{snapshot.createdBy}</small>
      </td>
      <td>{snapshot.reason}</td>
      <td className="num">{formatNumber(locale, snapshot.participants)}</td>
      <td className="num">{formatNumber(locale, snapshot.entries)}</td>
    </tr>
  );
}
