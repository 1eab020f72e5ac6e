import type { ReportedCheck, Verdict } from "@kendali/analysis";
import { createTranslator, reportedCatalogue, type Locale } from "@kendali/i18n";
import { sayClaim, sayFinding, sayPrinted, sayVerdict } from "./say-finding.ts";

export type SaidFinding = { readonly verdict: Verdict; readonly verdictWords: string; readonly text: string };

export type SaidClaim = {
  readonly id: string;
  readonly name: string;
  readonly printed: string;
  readonly verdict: Verdict;
  readonly verdictWords: string;
  /** What was found about this claim, without what was found about all claims together. */
  readonly findings: readonly SaidFinding[];
  /** Those of them that are about this claim first: over all claims every finding once. */
  readonly own: readonly SaidFinding[];
  /** Whether it belongs to a largest set that holds together; null where that is not known. */
  readonly inBest: boolean | null;
};

/** The check of a published table in one language, ready to print: texts only. */
export type ReportedCheckModel = {
  readonly title: string;
  readonly source: string;
  readonly claimsTitle: string;
  readonly claims: readonly SaidClaim[];
  readonly findingsTitle: string;
  readonly findings: readonly SaidFinding[];
  readonly jointTitle: string;
  /** What can be true together, one text after the other. */
  readonly joint: readonly SaidFinding[];
  readonly note: string;
};

/** Findings of the search of all tables that are about claims together. */
const aboutTogether: ReadonlySet<string> = new Set([
  "tables_searched",
  "tables_too_many",
  "tables_stopped",
  "tables_unknown_scale",
  "pairings",
  "mcnemar_of_pairings",
  "mcnemar_of_counts",
  "conclusion_stays",
  "joint_all",
  "joint_most",
]);

/** Puts a check into words. */
export function reportCheck(check: ReportedCheck, locale: Locale): ReportedCheckModel {
  const t = createTranslator(locale, reportedCatalogue);
  const said = check.findings.map((finding): SaidFinding => ({
    verdict: finding.verdict,
    verdictWords: sayVerdict(locale, finding.verdict),
    text: sayFinding(locale, finding),
  }));
  const select = (isWanted: (key: string) => boolean): readonly SaidFinding[] =>
    said.filter((_, position) => isWanted(check.findings[position]?.key ?? ""));
  return {
    title: check.title[locale],
    source: t("source", { source: check.source }),
    claimsTitle: t("heading_claims"),
    claims: check.claims.map((claim) => {
      const findings = claim.findings.filter((position) => !aboutTogether.has(check.findings[position]?.key ?? ""));
      const own = findings.filter((position) => check.findings[position]?.about[0] === claim.id);
      return {
        id: claim.id,
        name: sayClaim(locale, claim.kind, claim.subject),
        printed: claim.printed.map((text) => sayPrinted(locale, text)).join("; "),
        verdict: claim.verdict,
        verdictWords: sayVerdict(locale, claim.verdict),
        findings: findings.flatMap((position) => said[position] ?? []),
        own: own.flatMap((position) => said[position] ?? []),
        inBest: isInBest(check, claim.id),
      };
    }),
    findingsTitle: t("heading_findings"),
    findings: select((key) => !aboutTogether.has(key)),
    jointTitle: t("heading_joint"),
    joint: select((key) => aboutTogether.has(key)),
    note: t("note_calm"),
  };
}

function isInBest({ joint }: ReportedCheck, id: string): boolean | null {
  const searched = joint.filter(
    ({ status, claims }) => status === "complete" && claims.some((claim) => claim.id === id),
  );
  return searched.length === 0 ? null : searched.some(({ best }) => best.some(({ claims }) => claims.includes(id)));
}
