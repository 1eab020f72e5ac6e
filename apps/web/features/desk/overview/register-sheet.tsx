"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { StudyStanding } from "@kendali/api";
import { formatNumber } from "@kendali/i18n";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { NumberBox } from "@kendali/ui/components/number-box";
import { SelectBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { mayDo } from "../may-do.ts";

type RegisterSheetProps = { open: boolean; onClose: () => void; counts: StudyStanding["registerCounts"] };

/** How many persons a site's register lists: the first number of a total sample's flow. */
export function RegisterSheet({ open, onClose, counts }: RegisterSheetProps) {
  const t = useTranslator(commonCatalogue, deskCatalogue);
  const { locale } = useLocale();
  const { key, protocol, viewer } = useStudy();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const commandId = useCommandId();
  const sites = protocol.sites.filter((site) => mayDo(viewer, "study.recordRegisterCount", site.key));
  const [site, setSite] = useState(sites[0]?.key ?? "");
  const [typed, setTyped] = useState("");
  const count = readCount(typed);
  const known = counts.find((one) => one.site === site)?.count;
  const record = useMutation(
    trpc.study.recordRegisterCount.mutationOptions({
      onSuccess: async () => {
        setTyped("");
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.study.pathKey() });
      },
    }),
  );
  return (
    <ActSheet
      open={open}
      title={t("register_title")}
      onClose={onClose}
      confirm={count === null ? t("act_register") : t("register_confirm", { count: formatNumber(locale, count) })}
      missing={count === null ? t("register_write_number") : null}
      isPending={record.isPending}
      error={record.error}
      onConfirm={() => {
        if (count !== null) record.mutate({ study: key, site, count, commandId: commandId({ site, count }) });
      }}
    >
      <p>{t("register_text")}</p>
      {sites.length < 2 ? null : (
        <SelectBox
          id="register-site"
          locale={locale}
          label={t("site")}
          value={site}
          onChange={setSite}
          options={sites.map((each) => ({ value: each.key, label: each.name[locale] }))}
        />
      )}
      <NumberBox
        id="register-count"
        locale={locale}
        label={t("register_count")}
        whole
        value={typed}
        onChange={setTyped}
        {...(known === undefined ? {} : { hint: t("register_known", { count: formatNumber(locale, known) }) })}
        {...(typed !== "" && count === null
          ? { problems: [{ tone: "bad" as const, title: t("register_whole") }] }
          : {})}
      />
    </ActSheet>
  );
}

function readCount(typed: string): number | null {
  return /^\d{1,7}$/.test(typed.trim()) && Number(typed) <= 1_000_000 ? Number(typed) : null;
}
