/** weight × √value, both whole numbers ≥ 0. */
export type WeightedRoot = { readonly weight: bigint; readonly value: bigint };

/**
 * Whether Σ weight × √value is the same number for both lists, exactly. Written as whole multiples of roots of square-free
 * numbers, two sums are equal only if every multiple is, because such roots are linearly independent over the rationals.
 *
 * Source: Besicovitch 1940, "On the linear independence of fractional powers of integers".
 *
 * @example equalSumsOfRoots([{ weight: 2n, value: 2n }], [{ weight: 1n, value: 8n }]) // true
 */
export function equalSumsOfRoots(left: readonly WeightedRoot[], right: readonly WeightedRoot[]): boolean {
  const surplus = new Map<bigint, bigint>();
  for (const { weight, value } of left) add(surplus, value, weight);
  for (const { weight, value } of right) add(surplus, value, -weight);
  // What stands on both sides goes first: only what is left must be factored.
  const reduced = new Map<bigint, bigint>();
  for (const [value, weight] of surplus) {
    if (weight === 0n || value === 0n) continue;
    const { root, squareFree } = splitSquare(value);
    add(reduced, squareFree, weight * root);
  }
  return [...reduced.values()].every((multiple) => multiple === 0n);
}

function add(sums: Map<bigint, bigint>, key: bigint, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

/** value = root² × squareFree, by trial division. */
function splitSquare(value: bigint): { readonly root: bigint; readonly squareFree: bigint } {
  let root = 1n;
  let squareFree = value;
  for (let factor = 2n; factor * factor <= squareFree; factor += 1n)
    while (squareFree % (factor * factor) === 0n) {
      squareFree /= factor * factor;
      root *= factor;
    }
  return { root, squareFree };
}
