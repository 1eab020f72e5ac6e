import type { LocalDate } from "@kendali/domain";
import type { Act } from "./act.ts";
import type { Life } from "./life.ts";

/** Where a practice participant stops before allocation. */
export type CutAt = "after_first_form" | "before_lock" | "before_allocation";

/** The part of a life up to a day, without the visits that are left for a visitor to do. */
export function cutLife(
  life: Life,
  what: { readonly cut: CutAt | null; readonly skip: readonly string[]; readonly lastDay: LocalDate },
): Life {
  const isPast = (act: Act): boolean => act.at.slice(0, 10) <= what.lastDay;
  return {
    ...life,
    baseline: cutBaseline(life.baseline, what.cut).filter(isPast),
    afterwards: (arm) =>
      what.cut === null
        ? life.afterwards(arm).filter((act) => isPast(act) && !("visit" in act && what.skip.includes(act.visit)))
        : [],
  };
}

function cutBaseline(acts: readonly Act[], cut: CutAt | null): readonly Act[] {
  if (cut === null) return acts;
  if (cut === "after_first_form") return acts.slice(0, 1);
  return acts.filter((act) => act.kind !== "allocate" && (cut === "before_allocation" || act.kind !== "lock"));
}
