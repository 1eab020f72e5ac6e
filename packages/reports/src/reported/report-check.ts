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

/** About one claim, and understood only beside the pairings. */
const toldWithPairings = "t_of_no_pairing";

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
    claims: check.claims.map(({ id, kind, subject, printed, verdict, findings }) => ({
      id,
      name: sayClaim(locale, kind, subject),
      printed: printed.map((text) => sayPrinted(locale, text)).join("; "),
      verdict,
      verdictWords: sayVerdict(locale, verdict),
      findings: findings
        .filter((position) => !aboutTogether.has(check.findings[position]?.key ?? ""))
        .flatMap((position) => said[position] ?? []),
    })),
    findingsTitle: t("heading_findings"),
    findings: select((key) => !aboutTogether.has(key) && key !== toldWithPairings),
    jointTitle: t("heading_joint"),
    joint: select((key) => aboutTogether.has(key) || key === toldWithPairings),
    note: t("note_calm"),
  };
}
