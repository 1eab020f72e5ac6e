import { diffJson, type Item, type Json, placedItems, type Protocol } from "@kendali/domain";
import { freeKey } from "../controlled/free-key.ts";
import type { Edit } from "./edit-session.ts";

/**
 * The edits that give every later member of a list with a key twice a free one, and every item whose key another item of
 * the study has. Paths cannot tell such members apart, so their lists change as a whole. References go on naming the
 * first. No edit where every key is free.
 */
export function mendDuplicateKeys(protocol: Protocol): readonly Edit[] {
  const items = placedItems(protocol).map(({ item }) => item.key);
  const keys: Keys = { all: new Set(items), seen: new Set() };
  const apart: Protocol = {
    ...protocol,
    sites: withFreeKeys(protocol.sites),
    arms: withFreeKeys(protocol.arms),
    epochs: withFreeKeys(protocol.epochs),
    visits: withFreeKeys(protocol.visits),
    interventions: withFreeKeys(protocol.interventions).map((one) => ({ ...one, steps: withFreeKeys(one.steps) })),
    codelists: withFreeKeys(protocol.codelists).map((list) => ({ ...list, codes: withFreeCodes(list.codes) })),
    forms: withFreeKeys(protocol.forms).map((form) => ({
      ...form,
      sections: withFreeKeys(form.sections).map((section) => ({
        ...section,
        items: section.items.map((item) => itemApart(item, keys)),
      })),
    })),
    outcomes: withFreeKeys(protocol.outcomes),
    populations: withFreeKeys(protocol.populations),
    estimands: withFreeKeys(protocol.estimands),
    analysisPlan: { ...protocol.analysisPlan, analyses: withFreeKeys(protocol.analysisPlan.analyses) },
    eligibility: { criteria: withFreeKeys(protocol.eligibility.criteria) },
    consent: {
      ...protocol.consent,
      sections: withFreeKeys(protocol.consent.sections),
      purposes: withFreeKeys(protocol.consent.purposes),
    },
    design: { ...protocol.design, limitations: withFreeKeys(protocol.design.limitations) },
    assumptions: withFreeKeys(protocol.assumptions),
  };
  return diffJson(protocol as unknown as Json, apart as unknown as Json, []);
}

function withFreeKeys<M extends { readonly key: string }>(list: readonly M[]): M[] {
  const taken = new Set(list.map(({ key }) => key));
  const seen = new Set<string>();
  return list.map((member) => {
    const key = seen.has(member.key) ? freeKey(member.key, taken) : member.key;
    seen.add(key);
    taken.add(key);
    return key === member.key ? member : { ...member, key };
  });
}

/** A code that stands twice becomes the next after the highest. */
function withFreeCodes<M extends { readonly code: number }>(codes: readonly M[]): M[] {
  const seen = new Set<number>();
  let highest = Math.max(...codes.map(({ code }) => code), 0);
  return codes.map((member) => {
    if (!seen.has(member.code)) {
      seen.add(member.code);
      return member;
    }
    highest += 1;
    return { ...member, code: highest };
  });
}

type Keys = { readonly all: Set<string>; readonly seen: Set<string> };

function itemApart(item: Item, { all, seen }: Keys): Item {
  const key = seen.has(item.key) ? freeKey(item.key, all) : item.key;
  seen.add(key);
  all.add(key);
  return key === item.key ? item : { ...item, key };
}
