"use client";

import { useQuery } from "@tanstack/react-query";

import type { AmendmentList } from "@kendali/api";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";

import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { mayDo } from "../may-do.ts";
import { MoveSection } from "./move-section.tsx";
import { OpeningsSection } from "./openings-section.tsx";
import { PreparingSection } from "./preparing-section.tsx";
import { useAmendmentWords } from "./use-amendment-words.ts";
import { VersionsSection } from "./versions-section.tsx";

/** The versions of a study: which rules where and why, the next one and what it would touch, and moving entries forward. */
export function AmendmentsPage() {
  const { t, locale } = useAmendmentWords();
  const { key, kind, status, viewer } = useStudy();
  const list = useQuery(useTRPC().amendment.list.queryOptions({ study: key }));
  const isLive = status === "live";
  return (
    <DeskPage>
      <DeskData query={list} heights={[34, 18, 160, 240]} title={t("rail_amendments")}>
        {(amendments) => (
          <div className="amendments">
            <Head list={amendments} />
            <DataLine locale={locale} kind={kind} />
            {isLive && mayDo(viewer, "study.amend") ? <PreparingSection list={amendments} /> : null}
            <OpeningsSection openings={amendments.openings} />
            <VersionsSection list={amendments} />
            {isLive && mayDo(viewer, "amendment.move") && amendments.versions.length > 1 ? <MoveSection /> : null}
          </div>
        )}
      </DeskData>
    </DeskPage>
  );
}

/** The newest version that rules somewhere, and at how many sites. */
function Head({ list }: { list: AmendmentList }) {
  const { t } = useAmendmentWords();
  const newest = list.versions.find(({ version }) => list.sites.some((site) => site.version === version));
  const version = newest?.version ?? "";
  const count = list.sites.filter((site) => site.version === version).length;
  const words =
    count === list.sites.length
      ? t("lead_one", { version })
      : t("lead_several", { version, count, of: list.sites.length });
  return <PageHead lead={{ words, after: ` ${t("lead_after")}` }} />;
}
