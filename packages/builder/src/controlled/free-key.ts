/** A key that nobody in a list has: the wished one, or that with the lowest number from 2 on; at most 32 characters. */
export function freeKey(wished: string, taken: Iterable<string>): string {
  const others: ReadonlySet<string> = taken instanceof Set ? taken : new Set(taken);
  const base = wished.slice(0, 32);
  if (!others.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const ending = `_${number}`;
    const key = `${base.slice(0, 32 - ending.length)}${ending}`;
    if (!others.has(key)) return key;
  }
}
