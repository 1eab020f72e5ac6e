"use client";

import { useEffect, useRef } from "react";

import type { ReportedCheck, Verdict } from "@kendali/analysis";
import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { reportCheck, type SaidClaim } from "@kendali/reports";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Icon } from "@kendali/ui/components/icon";
import { circleCheckIcon, infoIcon, octagonXIcon, pencilIcon, printerIcon, triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { checkBasis, checkLead } from "./check-lead.ts";
import { JointData, JointMatrix } from "./joint-sets.tsx";

type CheckResultProps = { check: ReportedCheck; seconds: number; onEdit: () => void };

/** What was found about a table: a sentence, the claims one by one, and which of them can be true together in which data. */
export function CheckResult({ check, seconds, onEdit }: CheckResultProps) {
  const t = useTranslator(toolsCatalogue);
  const { locale } = useLocale();
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  const report = reportCheck(check, locale);
  const names = new Map(report.claims.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const searched = check.joint.filter(({ status, best }) => status === "complete" && best.length > 0);
  return (
    <>
      <div ref={head} tabIndex={-1} className="check-head">
        <PageHead
          lead={{ words: checkLead(t, check) }}
          actions={
            <>
              <Button icon={pencilIcon} onClick={onEdit}>
                {t("table_edit")}
              </Button>
              <Button icon={printerIcon} onClick={() => window.print()}>
                {t("print_page")}
              </Button>
            </>
          }
        >
          {checkBasis(t, check, seconds)}
        </PageHead>
      </div>
      <p className="check-source">
        <b>{report.title}.</b> {report.source}
      </p>
      <div className="check">
        <div>
          <Claims claims={report.claims} label={report.claimsTitle} seenAt={(id) => seenAt(check, id).map(nameOf)} />
          {report.joint.length === 0 ? null : (
            <section className="check-data" aria-labelledby="check-joint-title">
              <h2 id="check-joint-title">{report.jointTitle}</h2>
              {report.joint.map(({ text }) => (
                <p key={text}>{text}</p>
              ))}
            </section>
          )}
          {searched.length === 0 ? null : (
            <section className="check-data" aria-labelledby="check-data-title">
              <h2 id="check-data-title">{t("check_data")}</h2>
              <p className="small ink2">{t("check_pairing")}.</p>
              {searched.map((joint) => (
                <JointData key={joint.comparison} joint={joint} nameOf={nameOf} />
              ))}
            </section>
          )}
        </div>
        <aside className="margin check-margin">
          {searched.length === 0 ? null : <h3>{t("check_together")}</h3>}
          {searched.map((joint) => (
            <JointMatrix key={joint.comparison} joint={joint} nameOf={nameOf} />
          ))}
          <h3>{t("check_how")}</h3>
          <p>{t("check_how_text")}</p>
          <p>{t("check_page")}</p>
          <h3>{t("check_not_truth")}</h3>
          <p>{t("check_not_truth_text")}</p>
        </aside>
      </div>
    </>
  );
}

const looks: Readonly<Record<Verdict, { readonly state: string; readonly icon: string }>> = {
  fits: { state: "done", icon: circleCheckIcon },
  cannot_be: { state: "fail", icon: octagonXIcon },
  cannot_be_together: { state: "apart", icon: octagonXIcon },
  print_otherwise: { state: "warn", icon: triangleAlertIcon },
  information: { state: "", icon: infoIcon },
};

/** The claims at which the finding stands that gave this one its verdict. */
function seenAt({ claims, findings }: ReportedCheck, id: string): readonly string[] {
  const claim = claims.find((one) => one.id === id);
  const at = (claim?.findings ?? []).flatMap((position) => {
    const finding = findings[position];
    return finding?.verdict === claim?.verdict && finding?.about[0] !== undefined ? [finding.about[0]] : [];
  });
  return [...new Set(at)].filter((one) => one !== id);
}

type ClaimsProps = { claims: readonly SaidClaim[]; label: string; seenAt: (id: string) => readonly string[] };

function Claims({ claims, label, seenAt: namesAt }: ClaimsProps) {
  const t = useTranslator(toolsCatalogue);
  return (
    <table className="claims" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t("check_printed")}</th>
          <th scope="col">{t("check_verdict")}</th>
          <th scope="col">{t("check_arithmetic")}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => (
          <tr key={claim.id}>
            <th scope="row">
              <b>{claim.printed}</b>
              <small>{claim.name}</small>
            </th>
            <td>
              <span className={`state ${looks[claim.verdict].state}`.trim()}>
                <Icon path={looks[claim.verdict].icon} />
                {claim.verdictWords}
              </span>
            </td>
            <td>
              {claim.own.map(({ text }) => (
                <p key={text}>{text}</p>
              ))}
              {claim.own.some(({ verdict }) => verdict === claim.verdict) || namesAt(claim.id).length === 0 ? null : (
                <p>{t("check_see", { names: namesAt(claim.id).join(", ") })}</p>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
