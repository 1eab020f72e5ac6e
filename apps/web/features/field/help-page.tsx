"use client";

import { useQuery } from "@tanstack/react-query";

import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { entryCatalogue } from "@kendali/i18n/catalogues/entry";
import { fieldCatalogue } from "@kendali/i18n/catalogues/field";
import { StateChip } from "@kendali/ui/components/state-chip";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { AccountMenu } from "../session/account-menu.tsx";
import { AppLink } from "../shell/app-link.tsx";
import { useStudy } from "../study/study-provider.tsx";
import { useTRPC } from "../trpc/trpc.ts";
import { FieldPage } from "./field-page.tsx";

const states = ["due", "late", "later", "done", "missed", "not_sent"] as const;

/** What the states mean, what each role does here and never does, whom to ask, and the settings of this screen. */
export function HelpPage() {
  const t = useTranslator(commonCatalogue, authCatalogue, entryCatalogue, fieldCatalogue);
  const { locale } = useLocale();
  const { key, protocol, status, viewer } = useStudy();
  const me = useQuery(useTRPC().session.me.queryOptions());
  return (
    <FieldPage>
      <h1>{t("help")}</h1>
      <section className="help-part" aria-labelledby="help-roles">
        <h2 id="help-roles">{t("your_roles")}</h2>
        {protocol.roles
          .filter(({ role }) => viewer.roles.includes(role))
          .map(({ role, responsibilities }) => (
            <p key={role}>
              <b>{t(`role_${role}`)}.</b> {responsibilities[locale]}
            </p>
          ))}
        {viewer.isMasked ? <p className="ink2">{t("help_masked")}</p> : null}
      </section>
      <section className="help-part" aria-labelledby="help-states">
        <h2 id="help-states">{t("help_states")}</h2>
        <dl className="help-states">
          {states.map((state) => (
            <div key={state}>
              <dt>
                <StateChip locale={locale} state={state} />
              </dt>
              <dd>{t(`help_state_${state}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="help-part" aria-labelledby="help-safe">
        <h2 id="help-safe">{t("help_safe")}</h2>
        <p>{t("help_safe_text")}</p>
      </section>
      {protocol.allocation === null || status === "draft" ? null : (
        <section className="help-part" aria-labelledby="help-list">
          <h2 id="help-list">{t("help_list")}</h2>
          <p>{t("help_list_text")}</p>
          <p>
            <AppLink href={`/s/${key}/commitment`}>{t("help_list_link")}</AppLink>
          </p>
        </section>
      )}
      <section className="help-part" aria-labelledby="help-ask">
        <h2 id="help-ask">{t("help_ask")}</h2>
        <p>{t("help_ask_text")}</p>
      </section>
      <p>
        <AppLink className="btn wide" href="/">
          {t("other_studies")}
        </AppLink>
      </p>
      {me.data === undefined ? null : <AccountMenu me={me.data} />}
    </FieldPage>
  );
}
