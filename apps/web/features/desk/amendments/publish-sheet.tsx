"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { AmendmentPreview } from "@kendali/api";
import { isExceptionReason } from "@kendali/builder";
import { isLocalDate } from "@kendali/domain";
import { DateBoxes } from "@kendali/ui/components/date-boxes";
import { TextBox } from "@kendali/ui/components/text-box";

import { ExceptionList } from "../../builder/publish/exception-list.tsx";
import { findingName, useReasons } from "../../builder/publish/use-reasons.ts";
import { mendHref } from "../../builder/shell/mend-href.ts";
import { useCommandId } from "../../field/use-command-id.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { PasswordBox } from "../../shell/password-box.tsx";
import { isRefusedWith } from "../../trpc/refusal-of.ts";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { useAmendmentWords, useVersionsChanged } from "./use-amendment-words.ts";

type Missing = "reason" | "ethics" | "date" | "findings" | "password" | null;

/** Why, under which approval, from when at which site, and what is left open with a reason: then the version is there for good. */
export function PublishSheet({
  seen,
  draft,
  sameMeaning,
  onClose,
  onPublished,
}: {
  seen: AmendmentPreview;
  draft: string;
  sameMeaning: readonly string[];
  onClose: () => void;
  onPublished: (version: string) => void;
}) {
  const { t, locale, say } = useAmendmentWords();
  const { key } = useStudy();
  const changed = useVersionsChanged();
  const commandId = useCommandId();
  const [reason, setReason] = useState("");
  const [ethicsNumber, setEthicsNumber] = useState("");
  const [ethicsOn, setEthicsOn] = useState("");
  const [dates, setDates] = useState<Readonly<Record<string, string>>>({});
  const [reasons, setExceptionReason] = useReasons(draft);
  const [password, setPassword] = useState("");
  const amend = useMutation(
    useTRPC().study.amend.mutationOptions({
      onSuccess: async ({ version }) => {
        onPublished(version);
        await changed();
      },
    }),
  );
  const given = seen.sites.flatMap(({ site }) => (dates[site] === undefined || dates[site] === "" ? [] : [site]));
  const effective = given.map((site) => ({ site, on: dates[site] ?? "" }));
  const missing: Missing =
    reason.trim() === ""
      ? "reason"
      : ethicsNumber.trim() === "" || !isLocalDate(ethicsOn)
        ? "ethics"
        : effective.length === 0 || effective.some(({ on }) => !isLocalDate(on))
          ? "date"
          : seen.findings.some((finding) => !isExceptionReason(reasons[findingName(finding)] ?? ""))
            ? "findings"
            : seen.findings.length > 0 && password === ""
              ? "password"
              : null;
  const exceptions = seen.findings.map((finding) => {
    const { code, path } = finding;
    return { code, path, reason: (reasons[findingName(finding)] ?? "").trim() };
  });
  const content = {
    study: key,
    draft,
    revision: seen.revision,
    reason: reason.trim(),
    ethicsNumber: ethicsNumber.trim(),
    ethicsOn,
    effective,
    sameMeaning: [...sameMeaning],
    ...(exceptions.length === 0 ? {} : { exceptions }),
  };
  return (
    <ActSheet
      open
      title={t("publish_title", { version: seen.version.to })}
      onClose={onClose}
      confirm={t("publish", { version: seen.version.to })}
      missing={missing === null ? null : t(`publish_missing_${missing}`)}
      isPending={amend.isPending}
      error={isRefusedWith(amend.error, "password_wrong") ? null : amend.error}
      onConfirm={() => {
        const signed = exceptions.length === 0 ? content : { ...content, password };
        amend.mutate({ ...signed, commandId: commandId(content) });
      }}
    >
      <p className="ink2">{t("publish_text")}</p>
      <TextBox
        id="amendment-reason"
        locale={locale}
        label={t("publish_reason")}
        hint={t("publish_reason_hint")}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        long
      />
      <TextBox
        id="amendment-ethics"
        locale={locale}
        label={t("publish_ethics_number")}
        value={ethicsNumber}
        onChange={setEthicsNumber}
        maxLength={100}
      />
      <DateBoxes
        id="amendment-ethics-on"
        locale={locale}
        label={t("publish_ethics_on")}
        value={ethicsOn}
        onChange={setEthicsOn}
      />
      <h3>{t("publish_dates")}</h3>
      <p className="small ink2">{t("publish_dates_text")}</p>
      {seen.sites.map(({ site, name, today }) => (
        <div key={site} className="site-date">
          <DateBoxes
            id={`amendment-date-${site}`}
            locale={locale}
            label={say(name)}
            value={dates[site] ?? ""}
            onChange={(on) => setDates((before) => ({ ...before, [site]: on }))}
          />
          <div className="chips">
            <button
              type="button"
              className="chip"
              aria-pressed={dates[site] === today}
              onClick={() => setDates((before) => ({ ...before, [site]: today }))}
            >
              {t("today_there")}
            </button>
          </div>
        </div>
      ))}
      {seen.findings.length === 0 ? null : (
        <>
          <h3>{t("publish_findings")}</h3>
          <p className="small ink2">{t("publish_findings_text")}</p>
          <ExceptionList
            findings={seen.findings}
            reasons={reasons}
            onReason={setExceptionReason}
            hrefOf={(finding) => mendHref(draft, finding)}
          />
          <PasswordBox
            id="amendment-password"
            value={password}
            onChange={setPassword}
            error={amend.error}
            wrong={t("publish_password_wrong")}
          />
        </>
      )}
    </ActSheet>
  );
}
