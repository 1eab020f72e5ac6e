"use client";

import type { Finding } from "@kendali/builder";
import { Icon } from "@kendali/ui/components/icon";
import { octagonXIcon, triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale } from "../../locale/locale-provider.tsx";
import { findingWords } from "@kendali/i18n/finding-words";

/** What is open at one place, in small beside its field. */
export function FindingLines({ id, findings }: { id: string; findings: readonly Finding[] }) {
  const { locale } = useLocale();
  const lines = [...new Map(findings.map((one) => [`${one.severity} ${findingWords(locale, one)}`, one])).values()];
  return (
    <div id={id} className="fd-finds">
      {lines.map((finding) => (
        <p key={`${finding.path} ${finding.code}`} className={finding.severity === "must" ? "must" : "should"}>
          <Icon path={finding.severity === "must" ? octagonXIcon : triangleAlertIcon} />
          <span>{findingWords(locale, finding)}</span>
        </p>
      ))}
    </div>
  );
}

/** The heaviest of some findings, as the class of a box. */
export function toneOfFindings(findings: readonly Finding[]): "" | "warn" | "bad" {
  if (findings.length === 0) return "";
  return findings.some(({ severity }) => severity === "must") ? "bad" : "warn";
}
