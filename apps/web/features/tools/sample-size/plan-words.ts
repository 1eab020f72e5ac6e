import { formatNumber, formatPercent, type Locale } from "@kendali/i18n";

/** A power or significance level: three decimals, more where it is small, never 1 for less than one. */
export function shareWords(locale: Locale, share: number): string {
  if (share < 1 && share > 0.9995) return `>\u00a0${formatNumber(locale, 0.999, 3)}`;
  return share >= 0.1 ? formatNumber(locale, share, 3) : significantWords(locale, share);
}

/** A number to four significant digits, whole numbers in full. */
export function significantWords(locale: Locale, value: number): string {
  if (Number.isInteger(value)) return formatNumber(locale, value, 0);
  const rounded = Number(value.toPrecision(4));
  const decimals = 3 - Math.floor(Math.log10(Math.abs(rounded)));
  return decimals <= 6 ? formatNumber(locale, rounded) : formatNumber(locale, rounded, Math.min(20, decimals));
}

/** A drop-out as whole per cent or with one decimal. */
export function dropOutWords(locale: Locale, share: number): string {
  const perMille = Math.round(share * 1000);
  return formatPercent(locale, perMille / 1000, perMille % 10 === 0 ? 0 : 1);
}
