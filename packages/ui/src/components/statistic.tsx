import { formatPValue, type Locale, scientificParts } from "@kendali/i18n";
import type { ReactNode } from "react";

/** A statistic's letter: Latin in italics (t, p, W, d). A `sub` stands below ("z" in d_z). */
export function Stat({ children, sub }: { readonly children: string; readonly sub?: string | undefined }) {
  return (
    <em className="st">
      {children}
      {sub !== undefined && <sub>{sub}</sub>}
    </em>
  );
}

/** "p < .001" or "p = 0,343", never broken at a line's end. */
export function PValue({
  locale,
  value,
  exact = false,
}: {
  readonly locale: Locale;
  readonly value: number;
  readonly exact?: boolean | undefined;
}) {
  return (
    <span className="nowrap">
      <Stat>p</Stat>
      {"\u00a0"}
      {exact ? (
        <>
          ={"\u00a0"}
          <Scientific locale={locale} value={value} />
        </>
      ) : (
        formatPValue(locale, value, { equation: true })
      )}
    </span>
  );
}

/** "1.85 × 10⁻⁸", with the exponent raised. */
export function Scientific({
  locale,
  value,
  digits = 2,
}: {
  readonly locale: Locale;
  readonly value: number;
  readonly digits?: number | undefined;
}) {
  const { mantissa, exponent } = scientificParts(locale, value, digits);
  return (
    <span className="nowrap">
      {mantissa}
      {"\u00a0×\u00a010"}
      <sup>{exponent}</sup>
    </span>
  );
}

/** A heading and its text beside a number: method, n used and excluded, definition, snapshot. */
export type MarginNote = { readonly title: string; readonly words: ReactNode };

/** The margin carries the proof; it stands beside its table or figure, and below it on a phone. */
export function MarginNotes({ notes }: { readonly notes: readonly MarginNote[] }) {
  return (
    <dl className="margin">
      {notes.map(({ title, words }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
