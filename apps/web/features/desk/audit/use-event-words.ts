import type { AuditView } from "@kendali/api";
import { unmaskingCategories } from "@kendali/domain";
import { formatDate, formatNumber } from "@kendali/i18n";
import { amendmentsCatalogue } from "@kendali/i18n/catalogues/amendments";
import { authCatalogue } from "@kendali/i18n/catalogues/auth";
import { deskCatalogue } from "@kendali/i18n/catalogues/desk";
import { maskingCatalogue } from "@kendali/i18n/catalogues/masking";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { useStudy } from "../../study/study-provider.tsx";

const roles = [
  "investigator",
  "coordinator",
  "provider",
  "assessor",
  "data_manager",
  "statistician",
  "randomization_officer",
] as const;

/** Says an event in plain words, with the names that the protocol gives to visits, forms and sites. */
export function useEventWords(): (event: AuditView) => string {
  const t = useTranslator(authCatalogue, deskCatalogue);
  const masking = useTranslator(maskingCatalogue);
  const amendments = useTranslator(amendmentsCatalogue);
  const { locale } = useLocale();
  const { protocol } = useStudy();

  return ({ action, data }) => {
    const text = (name: string): string => (typeof data[name] === "string" ? data[name] : "");
    const number = (name: string): string =>
      typeof data[name] === "number" ? formatNumber(locale, data[name]) : text(name);
    const day = (name: string): string => formatDate(locale, text(name));
    const visit = protocol.visits.find((each) => each.key === data["visit"])?.label[locale] ?? text("visit");
    const form = protocol.forms.find((each) => each.key === data["form"])?.title[locale] ?? text("form");
    const item = (): string =>
      protocol.forms
        .flatMap(({ sections }) => sections.flatMap(({ items }) => items))
        .find((each) => each.key === data["item"])?.label[locale] ?? text("item");
    const kilobytes = (): string => {
      const bytes = typeof data["bytes"] === "number" ? data["bytes"] : 0;
      return formatNumber(locale, Math.ceil(bytes / 1024));
    };
    const role = (): string => {
      const key = roles.find((each) => each === data["role"]);
      return key === undefined ? text("role") : t(`role_${key}`);
    };
    const level = (name: string): string =>
      masking(`level_${(["blind", "own_act", "none"] as const).find((each) => each === data[name]) ?? "blind"}`);
    const levels = () => ({ from: level("from"), to: level("to") });
    switch (action) {
      case "entry.save": {
        const changed = Object.keys(typeof data["changes"] === "object" ? (data["changes"] ?? {}) : {}).length;
        const words = { form, visit, count: changed, revision: number("revision") };
        if (typeof data["from"] === "string")
          return amendments("event_entry_answered", { form, visit, count: changed });
        return data["revision"] === 1 ? t("event_entry_first", words) : t("event_entry_changed", words);
      }
      case "attachment.begin":
        return typeof data["damaged"] === "number"
          ? t("event_file_mended", { item: item(), form, visit, count: data["damaged"] })
          : t("event_file_begun", { item: item(), form, visit });
      case "attachment.finish":
        return t("event_file_whole", { item: item(), form, visit, kilobytes: kilobytes() });
      case "screening.record":
        return data["eligible"] === true
          ? data["declinedReason"] === null || data["declinedReason"] === undefined
            ? t("event_screening_eligible", { number: number("screening") })
            : t("event_screening_declined", { number: number("screening") })
          : t("event_screening_not", { number: number("screening") });
      case "consent.record":
        return data["decision"] === "given"
          ? t("event_consent_given", { number: number("screening"), version: text("version") })
          : data["decision"] === "declined"
            ? t("event_consent_declined", { number: number("screening") })
            : t("event_consent_not_available", { number: number("screening") });
      case "participant.enrol":
        return t("event_enrol", { number: number("screening"), date: day("enrolledOn") });
      case "participant.identity":
        return t("event_identity");
      case "participant.recordEnd": {
        const words = { date: day("on"), reason: text("reason") };
        if (data["kind"] === "duplicate") return t("event_duplicate", { reason: text("reason") });
        if (data["kind"] === "discontinuation") return t("event_discontinued", words);
        return data["kind"] === "withdrawal" ? t("event_withdrawn", words) : t("event_lost", words);
      }
      case "visit.recordMissed":
        return t("event_missed", { visit, reason: text("reason") });
      case "visit.lock":
        return t("event_visit_locked", { visit });
      case "allocation.allocate":
        return t("event_allocated", { date: day("allocatedOn") });
      case "deviation.report":
        return t("event_deviation", { date: day("foundOn") });
      case "deviation.review":
        return data["closes"] === true ? t("event_deviation_closed") : t("event_deviation_note");
      case "study.amend":
        return amendments("event_amended", { version: text("version"), reason: text("reason") });
      case "amendment.setDate":
        return amendments("event_date_set", { site: text("effectiveSite"), on: day("on") });
      case "amendment.move":
        return amendments("event_entry_moved", { form, reason: text("reason") });
      case "amendment.openEntries":
        return amendments("event_entry_opened", { form, reason: text("reason") });
      case "guess.record":
        return t("event_guess");
      case "team.recordTraining":
        return t("event_training", { topic: text("topic") });
      case "team.delegate":
        return t("event_delegated", { date: day("from") });
      case "team.endDelegation":
        return t("event_delegation_ended", { date: day("on"), reason: text("reason") });
      case "allocation.useCard":
        return t("event_card_used", { code: text("code"), date: day("allocatedOn"), reason: text("reason") });
      case "allocation.printCards":
        return t("event_cards_printed", { printing: number("printing") });
      case "allocation.reveal":
        return t("event_revealed", { count: number("allocations"), hash: text("sha256") });
      case "masking.request":
        return masking("event_masking_requested", { ...levels(), role: role(), reason: text("reason") });
      case "masking.decide":
        return data["decision"] === "approve"
          ? masking("event_masking_approved", { ...levels(), role: role() })
          : masking("event_masking_declined", { role: role() });
      case "masking.unmask": {
        if (data["refused"] !== undefined) return masking("event_unmask_refused");
        const category = unmaskingCategories.find((each) => each === data["category"]) ?? "other";
        return masking("event_unmasked", { category: masking(`category_${category}`), reason: text("reason") });
      }
      case "notice.acknowledge":
        return masking("event_notice_read");
      case "data.import":
        return t("event_import");
      case "snapshot.freeze":
        return data["withArm"] === true
          ? t("event_frozen", { name: text("name"), reason: text("reason") })
          : t("event_frozen_without", { name: text("name"), reason: text("reason") });
      case "snapshot.download":
        return t("event_downloaded", { name: text("name") });
      case "study.create":
        return t("event_created");
      case "study.import":
        return t("event_imported");
      case "protocolDraft.openTest":
        return t("event_opened_test");
      case "protocolDraft.openStudy":
        return t("event_opened_study");
      case "study.signFindings":
        return t("event_findings_signed", { count: number("count") });
      case "study.goLive":
        return data["status"] === "draft"
          ? t("event_approved", { count: number("approvals"), needed: number("needed") })
          : t("event_live");
      case "study.withdrawApproval":
        return t("event_approval_withdrawn");
      case "study.lock":
        return t("event_locked", { reason: text("reason") });
      case "study.unblind":
        return t("event_unblinded", { reason: text("reason") });
      case "study.recordRegisterCount":
        return t("event_register", { count: number("count") });
      case "account.grantRole":
        return t("event_role_given", { role: role() });
      case "account.revokeRole":
        return t("event_role_revoked", { role: role() });
      default:
        return t("event_other", { action });
    }
  };
}
