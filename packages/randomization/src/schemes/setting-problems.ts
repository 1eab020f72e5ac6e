import { invariant, type Problem } from "@kendali/domain";
import type { ArmRatio, Fraction, SchemeParameters } from "./scheme.ts";

/** Largest numerator and denominator of a probability. */
const MAX_DENOMINATOR = 1_000_000;

/** A setting that validation has found to be there. */
export function setting<Name extends keyof SchemeParameters>(
  parameters: SchemeParameters,
  name: Name,
): NonNullable<SchemeParameters[Name]> {
  const value = parameters[name];
  invariant(value !== undefined, `the setting ${name} was not validated`);
  return value;
}

/** `2:1`, in the order of the arms. */
export function ratioText(arms: readonly ArmRatio[]): string {
  return arms.map(({ ratio }) => ratio).join(":");
}

/** What is wrong with the arms of a procedure that is defined for two arms of equal ratio. */
export function twoEqualArmsProblems(arms: readonly ArmRatio[]): Problem[] {
  if (arms.length === 2 && arms[0]?.ratio === arms[1]?.ratio) return [];
  const params = { arms: arms.length, ratio: ratioText(arms) };
  return [{ path: "/arms", code: "allocation_two_equal_arms_needed", params }];
}

type WholeNumber = { readonly path: string; readonly value: number; readonly min: number; readonly max: number };

/** A setting that must be a whole number within limits. */
export function wholeNumberProblems({ path, value, min, max }: WholeNumber): Problem[] {
  const fits = Number.isInteger(value) && value >= min && value <= max;
  return fits ? [] : [{ path, code: "allocation_number_out_of_range", params: { value, min, max } }];
}

/**
 * A biased coin must favour: more than `above`; and at most 1, or less than 1 where certainty would give the list away.
 */
export function coinProblems(
  coin: Fraction | undefined,
  { above, canBeCertain }: { readonly above: Fraction; readonly canBeCertain: boolean },
): Problem[] {
  if (coin === undefined) return [];
  const { numerator, denominator } = coin;
  const isFraction = [numerator, denominator].every(
    (value) => Number.isInteger(value) && value >= 1 && value <= MAX_DENOMINATOR,
  );
  const favours = numerator * above.denominator > above.numerator * denominator;
  const isCertain = numerator >= denominator;
  if (isFraction && favours && numerator <= denominator && (canBeCertain || !isCertain)) return [];
  return [
    {
      path: "/coin",
      code: "allocation_probability_out_of_range",
      params: { probability: `${numerator}/${denominator}`, above: `${above.numerator}/${above.denominator}` },
    },
  ];
}
