import { comparePoint, compareQuantile } from "./accuracy.ts";
import type { Compared, Point } from "./accuracy.ts";
import file from "./high-precision.json" with { type: "json" };

/** The points of high-precision.py, by distribution. */
export const pointsOf = file.families as unknown as Readonly<Record<string, readonly Point[]>>;

/** Everything compared at every point of a distribution, with the point it belongs to. */
export function compareFamily(name: string): (Compared & { readonly at: Point["at"] })[] {
  return (pointsOf[name] ?? []).flatMap((point) =>
    [...comparePoint(name, point), ...compareQuantile(name, point)].map((compared) => ({ ...compared, at: point.at })),
  );
}

/** The largest error of each kind. */
export function largestErrors(compared: readonly Pick<Compared, "kind" | "error">[]): Map<string, number> {
  const largest = new Map<string, number>();
  for (const { kind, error } of compared) largest.set(kind, Math.max(largest.get(kind) ?? 0, error));
  return largest;
}
