const MASK_64 = (1n << 64n) - 1n;
const MASK_128 = (1n << 128n) - 1n;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

/**
 * The first `count` 64-bit outputs of PCG64 (XSL-RR 128/64) from a raw 128-bit state and odd increment: the state is
 * stepped first, then its halves are combined and rotated. With it, anybody can repeat a simulation made with numpy's
 * default generator; it can be predicted and never allocates anybody.
 *
 * Source: O'Neill 2014, HMC-CS-2014-0905; numpy `PCG64`.
 *
 * @example pcg64(170141183460469231731687303715884118073n, 18446744073709551623n, 1) // [16775570422840591592n]
 */
export function pcg64(state: bigint, increment: bigint, count: number): bigint[] {
  const outputs: bigint[] = [];
  let current = state & MASK_128;
  for (let index = 0; index < count; index += 1) {
    current = (current * MULTIPLIER + increment) & MASK_128;
    const rotation = current >> 122n;
    const folded = (current >> 64n) ^ (current & MASK_64);
    outputs.push(((folded >> rotation) | (folded << (64n - rotation))) & MASK_64);
  }
  return outputs;
}
