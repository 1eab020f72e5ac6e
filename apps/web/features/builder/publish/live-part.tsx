"use client";

import { useState } from "react";

import type { DraftView } from "@kendali/api";
import { isExceptionReason, maySign, type Finding } from "@kendali/builder";
import { approvalsNeeded } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button, buttonClass } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { ActSheet } from "../../desk/act-sheet.tsx";
import { useCommandId } from "../../field/use-command-id.ts";
import { useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { PasswordBox } from "../../shell/password-box.tsx";
import { isRefusedWith } from "../../trpc/refusal-of.ts";
import { useTRPCClient } from "../../trpc/trpc.ts";
import { FindingList } from "../shell/page-findings.tsx";
import { mendHref } from "../shell/mend-href.ts";
import { useBuilder } from "../shell/use-builder.ts";
import { ApproverField } from "./approver-field.tsx";
import { findingName } from "./use-reasons.ts";
import { ExceptionList } from "./exception-list.tsx";
import { ActProblem } from "./act-problem.tsx";
import { useOpenStudy } from "./use-open-study.ts";

/** The study to run: every finding mended, or left open with a reason and a signature; then the approvals. */
export function LivePart({
  view,
  blocking: invalid,
  advice: found,
  reasons,
  onReason,
  onOpened,
}: {
  view: DraftView;
  blocking: number;
  advice: readonly Finding[];
  reasons: Readonly<Record<string, string>>;
  onReason: (name: string, reason: string) => void;
  onOpened: () => Promise<void>;
}) {
  const t = useTranslator(commonCatalogue, builderCatalogue);
  const { draft, document } = useBuilder();
  const client = useTRPCClient();
  const commandId = useCommandId();
  const [approver, setApprover] = useState("");
  const [password, setPassword] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const barring = found.filter((finding) => !maySign(finding));
  const advice = found.filter(maySign);
  const blocking = invalid + barring.length;
  const unreasoned = advice.filter((finding) => !isExceptionReason(reasons[findingName(finding)] ?? "")).length;
  const exceptions = advice.map((finding) => ({
    code: finding.code,
    path: finding.path,
    reason: (reasons[findingName(finding)] ?? "").trim(),
  }));
  const needsTwo = approvalsNeeded(document) === 2;
  const { run, isPending, problem, error, opened } = useOpenStudy((revision) => {
    const act = { draft: draft.id, revision, exceptions, ...(needsTwo && approver !== "" ? { approver } : {}) };
    const signed = exceptions.length === 0 ? act : { ...act, password };
    return client.protocolDraft.openStudy.mutate({ commandId: commandId(act), ...signed });
  }, onOpened);
  if (view.members.some(({ level, isAdministrator }) => level === "owner" && isAdministrator)) {
    return (
      <section className="builder-part" aria-labelledby="publish-live">
        <h2 id="publish-live">{t("publish_live")}</h2>
        <Message tone="info" title={t("publish_live_administrator")}>
          {t(view.level === "owner" ? "publish_live_administrator_text" : "publish_live_administrator_owns")}
        </Message>
      </section>
    );
  }
  if (view.level !== "owner") {
    return (
      <section className="builder-part" aria-labelledby="publish-live">
        <h2 id="publish-live">{t("publish_live")}</h2>
        <p>{t("publish_live_owner")}</p>
      </section>
    );
  }
  return (
    <section className="builder-part" aria-labelledby="publish-live">
      <h2 id="publish-live">{t("publish_live")}</h2>
      <p>{t("publish_live_text")}</p>
      {barring.length === 0 ? null : (
        <>
          <h3>{t("publish_barring")}</h3>
          <FindingList findings={barring} />
        </>
      )}
      <h3>{t("publish_advice")}</h3>
      <p className="small ink2">{advice.length === 0 ? t("publish_advice_none") : t("publish_advice_text")}</p>
      <ExceptionList
        findings={advice}
        reasons={reasons}
        onReason={onReason}
        hrefOf={(finding) => mendHref(draft.id, finding)}
      />
      {needsTwo ? (
        <ApproverField id="live-approver" view={view} kind="live" value={approver} onChange={setApprover} />
      ) : null}
      <div className="acts">
        <Button disabled={blocking > 0 || unreasoned > 0} onClick={() => setIsOpen(true)}>
          {blocking > 0
            ? t("publish_blocked", { count: blocking })
            : unreasoned > 0
              ? t("exception_unreasoned", { count: unreasoned })
              : t("publish_open_live")}
        </Button>
      </div>
      {opened === null ? null : (
        <Message tone="ok" live="status" title={t("live_opened", { key: opened.study })}>
          {t("live_opened_text")}
          <p className="acts">
            <AppLink className={buttonClass({ kind: "secondary" })} href={`/s/${opened.study}/go-live`}>
              {t("to_go_live")}
            </AppLink>
          </p>
        </Message>
      )}
      <ActSheet
        open={isOpen}
        title={t("open_live_title", { key: document.key })}
        onClose={() => setIsOpen(false)}
        confirm={t("publish_open_live")}
        missing={exceptions.length > 0 && password === "" ? t("password_missing") : null}
        isPending={isPending}
        error={isRefusedWith(error, "password_wrong") ? null : error}
        onConfirm={() =>
          void run().then((isDone) => {
            if (!isDone) return;
            setIsOpen(false);
            setPassword("");
          })
        }
      >
        <p>{t("open_live_text", { version: document.version })}</p>
        {exceptions.length === 0 ? null : (
          <>
            <p>{t("open_live_signs", { count: exceptions.length })}</p>
            <PasswordBox
              id="publish-password"
              value={password}
              onChange={setPassword}
              error={error}
              wrong={t("password_not_right")}
            />
          </>
        )}
        <ActProblem problem={problem} />
      </ActSheet>
    </section>
  );
}
