/**
 * The name most like what was written: fewest letters added, dropped, changed or swapped with their neighbour, at most a
 * third of the longer word; `null` where none is like it.
 *
 * @example nearestName("volme", ["volume", "parity"]) // "volume"
 */
export function nearestName(written: string, names: Iterable<string>): string | null {
  const word = written.toLowerCase();
  let best: string | null = null;
  let least = Infinity;
  for (const name of names) {
    const limit = Math.max(1, Math.floor(Math.max(word.length, name.length) / 3));
    if (Math.abs(name.length - word.length) > limit) continue;
    const distance = editDistance(word, name.toLowerCase());
    if (distance <= limit && distance < least) {
      best = name;
      least = distance;
    }
  }
  return best;
}

/** Edits between two words, where swapping two neighbours is one (optimal string alignment, Damerau 1964). */
function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  let before: number[] = [];
  let previous = Array.from({ length: width }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column < width; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const changed = (previous[column - 1] ?? 0) + (isSame ? 0 : 1);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwapped ? (before[column - 2] ?? 0) + 1 : Infinity;
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, changed, swapped));
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
