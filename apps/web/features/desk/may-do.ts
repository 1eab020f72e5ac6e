import { actingAssignments, policies, sitesOf, type PolicyKey, type Role } from "@kendali/domain";

type Viewer = { readonly assignments: readonly { readonly role: Role; readonly site: string | null }[] };

/**
 * Whether somebody with these roles, each with its site, may do an act; the server decides again. `site` is that of what
 * the act is about, null for what belongs to every site; without one, whether there is a site at which it may be done.
 */
export function mayDo({ assignments }: Viewer, act: PolicyKey, site?: string | null): boolean {
  const policy = policies[act];
  if (typeof policy !== "object") return false;
  if (site === undefined && policy.scope === "site") return assignments.some(({ role }) => hasRole(policy.roles, role));
  const acting = actingAssignments(policy, assignments, site ?? null);
  if (!acting.ok || site === undefined || policy.scope !== "records") return acting.ok;
  const sites = sitesOf(acting.value);
  return sites === null || (site !== null && sites.includes(site));
}

function hasRole(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role);
}
