"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import type { GoLiveState } from "@kendali/api";
import { formatInstant } from "@kendali/i18n";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";
import { Button, ButtonLink } from "@kendali/ui/components/button";
import { CheckList } from "@kendali/ui/components/check-list";
import { CopyButton } from "@kendali/ui/components/copy-button";
import { DataLine } from "@kendali/ui/components/data-tag";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { HashLine } from "@kendali/ui/components/hash-line";
import { Message } from "@kendali/ui/components/message";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { RefusalWords } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { DeskData } from "../desk-data.tsx";
import { DeskPage } from "../desk-page.tsx";
import { mayDo } from "../may-do.ts";
import { ApprovalList } from "./approval-list.tsx";
import { ApproveSheet } from "./approve-sheet.tsx";
import { FindingsPart } from "./findings-part.tsx";
import { useGoLiveChecks } from "./use-go-live-checks.ts";
import { useGoLiveCommand } from "./use-go-live-command.ts";
import { WithdrawSheet } from "./withdraw-sheet.tsx";

/** What is about to be promised, what is checked, who has approved and who is still needed. */
export function GoLivePage() {
  const t = useTranslator(goLiveCatalogue);
  const { key } = useStudy();
  const state = useQuery(useTRPC().study.goLiveState.queryOptions({ study: key }));
  return (
    <DeskPage>
      <DeskData query={state} heights={[34, 18, 200, 200]} title={t("title")}>
        {(data) => <GoLive state={data} />}
      </DeskData>
    </DeskPage>
  );
}

function GoLive({ state }: { state: GoLiveState }) {
  const t = useTranslator(goLiveCatalogue);
  const { locale } = useLocale();
  const { kind, protocol } = useStudy();
  const lead = useLead(state);
  const checks = useGoLiveChecks(state);
  const [acted, setActed] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed goes with its act: the focus goes to how the study stands now.
  useEffect(() => {
    if (acted > 0) heading.current?.focus();
  }, [acted]);
  return (
    <>
      <PageHead lead={lead} headingRef={heading}>
        {t("lead_about", { title: protocol.title[locale], version: state.protocolVersion })}
      </PageHead>
      <DataLine locale={locale} kind={kind} />
      {state.status === "draft" ? null : <Opened state={state} />}
      <div className="over">
        <div className="col">
          <section aria-labelledby="promised">
            <h2 id="promised">{t("promised")}</h2>
            <Promised state={state} />
          </section>
          {state.status === "draft" ? (
            <section aria-labelledby="checks">
              <h2 id="checks">{t("checks")}</h2>
              <CheckList checks={checks} />
            </section>
          ) : null}
          <FindingsPart state={state} />
        </div>
        <div className="col">
          <section aria-labelledby="approvals">
            <h2 id="approvals">{t("approvals")}</h2>
            <ApprovalList state={state} />
            {state.status === "draft" ? <Acts state={state} onActed={() => setActed((count) => count + 1)} /> : null}
          </section>
        </div>
      </div>
    </>
  );
}

function useLead(state: GoLiveState): { words: string; after?: string } {
  const t = useTranslator(goLiveCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();
  const zone = protocol.sites[0]?.timeZone ?? "UTC";
  if (state.status === "locked") return { words: t("lead_locked") };
  if (state.status === "live")
    return { words: t("lead_live", { date: formatInstant(locale, state.liveAt ?? "", zone) }) };
  if (state.obstacles.length > 0) return { words: t("lead_blocked") };
  if (state.needed === 1) return { words: t("lead_one") };
  if (state.missing === 1) return { words: t("lead_waiting"), after: t("lead_waiting_after") };
  return { words: t("lead_two") };
}

/** The commitment of a study that is open, where there is one: the whole of it, to be kept. */
function Opened({ state }: { state: GoLiveState }) {
  const t = useTranslator(goLiveCatalogue);
  const { locale } = useLocale();
  const { key } = useStudy();
  return (
    <div className="go-live-opened">
      {state.commitment === null ? null : (
        <HashLine
          name={t("commitment_title")}
          value={state.commitment}
          action={<CopyButton locale={locale} text={state.commitment} />}
        />
      )}
      <div className="acts">
        {state.commitment === null ? null : (
          <ButtonLink kind="primary" href={`/s/${key}/commitment`} link={AppLink}>
            {t("to_commitment")}
          </ButtonLink>
        )}
        <ButtonLink href={`/s/${key}/overview`} link={AppLink}>
          {t("to_overview")}
        </ButtonLink>
      </div>
    </div>
  );
}

function Promised({ state }: { state: GoLiveState }) {
  const t = useTranslator(goLiveCatalogue);
  const allocates = state.needed === 2;
  const list = state.publishedSeed === null ? t("promised_secret") : t("promised_seed");
  const lines = allocates
    ? [list, t("promised_commitment"), t("promised_protocol"), t("promised_enrol")]
    : [t("promised_no_list"), t("promised_protocol"), t("promised_enrol")];
  return (
    <ul className="go-live-promised">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** What this person may do now, and what stands in the way. */
function Acts({ state, onActed }: { state: GoLiveState; onActed: () => void }) {
  const t = useTranslator(goLiveCatalogue);
  const { locale } = useLocale();
  const [open, setOpen] = useState<"approve" | "withdraw" | null>(null);
  const close = () => setOpen(null);
  const command = useGoLiveCommand();
  const { viewer } = useStudy();
  const isMine = state.approvals.some((approval) => approval.isMine);
  const isBlocked = state.obstacles.length > 0;
  return (
    <>
      {state.obstacles.map((obstacle) => (
        <Message key={obstacle.code} tone="bad">
          <RefusalWords refusal={obstacle} />
        </Message>
      ))}
      {mayDo(viewer, "study.goLive") ? null : (
        <Message tone="info">
          <RefusalWords refusal={{ code: "needs_every_site", params: {} }} />
        </Message>
      )}
      {isMine ? (
        <Message tone="info" title={t("mine_waits")}>
          <p>{t("mine_waits_text")}</p>
        </Message>
      ) : null}
      <div className="acts desk-acts">
        {state.mayApprove ? (
          <Button kind="primary" disabled={isBlocked} onClick={() => setOpen("approve")}>
            {isBlocked ? t("act_blocked") : t(state.missing === 1 ? "act_approve_last" : "act_approve")}
          </Button>
        ) : null}
        {isMine ? (
          <>
            <CopyButton locale={locale} text={pageAddress()} label={t("copy_address")} />
            <Button kind="danger" onClick={() => setOpen("withdraw")}>
              {t("act_withdraw")}
            </Button>
          </>
        ) : null}
      </div>
      <ApproveSheet open={open === "approve"} onClose={close} command={command} onActed={onActed} state={state} />
      <WithdrawSheet open={open === "withdraw"} onClose={close} command={command} onActed={onActed} />
    </>
  );
}

/** Only asked for after the state was fetched, so never while the server draws the page. */
function pageAddress(): string {
  return typeof window === "undefined" ? "" : window.location.href;
}
