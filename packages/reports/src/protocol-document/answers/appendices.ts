import { type ExpressionScope, type ExpressionUse, expressionScope, sayExpression } from "@kendali/builder";
import { itemTypeOf, type Item, placedItems, type Protocol } from "@kendali/domain";
import type { DocumentContext } from "../document-context.ts";
import { heading, listOf, paragraph } from "../document-context.ts";
import type { DocumentChapter, DocumentPart } from "../document-model.ts";
import { assumedOf } from "./administration.ts";

/** The consent text as participants read it, and every form with its items. */
export function appendicesOf(context: DocumentContext): readonly DocumentChapter[] {
  const { t } = context;
  const scopeOf = scopesOf(context.protocol);
  return [
    {
      key: "appendix_consent",
      title: `${t("appendix", { letter: "A" })}. ${t("appendix_consent")}`,
      sections: [
        {
          key: "consent_text",
          number: null,
          title: context.say(context.protocol.consent.title),
          asks: null,
          parts: consentText(context),
        },
      ],
    },
    {
      key: "appendix_forms",
      title: `${t("appendix", { letter: "B" })}. ${t("appendix_forms")}`,
      sections: context.protocol.forms.map((form) => ({
        key: `form_${form.key}`,
        number: null,
        title: context.form(form.key),
        asks: null,
        parts: formParts(context, form.key, scopeOf(form.key)),
      })),
    },
    ...assumedChapter(context),
  ];
}

function assumedChapter(context: DocumentContext): readonly DocumentChapter[] {
  const { t } = context;
  const parts = assumedOf(context);
  const title = t("assumptions_title");
  if (parts.length === 0) return [];
  return [
    {
      key: "appendix_assumptions",
      title: `${t("appendix", { letter: "C" })}. ${title}`,
      sections: [{ key: "assumptions", number: null, title: t("assumptions_review"), asks: null, parts }],
    },
  ];
}

function consentText({ protocol, t, say }: DocumentContext): readonly DocumentPart[] {
  const { sections, purposes } = protocol.consent;
  return [
    ...sections.flatMap(({ heading: head, text }) => [heading(say(head)), paragraph(say(text))]),
    heading(t("consent_purposes")),
    ...listOf(
      purposes.map(({ text, required }) => `${say(text)} (${t(required ? "purpose_required" : "purpose_optional")})`),
    ),
  ];
}

/**
 * What the expressions of each form may speak of, to read them back: where no two items have one key the same for every
 * form, so that it is gathered once. A study may have thousands of items.
 */
function scopesOf(protocol: Protocol): (form: string) => ExpressionScope {
  const keys = placedItems(protocol).map(({ item }) => item.key);
  const gathered = (form: string) => expressionScope(protocol, { form, item: null, use: "constraint" });
  if (new Set(keys).size < keys.length) return gathered;
  const shared = gathered("");
  return () => shared;
}

function formParts(context: DocumentContext, key: string, scope: ExpressionScope): readonly DocumentPart[] {
  const { protocol, t, say, role, number, table } = context;
  const form = protocol.forms.find((one) => one.key === key);
  if (form === undefined) return [];
  const count = form.sections.reduce((sum, { items }) => sum + items.length, 0);
  return [
    paragraph(t("form_by", { roles: form.performedBy.map(role).join(", "), count: number(count) })),
    ...form.sections.flatMap((section) => [
      table(
        say(section.title),
        [t("col_item"), t("col_answer"), t("col_rules")],
        section.items.map((item) => [
          `${say(item.label)} (${item.key})`,
          answerOf(context, item),
          rulesOf(context, item, scope),
        ]),
        [0.42, 0.3, 0.28],
      ),
    ]),
  ];
}

function answerOf({ protocol, t, say, labelOf }: DocumentContext, item: Item): string {
  const kind = itemTypeOf(item).columnKind(item) ?? "none";
  const list = protocol.codelists.find(({ key }) => key === item.codelist);
  if (list !== undefined)
    return list.codes.map(({ code, label }) => `${String(code)} = ${labelOf(label, String(code))}`).join("; ");
  const unit = item.unit === undefined || item.unit === "" ? "" : ` (${item.unit})`;
  return `${t(`type_${kind}`)}${unit}${item.hint === undefined ? "" : `. ${say(item.hint)}`}`;
}

function rulesOf({ protocol, t, number, say, locale }: DocumentContext, item: Item, scope: ExpressionScope): string {
  // Read back in plain words; as it is written where it cannot be read.
  const inWords = (expression: string, use: ExpressionUse): string => {
    // What computes a choice gives its codes.
    const codelist = use === "calculation" ? protocol.codelists.find(({ key }) => key === item.codelist) : undefined;
    const said = sayExpression(expression, codelist === undefined ? scope : { ...scope, codelist }, locale);
    return lowerFirst(said) ?? expression;
  };
  const range = (
    given: { readonly min: number | null; readonly max: number | null } | undefined,
    both: "range_text" | "usual_text",
  ): readonly string[] => {
    if (given === undefined) return [];
    const { min, max } = given;
    if (min !== null && max !== null) return [t(both, { low: number(min), high: number(max) })];
    if (min !== null) return [t("least_text", { low: number(min) })];
    return max === null ? [] : [t("most_text", { high: number(max) })];
  };
  return (
    [
      ...(item.required ? [t("required")] : []),
      ...range(item.hardRange, "range_text"),
      ...range(item.softRange, "usual_text"),
      ...(item.relevant === undefined ? [] : [t("shown_when", { expression: inWords(item.relevant, "relevant") })]),
      ...(item.calculation === undefined
        ? []
        : [t("computed", { expression: inWords(item.calculation, "calculation") })]),
      ...(item.constraints ?? []).map(({ message }) => t("checked", { text: say(message) })),
    ].join("; ") || "–"
  );
}

/** Words that follow a colon begin small, unless they begin with more than one capital. */
function lowerFirst(words: string | null): string | null {
  return words === null || !/^\p{Lu}(?!\p{Lu})/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
