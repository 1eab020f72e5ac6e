const MASK = (1n << 64n) - 1n;

/**
 * The first `count` outputs of SplitMix64 for a 64-bit seed (a larger one is taken modulo 2⁶⁴), as unsigned 64-bit
 * integers. Used to fill the state of a simulation generator, never for real allocations.
 *
 * Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA; constants of Vigna's
 * `splitmix64.c`.
 *
 * @example splitmix64(0n, 1) // [16294208416658607535n]
 */
export function splitmix64(seed: bigint, count: number): bigint[] {
  const outputs: bigint[] = [];
  let state = seed & MASK;
  for (let index = 0; index < count; index += 1) {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let mixed = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & MASK;
    outputs.push(mixed ^ (mixed >> 31n));
  }
  return outputs;
}
