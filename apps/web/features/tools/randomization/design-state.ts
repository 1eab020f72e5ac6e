import { schemes, type ImbalanceMeasure, type SchemeDefinition, type SchemeKey } from "@kendali/randomization";

/** A value that a factor can have, with its share as typed. An empty name is shown as its number. */
export type TypedLevel = { readonly name: string; readonly share: string };

/** What divides participants into strata, as typed; the weight counts under minimization only. */
export type TypedFactor = {
  readonly name: string;
  readonly weight: string;
  readonly levels: readonly TypedLevel[];
  /** The item of the protocol that it was taken from. */
  readonly key?: string;
};

export type TypedArm = {
  readonly name: string;
  readonly ratio: string;
  /** The arm of the protocol that it was taken from. */
  readonly key?: string;
};

/** Everything that somebody chose or typed for a randomization design. What is typed stays as typed. */
export type DesignState = {
  readonly scheme: SchemeKey;
  readonly arms: readonly TypedArm[];
  readonly blockSizes: string;
  readonly coin: string;
  readonly maximumImbalance: string;
  readonly urnInitial: string;
  readonly urnAdded: string;
  readonly sequenceLength: string;
  readonly measure: ImbalanceMeasure;
  /** The sites stand for a factor of their own where `isBySite` says so. */
  readonly sites: TypedFactor;
  readonly isBySite: boolean;
  readonly factors: readonly TypedFactor[];
  readonly participants: string;
  readonly trials: string;
  readonly seed: string;
  readonly isOpen: boolean;
};

export const fewestArms = 2;
export const mostArms = 6;
export const mostSites = 40;
export const mostFactors = 6;
export const mostLevels = 40;

export const schemeKeys = Object.keys(schemes) as SchemeKey[];
export const measures: readonly ImbalanceMeasure[] = ["range", "variance", "sd"];

const unnamed: TypedLevel = { name: "", share: "1" };
export const newArm: TypedArm = { name: "", ratio: "1" };
export const newFactor: TypedFactor = { name: "", weight: "1", levels: [unnamed, unnamed] };
export const newLevel = unnamed;

/** What the page opens with: the trial that a one-group study most often recommends. */
export const firstDesign: DesignState = {
  scheme: "permuted_blocks",
  arms: [newArm, newArm],
  blockSizes: "4 6",
  coin: "",
  maximumImbalance: "3",
  urnInitial: "1",
  urnAdded: "1",
  sequenceLength: "24",
  measure: "range",
  sites: { name: "", weight: "1", levels: [unnamed, unnamed, unnamed] },
  isBySite: true,
  factors: [],
  participants: "120",
  trials: "1000",
  seed: "1",
  isOpen: true,
};

/** What stands in the field of the coin: what was typed, or the one that is common for the scheme and the ratio. */
export function coinText({ coin, scheme, arms }: DesignState): string {
  if (coin !== "") return coin;
  const definition: SchemeDefinition = schemes[scheme];
  const ratios = arms.map(({ ratio }, index) => ({ key: `arm${index + 1}`, ratio: Number(ratio) || 1 }));
  const usual = definition.usual(ratios).coin;
  return usual === undefined ? "" : `${usual.numerator}/${usual.denominator}`;
}

/** The factors that make strata: the sites first. */
export function stratifying({ sites, isBySite, factors }: DesignState): readonly TypedFactor[] {
  return isBySite ? [sites, ...factors] : factors;
}
