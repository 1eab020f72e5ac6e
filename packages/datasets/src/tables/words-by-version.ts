import { canonicalJson, placedItems, type Item, type LocalizedText, type Protocol } from "@kendali/domain";
import type { Column } from "../table.ts";

type Asked = { readonly version: string; readonly item: Item; readonly codes: ReadonlyMap<number, LocalizedText> };

/**
 * What each version of a study called the items and codes of its columns, where that differs: data captured under older
 * words are read by those, and the label of a column has the newest.
 */
type WordsByVersion = {
  /** `1.0–1.1: How old are you? (Age); 1.2: …`, with the codes where theirs differ; null: every version says the same. */
  readonly ofColumn: (column: Column) => LocalizedText | null;
  /** `1.0: None; 1.1–1.2: Primary school`; null: every version says the same. */
  readonly ofCode: (column: Column, code: number | string) => LocalizedText | null;
};

/** `versions` oldest first; undefined or one: nothing differs. */
export function wordsByVersion(versions: readonly Protocol[] | undefined): WordsByVersion {
  const documents = (versions ?? []).map((protocol) => ({
    version: protocol.version,
    items: new Map(placedItems(protocol).map(({ form, item }) => [`${form.key}/${item.key}`, item])),
    codes: new Map(
      protocol.codelists.map(({ key, codes }) => [key, new Map(codes.map(({ code, label }) => [code, label]))]),
    ),
  }));
  const askedBy = ({ source, role }: Column): readonly Asked[] =>
    source === undefined || role === "missing"
      ? []
      : documents.flatMap(({ version, items, codes }) => {
          const item = items.get(`${source.form}/${source.item}`);
          return item === undefined
            ? []
            : [{ version, item, codes: codes.get(item.codelist ?? "") ?? new Map<number, LocalizedText>() }];
        });
  const wordsOfCode = (asked: readonly Asked[], code: number) =>
    asked.flatMap(({ version, codes }) => {
      const words = codes.get(code);
      return words === undefined ? [] : [{ version, words }];
    });
  return {
    ofColumn: (column) => {
      const asked = askedBy(column);
      const codes = [...new Set(asked.flatMap((one) => [...one.codes.keys()]))];
      const changed = codes.filter((code) => isReworded(wordsOfCode(asked, code)));
      const said = asked.map((one) => ({ version: one.version, words: questionOf(one, changed) }));
      return isReworded(said) ? inStretches(said) : null;
    },
    ofCode: (column, code) => {
      const said = typeof code === "number" ? wordsOfCode(askedBy(column), code) : [];
      return isReworded(said) ? inStretches(said) : null;
    },
  };
}

type Said = { readonly version: string; readonly words: LocalizedText };

function questionOf({ item, codes }: Asked, changed: readonly number[]): LocalizedText {
  const inLanguage = (language: keyof LocalizedText): string => {
    const short = item.shortLabel === undefined ? "" : ` (${item.shortLabel[language]})`;
    const list = changed.flatMap((code) => {
      const label = codes.get(code);
      return label === undefined ? [] : [`${code} = ${label[language]}`];
    });
    return `${item.label[language]}${short}${list.length === 0 ? "" : ` [${list.join("; ")}]`}`;
  };
  return { id: inLanguage("id"), en: inLanguage("en") };
}

function isReworded(said: readonly Said[]): boolean {
  return new Set(said.map(({ words }) => canonicalJson(words))).size > 1;
}

/** Versions in a row that say the same stand together, in each language by itself. */
function inStretches(said: readonly Said[]): LocalizedText {
  const inLanguage = (language: keyof LocalizedText): string => {
    const stretches: { readonly first: string; last: string; readonly words: string }[] = [];
    for (const { version, words } of said) {
      const open = stretches.at(-1);
      if (open?.words === words[language]) open.last = version;
      else stretches.push({ first: version, last: version, words: words[language] });
    }
    return stretches
      .map(({ first, last, words }) => `${first === last ? first : `${first}–${last}`}: ${words}`)
      .join("; ");
  };
  return { id: inLanguage("id"), en: inLanguage("en") };
}
