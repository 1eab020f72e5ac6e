import {
  type Compilation,
  type CompiledForm,
  compileForm,
  type Declarations,
  type ExpressionEngine,
  type ExpressionResult,
  type Protocol,
  unknown,
} from "@kendali/domain";

/** A form of a draft, compiled as far as its rules can be read. */
export type PreviewForm = {
  readonly form: CompiledForm;
  /** Rules that cannot be read yet: they are left out, as if they were not there. */
  readonly broken: number;
};

export type PreviewCompiler = (
  parts: Pick<Protocol, "forms" | "codelists" | "scales">,
  key: string,
) => PreviewForm | null;

/**
 * Compiles forms for the preview again and again while they are edited: an expression is compiled once for each text, and
 * again only when the names it could use have changed. One that does not compile stands for "unknown" and is counted.
 */
export function createPreviewCompiler(engine: ExpressionEngine): PreviewCompiler {
  let known = new Map<string, Compilation>();
  let declared = "";
  let broken = 0;
  const compile = (text: string, declarations: Declarations, result: ExpressionResult): Compilation => {
    const name = `${result} ${text}`;
    const found = known.get(name) ?? engine.compile(text, declarations, result);
    known.set(name, found);
    if (found.ok) return found;
    broken += 1;
    return { ok: true, expression: { text, names: [], evaluate: () => unknown } };
  };
  return (parts, key) => {
    const names = namesOf(parts.forms);
    if (names !== declared) [declared, known] = [names, new Map()];
    broken = 0;
    const made = compileForm(parts as Protocol, key, { compile });
    return made.ok ? { form: made.value, broken } : null;
  };
}

/** Which names there are, of which type: what every compiled expression depends on beside its text. */
function namesOf(forms: Protocol["forms"]): string {
  const names: string[] = [];
  for (const { sections } of forms)
    for (const { items } of sections) for (const { key, type } of items) names.push(key, type);
  return names.join(" ");
}
