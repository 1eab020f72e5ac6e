import {
  type Compilation,
  type CompiledExpression,
  type CompiledField,
  type CompiledForm,
  compileForm,
  type Declarations,
  type ExpressionEngine,
  type ExpressionResult,
  type Item,
  type Protocol,
  unknown,
} from "@kendali/domain";

import { itemNames } from "../item-names.ts";

/** A form of a draft, compiled as far as its rules can be read. */
export type PreviewForm = {
  readonly form: CompiledForm;
  /** Rules that cannot be read yet: they are left out, as if they were not there. */
  readonly broken: number;
};

type Parts = Pick<Protocol, "forms" | "codelists" | "scales">;
export type PreviewCompiler = (parts: Parts, key: string) => PreviewForm | null;

/**
 * Compiles forms for the preview again and again while they are edited: an expression is compiled once for each text, an
 * item once for each time it changes, and all of them again only when the names that they could use have changed, or the
 * lists they choose from. One that does not compile stands for "unknown" and is counted.
 */
export function createPreviewCompiler(engine: ExpressionEngine): PreviewCompiler {
  let known = new Map<string, Compilation>();
  let kept = new WeakMap<Item, CompiledField>();
  let declared = "";
  let lists: Omit<Parts, "forms"> | null = null;
  const unread = new WeakSet<CompiledExpression>();
  const compile = (text: string, declarations: Declarations, result: ExpressionResult): Compilation => {
    const name = `${result} ${text}`;
    const found = known.get(name) ?? readOrUnknown(engine.compile(text, declarations, result), text);
    known.set(name, found);
    return found;
  };
  const readOrUnknown = (compiled: Compilation, text: string): Compilation => {
    if (compiled.ok) return compiled;
    const expression: CompiledExpression = { text, names: [], evaluate: () => unknown };
    unread.add(expression);
    return { ok: true, expression };
  };
  return (parts, key) => {
    const { codelists, scales } = parts;
    const names = itemNames(parts.forms);
    if (names !== declared || lists?.codelists !== codelists || lists.scales !== scales) kept = new WeakMap();
    if (names !== declared) [declared, known] = [names, new Map()];
    lists = { codelists, ...(scales === undefined ? {} : { scales }) };
    const made = compileForm(parts, key, { compile }, (item, section) => {
      const field = kept.get(item);
      return field?.section === section ? field : undefined;
    });
    if (!made.ok) return null;
    for (const field of made.value.fields) {
      // The score of a scale depends on other items than its own.
      if (field.scale === null && kept.get(field.item) !== field) kept.set(field.item, field);
    }
    return { form: made.value, broken: made.value.fields.reduce((sum, field) => sum + unreadIn(field, unread), 0) };
  };
}

/** How many of an item's rules cannot be read. */
function unreadIn(field: CompiledField, unread: WeakSet<CompiledExpression>): number {
  const rules = [field.relevant, field.calculation, ...field.constraints.map(({ expression }) => expression)];
  return rules.filter((rule) => rule !== null && unread.has(rule)).length;
}
