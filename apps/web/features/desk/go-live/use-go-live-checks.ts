import type { GoLiveState } from "@kendali/api";
import { formatDate } from "@kendali/i18n";
import { goLiveCatalogue } from "@kendali/i18n/catalogues/go-live";
import type { Check } from "@kendali/ui/components/check-list";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

/** What the server looks at before it lets a study open, each in plain words with how it stands. */
export function useGoLiveChecks(state: GoLiveState): readonly Check[] {
  const t = useTranslator(goLiveCatalogue);
  const { protocol } = useStudy();
  const ethics = useEthicsCheck(state);
  const isRefused = (code: string) => state.obstacles.some((obstacle) => obstacle.code === code);
  const plan = protocol.allocation;
  return [
    {
      key: "protocol",
      state: "holds",
      title: t("check_protocol", { version: state.protocolVersion }),
      detail: t("check_protocol_detail", { hash: shortened(state.protocolHash) }),
    },
    ethics,
    plan === null
      ? { key: "list", state: "holds", title: t("check_one_group"), detail: t("check_one_group_detail") }
      : {
          key: "list",
          state: isRefused("protocol_invalid") ? "fails" : "holds",
          title: t(isRefused("protocol_invalid") ? "check_list_fails" : "check_list"),
          detail: t("check_list_detail", { sites: protocol.sites.length, factors: plan.strata.length }),
        },
  ];
}

function useEthicsCheck({ ethics, ethicsNeeded, obstacles }: GoLiveState): Check {
  const t = useTranslator(goLiveCatalogue);
  const { locale } = useLocale();
  const key = "ethics";
  if (!ethicsNeeded)
    return { key, state: "holds", title: t("check_ethics_not_needed"), detail: t("check_ethics_not_needed_detail") };
  if (ethics === null) return { key, state: "fails", title: t("check_ethics_missing") };
  const has = (code: string): boolean => obstacles.some((obstacle) => obstacle.code === code);
  const detail = t("check_ethics_detail", { committee: ethics.committee[locale], number: ethics.number });
  if (has("ethics_not_yet"))
    return {
      key,
      state: "fails",
      title: t("check_ethics_not_yet", { date: formatDate(locale, ethics.approvedOn) }),
      detail,
    };
  const isExpired = has("ethics_expired");
  return {
    key,
    state: isExpired ? "fails" : "holds",
    title: t(isExpired ? "check_ethics_expired" : "check_ethics", { date: formatDate(locale, ethics.expiresOn) }),
    detail,
  };
}

/** First and last eight digits: what a sentence has room for. */
export function shortened(hash: string): string {
  return `${hash.slice(0, 8)} … ${hash.slice(-8)}`;
}
