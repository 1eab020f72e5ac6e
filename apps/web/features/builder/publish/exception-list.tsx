"use client";

import { useState } from "react";

import { isExceptionReason, shortestExceptionReason, type Finding } from "@kendali/builder";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { findingWords } from "@kendali/i18n/finding-words";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { findingName } from "./use-reasons.ts";

/** Advice that is open: each is mended where the link leads, or left so with a reason. */
export function ExceptionList({
  findings,
  reasons,
  onReason,
  hrefOf = null,
}: {
  findings: readonly Finding[];
  reasons: Readonly<Record<string, string>>;
  onReason: (name: string, reason: string) => void;
  /** Where a finding is mended; null where its document cannot be changed any more. */
  hrefOf?: ((finding: Finding) => string) | null;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const [prefix] = useState("exception");
  return (
    <ul className="exception-list">
      {findings.map((finding, index) => {
        const name = findingName(finding);
        const reason = reasons[name] ?? "";
        const isShort = reason.trim() !== "" && !isExceptionReason(reason);
        return (
          <li key={name}>
            <div>
              <p id={`${prefix}-${index}-words`}>{findingWords(locale, finding)}</p>
              {hrefOf === null ? null : <AppLink href={hrefOf(finding)}>{t("mend")}</AppLink>}
            </div>
            <TextBox
              id={`${prefix}-${index}`}
              locale={locale}
              label={t("exception_reason")}
              describedBy={`${prefix}-${index}-words`}
              value={reason}
              maxLength={1000}
              onChange={(typed) => onReason(name, typed)}
              problems={
                isShort ? [{ tone: "warn", title: t("exception_short", { count: shortestExceptionReason }) }] : []
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
