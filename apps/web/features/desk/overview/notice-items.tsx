"use client";

import { useMutation } from "@tanstack/react-query";

import type { NoticeView } from "@kendali/api";
import { unmaskingCategories } from "@kendali/domain";
import { commonCatalogue } from "@kendali/i18n/catalogues/common";
import { Button } from "@kendali/ui/components/button";

import { useCommandId } from "../../field/use-command-id.ts";
import { useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useStudy } from "../../study/study-provider.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useMaskingChanged } from "../masking/use-masking-changed.ts";
import { useMaskingWords } from "../masking/use-masking-words.ts";

const grantedRoles = [
  "investigator",
  "coordinator",
  "provider",
  "assessor",
  "data_manager",
  "statistician",
  "randomization_officer",
] as const;

/** What this person was told of and has not acknowledged, each with its button. */
export function NoticeItems({ notices, count }: { notices: readonly NoticeView[]; count: number }) {
  const { t } = useMaskingWords();
  const rest = count - notices.length;
  return (
    <>
      <ul className="notices">
        {notices.map((notice) => (
          <li key={notice.id}>
            <NoticeItem notice={notice} />
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="small">{t("notice_more", { count: rest })}</p> : null}
    </>
  );
}

function NoticeItem({ notice }: { notice: NoticeView }) {
  const { t } = useMaskingWords();
  const common = useTranslator(commonCatalogue);
  const { key } = useStudy();
  const say = useNoticeWords();
  const changed = useMaskingChanged();
  const commandId = useCommandId();
  const acknowledge = useMutation(useTRPC().notice.acknowledge.mutationOptions({ onSuccess: changed }));
  const { title, text } = say(notice);
  const content = { study: key, notice: notice.id };
  return (
    <>
      <p>
        <b>{title}</b> {text}
      </p>
      {acknowledge.error === null ? null : <FailureMessage error={acknowledge.error} />}
      <Button
        tight
        busy={acknowledge.isPending ? common("sending") : false}
        onClick={() => acknowledge.mutate({ ...content, commandId: commandId(content) })}
      >
        {t("notice_acknowledge")}
      </Button>
    </>
  );
}

/** Says a notice in plain words. */
function useNoticeWords(): (notice: NoticeView) => { readonly title: string; readonly text: string } {
  const { t, at, level, site: siteOf } = useMaskingWords();
  return ({ kind, params, participant, byName, at: instant, site }) => {
    const told = { by: byName, at: at(instant, site) };
    const levelOf = (name: string) =>
      level((["blind", "own_act", "none"] as const).find((one) => one === params[name]) ?? "blind");
    switch (kind) {
      case "participant_unmasked": {
        const category = unmaskingCategories.find((one) => one === params["category"]) ?? "other";
        return {
          title: `${t("notice_participant_unmasked", { participant: participant ?? "" })}.`,
          text: t("notice_participant_unmasked_text", { ...told, category: t(`category_${category}`) }),
        };
      }
      case "masking_changed":
      case "masking_declined":
        return {
          title: `${t(`notice_${kind}`, { name: params["name"] ?? "" })}.`,
          text: t(`notice_${kind}_text`, { ...told, from: levelOf("from"), to: levelOf("to") }),
        };
      case "role_given": {
        const role = grantedRoles.find((one) => one === params["role"]);
        return {
          title: `${t("notice_role_given", { name: params["name"] ?? "", role: role === undefined ? "" : t(`role_${role}`) })}.`,
          text: t("notice_role_given_text", { ...told, site: siteOf(site) }),
        };
      }
      case "link_made": {
        const name = params["name"] ?? "";
        return {
          title: `${t("notice_link_made", { name })}.`,
          text: t("notice_link_made_text", { ...told, name }),
        };
      }
      case "cards_reprinted":
        return {
          title: `${t("notice_cards_reprinted")}.`,
          text: t("notice_cards_reprinted_text", { ...told, site: siteOf(site) }),
        };
      default:
        return {
          title: `${t(`notice_${kind}`)}${participant === null ? "" : ` (${participant})`}.`,
          text: t("notice_other_text", told),
        };
    }
  };
}
