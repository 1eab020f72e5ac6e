import type { MethodDefinition } from "../../method.ts";
import { countExclusions } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Outcome } from "../../refusal.ts";
import type {
  Category,
  FrequencyInput,
  FrequencyOptions,
  FrequencyResult,
  FrequencyRNames,
} from "./frequency.types.ts";

const source = "Definition; missing values are not a category (CONSORT 2010, item 15)";

/**
 * Counts and percentages of a coded variable over its code list. `null` is missing, counted and outside the denominator.
 * Refuses no values, and a value that is not in the given categories.
 * Example: ["a", "b", "a", null] gives a 2 (66.67 %), b 1 (33.33 %), one missing.
 */
export function runFrequency(input: FrequencyInput): Outcome<FrequencyResult> {
  const present = Array.from(input.values, (value) => value ?? null).filter((value) => value !== null);
  const bad = input.values.findIndex((value) => typeof value === "number" && !Number.isFinite(value));
  if (bad >= 0) return refuse("not_finite", { position: bad + 1 });
  if (present.length === 0) return refuse("n_below_1", { n: 0 });
  const categories = input.categories ?? sortCategories([...new Set(present)]);
  const unknown = present.find((value) => !categories.includes(value));
  if (unknown !== undefined) return refuse("unknown_category", { category: String(unknown) });
  const counts = new Map<Category, number>();
  for (const value of present) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rows = categories.map((category) => {
    const count = counts.get(category) ?? 0;
    return { category, count, proportion: count / present.length, percent: (100 * count) / present.length };
  });
  return {
    ok: true,
    result: {
      method: "frequency",
      variant: "default",
      n: { used: present.length, excluded: countExclusions([["missing", input.values.length - present.length]]) },
      assumptions: [],
      warnings: [],
      source,
      r: rCall(),
      details: { rows },
    },
  };
}

function sortCategories(categories: Category[]): Category[] {
  const isNumeric = categories.every((category) => typeof category === "number");
  return categories.sort((a, b) => (isNumeric ? Number(a) - Number(b) : String(a) < String(b) ? -1 : 1));
}

function rCall(names: FrequencyRNames = { values: "x" }): string {
  return `table(${names.values}); 100 * prop.table(table(${names.values}))`;
}

export const frequency = {
  key: "frequency",
  page: "frequency",
  tier: "FIRST",
  input: "one_categorical",
  variants: ["default"],
  source,
  run: runFrequency,
  rCall,
} as const satisfies MethodDefinition<FrequencyInput, FrequencyOptions, FrequencyRNames, FrequencyResult>;
