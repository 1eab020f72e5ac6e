"use client";

import { useState } from "react";

import type { AmendmentList, AmendmentSite, VersionView } from "@kendali/api";
import { Button } from "@kendali/ui/components/button";

import { useStudy } from "../../study/study-provider.tsx";
import { mayDo } from "../may-do.ts";
import { ChangeHead } from "./change-head.tsx";
import { DateSheet } from "./date-sheet.tsx";
import { inOneLanguage, useAmendmentWords } from "./use-amendment-words.ts";

/** Every version, the newest first, with its reason and the date of each site. */
export function VersionsSection({ list }: { list: AmendmentList }) {
  const { status, viewer } = useStudy();
  const { t } = useAmendmentWords();
  const [asked, setAsked] = useState<{ version: VersionView; site: AmendmentSite } | null>(null);
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t("versions")}</h2>
      <ol className="version-list">
        {list.versions.map((version) => (
          <li key={version.protocolHash}>
            <Version
              version={version}
              sites={list.sites}
              onSetDate={
                status === "live" && mayDo(viewer, "amendment.setDate") ? (site) => setAsked({ version, site }) : null
              }
            />
          </li>
        ))}
      </ol>
      {asked === null ? null : <DateSheet {...asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

type VersionProps = {
  version: VersionView;
  sites: readonly AmendmentSite[];
  onSetDate: ((site: AmendmentSite) => void) | null;
};

function Version({ version, sites, onSetDate }: VersionProps) {
  const { t, locale, date, at } = useAmendmentWords();
  const { amendment } = version;
  const impact = inOneLanguage(amendment?.impact ?? [], locale);
  return (
    <article className="version" aria-labelledby={`version-${version.sequence}`}>
      <h3 id={`version-${version.sequence}`}>{t("version_name", { version: version.version })}</h3>
      <p>{amendment === null ? t("version_first") : amendment.reason}</p>
      <p className="small ink2">
        {[
          t("version_dated", { date: date(version.date), consent: version.consentVersion }),
          ...(amendment === null
            ? []
            : [
                t("version_ethics", { number: amendment.ethicsNumber, date: date(amendment.ethicsOn) }),
                t("version_published", { name: amendment.publishedBy, at: at(amendment.publishedAt) }),
              ]),
          t("version_entries", { count: version.entries, locked: version.locked }),
        ].join(". ")}
        .
      </p>
      {amendment === null ? null : (
        <>
          <SiteDates version={version} sites={sites} onSetDate={onSetDate} />
          <details>
            <summary>{t("version_changes", { count: impact.length })}</summary>
            <PublishedImpact impact={impact} />
          </details>
        </>
      )}
    </article>
  );
}

function SiteDates({ version, sites, onSetDate }: VersionProps) {
  const { t, say, date } = useAmendmentWords();
  const { viewer } = useStudy();
  const id = `version-${version.sequence}`;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-labelledby={id}>
      <table className="data version-sites">
        <thead>
          <tr>
            <th scope="col">{t("site_column")}</th>
            <th scope="col">{t("since_column")}</th>
            <th scope="col">{t("now_column")}</th>
            {onSetDate === null ? null : <td />}
          </tr>
        </thead>
        <tbody>
          {sites.map((site) => {
            const set = version.amendment?.effective.find((one) => one.site === site.site);
            return (
              <tr key={site.site}>
                <th scope="row">{say(site.name)}</th>
                <td>
                  {set === undefined
                    ? t("site_without")
                    : t(set.hasBegun ? "site_since" : "site_from", { date: date(set.on) })}
                </td>
                <td>{site.version === null ? "–" : t("version_name", { version: site.version })}</td>
                {onSetDate === null ? null : (
                  <td>
                    {set?.hasBegun === true || !mayDo(viewer, "amendment.setDate", site.site) ? null : (
                      <Button less onClick={() => onSetDate(site)}>
                        {t(set === undefined ? "set_date" : "change_date")}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What a version touched on the day it was published. */
function PublishedImpact({ impact }: { impact: NonNullable<VersionView["amendment"]>["impact"] }) {
  const { t, touched } = useAmendmentWords();
  return (
    <ul className="change-list">
      {impact.map((change) => (
        <li key={`${change.kind} ${change.path.join("/")}`}>
          <div className="change-row">
            <div>
              <ChangeHead change={change} />
              <p className="change-words">{t(`statement_${change.statement}`)}</p>
            </div>
            <p className="change-count">{touched(change.touched)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
