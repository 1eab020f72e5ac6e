import type { SimulationGenerator } from "@kendali/randomization";

/** Shapes of a continuous outcome, each with mean 0 and standard deviation 1. */
export const outcomeShapes = ["normal", "skewed", "heavy_tailed"] as const;

export type OutcomeShape = (typeof outcomeShapes)[number];

/**
 * One draw: normal; exponential less its mean (skewness 2); or t with 5 degrees of freedom divided by its standard deviation
 * √(5/3) (kurtosis 9).
 */
export function drawOutcome(generator: SimulationGenerator, shape: OutcomeShape): number {
  if (shape === "normal") return generator.nextNormal();
  if (shape === "skewed") return -Math.log(1 - generator.nextDouble()) - 1;
  let squares = 0;
  for (let k = 0; k < 5; k += 1) squares += generator.nextNormal() ** 2;
  return generator.nextNormal() / Math.sqrt(squares / 3);
}

/** The nearest multiple of a unit of measurement; 0 records every digit. */
export function record(value: number, unit: number): number {
  return unit === 0 ? value : Math.round(value / unit) * unit;
}

/** How many of n stay in the study, each lost with the same probability on its own. No draw where nobody drops out. */
export function drawAnalysed(generator: SimulationGenerator, n: number, dropOut: number): number {
  return dropOut === 0 ? n : drawCount(generator, n, 1 - dropOut);
}

/** A binomial count. */
export function drawCount(generator: SimulationGenerator, n: number, probability: number): number {
  let count = 0;
  for (let i = 0; i < n; i += 1) if (generator.nextDouble() < probability) count += 1;
  return count;
}
