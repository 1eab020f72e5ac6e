"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";

import type { StudyListing } from "@kendali/api";
import { adminCatalogue } from "@kendali/i18n/catalogues/admin";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";
import { SelectBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../locale/locale-provider.tsx";
import { FailureMessage } from "../shell/failure-message.tsx";
import { newId } from "../shell/new-id.ts";
import { useTRPC } from "../trpc/trpc.ts";

const roles = [
  "coordinator",
  "provider",
  "assessor",
  "investigator",
  "data_manager",
  "statistician",
  "randomization_officer",
] as const;
type GrantedRole = (typeof roles)[number];

/** Gives an account a role in a study, at one site or at all of them. */
export function GrantForm({
  account,
  studies,
  onDone,
}: {
  account: string;
  studies: readonly StudyListing[];
  onDone: () => Promise<void>;
}) {
  const t = useTranslator(commonCatalogue, authCatalogue, adminCatalogue);
  const { locale } = useLocale();
  const id = useId();
  const [study, setStudy] = useState(studies[0]?.key ?? "");
  const [role, setRole] = useState<GrantedRole>("coordinator");
  const [site, setSite] = useState("");
  const grant = useMutation(useTRPC().account.grantRole.mutationOptions({ onSuccess: onDone }));
  const sites = studies.find((each) => each.key === study)?.sites ?? [];
  if (studies.length === 0) return <p className="hint">{t("no_studies")}</p>;
  return (
    <form
      className="admin-grant-form"
      onSubmit={(event) => {
        event.preventDefault();
        grant.mutate({ commandId: newId(), account, study, role, site: site === "" ? null : site });
      }}
    >
      {grant.error === null ? null : <FailureMessage error={grant.error} />}
      <SelectBox
        id={`${id}-s`}
        locale={locale}
        label={t("study")}
        value={study}
        onChange={(next) => {
          setStudy(next);
          setSite("");
        }}
        options={studies.map((each) => ({ value: each.key, label: `${each.shortTitle[locale]} (${each.key})` }))}
      />
      <SelectBox
        id={`${id}-r`}
        locale={locale}
        label={t("role")}
        value={role}
        onChange={(next) => setRole(roles.find((each) => each === next) ?? "coordinator")}
        options={roles.map((each) => ({ value: each, label: t(`role_${each}`) }))}
      />
      <SelectBox
        id={`${id}-l`}
        locale={locale}
        label={t("site")}
        hint={t("site_hint")}
        value={site}
        onChange={setSite}
        options={[
          { value: "", label: t("every_site") },
          // Of one site, that one is every site.
          ...(sites.length < 2 ? [] : sites).map((each) => ({ value: each.key, label: each.name[locale] })),
        ]}
      />
      <Button type="submit" busy={grant.isPending ? t("sending") : false}>
        {t("give_role")}
      </Button>
    </form>
  );
}
