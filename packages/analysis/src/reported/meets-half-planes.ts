/** The points (x, y) with a·x + b·y ≤ c. */
export type HalfPlane = { readonly a: number; readonly b: number; readonly c: number };

/**
 * Whether some point lies in all of these half-planes, which together must be bounded: then one of the points where two of their
 * borders meet does. Example: x ≥ 0, y ≥ 0, x + y ≤ 1 have such points; with x + y ≥ 2 none.
 */
export function meetsHalfPlanes(planes: readonly HalfPlane[]): boolean {
  const isInside = (x: number, y: number): boolean =>
    planes.every(
      ({ a, b, c }) => a * x + b * y <= c + 1e-12 * Math.max(1, Math.abs(c), Math.abs(a * x), Math.abs(b * y)),
    );
  return planes.some((first, i) =>
    planes.slice(i + 1).some((second) => {
      const determinant = first.a * second.b - second.a * first.b;
      if (determinant === 0) return false;
      const x = (first.c * second.b - second.c * first.b) / determinant;
      const y = (first.a * second.c - second.a * first.c) / determinant;
      return isInside(x, y);
    }),
  );
}
