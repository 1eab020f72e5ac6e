import { formPurposes, type Actor, type Form, type ParticipantFacts, type Protocol } from "@kendali/domain";

/**
 * Whether a person may see what a form holds. Who treats a participant does not see her outcomes, and nobody sees a form
 * that only other roles fill, unless overseeing or entering for colleagues is the role.
 */
export function canReadEntry(request: {
  readonly protocol: Protocol;
  readonly facts: Pick<ParticipantFacts, "performed">;
  readonly form: Form;
  readonly actor: Actor;
}): boolean {
  const { form, actor, facts, protocol } = request;
  const oversees = actor.roles.some(
    (role) => role === "coordinator" || role === "investigator" || role === "data_manager",
  );
  if (!oversees && !form.performedBy.some((role) => actor.roles.includes(role))) return false;
  if (!formPurposes[form.purpose].measures) return true;
  const hasTreated = facts.performed.some((performed) => {
    const purpose = protocol.forms.find((candidate) => candidate.key === performed.form)?.purpose;
    return performed.performedBy === actor.account && purpose !== undefined && formPurposes[purpose].treats;
  });
  return !hasTreated;
}
