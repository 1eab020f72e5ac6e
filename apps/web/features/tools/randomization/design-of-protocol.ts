import type { AllocationPlan, Protocol } from "@kendali/domain";
import { formatNumber, type Locale } from "@kendali/i18n";
import { factorsOfProtocol, isOpenLabel, type DesignFactor } from "@kendali/randomization";

import { firstDesign, newArm, type DesignState, type TypedArm, type TypedFactor } from "./design-state.ts";

/**
 * A design as a protocol states it; of a document in which ratio and settings are hidden from the reader, these fields stay
 * empty to be typed. Null where nobody is allocated.
 */
export function designOfProtocol(protocol: Protocol, locale: Locale): DesignState | null {
  const { allocation } = protocol;
  if (allocation === null) return null;
  const factors = factorsOfProtocol(protocol);
  const weightOf = (key: string): number =>
    allocation.strata.find((stratum) => (stratum.source === "item" ? stratum.item : stratum.source) === key)?.weight ??
    1;
  const typed = (factor: DesignFactor): TypedFactor => ({
    key: factor.key,
    name: factor.label?.[locale] ?? "",
    weight: String(weightOf(factor.key)),
    levels: factor.levels.map(({ label, share }) => ({ name: label[locale], share: String(share) })),
  });
  const sites: TypedFactor = {
    name: "",
    weight: String(weightOf("site")),
    levels: protocol.sites.map(({ name }) => ({ name: name[locale], share: "1" })),
  };
  return {
    ...firstDesign,
    ...settingsOf(allocation, locale),
    arms: armsOf(protocol, allocation, locale),
    sites,
    isBySite: factors.some(({ key }) => key === "site"),
    factors: factors.filter(({ key }) => key !== "site").map(typed),
    participants: String(protocol.sampleSize.target),
    isOpen: isOpenLabel(protocol),
  };
}

function armsOf(protocol: Protocol, { ratio }: AllocationPlan, locale: Locale): readonly TypedArm[] {
  if (ratio.length === 0) return [newArm, newArm].map((arm) => ({ ...arm, ratio: "" }));
  return ratio.map(({ arm, weight }) => ({
    key: arm,
    name: protocol.arms.find(({ key }) => key === arm)?.label[locale] ?? "",
    ratio: formatNumber(locale, weight),
  }));
}

type Settings = Omit<
  DesignState,
  "arms" | "sites" | "isBySite" | "factors" | "participants" | "trials" | "seed" | "isOpen"
>;

function settingsOf(allocation: AllocationPlan, locale: Locale): Settings {
  const { scheme, blockSizes, coin, maximumImbalance, urn, sequenceLength, measure } = allocation;
  const text = (value: number | undefined): string => (value === undefined ? "" : formatNumber(locale, value));
  return {
    scheme,
    blockSizes: (blockSizes ?? []).join(" "),
    coin: coin === undefined ? "" : `${coin.numerator}/${coin.denominator}`,
    maximumImbalance: text(maximumImbalance),
    urnInitial: text(urn?.initial),
    urnAdded: text(urn?.added),
    sequenceLength: text(sequenceLength),
    measure: measure ?? firstDesign.measure,
  };
}
