import { designOf } from "../../designs/index.ts";
import { formPurposes } from "../../participant/form-purposes.ts";
import { policies } from "../../permissions/permissions.ts";
import type { Problem } from "../../result.ts";
import type { Protocol, Role } from "../types.ts";
import { problem, type Rule } from "./rule.ts";

const enterers: readonly Role[] = policies["entry.save"].roles;

/** Who treats does not measure: no form is for both, no measuring form is for the provider, no treating one for the assessor. */
export const treatingIsApartFromMeasuring: Rule = (protocol) =>
  protocol.forms
    .filter(({ performedBy, purpose }) => {
      const { treats, measures } = formPurposes[purpose];
      const [provider, assessor] = [performedBy.includes("provider"), performedBy.includes("assessor")];
      return (provider && assessor) || (measures && provider) || (treats && assessor);
    })
    .map(({ key, purpose }) => problem(`forms/${key}/performedBy`, "roles_mixed", { purpose }));

/** A form is filled by roles that may save entries and that the protocol describes. */
export const performersCanEnter: Rule = (protocol) => {
  const declared = new Set(protocol.roles.map(({ role }) => role));
  return protocol.forms.flatMap(({ key, performedBy }) =>
    performedBy.flatMap((role): readonly Problem[] => {
      if (!enterers.includes(role)) return [problem(`forms/${key}/performedBy`, "role_cannot_enter", { role })];
      return declared.has(role) ? [] : [problem("roles", "role_required", { role })];
    }),
  );
};

/** Somebody leads the study, and somebody screens, takes consent and enrols. */
export const rolesAreFilled: Rule = (protocol) =>
  requiredRoles(protocol)
    .filter((role) => !protocol.roles.some((declared) => declared.role === role))
    .map((role) => problem("roles", "role_required", { role }));

function requiredRoles(protocol: Protocol): readonly Role[] {
  const purposes = protocol.forms.map(({ purpose }) => formPurposes[purpose]);
  return [
    "investigator",
    "coordinator",
    ...(purposes.some(({ treats }) => treats) ? (["provider"] as const) : []),
    ...(purposes.some(({ measures }) => measures) ? (["assessor"] as const) : []),
  ];
}

/** In a trial, a form that only some arms have tells the arm by existing, and says so. */
export const armFormsSaySo: Rule = (protocol) => {
  if (!designOf(protocol).needsAllocation) return [];
  const isOfSomeArms = (arms: readonly string[] | undefined): boolean =>
    arms !== undefined && arms.length < protocol.arms.length;
  return protocol.forms
    .filter((form) => {
      const visits = protocol.visits.filter(({ forms }) => forms.some((planned) => planned.form === form.key));
      return !form.revealsArm && visits.length > 0 && visits.every(({ arms }) => isOfSomeArms(arms));
    })
    .map(({ key }) => problem(`forms/${key}/revealsArm`, "form_must_reveal_arm", { name: key }));
};

/** Taking part is something a person agrees to. */
export const consentDecides: Rule = ({ consent }) =>
  consent.purposes.some(({ required }) => required) ? [] : [problem("consent/purposes", "consent_purpose_missing")];
