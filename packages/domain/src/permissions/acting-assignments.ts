import type { Role } from "../protocol/types.ts";
import { accept, refuse, type Result } from "../result.ts";
import type { StudyPolicy } from "./permissions.ts";

type Held = { readonly role: Role; readonly site: string | null };

/**
 * Of what an account holds in a study, the assignments by which it does an act. `site` is the one that the act's input
 * names, where its scope is that of a site: null names the whole study. Refuses `not_allowed` where no role allows the act,
 * `needs_every_site` where it concerns the whole study and the roles that allow it hold at some sites, and `not_found` for
 * a site that is none of theirs, as for one that does not exist.
 */
export function actingAssignments<A extends Held>(
  { roles, scope }: StudyPolicy,
  held: readonly A[],
  site: string | null = null,
): Result<readonly A[]> {
  const allowing = held.filter(({ role }) => roles.includes(role));
  if (allowing.length === 0) return refuse("not_allowed");
  if (scope === "records" || scope === "document") return accept(allowing);
  const named = scope === "site" ? site : null;
  const acting = allowing.filter((one) => one.site === null || one.site === named);
  if (acting.length > 0) return accept(acting);
  return refuse(named === null ? "needs_every_site" : "not_found");
}

/** The sites at which assignments hold; null: every site. */
export function sitesOf(assignments: readonly Pick<Held, "site">[]): readonly string[] | null {
  const sites = assignments.flatMap(({ site }) => (site === null ? [] : [site]));
  return sites.length < assignments.length ? null : [...new Set(sites)];
}
