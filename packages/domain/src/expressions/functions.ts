import type { ExpressionType } from "../item-types/item-type.ts";

type Parameter = {
  readonly accepts: readonly ExpressionType[];
  readonly mustBeName: boolean;
  readonly mustBeLiteral: boolean;
};

const number: Parameter = { accepts: ["double"], mustBeName: false, mustBeLiteral: false };
const digits: Parameter = { accepts: ["double"], mustBeName: false, mustBeLiteral: true };
/** A date-time is written by naming the item that holds it, so that a wrong text cannot stand in for one. */
const moment: Parameter = { accepts: ["date_time"], mustBeName: true, mustBeLiteral: false };
const day: Parameter = { accepts: ["date", "date_time"], mustBeName: true, mustBeLiteral: false };

/** The functions an expression may call, with one list of parameters for each number of arguments. */
export const offeredFunctions: ReadonlyMap<string, readonly (readonly Parameter[])[]> = new Map([
  ["abs", [[number]]],
  ["round", [[number], [number, digits]]],
  ["min", variadic(number)],
  ["max", variadic(number)],
  ["hoursBetween", [[moment, moment]]],
  ["daysBetween", [[day, day]]],
]);

/** The methods of text that an expression may call, each with one text as its argument. */
export const offeredMethods: ReadonlySet<string> = new Set(["matches", "startsWith", "endsWith", "contains"]);

/** CEL's own ways to walk a list. They are its only loops; nested, they multiply. */
export const loopingNames: ReadonlySet<string> = new Set([
  "all",
  "exists",
  "exists_one",
  "existsOne",
  "map",
  "filter",
  "bind",
  "transformList",
  "transformMap",
  "transformMapEntry",
]);

/**
 * Rounds half away from zero at a number of decimals, on the decimal the number is written as: 1.005 to two decimals is
 * 1.01, though the double lies a little below it.
 */
export function roundTo(value: number, decimals: number): number {
  const size = Math.abs(value);
  // What JavaScript writes with an exponent is either whole already or smaller than a millionth.
  if (!Number.isFinite(value) || size >= 1e21) return value;
  if (String(size).includes("e")) return Number(value.toFixed(decimals)) || 0;
  const rounded = Number(`${Math.round(Number(`${size}e${decimals}`))}e-${decimals}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

function variadic(parameter: Parameter): readonly (readonly Parameter[])[] {
  return [2, 3, 4, 5, 6, 7, 8].map((count) => Array.from({ length: count }, () => parameter));
}
