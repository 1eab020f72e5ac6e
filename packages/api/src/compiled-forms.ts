import {
  baselinePrefix,
  compileForm,
  invariant,
  type CompiledForm,
  type EntryContext,
  type EntryValues,
  type Protocol,
} from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";
import type { StudyScope } from "./context.ts";

/** A form ready to check, with the other forms whose values its expressions look at. */
export type ReadyForm = {
  readonly form: CompiledForm;
  /** Forms to read beside it. */
  readonly contextForms: readonly string[];
  readonly contextItems: ReadonlySet<string>;
};

const ready = new WeakMap<Protocol, Map<string, ReadyForm | null>>();

/** The compiled form, once per protocol and process; null when the protocol has no such form. */
export function readyForm(protocol: Protocol, formKey: string): ReadyForm | null {
  const byKey = ready.get(protocol) ?? new Map<string, ReadyForm | null>();
  ready.set(protocol, byKey);
  const known = byKey.get(formKey);
  if (known !== undefined) return known;
  const made = makeReady(protocol, formKey);
  // Unknown keys come from outside: they are not remembered.
  if (made !== null) byKey.set(formKey, made);
  return made;
}

/** The forms whose values a form looks at, under any of the versions: what is read for it before its version is known. */
export function contextFormsOf(protocols: readonly Protocol[], formKey: string): readonly string[] {
  const forms = protocols.flatMap((protocol) => readyForm(protocol, formKey)?.contextForms ?? []);
  return protocols.length === 1 ? forms : [...new Set(forms)];
}

function makeReady(protocol: Protocol, formKey: string): ReadyForm | null {
  const form = protocol.forms.find((candidate) => candidate.key === formKey);
  if (form === undefined) return null;
  const compiled = compileForm(protocol, formKey, expressionEngine);
  invariant(compiled.ok, `form ${formKey} of a stored protocol does not compile`);
  const names = new Set(
    compiled.value.fields.flatMap((field) =>
      [field.relevant, field.calculation, ...field.constraints.map((constraint) => constraint.expression)].flatMap(
        (expression) => expression?.names ?? [],
      ),
    ),
  );
  const items = new Set(
    [...names].flatMap((name) =>
      name.startsWith(baselinePrefix) ? [name, name.slice(baselinePrefix.length)] : [name],
    ),
  );
  const contextForms = protocol.forms
    // A form that everybody fills must not look at one that tells the arm.
    .filter((other) => form.revealsArm || !other.revealsArm)
    .filter((other) => other.sections.some((section) => section.items.some((item) => items.has(item.key))))
    .map((other) => other.key);
  const isNeeded =
    contextForms.some((other) => other !== formKey) || [...names].some((name) => name.startsWith(baselinePrefix));
  return { form: compiled.value, contextForms: isNeeded ? contextForms : [], contextItems: items };
}

type EarlierEntry = { readonly visit: string; readonly form: string; readonly values: EntryValues };

/** What expressions of a form may see of a participant's other entries: at this visit and before it, the latest last. */
export function entryContext(
  study: Pick<StudyScope, "kind" | "protocol">,
  request: {
    readonly ready: ReadyForm;
    readonly visit: string;
    readonly today: string;
    readonly earlier: readonly EarlierEntry[];
  },
): EntryContext {
  const order = study.protocol.visits.map((visit) => visit.key);
  const position = order.indexOf(request.visit);
  const before = request.earlier
    .filter((entry) => order.indexOf(entry.visit) <= position)
    .toSorted((a, b) => order.indexOf(a.visit) - order.indexOf(b.visit));
  const baselineVisit = study.protocol.visits.find((visit) => visit.kind === "baseline")?.key;
  const pick = (entries: readonly EarlierEntry[]): EntryValues =>
    Object.fromEntries(
      entries.flatMap((entry) => Object.entries(entry.values)).filter(([name]) => request.ready.contextItems.has(name)),
    );
  return {
    kind: study.kind,
    values: pick(before),
    ...(baselineVisit === undefined || baselineVisit === request.visit
      ? {}
      : { baseline: pick(before.filter((entry) => entry.visit === baselineVisit)) }),
    today: request.today,
  };
}
