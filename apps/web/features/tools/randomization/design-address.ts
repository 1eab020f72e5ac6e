import {
  firstDesign,
  measures,
  mostArms,
  mostFactors,
  mostLevels,
  mostSites,
  schemeKeys,
  type DesignState,
  type TypedFactor,
} from "./design-state.ts";

/**
 * What is typed, for the part of the address behind `#`: it survives a reload and can be sent to a colleague, and no server
 * is ever told it, because block sizes must stand in no log.
 */
export function addressOf(state: DesignState): string {
  return encodeURIComponent(JSON.stringify(state));
}

/** The page of the design with what is typed, opened out of a draft: it leads back there. */
export function designHref(state: DesignState, draft: string): string {
  return `/tools/randomization?draft=${encodeURIComponent(draft)}#${addressOf(state)}`;
}

const takenBefore = "design=";

/** The page of a draft that is shown a design, to take it or leave it. */
export function takeHref(state: DesignState, draft: string): string {
  return `/drafts/${encodeURIComponent(draft)}/allocation#${takenBefore}${addressOf(state)}`;
}

/** The design that {@link takeHref} shows a draft; null for any other place on its page. */
export function takenDesign(hash: string): DesignState | null {
  const text = hash.replace(/^#/u, "");
  return text.startsWith(takenBefore) ? designOfAddress(text.slice(takenBefore.length)) : null;
}

/** Reads {@link addressOf}; null for anything else. */
export function designOfAddress(text: string): DesignState | null {
  const read = parsed(text.replace(/^#/u, ""));
  if (!isObject(read)) return null;
  const scheme = schemeKeys.find((key) => key === read["scheme"]);
  const measure = measures.find((key) => key === read["measure"]);
  const sites = factorOf(read["sites"], mostSites);
  const factors = listOf(read["factors"], mostFactors, (one) => factorOf(one, mostLevels));
  const arms = listOf(read["arms"], mostArms, (arm) =>
    isObject(arm) ? { ...keyOf(arm), name: textOf(arm["name"]), ratio: textOf(arm["ratio"]) } : null,
  );
  if (scheme === undefined || measure === undefined || sites === null || factors === null || arms === null) return null;
  const { isBySite, isOpen } = read;
  const texts = ["blockSizes", "coin", "maximumImbalance", "urnInitial", "urnAdded", "sequenceLength"] as const;
  const numbers = ["participants", "trials", "seed"] as const;
  return {
    ...firstDesign,
    ...Object.fromEntries([...texts, ...numbers].map((name) => [name, textOf(read[name])])),
    scheme,
    measure,
    sites,
    factors,
    arms,
    isBySite: isBySite === true,
    isOpen: isOpen === true,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch (error) {
    // An address that somebody cut off or wrote by hand is no reason to fail.
    if (error instanceof SyntaxError || error instanceof URIError) return null;
    throw error;
  }
}

type Unread = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Unread {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 120) : "";
}

function keyOf(value: Unread): { readonly key?: string } {
  return typeof value["key"] === "string" ? { key: value["key"] } : {};
}

function listOf<T>(value: unknown, most: number, read: (one: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const items = value.map(read);
  return items.some((item) => item === null) ? null : items.filter((item) => item !== null);
}

function factorOf(value: unknown, mostOfIt: number): TypedFactor | null {
  if (!isObject(value)) return null;
  const levels = listOf(value["levels"], mostOfIt, (level) =>
    isObject(level) ? { name: textOf(level["name"]), share: textOf(level["share"]) } : null,
  );
  return levels === null || levels.length === 0
    ? null
    : { ...keyOf(value), name: textOf(value["name"]), weight: textOf(value["weight"]), levels };
}
