import { fillMessage, type Message } from "./catalogue.ts";
import { sampleSizeCatalogue } from "./catalogues/sample-size.ts";
import { formatNumber, formatPercent } from "./format-number.ts";
import type { Locale } from "./locale.ts";

/** A sentence as a sample-size method hands it over: a key of the catalogue, its numbers, and a study's own words in both languages. */
export type SampleSizePiece = {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number | Readonly<Record<Locale, string>>>>;
};

/**
 * The paragraph of a protocol on its sample size, from the pieces of a sample-size result, in their order. A piece without
 * words is shown as its key: visible, and a test looks for it.
 *
 * @example sampleSizeWords("id", [{ key: "drop_out_total", params: { dropOut: 0.1, total: 38 } }])
 * // "Dengan perkiraan putus uji (drop out) 10%, direkrut 38 responden."
 */
export function sampleSizeWords(locale: Locale, pieces: readonly SampleSizePiece[]): string {
  const messages: Readonly<Record<string, Message>> = sampleSizeCatalogue[locale];
  return pieces
    .map(({ key, params }) => {
      const message = messages[key];
      if (message === undefined) return key;
      const words = Object.entries(params).map(([name, value]) => [
        name,
        typeof value === "number"
          ? numberWords(locale, name, value)
          : typeof value === "string"
            ? messages[`${name}_${value}`]
            : value[locale],
      ]);
      return fillMessage(locale, message, Object.fromEntries(words) as Readonly<Record<string, unknown>>);
    })
    .join(" ");
}

const shares: ReadonlySet<string> = new Set([
  "power",
  "dropOut",
  "proportionFirst",
  "proportionSecond",
  "yesToNo",
  "noToYes",
  "eventProbability",
]);

function numberWords(locale: Locale, name: string, value: number): string {
  if (name === "exact") return formatNumber(locale, value, 2);
  return shares.has(name) ? shareWords(locale, value) : significantWords(locale, value);
}

/** Whole per cent, or one decimal; a power that is less than one is never printed as 100. */
function shareWords(locale: Locale, share: number): string {
  const perMille = Math.round(share * 1000);
  if (share < 1 && perMille === 1000) return `>\u00a0${formatPercent(locale, 0.999, 1)}`;
  return formatPercent(locale, perMille / 1000, perMille % 10 === 0 ? 0 : 1);
}

/** Whole numbers in full, others to four digits: effects, standard deviations and very small significance levels alike. */
function significantWords(locale: Locale, value: number): string {
  if (Number.isInteger(value)) return formatNumber(locale, value, 0);
  const [mantissa = "", exponent = "0"] = Number(value.toPrecision(4)).toExponential().split("e");
  const decimals = (mantissa.split(".")[1]?.length ?? 0) - Number(exponent);
  return formatNumber(locale, value, Math.min(20, Math.max(0, decimals)));
}
