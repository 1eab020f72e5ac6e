import { defaultAssumptions, faultOfAssumptions, type DryRunAssumptions } from "@kendali/analysis";
import { isLocalDate, readNumber, type Protocol } from "@kendali/domain";
import { formatNumber, type Locale } from "@kendali/i18n";

/** What a person typed, by the name of the assumption; what is not there has the given number. */
export type Typed = Readonly<Record<string, string>>;

export type AssumptionFault = "number" | "rule" | "date";

export type ReadAssumptions = {
  readonly assumptions: DryRunAssumptions;
  readonly faults: ReadonlyMap<string, AssumptionFault>;
};

const shares = ["eligible", "consenting", "adherence", "dropOut", "missedVisits", "missingAnswers"] as const;
const numbers = ["participants", "perWeek", "simulations", "seed"] as const;

/** The assumptions that stand in the form: the document's own numbers with what was typed over them. */
export function readAssumptions(protocol: Protocol, typed: Typed, locale: Locale): ReadAssumptions {
  const given = defaultAssumptions(protocol);
  const faults = new Map<string, AssumptionFault>();
  const read = (name: string, value: number, isPercent = false): number => {
    const text = typed[name];
    if (text === undefined) return value;
    const reading = readNumber(text.trim().replace(/%$/u, "").replace("−", "-"), null, locale);
    if (!reading.ok) {
      faults.set(name, "number");
      return value;
    }
    return isPercent ? Number((reading.value / 100).toPrecision(12)) : reading.value;
  };
  const startOn = typed["startOn"] ?? given.startOn;
  if (!isLocalDate(startOn)) faults.set("startOn", "date");
  const assumptions: DryRunAssumptions = {
    ...given,
    ...Object.fromEntries(shares.map((name) => [name, read(name, given[name], true)])),
    ...Object.fromEntries(numbers.map((name) => [name, read(name, given[name])])),
    startOn: isLocalDate(startOn) ? startOn : given.startOn,
    outcomes: given.outcomes.map((one) => {
      const root = `outcomes/${one.outcome}`;
      const isShare = isShareOutcome(protocol, one.outcome);
      return {
        outcome: one.outcome,
        mean: read(`${root}/mean`, one.mean, isShare),
        sd: read(`${root}/sd`, one.sd),
        correlation: read(`${root}/correlation`, one.correlation),
        change: one.change.map(({ arm, by }) => ({ arm, by: read(`${root}/change/${arm}`, by, isShare) })),
      };
    }),
  };
  const fault = faultOfAssumptions(protocol, assumptions);
  if (fault !== null && !faults.has(fault)) faults.set(fault, "rule");
  return { assumptions, faults };
}

export function isShareOutcome(protocol: Protocol, key: string): boolean {
  return protocol.outcomes.find((outcome) => outcome.key === key)?.scale === "binary";
}

/** A number as its box shows it before anybody types. */
export function boxText(value: number, isPercent: boolean, locale: Locale): string {
  return plainText(isPercent ? Number((100 * value).toPrecision(12)) : value, locale);
}

/** A number with the decimal sign of a language and nothing between its digits, as it is typed. */
export function plainText(value: number, locale: Locale): string {
  return formatNumber(locale, value).replaceAll("\u2060", "").replaceAll(/\s/gu, "");
}
