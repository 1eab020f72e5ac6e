"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { GoLiveState } from "@kendali/api";
import { isExceptionReason, maySign } from "@kendali/builder";
import type { Json } from "@kendali/domain";
import { formatInstant } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";
import { findingWords } from "@kendali/i18n/finding-words";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { ExceptionList } from "../../builder/publish/exception-list.tsx";
import { findingName, useReasons } from "../../builder/publish/use-reasons.ts";
import { usePlaceWords } from "../../builder/shell/place-words.ts";
import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { PasswordBox } from "../../shell/password-box.tsx";
import { isRefusedWith } from "../../trpc/refusal-of.ts";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { mayDo } from "../may-do.ts";
import { useRefreshStudy } from "../use-refresh-study.ts";

/** What is open in the protocol of a study that waits to go live, and what was left open by whom and why. */
export function FindingsPart({ state: { status, findings, exceptions } }: { state: GoLiveState }) {
  const t = useTranslator(goLiveCatalogue);
  const { locale } = useLocale();
  const { protocol, viewer } = useStudy();
  const say = usePlaceWords();
  const must = findings.filter((finding) => !maySign(finding));
  const advice = findings.filter(maySign);
  if (findings.length === 0 && exceptions.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{t("findings")}</h2>
      {status === "draft" && findings.length > 0 ? <p className="ink2">{t("findings_text")}</p> : null}
      {must.map((finding) => (
        <Message key={findingName(finding)} tone="warn" title={t("findings_must")}>
          {findingWords(locale, finding)}
        </Message>
      ))}
      {advice.length === 0 || !mayDo(viewer, "study.signFindings") ? null : <Sign advice={advice} />}
      {exceptions.length === 0 ? null : (
        <>
          <h3>{t("findings_signed")}</h3>
          <ul className="exception-signed">
            {exceptions.map(({ code, path, params, reason, by, at }) => (
              <li key={`${code} ${path}`}>
                <p className="small ink2">{say(protocol as unknown as Json, path.split("/"))}</p>
                <p>{findingWords(locale, { code, params })}</p>
                <p>{t("findings_signed_reason", { reason })}</p>
                <p className="small ink2">
                  {t("findings_signed_by", {
                    name: by,
                    time: formatInstant(locale, at, protocol.sites[0]?.timeZone ?? "UTC"),
                  })}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Sign({ advice }: { advice: GoLiveState["findings"] }) {
  const t = useTranslator(commonCatalogue, goLiveCatalogue);
  const { key } = useStudy();
  const refresh = useRefreshStudy();
  const commandId = useCommandId();
  const [reasons, setReason] = useReasons(key);
  const [isOpen, setIsOpen] = useState(false);
  const [password, setPassword] = useState("");
  const sign = useMutation(
    useTRPC().study.signFindings.mutationOptions({
      onSuccess: async () => {
        await refresh();
        setPassword("");
        setIsOpen(false);
      },
    }),
  );
  const exceptions = advice.map((finding) => ({
    code: finding.code,
    path: finding.path,
    reason: (reasons[findingName(finding)] ?? "").trim(),
  }));
  const unreasoned = exceptions.filter(({ reason }) => !isExceptionReason(reason)).length;
  return (
    <>
      <ExceptionList findings={advice} reasons={reasons} onReason={setReason} />
      <div className="acts">
        <Button disabled={unreasoned > 0} onClick={() => setIsOpen(true)}>
          {unreasoned > 0
            ? t("findings_unreasoned", { count: unreasoned })
            : t("findings_sign", { count: exceptions.length })}
        </Button>
      </div>
      <ActSheet
        open={isOpen}
        title={t("findings_sign_title")}
        onClose={() => setIsOpen(false)}
        confirm={t("findings_sign", { count: exceptions.length })}
        missing={password === "" ? t("password_missing") : null}
        isPending={sign.isPending}
        error={isRefusedWith(sign.error, "password_wrong") ? null : sign.error}
        onConfirm={() => {
          const act = { study: key, exceptions };
          sign.mutate({ commandId: commandId(act), ...act, password });
        }}
      >
        <p>{t("findings_sign_text")}</p>
        <PasswordBox
          id="findings-password"
          value={password}
          onChange={setPassword}
          error={sign.error}
          wrong={t("findings_password_wrong")}
        />
      </ActSheet>
    </>
  );
}
