"use client";

import { useQuery } from "@tanstack/react-query";

import type { DraftView } from "@kendali/api";
import { mayHoldRole } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { SelectBox } from "@kendali/ui/components/text-box";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";

/** Who approves beside the one who opens a study of a trial: another member of the draft who may edit it. */
export function ApproverField({
  id,
  view,
  kind,
  value,
  onChange,
}: {
  id: string;
  view: DraftView;
  kind: "test" | "live";
  value: string;
  onChange: (username: string) => void;
}) {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const me = useQuery({ ...useTRPC().session.me.queryOptions(), staleTime: 60_000 });
  const others = view.members.filter(
    ({ username, level, isAdministrator }) =>
      level !== "reader" &&
      username !== me.data?.account.username &&
      mayHoldRole({ username, administrator: isAdministrator }, kind).ok,
  );
  return (
    <div className="builder-fields">
      <SelectBox
        id={id}
        locale={locale}
        label={t("publish_approver")}
        hint={others.length === 0 ? t("publish_approver_share") : t("publish_approver_hint")}
        value={value}
        onChange={onChange}
        options={[
          { value: "", label: t("publish_approver_none") },
          ...others.map(({ username, name }) => ({ value: username, label: `${name} (${username})` })),
        ]}
      />
    </div>
  );
}
