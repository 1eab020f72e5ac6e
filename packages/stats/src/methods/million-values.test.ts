import { expect, test } from "vitest";
import {
  runCorrelation,
  runFriedman,
  runKruskalWallis,
  runMultiplicity,
  runOneWayAnova,
  runTukeyHsd,
  runVarianceHomogeneity,
} from "../index.ts";
import type { Outcome } from "../index.ts";

const n = 1_000_000;
const values = Array.from({ length: n }, (_, i) => 1e7 + ((i * 7919) % 100_003) / 8);
const others = values.map((value, i) => value / 2 + ((i * 104_729) % 65_537));
const group = values.map((_, i) => i % 5);
const grouped = { values, group };

/** A million values take well below a second each on a quiet machine; the limit is for a busy one. */
test.each([
  ["one-way analysis of variance", () => runOneWayAnova(grouped)],
  ["Kruskal–Wallis", () => runKruskalWallis(grouped)],
  ["Brown–Forsythe", () => runVarianceHomogeneity(grouped)],
  ["Tukey", () => runTukeyHsd(grouped)],
  ["Friedman", () => runFriedman({ rows: values.slice(0, n / 2).map((value, i) => [value, others[i] ?? 0]) })],
  ["Pearson", () => runCorrelation({ first: values, second: others })],
  ["Spearman", () => runCorrelation({ first: values, second: others }, { variant: "spearman" })],
  ["Kendall", () => runCorrelation({ first: values, second: others }, { variant: "kendall" })],
  ["Hommel and the other adjustments", () => runMultiplicity({ p: others.map((value) => (value - 5e6) / 1e5) })],
] as const satisfies readonly (readonly [string, () => Outcome<unknown>])[])(
  "a million values: %s",
  (_, run) => {
    expect(run().ok).toBe(true);
  },
  60_000,
);
