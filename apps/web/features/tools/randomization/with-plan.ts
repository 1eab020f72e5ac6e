import { formatNumber, type Locale } from "@kendali/i18n";
import type { DesignPlan } from "@kendali/randomization";

import type { DesignState } from "./design-state.ts";

/** The form with the scheme and settings of a plan that was compared; everything else stays as typed. */
export function withPlan(state: DesignState, { scheme, parameters }: DesignPlan, locale: Locale): DesignState {
  const { blockSizes, coin, maximumImbalance, urn, sequenceLength, measure, factors } = parameters;
  const text = (value: number | undefined, otherwise: string): string =>
    value === undefined ? otherwise : formatNumber(locale, value);
  return {
    ...state,
    scheme,
    blockSizes: blockSizes.length === 0 ? state.blockSizes : blockSizes.join(" "),
    coin: coin === undefined ? state.coin : `${coin.numerator}/${coin.denominator}`,
    maximumImbalance: text(maximumImbalance, state.maximumImbalance),
    urnInitial: text(urn?.initial, state.urnInitial),
    urnAdded: text(urn?.added, state.urnAdded),
    sequenceLength: text(sequenceLength, state.sequenceLength),
    measure: measure ?? state.measure,
    ...(factors === undefined
      ? {}
      : {
          sites: { ...state.sites, weight: "1" },
          factors: state.factors.map((factor) => ({ ...factor, weight: "1" })),
        }),
  };
}
