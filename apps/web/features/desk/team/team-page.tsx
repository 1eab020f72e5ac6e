"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DelegationView, StudyView, TeamList, TeamMemberView } from "@kendali/api";
import type { TeamGap } from "@kendali/domain";
import { formatDate } from "@kendali/i18n";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { teamCatalogue } from "@kendali/i18n/catalogues/team";
import { Button } from "@kendali/ui/components/button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { Table } from "@kendali/ui/components/table";
import { printerIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { mayDo } from "../may-do.ts";
import { DelegateSheet } from "./delegate-sheet.tsx";
import { EndSheet } from "./end-sheet.tsx";
import { TrainingSheet } from "./training-sheet.tsx";

/** Who works in the study, trained in what and for which tasks: the log that a monitor asks for first. */
export function TeamPage() {
  const t = useTranslator(deskCatalogue);
  const { key } = useStudy();
  const team = useQuery(useTRPC().team.list.queryOptions({ study: key }));
  return (
    <DeskPage>
      <DeskData query={team} heights={[34, 18, 120, 260]} title={t("rail_team")}>
        {(list) => <Team list={list} />}
      </DeskData>
    </DeskPage>
  );
}

function Team({ list }: { list: TeamList }) {
  const t = useTranslator(teamCatalogue);
  const { locale } = useLocale();
  const { kind } = useStudy();
  const active = list.members.filter(({ isActive }) => isActive).length;
  const words =
    list.gaps.length === 0 ? t("team_lead_whole", { count: active }) : t("team_lead_gaps", { count: list.gaps.length });
  return (
    <>
      <PageHead
        lead={{ words }}
        actions={
          <Button icon={printerIcon} onClick={() => globalThis.print()}>
            {t("print_log")}
          </Button>
        }
      >
        {t("team_about")} {t("team_roles_by")}
      </PageHead>
      <DataLine locale={locale} kind={kind} />
      {list.gaps.length === 0 ? null : <Gaps list={list} />}
      <Members list={list} />
    </>
  );
}

function Gaps({ list }: { list: TeamList }) {
  const t = useTranslator(authCatalogue, teamCatalogue);
  const say = (gap: TeamGap) => {
    const role = t(`role_${gap.role}`);
    if (gap.code === "role_empty") return t("gap_role_empty", { role });
    const name = list.members.find(({ account }) => account === gap.account)?.displayName ?? "–";
    return t(`gap_${gap.code}`, { name, role });
  };
  return (
    <section className="team-part team-gaps" aria-labelledby="gaps">
      <h2 id="gaps">{t("gaps_title")}</h2>
      <ul>
        {list.gaps.map((gap) => (
          <li key={`${gap.code}:${gap.role}:${"account" in gap ? gap.account : ""}`}>{say(gap)}</li>
        ))}
      </ul>
    </section>
  );
}

type Act =
  | { readonly kind: "training" | "delegate"; readonly member: TeamMemberView }
  | { readonly kind: "end"; readonly member: TeamMemberView; readonly delegation: DelegationView };

function Members({ list }: { list: TeamList }) {
  const t = useTranslator(authCatalogue, teamCatalogue);
  const { locale } = useLocale();
  const [act, setAct] = useState<Act | null>(null);
  const rows = list.members.map((member) => ({
    key: member.account,
    cells: [
      <Person key="person" member={member} />,
      <Training key="training" member={member} onRecord={() => setAct({ kind: "training", member })} />,
      <Delegations
        key="delegations"
        member={member}
        onDelegate={() => setAct({ kind: "delegate", member })}
        onEnd={(delegation) => setAct({ kind: "end", member, delegation })}
      />,
    ],
  }));
  const close = () => setAct(null);
  return (
    <section className="team-part" aria-labelledby="members">
      <h2 id="members">{t("members")}</h2>
      <Table
        locale={locale}
        variant="data"
        label={t("members")}
        columns={[
          { key: "person", head: t("member") },
          { key: "training", head: t("training") },
          { key: "delegations", head: t("delegations") },
        ]}
        rows={rows}
      />
      {act?.kind === "training" ? <TrainingSheet member={act.member} onClose={close} /> : null}
      {act?.kind === "delegate" ? <DelegateSheet member={act.member} onClose={close} /> : null}
      {act?.kind === "end" ? <EndSheet member={act.member} delegation={act.delegation} onClose={close} /> : null}
    </section>
  );
}

function Person({ member }: { member: TeamMemberView }) {
  const t = useTranslator(authCatalogue, teamCatalogue);
  const site = useSiteName();
  return (
    <>
      {member.displayName}
      {member.isActive ? null : <span className="desk-by">{t("member_ended")}</span>}
      {member.roles.map((one) => (
        <span key={`${one.role}:${one.site ?? ""}:${one.since}`} className={`desk-by${one.until ? " team-ended" : ""}`}>
          {one.site === null
            ? t("role_everywhere", { role: t(`role_${one.role}`) })
            : t("role_at", { role: t(`role_${one.role}`), site: site(one.site) })}
        </span>
      ))}
    </>
  );
}

function Training({ member, onRecord }: { member: TeamMemberView; onRecord: () => void }) {
  const t = useTranslator(teamCatalogue);
  const { locale } = useLocale();
  const { viewer } = useStudy();
  return (
    <>
      {member.training.length === 0 ? <span className="ink2">{t("training_none")}</span> : null}
      <ul className="team-list">
        {member.training.map(({ id, topic, completedOn, evidence }) => (
          <li key={id}>{t("training_line", { topic, date: formatDate(locale, completedOn), evidence })}</li>
        ))}
      </ul>
      {member.isActive && isReached(viewer, member, "team.recordTraining") ? (
        <div className="team-acts">
          <Button tight onClick={onRecord}>
            {t("add_training")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

type DelegationsProps = {
  member: TeamMemberView;
  onDelegate: () => void;
  onEnd: (delegation: DelegationView) => void;
};

function Delegations({ member, onDelegate, onEnd }: DelegationsProps) {
  const t = useTranslator(teamCatalogue);
  const { locale } = useLocale();
  const { viewer } = useStudy();
  const site = useSiteName();
  const day = (date: string) => formatDate(locale, date);
  return (
    <>
      {member.delegations.length === 0 ? <span className="ink2">{t("delegation_none")}</span> : null}
      <ul className="team-list">
        {member.delegations.map((one) => {
          const words = { task: t(`task_${one.task}`), site: site(one.site) };
          if (one.end !== null)
            return (
              <li key={one.id} className="team-ended">
                {t("delegation_ended_line", {
                  ...words,
                  from: day(one.from),
                  to: day(one.end.on),
                  reason: one.end.reason,
                })}
              </li>
            );
          return (
            <li key={one.id}>
              {t("delegation_line", { ...words, date: day(one.from) })}
              <span className="ink2">{t("given_by", { name: one.delegatedByName })}</span>
              {mayDo(viewer, "team.endDelegation", one.site) ? (
                <Button tight kind="plain" onClick={() => onEnd(one)}>
                  {t("end_delegation")}
                  <span className="vh">
                    {" "}
                    {words.task}, {member.displayName}
                  </span>
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {member.isActive && isReached(viewer, member, "team.delegate") ? (
        <div className="team-acts">
          <Button tight onClick={onDelegate}>
            {t("add_delegation")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Whether the viewer may do an act about a role that a member holds now. */
function isReached(
  viewer: StudyView["viewer"],
  member: TeamMemberView,
  act: "team.recordTraining" | "team.delegate",
): boolean {
  return member.roles.some(({ site, until }) => until === null && mayDo(viewer, act, ...placesOf(act, site)));
}

/** Who works at every site may be given a task at one. */
function placesOf(act: "team.recordTraining" | "team.delegate", site: string | null): [string | null] | [] {
  return act === "team.delegate" && site === null ? [] : [site];
}

function useSiteName(): (site: string | null) => string {
  const t = useTranslator(teamCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  return (site) =>
    site === null ? t("everywhere") : (protocol.sites.find(({ key }) => key === site)?.name[locale] ?? site);
}
