/** Throws for a state that only a bug of this package can bring about; never for data a person can enter. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`stats: ${message}`);
}
