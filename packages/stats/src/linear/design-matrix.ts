import { mean } from "../numeric/moments.ts";

/** A term with its values for the rows used. */
export type Term =
  | { readonly name: string; readonly kind: "numeric"; readonly values: readonly number[] }
  | {
      readonly name: string;
      readonly kind: "factor";
      readonly values: readonly (string | number)[];
      readonly levels: readonly (string | number)[];
    };

/** A column of the design matrix, as R names it, and what it holds at the average participant. */
export type DesignColumn = {
  readonly name: string;
  readonly term: string;
  readonly values: Float64Array;
  /** The mean that was subtracted (numeric terms), 0 for dummies: coefficients are those of the uncentred column. */
  readonly centre: number;
  /** Mean of the column: 0 for a centred numeric term, the share of the level for a dummy. */
  readonly atAverage: number;
};

/**
 * Columns of numeric terms (centred, which changes only the intercept and keeps digits under large offsets) and of factors
 * with treatment contrasts against the first level that occurs. The intercept is not among them.
 */
export function designColumns(terms: readonly Term[]): DesignColumn[] {
  return terms.flatMap((term): DesignColumn[] => {
    if (term.kind === "numeric") {
      const centre = mean(term.values);
      const values = Float64Array.from(term.values, (value) => value - centre);
      return [{ name: term.name, term: term.name, values, centre, atAverage: 0 }];
    }
    const levels = term.levels.filter((level) => term.values.includes(level));
    return levels.slice(1).map((level) => {
      const values = Float64Array.from(term.values, (value) => (value === level ? 1 : 0));
      return { name: `${term.name}${level}`, term: term.name, values, centre: 0, atAverage: mean(Array.from(values)) };
    });
  });
}

/** The levels that occur, numbers by size and text by code unit. */
export function sortLevels(values: readonly (string | number)[]): (string | number)[] {
  const levels = [...new Set(values)];
  const isNumeric = levels.every((level) => typeof level === "number");
  return levels.sort((a, b) => (isNumeric ? Number(a) - Number(b) : String(a) < String(b) ? -1 : 1));
}
