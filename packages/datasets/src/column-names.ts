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

/**
 * `stem__suffix` with the stem cut where both do not fit, so that the part that tells columns apart survives.
 *
 * @example joinName("milk_volume_ml", "posttest") // "milk_volume_ml__posttest"
 */
export function joinName(stem: string, suffix: string): string {
  const room = Math.max(1, longestName - suffix.length - 2);
  return `${stem.slice(0, room)}__${suffix}`.slice(0, longestName);
}
