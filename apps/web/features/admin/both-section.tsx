"use client";

import type { AccountSummary, StudyListing } from "@kendali/api";
import { mayHoldRole } from "@kendali/domain";
import { adminCatalogue } from "@kendali/i18n/catalogues/admin";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { Message } from "@kendali/ui/components/message";

import { useTranslator } from "../locale/locale-provider.tsx";

/** Administrators with a role among real participants, from before that was refused: it holds, and is asked to be ended. */
export function BothSection({
  accounts,
  studies,
}: {
  accounts: readonly AccountSummary[];
  studies: readonly StudyListing[];
}) {
  const t = useTranslator(authCatalogue, adminCatalogue);
  const kinds = new Map(studies.map(({ key, kind }) => [key, kind]));
  const held = accounts
    .filter(({ status }) => status !== "disabled")
    .flatMap((account) => account.grants.map((grant) => ({ account, grant, kind: kinds.get(grant.study) })))
    .filter(({ account, kind }) => kind !== undefined && !mayHoldRole(account, kind).ok);
  if (held.length === 0) return null;
  return (
    <div className="admin-both">
      <Message tone="warn" title={t("both_title")}>
        <p>{t("both_text")}</p>
        <ul>
          {held.map(({ account, grant }) => (
            <li key={grant.id}>
              {t("both_line", {
                name: account.displayName,
                username: account.username,
                role: t(`role_${grant.role}`),
                study: grant.study,
              })}
            </li>
          ))}
        </ul>
      </Message>
    </div>
  );
}
