/** Longest column name: what Stata and SAS accept. */
export const longestName = 32;

/**
 * Gives out column names that are unique, lower-case and at most 32 characters. A wished name that is free and short
 * enough is given as it is; otherwise it is cut and numbered, always in the same way for the same sequence of wishes.
 */
export function createNamer(): (wish: string) => string {
  const taken = new Set<string>();
  return (wish) => {
    let name = wish.toLowerCase().slice(0, longestName);
    for (let count = 2; taken.has(name); count += 1) {
      const suffix = `_${count}`;
      name = wish.toLowerCase().slice(0, longestName - suffix.length) + suffix;
    }
    taken.add(name);
    return name;
  };
}

/** Gives a column its name; `identity` is what the column holds, the wish itself when absent. */
export type Namer = (wish: string, identity?: string) => string;

/**
 * A namer for the same columns planned again and again, each time with more of them: a column that had a name keeps it,
 * and a new one gets what is free. The first pass gives the names that `createNamer` gives.
 */
export function createStableNamer(): () => Namer {
  const free = createNamer();
  const given = new Map<string, string>();
  return () => {
    const seen = new Map<string, number>();
    return (wish, identity = wish) => {
      const count = (seen.get(identity) ?? 0) + 1;
      seen.set(identity, count);
      const known = given.get(`${identity} ${count}`);
      if (known !== undefined) return known;
      const name = free(wish);
      given.set(`${identity} ${count}`, name);
      return name;
    };
  };
}

/**
 * `stem__suffix` with the stem cut where both do not fit, so that the part that tells columns apart survives.
 *
 * @example joinName("milk_volume_ml", "posttest") // "milk_volume_ml__posttest"
 */
export function joinName(stem: string, suffix: string): string {
  const room = Math.max(1, longestName - suffix.length - 2);
  return `${stem.slice(0, room)}__${suffix}`.slice(0, longestName);
}
