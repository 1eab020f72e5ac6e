"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";

import type { AccountSummary, OneTimeLink, StudyListing } from "@kendali/api";
import { formatTime } from "@kendali/i18n";
import { adminCatalogue } from "@kendali/i18n/catalogues/admin";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";
import { TextBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { newId } from "../shell/new-id.ts";
import { useTRPC } from "../trpc/trpc.ts";
import { GrantForm } from "./grant-form.tsx";

/** Everybody who can sign in, with their roles; new accounts get a one-time link instead of a password. */
export function AccountsSection({
  accounts,
  studies,
}: {
  accounts: readonly AccountSummary[];
  studies: readonly StudyListing[];
}) {
  const t = useTranslator(adminCatalogue);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">
        {t("accounts")} <span className="quiet small">{t("accounts_count", { count: accounts.length })}</span>
      </h2>
      <NewAccountForm />
      <ul className="admin-list">
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            studies={studies}
            isOpen={open === account.id}
            onToggle={() => setOpen(open === account.id ? null : account.id)}
          />
        ))}
      </ul>
    </section>
  );
}

function NewAccountForm() {
  const t = useTranslator(commonCatalogue, adminCatalogue);
  const { locale } = useLocale();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const id = useId();
  const [username, setUsername] = useState("");
  const [displayName, setDisplayName] = useState("");
  const [administrator, setAdministrator] = useState(false);
  const [commandId, setCommandId] = useState(() => newId());
  const create = useMutation(
    trpc.account.create.mutationOptions({
      onSuccess: async () => {
        setUsername("");
        setDisplayName("");
        setAdministrator(false);
        setCommandId(newId());
        await queryClient.invalidateQueries({ queryKey: trpc.account.list.queryKey() });
      },
      onError: () => setCommandId(newId()),
    }),
  );
  return (
    <details className="admin-new">
      <summary className="btn">{t("new_account")}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ commandId, username, displayName, administrator, locale });
        }}
      >
        {create.error === null ? null : <FailureMessage error={create.error} />}
        <TextBox
          id={`${id}-n`}
          locale={locale}
          label={t("display_name")}
          value={displayName}
          onChange={setDisplayName}
          maxLength={120}
          required
        />
        <TextBox
          id={`${id}-u`}
          locale={locale}
          label={t("account_name")}
          hint={t("account_name_hint")}
          value={username}
          onChange={setUsername}
          autoComplete="off"
          maxLength={64}
          required
        />
        <label className="admin-check">
          <input type="checkbox" checked={administrator} onChange={(event) => setAdministrator(event.target.checked)} />
          <span>
            <b>{t("is_administrator")}</b>
            <span className="hint">{t("is_administrator_hint")}</span>
          </span>
        </label>
        <Button kind="primary" type="submit" busy={create.isPending ? t("sending") : false}>
          {t("create_account")}
        </Button>
      </form>
    </details>
  );
}

type AccountRowProps = {
  account: AccountSummary;
  studies: readonly StudyListing[];
  isOpen: boolean;
  onToggle: () => void;
};

function AccountRow({ account, studies, isOpen, onToggle }: AccountRowProps) {
  const t = useTranslator(authCatalogue, adminCatalogue);
  const words = account.grants.map((grant) => t(`role_${grant.role}`));
  const roles = account.administrator ? [t("role_administrator"), ...words] : words;
  return (
    <li>
      <button type="button" className="admin-row" aria-expanded={isOpen} onClick={onToggle}>
        <span>
          <b>{account.displayName}</b> <span className="mono small">{account.username}</span>
          <span className="small ink2 admin-roles">
            {roles.length === 0 ? t("no_roles") : [...new Set(roles)].join(", ")}
          </span>
        </span>
        <span className={account.status === "active" ? "tag" : "tag draft"}>{t(`status_${account.status}`)}</span>
      </button>
      {isOpen ? <AccountDetail account={account} studies={studies} /> : null}
    </li>
  );
}

function AccountDetail({ account, studies }: { account: AccountSummary; studies: readonly StudyListing[] }) {
  const t = useTranslator(commonCatalogue, authCatalogue, adminCatalogue);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.account.list.queryKey() });
  const newLink = useMutation(trpc.account.newLink.mutationOptions());
  const disable = useMutation(trpc.account.disable.mutationOptions({ onSuccess: refresh }));
  const revoke = useMutation(trpc.account.revokeRole.mutationOptions({ onSuccess: refresh }));
  const error = newLink.error ?? disable.error ?? revoke.error;
  return (
    <div className="admin-detail">
      {error === null ? null : <FailureMessage error={error} />}
      <ul>
        {account.grants.map((grant) => (
          <li key={grant.id} className="admin-grant">
            <span>
              <b>{t(`role_${grant.role}`)}</b> · {grant.study} ·{" "}
              {grant.site === null ? t("every_site") : siteWords(studies, grant)}{" "}
              <span className="quiet">({t(`sees_${grant.blinding}`)})</span>
            </span>
            <Button
              kind="plain"
              tight
              onClick={() => revoke.mutate({ commandId: newId(), study: grant.study, grant: grant.id })}
            >
              {t("revoke_role")}
            </Button>
          </li>
        ))}
      </ul>
      {account.status === "disabled" ? null : (
        <>
          {account.administrator ? null : <GrantForm account={account.id} studies={studies} onDone={refresh} />}
          <div className="acts">
            <Button onClick={() => newLink.mutate({ account: account.id })}>{t("new_link")}</Button>
            <Button
              kind="danger"
              onClick={() => {
                if (!confirm(t("disable_sure", { name: account.displayName }))) return;
                disable.mutate({ commandId: newId(), account: account.id });
              }}
            >
              {t("disable_account")}
            </Button>
          </div>
          {newLink.data === undefined ? null : <LinkShown username={account.username} link={newLink.data} />}
        </>
      )}
    </div>
  );
}

function siteWords(studies: readonly StudyListing[], grant: AccountSummary["grants"][number]): string {
  const site = studies.find((study) => study.key === grant.study)?.sites.find((each) => each.key === grant.site);
  return site?.name.id ?? grant.site ?? "";
}

function LinkShown({ username, link }: { username: string; link: OneTimeLink }) {
  const t = useTranslator(commonCatalogue, adminCatalogue);
  const { locale } = useLocale();
  const [copied, setCopied] = useState(false);
  const address = `${location.origin}/setup/${link.token}`;
  const time = formatTime(locale, new Date(link.expiresAt).toTimeString().slice(0, 5));
  return (
    <Message tone="info" live="status" title={t("link_ready", { username })}>
      <p>{t("link_text", { time })}</p>
      <code className="mono admin-link">{address}</code>
      <Button
        tight
        onClick={() => {
          void navigator.clipboard.writeText(address).then(() => setCopied(true));
        }}
      >
        {copied ? t("copied") : t("copy_link")}
      </Button>
    </Message>
  );
}
