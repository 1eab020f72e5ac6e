"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { AmendmentSite, VersionView } from "@kendali/api";
import { isLocalDate } from "@kendali/domain";
import { DateBoxes } from "@kendali/ui/components/date-boxes";

import { useCommandId } from "../../field/use-command-id.ts";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { ActSheet } from "../act-sheet.tsx";
import { useAmendmentWords, useVersionsChanged } from "./use-amendment-words.ts";

/** From when a published version holds at one site. */
export function DateSheet({
  version,
  site,
  onClose,
}: {
  version: VersionView;
  site: AmendmentSite;
  onClose: () => void;
}) {
  const { t, locale, say } = useAmendmentWords();
  const { key } = useStudy();
  const changed = useVersionsChanged();
  const commandId = useCommandId();
  const [on, setOn] = useState(
    () => version.amendment?.effective.find((one) => one.site === site.site)?.on ?? site.today,
  );
  const set = useMutation(
    useTRPC().amendment.setDate.mutationOptions({
      onSuccess: async () => {
        onClose();
        await changed();
      },
    }),
  );
  const content = { study: key, amendment: version.sequence, site: site.site, on };
  return (
    <ActSheet
      open
      title={t("set_date_title", { version: version.version, site: say(site.name) })}
      onClose={onClose}
      confirm={t("set_date_save")}
      missing={isLocalDate(on) ? null : t("publish_missing_date")}
      isPending={set.isPending}
      error={set.error}
      onConfirm={() => set.mutate({ ...content, commandId: commandId(content) })}
    >
      <p className="ink2">{t("set_date_text")}</p>
      <DateBoxes id="amendment-date" locale={locale} label={t("publish_dates")} value={on} onChange={setOn} />
    </ActSheet>
  );
}
