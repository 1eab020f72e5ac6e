/** How the levels of a factor become columns; the names are those of R's contr.* functions. */
export type ContrastKey = "treatment" | "sum" | "helmert" | "poly";

/** One column: the end of its name, and its value at each level. */
export type ContrastColumn = { readonly suffix: string; readonly values: readonly number[] };

type Level = string | number;

/** Columns of a factor with two or more levels beside an intercept. Sources: Chambers & Hastie (1992), ch. 2; contr.* of R. */
export const contrasts: Readonly<Record<ContrastKey, (levels: readonly Level[]) => ContrastColumn[]>> = {
  treatment: (levels) => indicators(levels).slice(1),
  sum: (levels) =>
    levels.slice(1).map((_, j) => ({
      suffix: String(j + 1),
      values: levels.map((_level, i) => (i === levels.length - 1 ? -1 : i === j ? 1 : 0)),
    })),
  helmert: (levels) =>
    levels.slice(1).map((_, j) => ({
      suffix: String(j + 1),
      values: levels.map((_level, i) => (i <= j ? -1 : i === j + 1 ? j + 1 : 0)),
    })),
  poly: polynomial,
};

/** One column per level, for a factor that is not beside its own margin. */
export function indicators(levels: readonly Level[]): ContrastColumn[] {
  return levels.map((level, j) => ({ suffix: String(level), values: levels.map((_, i) => (i === j ? 1 : 0)) }));
}

/** Orthonormal polynomials over equally spaced levels by the three-term recurrence. */
function polynomial(levels: readonly Level[]): ContrastColumn[] {
  const k = levels.length;
  const x = levels.map((_, i) => i - (k - 1) / 2);
  let before = x.map(() => 0);
  let last = x.map(() => 1 / Math.sqrt(k));
  return levels.slice(1).map((_, j) => {
    const next = x.map((value, i) => value * (last[i] ?? 0));
    for (const earlier of [last, before]) {
      const overlap = next.reduce((total, value, i) => total + value * (earlier[i] ?? 0), 0);
      for (const [i, value] of earlier.entries()) next[i] = (next[i] ?? 0) - overlap * value;
    }
    const size = Math.hypot(...next);
    before = last;
    last = next.map((value) => value / size);
    return { suffix: [".L", ".Q", ".C"][j] ?? `^${j + 1}`, values: last };
  });
}
