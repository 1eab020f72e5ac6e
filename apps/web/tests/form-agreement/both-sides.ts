import { judgeValues, entryContext, readyForm, saveEntry } from "@kendali/api";
import {
  canonicalJson,
  checkEntry,
  compileForm,
  type CompiledForm,
  type EntryContext,
  type EntryCheck,
  type EntryValues,
  formNeeds,
  type Locale,
  type Problem,
  type Protocol,
} from "@kendali/domain";
import { createExpressionEngine } from "@kendali/domain/expressions/engine";
import { compilePattern } from "@kendali/domain/expressions/patterns";

import { type Answers, answersOf } from "../../features/field/entry/answers.ts";
import { type Judgement, judgeEntry } from "../../features/field/entry/judge-entry.ts";
import { formKeys } from "./random-form.ts";

export type Earlier = { readonly visit: string; readonly form: string; readonly values: EntryValues };
/** One visit of one participant as the server holds it. */
export type Scene = { readonly visit: string; readonly today: string; readonly earlier: readonly Earlier[] };

const own = (protocol: Protocol) => ({ kind: "simulated" as const, protocol });

/** What a page has: the document and the context as they came over the wire, compiled with no more than the form needs. */
export type Page = { readonly form: CompiledForm; readonly context: EntryContext };

export function openPage(protocol: Protocol, scene: Scene): Page {
  const received = overTheWire(protocol) as Protocol;
  const form = received.forms.find(({ key }) => key === formKeys.main);
  const ready = readyForm(protocol, formKeys.main);
  if (form === undefined || ready === null) throw new Error("the protocol has no drawn form");
  const needs = formNeeds(form);
  const engine = !needs.engine ? null : createExpressionEngine(needs.patterns ? { compilePattern } : undefined);
  const compiled = compileForm(received, form.key, engine);
  if (!compiled.ok) throw new Error(`the page cannot compile the form: ${JSON.stringify(compiled.refusal)}`);
  const context = entryContext(own(protocol), { ready, ...scene });
  // The page knows the day from its own clock.
  return { form: compiled.value, context: { ...(overTheWire(context) as EntryContext), today: scene.today } };
}

/** What the server does with the body of a request; tests put a faulty one in its place. */
export type Serve = (protocol: Protocol, scene: Scene, body: string) => EntryCheck;

export const serve: Serve = (protocol, scene, body) => {
  const parsed = saveEntry.input.safeParse({
    commandId: "b7a0c7b6-3f43-4a0e-9a55-0b0b8f0d7d11",
    study: protocol.key,
    participant: "MLT-001-1",
    visit: scene.visit,
    form: formKeys.main,
    baseRevision: 0,
    performedOn: scene.today,
    deviceTime: null,
    ...(JSON.parse(body) as object),
  });
  if (!parsed.success) throw new Error(`the server does not read the request: ${parsed.error.message}`);
  return judgeValues({ captured: { protocol }, own: own(protocol) }, parsed.data, scene);
};

/** Where the two sides differ about what a person typed; empty when they agree. */
export function differencesTyped(
  subject: { readonly protocol: Protocol; readonly scene: Scene; readonly page: Page; readonly locale: Locale },
  answers: Answers,
  server: Serve = serve,
): readonly string[] {
  const { protocol, scene, page, locale } = subject;
  const judged = judgeEntry({ form: page.form, answers, context: page.context, locale });
  const values = { ...judged.values, ...emptied(page.form, answers) };
  const body = JSON.stringify({ values, softReasons: judged.softReasons });
  const check = server(protocol, scene, body);
  const unreadable = unreadableKeys(page.form, answers, locale);
  const problems = check.problems.filter(({ path }) => !unreadable.has(path));
  const isOpen = judged.blocking.length > 0;
  return [
    ...differs("problems", problemsOf(judged, unreadable), problems.map(plainProblem)),
    ...(isOpen || check.problems.length === 0 ? [] : ["the page would send what the server refuses"]),
    ...differs("values", judged.values, withoutComputed(check)),
    ...differs("computed", judged.computed, computedOf(check)),
    ...differs("hidden", [...judged.hidden].toSorted(), check.hidden.toSorted()),
    ...differs("reasons", judged.softReasons, check.softReasons),
    ...(isOpen ? [] : reopened(subject, check, judged)),
  ];
}

/** The same for values that were never typed: what the page's code says of them, and the server's of their JSON. */
export function differencesSent(
  subject: { readonly protocol: Protocol; readonly scene: Scene; readonly page: Page },
  values: unknown,
  server: Serve = serve,
): readonly string[] {
  const { protocol, scene, page } = subject;
  const sent = overTheWire(values);
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    const read = saveEntry.input.safeParse({ values: sent });
    return read.success ? ["the server reads what is no object"] : [];
  }
  const here = checkEntry({ form: page.form, values: sent, context: page.context, softReasons: {} });
  const there = server(protocol, scene, JSON.stringify({ values, softReasons: {} }));
  return differs("check", here, there);
}

/** What was stored and is opened again, in the other language, is judged as it was. */
function reopened(
  { page, locale }: { readonly page: Page; readonly locale: Locale },
  check: EntryCheck,
  before: Judgement,
): readonly string[] {
  const other: Locale = locale === "id" ? "en" : "id";
  const stored = overTheWire(check.values) as EntryValues;
  const answers = answersOf(page.form, stored, check.softReasons, other);
  const again = judgeEntry({ form: page.form, answers, context: page.context, locale: other });
  return [
    ...differs("values when opened again", before.values, again.values),
    ...differs("blocking when opened again", [], again.blocking),
  ];
}

/** Every reason for an empty answer, also one that the page has refused: then it would not send, and here the server is asked as well. */
function emptied(form: CompiledForm, { missing }: Answers): EntryValues {
  return Object.fromEntries(
    form.fields.flatMap(({ item: { key } }) => {
      const reason = missing[key];
      return reason === undefined ? [] : [[key, { m: reason }] as const];
    }),
  );
}

function problemsOf(judged: Judgement, unreadable: ReadonlySet<string>): readonly unknown[] {
  return (
    [...judged.findings]
      .filter(([key]) => !unreadable.has(key))
      .flatMap(([, findings]) => findings)
      .map(({ problem }) => problem)
      // An unusual value that has its reason is said, and refused by nobody.
      .filter((problem) => !("reason" in problem))
      .map(plainProblem)
  );
}

function plainProblem({ path, code, params }: Problem): unknown {
  return { path, code, params };
}

function unreadableKeys(form: CompiledForm, answers: Answers, locale: Locale): ReadonlySet<string> {
  const keys = form.fields
    .filter((field) => field.definition.isStored && !field.definition.isComputed)
    .filter(({ item }) => answers.missing[item.key] === undefined)
    .filter((field) => !field.definition.parse(answers.texts[field.item.key] ?? "", field, locale).ok)
    .map(({ item }) => item.key);
  return new Set(keys);
}

function withoutComputed({ values, computed }: EntryCheck): EntryValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !computed.includes(key)));
}

function computedOf({ values, computed }: EntryCheck): unknown {
  return Object.fromEntries(computed.map((key) => [key, values[key]]));
}

function differs(what: string, page: unknown, server: unknown): readonly string[] {
  const [here, there] = [canonicalJson(overTheWire(page)), canonicalJson(overTheWire(server))];
  return here === there ? [] : [`${what}: page ${here} server ${there}`];
}

function overTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
