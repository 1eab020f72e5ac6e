import { sortLevels } from "../../linear/design-matrix.ts";
import type { Term } from "../../linear/design-matrix.ts";
import { countExclusions, isTooLarge } from "../../observations.ts";
import { refuse } from "../../refusal.ts";
import type { Refused } from "../../refusal.ts";
import type { Exclusion } from "../../result.ts";
import type { AncovaInput, ArmLevels, Covariate } from "./ancova.types.ts";

type Level = string | number;

/** The rows with an outcome, an arm and every covariate. */
export type CompleteRows = {
  readonly ok: true;
  readonly outcome: readonly number[];
  /** Each row's place in `armLevels`: 0 in the reference arm. */
  readonly arm: readonly number[];
  readonly armLevels: ArmLevels;
  readonly terms: readonly Term[];
  readonly excluded: readonly Exclusion[];
};

/** Drops rows with anything missing and counts them; refuses unequal lengths, what is not finite, and fewer than two arms. */
export function completeRows(input: AncovaInput): CompleteRows | Refused {
  const { outcome, arm, covariates } = input;
  const columns = [arm, ...covariates.map((covariate) => covariate.values)];
  const odd = columns.find((column) => column.length !== outcome.length);
  if (odd !== undefined) return refuse("length_mismatch", { first: outcome.length, second: odd.length });
  const numbers = [outcome, ...covariates.filter(isNumeric).map((covariate) => covariate.values)];
  const bad = numbers
    .map((column) => column.findIndex((value) => value !== null && !Number.isFinite(value)))
    .find((position) => position >= 0);
  if (bad !== undefined) return refuse("not_finite", { position: bad + 1 });
  if (numbers.some((column) => column.some((value) => value !== null && isTooLarge(value))))
    return refuse("numbers_too_large", { limit: 1e70 });
  const met = input.armLevels ?? sortLevels(arm.filter((value) => value !== null));
  const [reference, compared, ...more] = met;
  // Which of several arms is the reference has to be said.
  const isTooMany = input.armLevels === undefined && more.length > 0;
  if (reference === undefined || compared === undefined || isTooMany || new Set(met).size !== met.length)
    return refuse("wrong_number_of_arms", { arms: met.length });
  const levels: ArmLevels = [reference, compared, ...more];
  const stray = arm.find((value) => value !== null && !levels.includes(value));
  if (stray !== undefined && stray !== null) return refuse("unknown_category", { category: stray });
  const missing = { missing: 0, missing_covariate: 0 };
  const rows = [...outcome.keys()].filter((i) => {
    const hasOutcome = outcome[i] !== null && arm[i] !== null;
    const hasCovariates = covariates.every((covariate) => covariate.values[i] !== null);
    if (!hasOutcome) missing.missing += 1;
    else if (!hasCovariates) missing.missing_covariate += 1;
    return hasOutcome && hasCovariates;
  });
  const terms = covariates.map((covariate) => termOf(covariate, rows));
  const unknown = terms.map(strayLevel).find((level) => level !== undefined);
  if (unknown !== undefined) return refuse("unknown_category", { category: unknown });
  return {
    ok: true,
    outcome: pick(outcome, rows),
    arm: rows.map((i) => levels.indexOf(arm[i] ?? reference)),
    armLevels: levels,
    terms,
    excluded: countExclusions([
      ["missing", missing.missing],
      ["missing_covariate", missing.missing_covariate],
    ]),
  };
}

function isNumeric(covariate: Covariate): covariate is Extract<Covariate, { kind: "numeric" }> {
  return covariate.kind === "numeric";
}

function termOf(covariate: Covariate, rows: readonly number[]): Term {
  const { name } = covariate;
  if (covariate.kind === "numeric") return { name, kind: "numeric", values: pick(covariate.values, rows) };
  const values = pick(covariate.values, rows);
  return { name, kind: "factor", values, levels: covariate.levels ?? sortLevels(values) };
}

function strayLevel(term: Term): Level | undefined {
  return term.kind === "factor" ? term.values.find((value) => !term.levels.includes(value)) : undefined;
}

function pick<Value>(values: readonly (Value | null)[], rows: readonly number[]): Value[] {
  const picked: Value[] = [];
  for (const i of rows) {
    const value = values[i];
    if (value !== null && value !== undefined) picked.push(value);
  }
  return picked;
}
