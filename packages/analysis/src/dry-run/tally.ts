import type { CompiledForm, Protocol, RefusalParams, Visit } from "@kendali/domain";
import type { InventedEntry } from "./invent-entry.ts";

/** What happened while a study was lived through, for the checks of its design. */
export type Tally = ReturnType<typeof openTally>;

/** Opens the counts of one dry run. */
export function openTally(protocol: Protocol) {
  const entries = new Map<string, number>();
  const refused = new Map<string, number>();
  const refusedParams = new Map<string, RefusalParams>();
  const unusual = new Map<string, number>();
  const unmade = new Map<string, number>();
  const cut = new Map<string, number>();
  const shown = new Set<string>();
  const asked = new Map<string, number>();
  const outOfOrder = new Map<string, number>();
  const unreachable = new Map<string, number>();
  const visits = new Map<string, number>();
  const notAllocated = new Map<string, number>();
  const strata = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    protocol,
    entries,
    refused,
    /** The particulars of the first of each refusal, which its words need. */
    refusedParams,
    unusual,
    unmade,
    cut,
    shown,
    asked,
    outOfOrderVisits: outOfOrder,
    unreachableVisits: unreachable,
    visits,
    notAllocatedBecause: notAllocated,
    strata,
    entry: (form: CompiledForm, invented: InventedEntry): void => {
      count(entries, form.key);
      for (const { path, code, params } of invented.refused) {
        const key = `${form.key}/${path}/${code}`;
        count(refused, key);
        if (!refusedParams.has(key)) refusedParams.set(key, params);
      }
      for (const key of invented.unusual) count(unusual, `${form.key}/${key}`);
      for (const key of invented.unmade) count(unmade, `${form.key}/${key}`);
      for (const key of invented.cut) count(cut, `${form.key}/${key}`);
      const hidden = new Set(invented.check.hidden);
      for (const { item, definition } of form.fields) {
        if (!definition.isStored) continue;
        count(asked, `${form.key}/${item.key}`);
        if (!hidden.has(item.key)) shown.add(`${form.key}/${item.key}`);
      }
    },
    held: (visit: Visit): void => count(visits, visit.key),
    outOfOrder: (visit: Visit): void => count(outOfOrder, visit.key),
    unreachable: (visit: Visit): void => count(unreachable, visit.key),
    notAllocated: (why: "baseline_incomplete" | "strata_missing"): void => count(notAllocated, why),
    allocated: (stratum: string): void => count(strata, stratum),
  };
}
