import { describe, expect, it } from "vitest";

import { applyShared, type Edit } from "@kendali/builder";
import { checkEntry, type CompiledField, type Json, type Protocol } from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";
import { largeProtocol, seededRandom } from "@kendali/fixtures";

import { isSameValue } from "../../features/builder/forms/preview/is-same-value.ts";
import { createPreviewCompiler, type PreviewForm } from "../../features/builder/forms/preview/preview-engine.ts";

const large = largeProtocol(60);
const context = { kind: "test", values: {}, today: "2026-11-22" as never } as const;

function edited(document: Protocol, edit: Edit): Protocol {
  const made = applyShared(document as unknown as Json, [edit]);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value as unknown as Protocol;
}

const item = (key: string): readonly string[] => {
  const number = Number(key.slice("item_".length));
  const [form, section] = [Math.floor(number / 50), Math.floor((number % 50) / 10)];
  return ["forms", `form_${form}`, "sections", `part_${section}`, "items", key];
};
const labelled = (document: Protocol, key: string, to: string): Protocol => {
  const [, form, , section] = item(key);
  const label = document.forms
    .find((one) => one.key === form)
    ?.sections.find((one) => one.key === section)
    ?.items.find((one) => one.key === key)?.label.id;
  return edited(document, { path: [...item(key), "label", "id"], kind: "change", from: label ?? "", to });
};

/** What a compiled form says, apart from its functions. */
const plain = ({ form, broken }: PreviewForm) => ({
  broken,
  fields: form.fields.map(({ relevant, calculation, constraints, definition, ...field }) => ({
    ...field,
    type: definition.defaultInput,
    relevant: relevant?.text,
    calculation: calculation?.text,
    constraints: constraints.map(({ expression, ...constraint }) => ({ ...constraint, text: expression.text })),
  })),
});

describe("a form compiled again and again", () => {
  it("takes every item that no edit touched as it was, and says of all of them what a first compilation says", () => {
    const compile = createPreviewCompiler(expressionEngine);
    const before = compile(large, "form_0");
    const typed = labelled(large, "item_3", "a");
    const after = compile(typed, "form_0");
    if (before === null || after === null) throw new Error("does not compile");
    const changed = after.form.fields.filter((field, index) => field !== before.form.fields[index]);
    expect(changed.map((field: CompiledField) => field.item.key)).toEqual(["item_3"]);
    expect(changed[0]?.item.label.id).toBe("a");
  });

  it("is never behind what it depends on: names, types, code lists, sections, rules of other items", () => {
    const compile = createPreviewCompiler(expressionEngine);
    const list = large.codelists.find(({ key }) => key === "list_3");
    const moved = { path: ["forms", "form_0", "sections", "part_1", "items", "item_12"], kind: "remove" } as const;
    const taken = large.forms[0]?.sections[1]?.items[2] as unknown as Json;
    const steps: readonly ((document: Protocol) => Protocol)[] = [
      (document) => labelled(document, "item_5", "typed"),
      (document) =>
        edited(document, { path: [...item("item_6"), "relevant"], kind: "change", from: "item_0", to: "item_0 &&" }),
      (document) => labelled(document, "item_6", "typed while its rule cannot be read"),
      (document) =>
        edited(document, { path: [...item("item_6"), "relevant"], kind: "change", from: "item_0 &&", to: "!item_0" }),
      (document) =>
        edited(document, {
          path: ["codelists", "list_3", "codes"],
          kind: "change",
          from: (list?.codes ?? []) as unknown as Json,
          to: [{ code: 7, label: { id: "tujuh", en: "seven" } }],
        }),
      (document) =>
        edited(document, { path: [...item("item_1"), "type"], kind: "change", from: "integer", to: "text" }),
      (document) => edited(document, { ...moved, value: taken }),
      (document) =>
        edited(document, {
          path: ["forms", "form_0", "sections", "part_2", "items", "item_12"],
          kind: "add",
          value: taken,
          after: null,
        }),
      (document) =>
        edited(document, { path: [...item("item_2"), "key"], kind: "change", from: "item_2", to: "volume" }),
    ];
    let document = large;
    for (const step of steps) {
      document = step(document);
      for (const key of ["form_0", "form_1"]) {
        const [again, first] = [compile(document, key), createPreviewCompiler(expressionEngine)(document, key)];
        if (again === null || first === null) throw new Error("does not compile");
        expect(plain(again)).toEqual(plain(first));
        const values = { item_0: true, item_5: 700, item_1: 3 };
        const check = (form: PreviewForm["form"]) => checkEntry({ form, values, context, softReasons: {} });
        expect(check(again.form)).toEqual(check(first.form));
      }
    }
  });

  it("scores a scale by the codes that its items have now", () => {
    const compile = createPreviewCompiler(expressionEngine);
    const placed = large.forms[0]?.sections[0]?.items[9];
    if (placed === undefined) throw new Error("the first section has ten items");
    const { calculation: _formula, ...rest } = placed;
    const base = edited(large, {
      path: item("item_9"),
      kind: "change",
      from: placed as unknown as Json,
      to: { ...rest, scale: "worry" } as unknown as Json,
    });
    const scored: Protocol = {
      ...base,
      scales: [
        {
          key: "worry",
          name: { id: "Cemas", en: "Worry" },
          items: ["item_3", "item_7"],
          reversed: ["item_3"],
          score: "sum",
          missing: { rule: "none" },
          cutoffs: [],
          source: "",
          licence: "",
        },
      ],
    };
    const doubled: Protocol = {
      ...scored,
      codelists: scored.codelists.map((one) =>
        one.key === "list_3" ? { ...one, codes: one.codes.map((code) => ({ ...code, code: code.code * 2 })) } : one,
      ),
    };
    const score = (study: Protocol) => {
      const preview = compile(study, "form_0");
      if (preview === null) throw new Error("does not compile");
      const values = { item_3: 2, item_7: 1 };
      return checkEntry({ form: preview.form, values, context, softReasons: {} }).values["item_9"];
    };
    // Codes 0 to 6 and 0 to 12, counted backwards.
    expect([score(scored), score(doubled)]).toEqual([6 - 2 + 1, 12 - 2 + 1]);
  });
});

describe("two values", () => {
  it("are the same only when everything in them is, for random values and one change in each", () => {
    const random = seededRandom(5);
    const made = (depth: number): unknown => {
      const kind = Math.floor(random() * (depth === 0 ? 3 : 7));
      const some = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => made(depth - 1));
      switch (kind) {
        case 0:
          return Math.floor(random() * 3);
        case 1:
          return random() < 0.5 ? "a" : "b";
        case 2:
          return random() < 0.5 ? null : undefined;
        case 3:
          return some();
        case 4:
          return new Map(some().map((value, index) => [`k${index}`, value]));
        case 5:
          return new Set(["x", random()]);
        default:
          return Object.fromEntries(some().map((value, index) => [`k${index}`, value]));
      }
    };
    const copyOf = (value: unknown): unknown => structuredClone(value);
    for (let round = 0; round < 400; round += 1) {
      const value = made(4);
      expect(isSameValue(value, copyOf(value))).toBe(true);
      expect(isSameValue([value, 1], [copyOf(value), 2])).toBe(false);
      expect(
        isSameValue(new Map([["k", { value, end: "a" }]]), new Map([["k", { value: copyOf(value), end: "b" }]])),
      ).toBe(false);
      expect(isSameValue({ value }, { value: copyOf(value), more: undefined })).toBe(false);
    }
    expect(isSameValue(new Set(["a"]), new Set(["b"]))).toBe(false);
    expect(isSameValue([1], { 0: 1 })).toBe(false);
  });
});
