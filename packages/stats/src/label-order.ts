/** Group labels and levels as an R factor orders them in a UTF-8 locale: by the alphabet of Unicode, whatever the case of a letter. */
const collator = new Intl.Collator("en");

/** Order of two labels; labels that the alphabet does not tell apart come by code unit. */
export function compareLabels(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
