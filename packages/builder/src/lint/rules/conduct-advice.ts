import { addDays, designOf, isLocalDate, type Protocol } from "@kendali/domain";
import { allocationWarnings } from "@kendali/randomization";
import type { Finding } from "../finding.ts";
import { advice, inBoth, type LintRule } from "../rule.ts";

/** In a trial it is said of each role what it may know of the arm, and who measures does not know it. */
export const maskingIsStated: LintRule = (protocol) => {
  if (!designOf(protocol).needsAllocation) return [];
  const { levels } = protocol.blinding;
  if (levels.length === 0) return [advice("masking_missing", "blinding/levels")];
  const stated = new Map(levels.map(({ role, level }) => [role, level]));
  return [
    ...protocol.roles
      .filter(({ role }) => !stated.has(role))
      .map(({ role }) => advice("masking_level_missing", `blinding/levels/${role}`, { role })),
    ...(stated.get("assessor") === "none" ? [advice("assessor_not_masked", "blinding/levels/assessor")] : []),
  ];
};

/** Nobody is seen before the day from which days count: day 1 is that day itself. */
export const windowsFollowTheirAnchor: LintRule = ({ visits }) =>
  visits
    .filter(({ anchor, day, window }) => anchor !== "delivery" && day - window.before < 1)
    .map(({ key, label, anchor, day, window }) => {
      const params = { ...inBoth("visit", label, key), anchor, day: day - window.before };
      return advice("window_before_anchor", `visits/${key}`, params);
    });

/** Enrolment is refused without an ethics approval, and after it has ended. */
export const ethicsLastsLongEnough: LintRule = (protocol, { today, plannedEnd = null }) => {
  const { ethics } = protocol;
  if (ethics === null) return [advice("ethics_missing", "ethics")];
  const { approvedOn, expiresOn } = ethics;
  if (!isLocalDate(approvedOn) || !isLocalDate(expiresOn)) return [];
  const path = "ethics/expiresOn";
  if (today !== null && expiresOn < today) return [advice("ethics_expired", path, { date: expiresOn })];
  const from = [approvedOn, protocol.date, ...(today === null ? [] : [today])].filter(isLocalDate).toSorted().at(-1);
  const last = Math.max(0, ...protocol.visits.map(({ day, window }) => day + window.after));
  const end = protocol.timetable?.studyEnd ?? plannedEnd ?? (from === undefined ? null : addDays(from, last));
  if (end === null || expiresOn >= end) return [];
  return [advice("ethics_expires_early", path, { date: expiresOn, end })];
};

/** The words of the consent are part of what the ethics committee approved. */
export const consentIsApproved: LintRule = ({ consent, ethics }) =>
  ethics !== null && consent.approval === undefined
    ? [advice("consent_not_approved", "consent/approval", { version: consent.version })]
    : [];

/** Who gives an intervention has learned it. */
export const providersAreTrained: LintRule = (protocol) => {
  const given = new Set(
    protocol.arms.filter(({ kind }) => kind === "intervention").flatMap(({ interventions }) => interventions),
  );
  const isBlank = (text: { readonly id: string; readonly en: string } | undefined): boolean =>
    text === undefined || protocol.languages.some((language) => text[language].trim() === "");
  return [
    ...protocol.roles
      .filter(({ role, training }) => role === "provider" && given.size > 0 && isBlank(training))
      .map(() => advice("provider_training_missing", "roles/provider/training")),
    ...protocol.interventions
      .filter(({ key, sessions, qualification }) => given.has(key) && sessions !== null && isBlank(qualification))
      .map(({ key, name }) =>
        advice("provider_qualification_missing", `interventions/${key}/qualification`, inBoth("name", name, key)),
      ),
  ];
};

/**
 * What a valid allocation should still be thought over for. Block sizes are named in no words that are kept with a
 * signature.
 */
export const allocationIsSound: LintRule = (protocol) =>
  allocationWarnings(protocol).flatMap(({ path, code, params }): readonly Finding[] => {
    switch (code) {
      case "allocation_deterministic":
        return [advice("allocation_predictable", path)];
      case "allocation_fixed_blocks_open_site":
        return [advice("allocation_blocks_countable", path)];
      case "allocation_too_many_strata":
      case "allocation_strata_without_effect": {
        // How many a list needs tells the largest block.
        const { needed: _, ...told } = params;
        return [advice(code, path, told)];
      }
      default:
        // The others come of unequal recruitment, which no document states.
        return [];
    }
  });

/** An outcome that is called primary has an analysis that is called so too. */
export const primaryOutcomesAreAnalysed: LintRule = (protocol) =>
  protocol.outcomes
    .filter(({ key, role }) => role === "primary" && !isAnalysed(protocol, key))
    .map(({ key, label }) =>
      advice("primary_not_analysed", `outcomes/${key}`, inBoth("outcome", label, key), "analysisPlan/analyses"),
    );

function isAnalysed({ analysisPlan, estimands }: Protocol, outcome: string): boolean {
  const ofEstimand = (key: string | undefined): boolean =>
    estimands.some((estimand) => estimand.key === key && estimand.outcome === outcome);
  return analysisPlan.analyses.some(
    ({ role, outcomes = [], estimand }) => role === "primary" && (outcomes.includes(outcome) || ofEstimand(estimand)),
  );
}

/** A trial that compares several arms with the control says what it does about their number (CONSORT for multi-arm trials, 2019). */
export const multiplicityIsStated: LintRule = (protocol) => {
  const arms = new Set(protocol.arms.map(({ key }) => key)).size;
  const isOpen = designOf(protocol).needsAllocation && arms > 2 && protocol.analysisPlan.multiplicity === undefined;
  return isOpen ? [advice("multiplicity_missing", "analysisPlan/multiplicity/method", { comparisons: arms - 1 })] : [];
};
