import type { ClaimKind, FindingKey, FindingParam, FindingSentence, Named, Verdict } from "@kendali/analysis";
import {
  fillMessage,
  formatNumber,
  reportedCatalogue,
  scientificParts,
  type Locale,
  type Message,
} from "@kendali/i18n";

/** Every key, kind and verdict of the check has its words: a missing one does not compile. */
type Words = Readonly<Record<FindingKey | `claim_${ClaimKind}` | `verdict_${Verdict}`, Message>>;

/** Says a finding in one language, its numbers written as the language does. */
export function sayFinding(locale: Locale, { key, params }: FindingSentence): string {
  const words: Words = reportedCatalogue[locale];
  const filled = Object.entries(params).map(([name, param]) => [name, sayParam(locale, param)]);
  return fillMessage(locale, words[key], Object.fromEntries(filled));
}

/** Says what a claim is: "mean before". */
export function sayClaim(locale: Locale, kind: ClaimKind, subject: Named): string {
  const words: Words = reportedCatalogue[locale];
  return fillMessage(locale, words[`claim_${kind}`], { subject: subject[locale] });
}

/** Says a verdict: "Cannot be true together". */
export function sayVerdict(locale: Locale, verdict: Verdict): string {
  const words: Words = reportedCatalogue[locale];
  return fillMessage(locale, words[`verdict_${verdict}`]);
}

/** Says a number as printed, with the language's decimal sign. */
export function sayPrinted(locale: Locale, text: string): string {
  const plain = text.replace("-", "−");
  return locale === "id" ? plain.replace(".", ",") : plain.replace(/(\d),(\d)/u, "$1.$2");
}

function sayParam(locale: Locale, param: FindingParam): string {
  switch (param.kind) {
    case "printed":
      return sayPrinted(locale, param.text);
    case "number":
      return formatNumber(locale, param.value, param.digits);
    case "count":
      return formatNumber(locale, param.value, 0);
    case "p":
      return sayExactP(locale, param.value);
    case "name":
      return param.name[locale];
    case "claims":
      return param.claims.map(({ claim, name }) => sayClaim(locale, claim, name)).join(", ");
    case "scores":
      return param.scores.map((score) => sayScore(locale, score)).join(", ");
    case "effect":
      return sayEffect(locale, param.effect);
    case "list":
      return param.items.map((item) => sayFinding(locale, item)).join(separatorOf(param.items[0]?.key));
  }
}

/** Sentences follow each other; short names stand in a row; everything with a number of its own is set apart. */
function separatorOf(key: FindingKey | undefined): string {
  if (key === "coding_gives") return " ";
  return key === "category_code" || key === "name_only" ? ", " : "; ";
}

function sayScore(locale: Locale, { score, count }: { readonly score: number; readonly count: number }): string {
  const values = { count: formatNumber(locale, count, 0), score: formatNumber(locale, score) };
  return fillMessage(locale, reportedCatalogue[locale].scores_item, values);
}

function sayEffect(locale: Locale, effect: string): string {
  const messages: Readonly<Record<string, Message>> = reportedCatalogue[locale];
  return fillMessage(locale, messages[`effect_${effect}`] ?? effect);
}

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Three significant digits: the exact size is what the sentence is about, so "< 0.001" would say too little. */
function sayExactP(locale: Locale, p: number): string {
  if (p === 0) return formatNumber(locale, 0, 0);
  if (p >= 1e-4) return formatNumber(locale, p, Math.min(6, 2 - Math.floor(Math.log10(p))));
  const { mantissa, exponent } = scientificParts(locale, p);
  const digits = [...exponent].map((sign) => (sign === "−" ? "⁻" : (raised[Number(sign)] ?? sign)));
  return `${mantissa}\u00a0×\u00a010${digits.join("")}`;
}
