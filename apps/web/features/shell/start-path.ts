import type { SessionMe } from "@kendali/api";
import type { Role } from "@kendali/domain";

type Study = SessionMe["studies"][number];

/** Roles whose day begins with people, on a phone; the others begin with the study, at a desk. */
const fieldRoles: readonly Role[] = ["coordinator", "provider", "assessor"];

/** Where the day begins for somebody in a study: today's visits, the overview, or the datasets. */
export function startPathOf(study: Pick<Study, "key" | "roles" | "assignments" | "status">): string {
  const base = `/s/${study.key}`;
  // Holds no other role in the study, and has nothing to do there but cards.
  if (study.roles.includes("randomization_officer")) return `${base}/cards`;
  const isCollecting = study.status === "live";
  if (isCollecting && study.roles.some((role) => fieldRoles.includes(role))) return `${base}/today`;
  // Results are of every site.
  if (study.assignments.some(({ role, site }) => role === "statistician" && site === null)) return `${base}/results`;
  return study.roles.some((role) => !fieldRoles.includes(role)) ? `${base}/overview` : `${base}/participants`;
}
