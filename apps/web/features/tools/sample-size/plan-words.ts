import { formatNumber, formatPercent, type Locale } from "@kendali/i18n";

/** A power or significance level: three decimals, more where it is small, never 1 for less than one. */
export function shareWords(locale: Locale, share: number): string {
  if (share < 1 && share > 0.9995) return `>\u00a0${formatNumber(locale, 0.999, 3)}`;
  return share >= 0.1 ? formatNumber(locale, share, 3) : significantWords(locale, share);
}

/** A number to four significant digits, whole numbers in full. */
export function significantWords(locale: Locale, value: number): string {
  if (Number.isInteger(value)) return formatNumber(locale, value, 0);
  const [mantissa = "", exponent = "0"] = Number(value.toPrecision(4)).toExponential().split("e");
  const decimals = (mantissa.split(".")[1]?.length ?? 0) - Number(exponent);
  return formatNumber(locale, value, Math.min(20, Math.max(0, decimals)));
}

/** A drop-out as whole per cent or with one decimal. */
export function dropOutWords(locale: Locale, share: number): string {
  const perMille = Math.round(share * 1000);
  return formatPercent(locale, perMille / 1000, perMille % 10 === 0 ? 0 : 1);
}
