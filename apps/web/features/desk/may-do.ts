import { policies, type PolicyKey, type Role } from "@kendali/domain";

/** Whether one of these roles may do an act; the server decides again. */
export function mayDo(roles: readonly Role[], act: PolicyKey): boolean {
  const policy = policies[act];
  return typeof policy === "object" && policy.roles.some((role) => roles.includes(role));
}
