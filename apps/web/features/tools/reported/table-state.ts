import type { ReportedTable } from "@kendali/analysis";

export type Words = { readonly id: string; readonly en: string };

/** One category with what the table prints of it, as typed. */
export type TypedCategory = {
  readonly label: Words;
  readonly code: string;
  readonly before: string;
  readonly beforePercent: string;
  readonly after: string;
  readonly afterPercent: string;
};

/** The numbers of one time as typed. */
export type TypedSide = {
  readonly label: Words;
  readonly mean: string;
  readonly sd: string;
  readonly shapiroP: string;
};

/** A before–after table as typed: every number exactly as printed. An empty text is a number that the table does not print. */
export type TypedTable = {
  readonly title: Words;
  readonly source: string;
  readonly n: string;
  readonly min: string;
  readonly max: string;
  readonly items: string;
  readonly categories: readonly TypedCategory[];
  readonly before: TypedSide;
  readonly after: TypedSide;
  readonly difference: string;
  readonly t: string;
  readonly df: string;
  readonly pSign: "=" | "<" | ">";
  readonly p: string;
  readonly level: string;
  readonly lower: string;
  readonly upper: string;
  readonly d: string;
  readonly r: string;
};

const nothing: Words = { id: "", en: "" };

export const emptyCategory: TypedCategory = {
  label: nothing,
  code: "",
  before: "",
  beforePercent: "",
  after: "",
  afterPercent: "",
};

const emptySide: TypedSide = { label: nothing, mean: "", sd: "", shapiroP: "" };

export const emptyTable: TypedTable = {
  title: nothing,
  source: "",
  n: "",
  min: "",
  max: "",
  items: "",
  categories: [],
  before: emptySide,
  after: emptySide,
  difference: "",
  t: "",
  df: "",
  pSign: "=",
  p: "",
  level: "",
  lower: "",
  upper: "",
  d: "",
  r: "",
};

/** Words for what was left without a name. */
export type DefaultWords = {
  readonly title: Words;
  readonly source: string;
  readonly before: Words;
  readonly after: Words;
  readonly change: Words;
  readonly category: (number: number) => Words;
};

const exact = (text: string): string => text.trim();

/** A count or another plain number of the document; what is no number stays text, and the document's reader says so. */
function plain(text: string): number | string {
  const trimmed = text.trim().replace("−", "-").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : text;
}

/** The members that were typed. */
function typed<T>(members: Readonly<Record<string, readonly [text: string, value: T]>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, [text, value]]) => (text.trim() === "" ? [] : [[name, value] as const])),
  );
}

const named = (words: Words, otherwise: Words): Words => (words.id === "" && words.en === "" ? otherwise : words);

/** The document of a typed table. It is read, and refused where it is none, by the check itself. */
export function documentOf(table: TypedTable, words: DefaultWords): unknown {
  const { categories } = table;
  const side = (key: "before" | "after"): object => {
    const { label, mean, sd, shapiroP } = table[key];
    const counts = categories.flatMap((category, index) => {
      if (!isCounted(category, key)) return [];
      const percent = category[`${key}Percent`];
      return [
        { category: categoryKey(index), count: plain(category[key]), ...typed({ percent: [percent, exact(percent)] }) },
      ];
    });
    return {
      key,
      label: named(label, words[key]),
      n: plain(table.n),
      ...typed({
        mean: [mean, exact(mean)],
        sd: [sd, exact(sd)],
        items: [table.items, plain(table.items)],
        shapiroP: [shapiroP, exact(shapiroP)],
      }),
      ...(counts.length === 0 ? {} : { counts }),
    };
  };
  return {
    schema: "kendali-reported-table/1",
    title: named(table.title, words.title),
    source: table.source.trim() === "" ? words.source : table.source,
    ...(table.min.trim() === "" && table.max.trim() === ""
      ? {}
      : { scale: { min: plain(table.min), max: plain(table.max) } }),
    ...(categories.length === 0
      ? {}
      : {
          categories: categories.map((category, index) => ({
            key: categoryKey(index),
            label: named(category.label, words.category(index + 1)),
            ...typed({ code: [category.code, plain(category.code)] }),
          })),
        }),
    measurements: [side("before"), side("after")],
    comparisons: [comparisonOf(table, words.change)],
  };
}

function comparisonOf(table: TypedTable, label: Words): object {
  const { difference, t, df, pSign, p, level, lower, upper, d, r } = table;
  const hasInterval = lower.trim() !== "" || upper.trim() !== "";
  const interval = {
    ...typed({ level: [level, plain(level)] }),
    lower: exact(lower),
    upper: exact(upper),
  };
  return {
    key: "change",
    label,
    design: "paired",
    first: "before",
    second: "after",
    ...typed({ difference: [difference, exact(difference)], t: [t, exact(t)], df: [df, plain(df)] }),
    ...(p.trim() === "" ? {} : { p: { operator: pSign, value: exact(p) } }),
    ...(hasInterval ? { interval } : {}),
    ...typed({ d: [d, exact(d)], r: [r, exact(r)] }),
  };
}

function isCounted(category: TypedCategory, side: "before" | "after"): boolean {
  return category[side].trim() !== "" || category[`${side}Percent`].trim() !== "";
}

function categoryKey(index: number): string {
  return `category_${index + 1}`;
}

/**
 * A document as a typed table, where the form has a place for everything it says: two measurements of the same people and one
 * comparison of them. Null for any other document.
 */
export function typedTableOf(document: ReportedTable): TypedTable | null {
  const { measurements = [], comparisons = [], tests = [], percentages = [], categories = [], scale } = document;
  const [before, after, ...others] = measurements;
  const [comparison, ...more] = comparisons;
  const isBeforeAfter =
    before !== undefined &&
    after !== undefined &&
    comparison !== undefined &&
    others.length + more.length + tests.length + percentages.length === 0 &&
    comparison.first === before.key &&
    comparison.second === after.key &&
    before.n === after.n &&
    before.items === after.items;
  if (!isBeforeAfter) return null;
  const side = ({ label, mean = "", sd = "", shapiroP = "" }: typeof before): TypedSide => ({
    label,
    mean,
    sd,
    shapiroP,
  });
  const countOf = ({ counts = [] }: typeof before, category: string) => counts.find((one) => one.category === category);
  const text = (value: number | undefined): string => (value === undefined ? "" : String(value));
  return {
    title: document.title,
    source: document.source,
    n: String(before.n),
    min: text(scale?.min),
    max: text(scale?.max),
    items: text(before.items),
    categories: categories.map(({ key, label, code }) => ({
      label,
      code: text(code),
      before: text(countOf(before, key)?.count),
      beforePercent: countOf(before, key)?.percent ?? "",
      after: text(countOf(after, key)?.count),
      afterPercent: countOf(after, key)?.percent ?? "",
    })),
    before: side(before),
    after: side(after),
    difference: comparison.difference ?? "",
    t: comparison.t ?? "",
    df: text(comparison.df),
    pSign: comparison.p?.operator ?? "=",
    p: comparison.p?.value ?? "",
    level: text(comparison.interval?.level),
    lower: comparison.interval?.lower ?? "",
    upper: comparison.interval?.upper ?? "",
    d: comparison.d ?? "",
    r: comparison.r ?? "",
  };
}

/** The field of the form that a problem of the document is about, by the path that its reader names; null where there is none. */
export function fieldOfPath(table: TypedTable, path: string): string | null {
  const [list, key = "", ...rest] = path.replaceAll(".", "/").split("/");
  if (list === "title" || list === "source") return list;
  if (list === "scale") return key === "max" ? "max" : "min";
  if (list === "categories") {
    const index = /(\d+)/.exec(key)?.[1];
    return index === undefined ? null : `category-${index}-code`;
  }
  if (list === "comparisons") {
    const [part = "", limit] = rest;
    if (part === "interval") return limit === "upper" || limit === "level" ? limit : "lower";
    return comparisonFields.has(part) ? part : null;
  }
  if (list !== "measurements") return null;
  const side = key === "after" || key === "1" ? "after" : "before";
  const [part = "", place = "", member = ""] = rest;
  if (part === "n" || part === "items") return part;
  if (part === "counts") {
    const listed = table.categories.flatMap((category, index) => (isCounted(category, side) ? [index + 1] : []));
    const number = listed[Number(place) - 1];
    return number === undefined ? null : `category-${number}-${side}${member === "percent" ? "-percent" : ""}`;
  }
  return sideFields.has(part) ? `${side}-${part}` : null;
}

const comparisonFields: ReadonlySet<string> = new Set(["difference", "t", "df", "p", "d", "r"]);
const sideFields: ReadonlySet<string> = new Set(["mean", "sd", "shapiroP"]);
