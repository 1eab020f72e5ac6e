import type { ReportedCheck } from "@kendali/analysis";
import { formatNumber, type Translator } from "@kendali/i18n";
import type { toolsCatalogue } from "@kendali/i18n/catalogues/tools";

type Words = Translator<typeof toolsCatalogue>;

/** The sentence that the result opens with: how many claims can be true together, or how many cannot be true at all. */
export function checkLead(t: Words, { claims, joint }: ReportedCheck): string {
  const [searched] = joint.filter(({ status, claims: judged }) => status === "complete" && judged.length > 1);
  if (searched !== undefined && joint.length === 1) {
    const of = searched.claims.length;
    return searched.most === of ? t("check_lead_all", { of }) : t("check_lead_most", { most: searched.most, of });
  }
  const count = claims.filter(({ verdict }) => verdict === "cannot_be" || verdict === "cannot_be_together").length;
  return count === 0 ? t("check_lead_none") : t("check_lead_alone", { count, of: claims.length });
}

/** What the sentence rests on: how much was tried, and how long it took. */
export function checkBasis(t: Words, { joint }: ReportedCheck, seconds: number): string {
  const words = formatNumber(t.locale, seconds, seconds < 10 ? 1 : 0);
  const count = (value: number): string => formatNumber(t.locale, value, 0);
  const stopped = joint.find(({ status }) => status === "stopped");
  if (stopped !== undefined) return t("check_stopped", { done: count(stopped.done), total: count(stopped.total) });
  const total = joint.reduce((sum, { status, done }) => (status === "complete" ? sum + done : sum), 0);
  return total === 0
    ? t("check_seconds", { seconds: words })
    : t("check_searched", { total: count(total), seconds: words });
}
