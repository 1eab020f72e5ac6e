import { guidelineItems, guidelineLinks, guidelineOf, type GuidelineItem } from "@kendali/builder";
import { protocolHash, type Protocol } from "@kendali/domain";
import type { Locale } from "@kendali/i18n";
import { appendicesOf } from "./answers/appendices.ts";
import { openDocument, paragraph, type DocumentContext } from "./document-context.ts";
import type { DocumentChapter, DocumentPart, DocumentSection, OpenItem, ProtocolDocument } from "./document-model.ts";
import { answers, beyondTrend, noAnswer, spiritOrder, trendOrder } from "./guideline-order.ts";

/**
 * A protocol as a document in one language, in the order of its design's guideline: SPIRIT 2025 for a trial, TREND for one
 * group. Every item is answered from the document, by a statement of its own, or marked as missing; nothing is made up. Any
 * readable draft has one. `isWhole` is false for a document that was handed over without the settings of its randomization:
 * then no hash is printed, since it would not be that of the document.
 */
export function buildProtocolDocument(
  protocol: Protocol,
  locale: Locale,
  { isWhole = true }: { readonly isWhole?: boolean } = {},
): ProtocolDocument {
  const hash = isWhole ? protocolHash(protocol) : null;
  const context = openDocument(protocol, locale, hash);
  const { t, say, date } = context;
  const key = guidelineOf(protocol);
  const name = context.guidelines(key);
  const items = guidelineItems(protocol, key);
  const asked = items.filter(({ state }) => state !== "later");
  const open = asked.filter(({ state }) => state === "open");
  const { registration, ethics } = protocol;
  const missingItems = [...inOrder(key, open).map((item) => openItem(context, item)), ...beyondGuideline(context, key)];
  return {
    locale,
    guideline: { name, link: guidelineLinks[key] },
    kind: t("protocol"),
    title: say(protocol.title),
    shortTitle: say(protocol.shortTitle),
    order: t("guideline_order", { guideline: name }),
    facts: [
      [t("fact_version"), protocol.version],
      [t("fact_date"), date(protocol.date)],
      [t("fact_key"), protocol.key],
      [t("fact_design"), t(`design_${protocol.design.type}`)],
      [t("fact_registration"), registration === null ? "–" : `${registration.registry} ${registration.number}`],
      [t("fact_ethics"), ethics === null ? "–" : `${say(ethics.committee)}, ${ethics.number}`],
      ...(hash === null ? [] : [[t("fact_hash"), hash] as const]),
    ],
    hash,
    date: protocol.date,
    version: protocol.version,
    open: {
      title: t("missing_list"),
      lead: [
        missingItems.length === 0
          ? t("missing_none")
          : t("missing_count", { count: context.number(missingItems.length) }),
        ...(items.every(({ isChecked }) => isChecked) ? [] : [t("item_unchecked")]),
      ].join(" "),
      items: missingItems,
    },
    counts: { items: asked.length, open: open.length },
    contentsTitle: t("contents"),
    chapters: chaptersOf(context, key, items),
    appendices: appendicesOf(context),
    foot: t("foot", { title: say(protocol.shortTitle), version: protocol.version }),
    missingWord: t("missing"),
  };
}

type Key = ReturnType<typeof guidelineOf>;

const orderOf = (key: Key) => (key === "spirit_2025" ? spiritOrder : trendOrder);

function inOrder(key: Key, items: readonly GuidelineItem[]): readonly GuidelineItem[] {
  const places = orderOf(key).flatMap((chapter) => chapter.items);
  return items.toSorted((a, b) => places.indexOf(a.key) - places.indexOf(b.key));
}

function chaptersOf(context: DocumentContext, key: Key, items: readonly GuidelineItem[]): readonly DocumentChapter[] {
  const { t } = context;
  const byKey = new Map(items.map((item) => [item.key, item]));
  const numbered = orderOf(key).map((chapter): DocumentChapter => ({
    key: chapter.key,
    title: t(`chapter_${chapter.key}`),
    sections: chapter.items.flatMap((name) => {
      const item = byKey.get(name);
      return item === undefined ? [] : [sectionOf(context, item)];
    }),
  }));
  if (key === "spirit_2025") return numbered;
  return [...numbered, ...unnumberedOf(context), laterOf(context, items)];
}

function unnumberedOf(context: DocumentContext): readonly DocumentChapter[] {
  const { t } = context;
  return [
    {
      key: "ethics",
      title: t("chapter_ethics"),
      sections: beyondTrend.map(({ key, answer }): DocumentSection => {
        const title = t(`title_${key}`);
        const open = key === "ethics" ? beyondGuideline(context, "trend") : [];
        const parts = [...open.map(({ asks }) => missing(context, asks)), ...answer(context)];
        return { key, number: null, title, asks: null, parts: parts.length === 0 ? [missing(context, title)] : parts };
      }),
    },
  ];
}

/** Items about results: named, so that nobody looks for them in vain. */
function laterOf(context: DocumentContext, items: readonly GuidelineItem[]): DocumentChapter {
  const { t, guidelines } = context;
  const later = items.filter(({ state }) => state === "later");
  const title = t("later_title");
  return {
    key: "later",
    title,
    sections: [
      {
        key: "later_items",
        number: null,
        title: t("later_items"),
        asks: null,
        parts: [
          paragraph(t("later_text", { guideline: "TREND" })),
          { kind: "list", items: later.map((item) => `${item.number}. ${guidelines(item.key)}`) },
        ],
      },
    ],
  };
}

function sectionOf(context: DocumentContext, item: GuidelineItem): DocumentSection {
  const { t } = context;
  return {
    key: item.key,
    number: item.number,
    title: context.titles(item.key),
    asks: asksOf(context, item),
    parts: item.state === "not_applicable" ? [paragraph(t("not_applicable"))] : partsOf(context, item),
  };
}

/** The statement first, then what the document says; what is open is marked before what is known all the same. */
function partsOf(context: DocumentContext, item: GuidelineItem): readonly DocumentPart[] {
  const statement = context.protocol.statements?.find(({ key }) => key === item.key);
  const derived = (answers[item.key] ?? noAnswer)(context);
  return [
    ...(item.state === "open" ? [missing(context, context.guidelines(item.key))] : []),
    ...(statement === undefined || item.state === "open" ? [] : paragraphs(context.say(statement.text))),
    // Where the whole item is marked, an empty text below it says nothing more.
    ...(item.state === "open" ? derived.filter((part) => !isBlank(context, part)) : derived),
  ];
}

function isBlank({ t }: DocumentContext, part: DocumentPart): boolean {
  return part.kind === "paragraph" && part.text.trim() === `[${t("missing")}]`;
}

function paragraphs(text: string): readonly DocumentPart[] {
  return text
    .split(/\n+/u)
    .filter((line) => line.trim() !== "")
    .map(paragraph);
}

function missing({ t }: DocumentContext, what: string): DocumentPart {
  return { kind: "missing", text: t("missing_item", { what }) };
}

function openItem(context: DocumentContext, item: GuidelineItem): OpenItem {
  return {
    key: item.key,
    number: item.number,
    title: context.titles(item.key),
    asks: context.guidelines(item.key),
    path: item.path,
  };
}

/** TREND does not ask for the ethics committee's approval; who reads a protocol of one group does. */
function beyondGuideline({ protocol, guidelines, t }: DocumentContext, key: Key): readonly OpenItem[] {
  if (key === "spirit_2025" || protocol.ethics !== null) return [];
  return [{ key: "ethics", number: "", title: t("title_ethics"), asks: guidelines("spirit_30"), path: "ethics" }];
}

function asksOf(context: DocumentContext, item: GuidelineItem): string {
  const { t, guidelines } = context;
  // An item of an earlier edition names it: "33 (2013)" is item 33 of SPIRIT 2013.
  const [, number, year] = /^(\S+) \((\d{4})\)$/u.exec(item.number) ?? [];
  const guideline = guidelines(item.guideline);
  const edition = year === undefined ? guideline : guideline.replace(/\d{4}$/u, year);
  const asks = t("item_asks", { guideline: edition, number: number ?? item.number });
  return item.isChecked ? asks : `${asks} *`;
}
