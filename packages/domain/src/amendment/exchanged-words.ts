import type { LocalizedText, Protocol } from "../protocol/types.ts";
import { placedItems } from "../protocol/problem-path.ts";
import { plainWords } from "./plain-words.ts";

/** A part of a document that data stand under, with the words by which people read them. */
type NamedPart = {
  /** Parts of one kind and place, whose words could be taken for one another's. */
  readonly kind: string;
  readonly path: string;
  readonly words: LocalizedText;
};

/** One part that has the words which another one had: what was recorded under `to` would be read as `from`. */
export type WordsTaken = {
  readonly kind: string;
  /** Of the words themselves, e.g. `forms/milk/title`. */
  readonly path: string;
  /** What the other one was called, and what the part itself was. */
  readonly from: LocalizedText;
  readonly to: LocalizedText;
};

/**
 * The forms, screening criteria, sites, arms, interventions and purposes of consent that bear, in both languages, what
 * another one of their kind was called before; items and visits have rules of their own. Empty where only words changed.
 *
 * @example takenWords(before, before) // []
 */
export function takenWords(before: Protocol, after: Protocol): readonly WordsTaken[] {
  return taken(partsOf(before), partsOf(after), (then, now) => languages.every((one) => differs(then, now, one)));
}

/**
 * Paths of parts, items, visits and codes that take another one's words in one language and keep their own in the other:
 * either a translation is put right or the meaning changes, and only a person can say which.
 */
export function halfTakenWords(before: Protocol, after: Protocol): readonly string[] {
  const all = (protocol: Protocol) => [...partsOf(protocol), ...innerParts(protocol)];
  return taken(
    all(before),
    all(after),
    (then, now) => languages.filter((one) => differs(then, now, one)).length === 1,
  ).map(({ path }) => path);
}

const languages = ["id", "en"] as const;

function taken(
  before: readonly NamedPart[],
  after: readonly NamedPart[],
  isReworded: (then: LocalizedText, now: LocalizedText) => boolean,
): readonly WordsTaken[] {
  return after.flatMap(({ kind, path, words }) => {
    const then = before.find((part) => part.kind === kind && part.path === path);
    if (then === undefined || !isReworded(then.words, words)) return [];
    const twin = before.find(
      (part) =>
        part.kind === kind &&
        part.path !== path &&
        languages.some((one) => differs(then.words, words, one) && bears(words, part.words, one)),
    );
    return twin === undefined ? [] : [{ kind, path, from: twin.words, to: then.words }];
  });
}

function partsOf(protocol: Protocol): readonly NamedPart[] {
  const { arms, consent, eligibility, forms, interventions, sites } = protocol;
  const part = (kind: string, path: string, words: LocalizedText): NamedPart => ({ kind, path, words });
  return [
    ...forms.map(({ key, title }) => part("form", `forms/${key}/title`, title)),
    // The question is what was answered; the text is what the counts of who was not eligible are read by.
    ...eligibility.criteria.map(({ key, question }) =>
      part("question", `eligibility/criteria/${key}/question`, question),
    ),
    ...eligibility.criteria.map(({ key, text }) => part("criterion", `eligibility/criteria/${key}/text`, text)),
    ...sites.map(({ key, name }) => part("site", `sites/${key}/name`, name)),
    ...arms.map(({ key, label }) => part("arm", `arms/${key}/label`, label)),
    ...interventions.map(({ key, name }) => part("intervention", `interventions/${key}/name`, name)),
    ...consent.purposes.map(({ key, text }) => part("purpose", `consent/purposes/${key}/text`, text)),
  ];
}

/** What `amendmentProblems` refuses by rules of their own when both languages change. */
function innerParts(protocol: Protocol): readonly NamedPart[] {
  return [
    ...placedItems(protocol).map(({ form, item, path }) => ({
      kind: `item ${form.key}`,
      path: `${path}/label`,
      words: item.label,
    })),
    ...protocol.visits.map(({ key, label }) => ({ kind: "visit", path: `visits/${key}/label`, words: label })),
  ];
}

function differs(a: LocalizedText, b: LocalizedText, language: (typeof languages)[number]): boolean {
  return plainWords(a[language]) !== plainWords(b[language]);
}

function bears(now: LocalizedText, other: LocalizedText, language: (typeof languages)[number]): boolean {
  return plainWords(now[language]) !== "" && plainWords(now[language]) === plainWords(other[language]);
}
