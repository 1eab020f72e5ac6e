import type {
  CompiledExpression,
  Declarations,
  ExpressionEngine,
  ExpressionResult,
} from "../expressions/expression.ts";
import { itemTypeOf } from "../item-types/index.ts";
import type { ExpressionType, Field, ItemTypeDefinition } from "../item-types/item-type.ts";
import type { Form, Item, LocalizedText, Protocol } from "../protocol/types.ts";
import { compileScale, scaleOf } from "../scales/compile-scale.ts";
import { accept, invariant, type Problem, refuse, type Result } from "../result.ts";

export type CompiledConstraint = {
  readonly expression: CompiledExpression;
  readonly message: LocalizedText;
  readonly severity: "hard" | "soft";
};

/** An item with everything that checking its value needs. */
export type CompiledField = Field & {
  readonly definition: ItemTypeDefinition;
  readonly section: string;
  readonly relevant: CompiledExpression | null;
  /** What computes it: its calculation, or the scale whose score it holds. */
  readonly calculation: CompiledExpression | null;
  readonly constraints: readonly CompiledConstraint[];
};

/** A form ready to check entries with; it depends on the protocol alone, so the caller keeps it by the protocol's hash. */
export type CompiledForm = {
  readonly key: string;
  readonly form: Form;
  /** In the order of the form, which is the order of calculation. */
  readonly fields: readonly CompiledField[];
  readonly fieldOf: ReadonlyMap<string, CompiledField>;
};

/** What a form needs beside this code, so that a page loads no engine for a form without expressions. */
export function formNeeds(form: Form): { readonly engine: boolean; readonly patterns: boolean } {
  const texts = form.sections.flatMap((section) => section.items.flatMap(expressionsOf));
  return { engine: texts.length > 0, patterns: texts.some((text) => text.includes("matches")) };
}

/**
 * Compiles one form of a protocol. Refuses an unknown form (`form_not_in_visit`) and, all at once, the expressions that
 * do not compile (`protocol_invalid`). `engine` may be null only for a form without expressions. Who compiles a form again
 * at every letter that changes it hands over with `keptOf` what is still true of an item: it is taken as it is.
 */
export function compileForm(
  protocol: Pick<Protocol, "forms" | "codelists" | "scales">,
  formKey: string,
  engine: ExpressionEngine | null,
  keptOf: (item: Item, section: string) => CompiledField | undefined = () => undefined,
): Result<CompiledForm> {
  const form = protocol.forms.find((candidate) => candidate.key === formKey);
  if (form === undefined) return refuse("form_not_in_visit", { form: formKey });
  invariant(engine !== null || !formNeeds(form).engine, `form ${formKey} has expressions and needs an engine`);
  let declarations: Declarations | null = null;
  const problems: Problem[] = [];
  const compile = (text: string | undefined, result: ExpressionResult, path: string): CompiledExpression | null => {
    if (text === undefined || engine === null) return null;
    declarations ??= declarationsOf(protocol);
    const compilation = engine.compile(text, declarations, result);
    if (compilation.ok) return compilation.expression;
    problems.push({ path, ...compilation.problem });
    return null;
  };
  const fields = form.sections.flatMap((section) =>
    section.items.map((item) => keptOf(item, section.key) ?? compileField(protocol, section.key, item, compile)),
  );
  if (problems.length > 0) return refuse("protocol_invalid", { count: problems.length }, problems);
  return accept({ key: form.key, form, fields, fieldOf: new Map(fields.map((field) => [field.item.key, field])) });
}

/** How expressions name the value that an item had at the baseline visit: `baseline_breast_side`. */
export const baselinePrefix = "baseline_";

/**
 * The names that expressions of a protocol may use: every item that has a type inside expressions, and the same with
 * `baseline_` before it for its value at the baseline visit. An item that is itself called so keeps its name; of two with
 * one key the first is meant.
 */
export function declarationsOf(protocol: Pick<Protocol, "forms">): Declarations {
  const declarations = new Map<string, ExpressionType>();
  const items = protocol.forms.flatMap((form) => form.sections.flatMap((section) => section.items));
  const first = new Map(items.toReversed().map((item) => [item.key, item]));
  for (const prefix of [baselinePrefix, ""]) {
    for (const item of items) {
      if (first.get(item.key) !== item) continue;
      const type = itemTypeOf(item).expressionType;
      if (type !== null) declarations.set(`${prefix}${item.key}`, type);
    }
  }
  return declarations;
}

type Compile = (text: string | undefined, result: ExpressionResult, path: string) => CompiledExpression | null;

function compileField(
  protocol: Pick<Protocol, "codelists" | "forms" | "scales">,
  section: string,
  item: Item,
  compile: Compile,
): CompiledField {
  const constraints = (item.constraints ?? []).flatMap((constraint, index): CompiledConstraint[] => {
    const expression = compile(constraint.expression, "bool", `${item.key}/constraints/${index}`);
    return expression === null ? [] : [{ expression, message: constraint.message, severity: constraint.severity }];
  });
  const scale = scaleOf(protocol, item);
  return {
    item,
    scale,
    codelist: protocol.codelists.find((list) => list.key === item.codelist) ?? null,
    definition: itemTypeOf(item),
    section,
    relevant: compile(item.relevant, "bool", `${item.key}/relevant`),
    calculation:
      scale === null ? compile(item.calculation, "double", `${item.key}/calculation`) : compileScale(protocol, scale),
    constraints,
  };
}

function expressionsOf(item: Item): readonly string[] {
  const constraints = (item.constraints ?? []).map((constraint) => constraint.expression);
  return [item.relevant, item.calculation, ...constraints].filter((text) => text !== undefined);
}
