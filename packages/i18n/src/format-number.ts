import { intlLocale, type Locale } from "./locale.ts";

const noBreak = "\u00a0";
const formats = new Map<string, Intl.NumberFormat>();

/** Number formats are costly to make and asked for again and again with the same options. */
function numberFormat(locale: Locale, minimum: number, maximum: number): Intl.NumberFormat {
  const name = `${locale} ${minimum} ${maximum}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(intlLocale[locale], {
    minimumFractionDigits: minimum,
    maximumFractionDigits: maximum,
  });
  formats.set(name, made);
  return made;
}

/**
 * A number as the language writes it, with U+2212 for minus. With `digits` exactly so many decimals are shown, without it as many
 * as the number has, up to six.
 *
 * @example formatNumber("id", 1234.5) // "1.234,5"
 */
export function formatNumber(locale: Locale, value: number, digits?: number): string {
  return numberFormat(locale, digits ?? 0, digits ?? 6)
    .format(Object.is(value, -0) || Number(value.toFixed(digits ?? 6)) === 0 ? 0 : value)
    .replace("-", "−");
}

/** A number with its sign also when it is positive, for changes: "+16,7". */
export function formatSigned(locale: Locale, value: number, digits?: number): string {
  return `${value > 0 ? "+" : ""}${formatNumber(locale, value, digits)}`;
}

/** Number and unit that never part at a line's end: "42,5 ml". */
export function formatQuantity(locale: Locale, value: number, unit: string, digits?: number): string {
  return `${formatNumber(locale, value, digits)}${noBreak}${unit}`;
}

/** A share of 0 to 1 as per cent: "61 %" in English, "61%" in Bahasa Indonesia, as each language's papers print it. */
export function formatPercent(locale: Locale, share: number, digits = 0): string {
  return `${formatNumber(locale, share * 100, digits)}${locale === "en" ? `${noBreak}%` : "%"}`;
}

/** A range that never breaks: "0–200 ml". */
export function formatRange(locale: Locale, low: number, high: number, unit?: string, digits?: number): string {
  const range = `${formatNumber(locale, low, digits)}–${formatNumber(locale, high, digits)}`;
  return joinTight(unit === undefined ? range : `${range}${noBreak}${unit}`);
}

/** A confidence interval as APA 7 prints it: "[13.1, 20.3]"; with a decimal comma the limits part at a semicolon: "[13,1; 20,3]". */
export function formatInterval(locale: Locale, low: number, high: number, digits: number): string {
  return `[${formatNumber(locale, low, digits)}${locale === "id" ? ";" : ","} ${formatNumber(locale, high, digits)}]`;
}

/**
 * A statistic that cannot exceed 1 in size (p, r, W, α). English papers drop the zero before the point (APA 7, section 6.36),
 * Indonesian ones keep it before the comma.
 *
 * @example formatBounded("en", 0.948, 3) // ".948"
 */
export function formatBounded(locale: Locale, value: number, digits = 3): string {
  const text = formatNumber(locale, value, digits);
  return locale === "en" ? text.replace(/^(−?)0\./, "$1.") : text;
}

/**
 * A p-value for a sentence or table: three decimals, or "< .001" ("< 0,001") below that; never ".000" and never "1.000" for less than one.
 * `equation` puts "= " in front where there is no "<", both with no-break spaces.
 */
export function formatPValue(
  locale: Locale,
  p: number,
  options: { readonly equation?: boolean; readonly digits?: number } = {},
): string {
  const digits = options.digits ?? 3;
  const least = 10 ** -digits;
  const sign = options.equation === true ? `=${noBreak}` : "";
  if (p < least) return `<${noBreak}${formatBounded(locale, least, digits)}`;
  if (p < 1 && p > 1 - least / 2) return `>${noBreak}${formatBounded(locale, 1 - least, digits)}`;
  return `${sign}${formatBounded(locale, p, digits)}`;
}

/**
 * A very small number in powers of ten, in pieces so that the exponent can be raised: 1.85e-8 → mantissa "1.85", exponent "−8".
 */
export function scientificParts(
  locale: Locale,
  value: number,
  digits = 2,
): { readonly mantissa: string; readonly exponent: string } {
  const [mantissa = "0", exponent = "0"] = value.toExponential(digits).split("e");
  return {
    mantissa: formatNumber(locale, Number(mantissa), digits),
    exponent: formatNumber(locale, Number(exponent), 0),
  };
}

/** Keeps a short phrase on one line: its spaces become no-break and its dashes are joined with U+2060. */
export function joinTight(text: string): string {
  return text.replaceAll(" ", noBreak).replaceAll("–", "\u2060–\u2060");
}
