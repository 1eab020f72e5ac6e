import { designOf, isArmSpecific } from "@kendali/domain";
import type { Finding } from "../finding.ts";
import { advice, inBoth, type LintRule } from "../rule.ts";

/** A form for some arms is filled by somebody who may know of it: a masked person is shown no visit that only some arms have. */
export const armFormsAreSeen: LintRule = (protocol) => {
  if (!designOf(protocol).needsAllocation) return [];
  const masked = new Set(protocol.blinding.levels.filter(({ level }) => level === "blind").map(({ role }) => role));
  const visits = protocol.visits.filter((visit) => isArmSpecific(protocol, visit));
  return protocol.forms.flatMap(({ key, title, performedBy }): readonly Finding[] => {
    const visit = visits.find(({ forms }) => forms.some(({ form }) => form === key));
    if (visit === undefined || performedBy.length === 0 || !performedBy.every((role) => masked.has(role))) return [];
    const params = { ...inBoth("form", title, key), ...inBoth("visit", visit.label, visit.key) };
    return [advice("arm_form_unseen", `forms/${key}/performedBy`, params)];
  });
};

/** What is measured in some arms only compares no arms. */
export const outcomesAreOfEveryArm: LintRule = (protocol) => {
  if (!designOf(protocol).needsAllocation) return [];
  return protocol.outcomes.flatMap(({ key, label, timePoints }): readonly Finding[] =>
    protocol.visits
      .filter((visit) => timePoints.includes(visit.key) && isArmSpecific(protocol, visit))
      .slice(0, 1)
      .map((visit) => {
        const params = { ...inBoth("outcome", label, key), ...inBoth("visit", visit.label, visit.key) };
        return advice("outcome_in_some_arms", `outcomes/${key}/timePoints`, params, `visits/${visit.key}`);
      }),
  );
};
