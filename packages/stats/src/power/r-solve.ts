import type { Sided } from "./planning.types.ts";
import type { Solved } from "./solve-power.ts";

/**
 * R code, base R only, that gives the quantity solved for: `power` is an expression in the R names of the quantities;
 * the unknown is found by uniroot on the scale on which it was found here.
 */
export function rSolve<Q extends string>(
  { solvedFor, values, span }: Solved<Q>,
  names: Readonly<Record<Q, string>>,
  power: string,
): string {
  const given = (Object.keys(names) as Q[]).filter((name) => name !== solvedFor);
  const assigned = given.map((name) => `${names[name]} <- ${values[name]}; `).join("");
  if (solvedFor === "power" || span === null) return `local({ ${assigned}${power} })`;
  const value = values[solvedFor];
  const isOpen = span.below > 1e6;
  const u = isOpen ? Math.log(value - span.above) : Math.log((value - span.above) / (span.below - value));
  const at = isOpen ? `${span.above} + exp(u)` : `${span.above} + (${span.below - span.above}) * plogis(u)`;
  const bracket = `c(${(u - 1).toFixed(1)}, ${(u + 1).toFixed(1)})`;
  const off = `function(u) { ${names[solvedFor]} <- at(u); (${power}) - ${values.power} }`;
  return `local({ ${assigned}at <- function(u) ${at}; at(uniroot(${off}, ${bracket}, tol = 1e-12)$root) })`;
}

/** An effect as it counts for the tail, in R. */
export function rTowards(effect: string, sided: Sided): string {
  if (sided === "greater") return effect;
  return sided === "less" ? `-(${effect})` : `abs(${effect})`;
}

/** R's tail area of one side. */
export function rTail(sided: Sided): string {
  return sided === "two_sided" ? "sig.level / 2" : "sig.level";
}

type RPower = { readonly sided: Sided; readonly strict: boolean };

/** Power of a z-test in R: `shift` and `spread` as in the function beside this one. */
export function rPowerOfNormal(shift: string, { sided, strict }: RPower, spread = "1"): string {
  const both = sided === "two_sided" && strict ? " + pnorm(-shift - z)" : "";
  return `{ shift <- ${shift}; z <- qnorm(${rTail(sided)}, lower.tail = FALSE) * ${spread}; pnorm(shift - z)${both} }`;
}

/** Power of a t-test in R. */
export function rPowerOfT(df: string, ncp: string, { sided, strict }: RPower): string {
  const both = sided === "two_sided" && strict ? " + pt(-q, df, ncp)" : "";
  return `{ df <- ${df}; ncp <- ${ncp}; q <- qt(${rTail(sided)}, df, lower.tail = FALSE); pt(q, df, ncp, lower.tail = FALSE)${both} }`;
}
