import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";

import { type DocumentReference, type Finding, itemReferences, sectionReferences } from "@kendali/builder";
import {
  canonicalJson,
  checkEntry,
  compileForm,
  type Item,
  itemTypes,
  type ItemTypeKey,
  type Json,
  placedItems,
  type Protocol,
} from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";
import { seededRandom } from "@kendali/fixtures";
import { createTranslator } from "@kendali/i18n";
import { builderFormsCatalogue } from "@kendali/i18n/catalogues/builder-forms";

import {
  designerOf,
  DesignerContext,
  type DesignerPage,
  type Selection,
} from "../../features/builder/forms/designer.ts";
import { selectionOf } from "../../features/builder/forms/form-selection.ts";
import { ItemEditor } from "../../features/builder/forms/item-editor.tsx";
import { LimitsRuler } from "../../features/builder/forms/limits-ruler.tsx";
import { Outline } from "../../features/builder/forms/outline.tsx";
import { liveItems } from "../../features/builder/forms/removed-data.tsx";
import { RemoveItemSheet } from "../../features/builder/forms/remove-item-sheet.tsx";
import { createPreviewCompiler } from "../../features/builder/forms/preview/preview-engine.ts";
import { SectionEditor } from "../../features/builder/forms/section-editor.tsx";
import { type BuilderStore, createBuilderStore } from "../../features/builder/shell/builder-store.ts";
import { BuilderContext } from "../../features/builder/shell/use-builder.ts";
import { LocaleProvider } from "../../features/locale/locale-provider.tsx";

const root = join(import.meta.dirname, "../../../..");
const read = (study: string): Protocol =>
  JSON.parse(readFileSync(join(root, "studies", study, "protocol.json"), "utf8")) as Protocol;
const trial = read("oxytocin-rct");

function storeOf(document: Protocol, mayEdit = true): BuilderStore {
  return createBuilderStore(
    { id: "d1", name: "Draft", revision: 1, study: null, mayEdit, document, base: null } as Parameters<
      typeof createBuilderStore
    >[0],
    { sent: [], edits: [] },
    {
      server: {
        edit: () => new Promise(() => undefined),
        changes: () => new Promise(() => undefined),
        lastChanges: () => new Promise(() => undefined),
        load: () => new Promise(() => undefined),
        failureOf: () => ({ kind: "unreachable" }) as never,
      },
      keep: () => true,
      keepHistory: () => undefined,
      followTyping: () => undefined,
      timeOfDay: () => "10:00",
      onSignedOut: () => undefined,
    },
  );
}

function draw(store: BuilderStore, node: React.ReactNode, selection: Selection = { kind: "form" }): string {
  const page: DesignerPage = {
    ...designerOf("milk_volume", store.get),
    selection,
    selectionNow: () => selection,
    select: () => undefined,
    renamed: () => undefined,
    say: () => undefined,
    offerUndo: () => undefined,
  };
  return renderToStaticMarkup(
    <LocaleProvider initial="en">
      <BuilderContext value={store}>
        <DesignerContext value={page}>{node}</DesignerContext>
      </BuilderContext>
    </LocaleProvider>,
  );
}

const t = createTranslator("en", builderFormsCatalogue);
const milk = (document: Protocol) => document.forms.find(({ key }) => key === "milk_volume") ?? fail();
function fail(): never {
  throw new Error("no such form");
}
const keysOf = (document: Protocol) => milk(document).sections.map(({ items }) => items.map(({ key }) => key));

describe("the acts of the designer", () => {
  it("add, duplicate, move and remove items, each one step to undo, back to the very bytes", () => {
    const store = storeOf(trial);
    const acts = designerOf("milk_volume", store.get);
    const added = acts.addItem("pumping", "pump_min");
    expect(added).toBe("item");
    expect(acts.addItem("pumping", "item")).toBe("item_2");
    expect(acts.duplicate("milk_volume_ml")).toBe("milk_volume_ml_2");
    expect(acts.step("milk_volume_ml_2", "down")).toBe(true);
    expect(acts.step("volume_at", "up")).toBe(false);
    expect(acts.place("item", { section: "before_pumping", after: null })).toBe(true);
    expect(acts.removeItem("pump_side")?.words).toMatchObject({ kind: "item_removed", key: "pump_side" });
    expect(keysOf(store.get().document)).toEqual([
      ["item", "volume_at", "postpartum_h", "last_feed_min"],
      ["pump_min", "item_2", "milk_volume_ml", "volume_note", "milk_volume_ml_2"],
    ]);
    for (let step = 0; step < 6; step += 1) store.get().undo();
    expect(store.get().canUndo).toBe(false);
    expect(canonicalJson(store.get().document)).toBe(canonicalJson(trial));
  });

  it("put a removed item or section back where it was, also after other edits", () => {
    const store = storeOf(trial);
    const acts = designerOf("milk_volume", store.get);
    const item = acts.removeItem("milk_volume_ml");
    const section = acts.removeSection("before_pumping");
    expect(item?.words).toMatchObject({ refers: expect.any(Number) as number });
    acts.addItem("pumping", "volume_note");
    expect(store.get().edit(item?.undo ?? [])).toBe(true);
    expect(store.get().edit(section?.undo ?? [])).toBe(true);
    expect(keysOf(store.get().document)).toEqual([
      ["volume_at", "postpartum_h", "pump_side", "last_feed_min"],
      ["pump_min", "milk_volume_ml", "volume_note", "item"],
    ]);
  });

  it("name everything that still needs a question, or a question of a section, before it goes", () => {
    const store = storeOf(trial);
    const asked = (kind: "item" | "section", references: readonly DocumentReference[]) =>
      draw(
        store,
        <RemoveItemSheet
          kind={kind}
          name="Milk volume"
          form="milk_volume"
          items={["milk_volume_ml"]}
          references={references}
          onClose={() => undefined}
          onRemove={() => undefined}
        />,
      );
    const item = itemReferences(trial, "milk_volume_ml");
    const section = sectionReferences(trial, "milk_volume", "pumping");
    const outcome = trial.outcomes.find((one) => one.item === "milk_volume_ml")?.label.en ?? fail();
    for (const html of [asked("item", item), asked("section", section)]) expect(html).toContain(outcome);
    expect(item.map(({ kind }) => kind)).toContain("outcome");
    // A question's own section is not outside of it.
    expect(section.every(({ path }) => !path.startsWith("forms/milk_volume/sections/pumping/"))).toBe(true);
    expect(asked("section", section)).toContain(t("remove_section_do"));
    expect(sectionReferences(trial, "milk_volume", "nowhere")).toEqual([]);
  });

  it("ask first, in an amendment, where the version in force has a question, and nowhere else", () => {
    expect(liveItems(null, "milk_volume", null)).toEqual([]);
    expect(liveItems(trial, "milk_volume", ["milk_volume_ml", "not_yet_asked"])).toEqual(["milk_volume_ml"]);
    expect(liveItems(trial, "lactation", ["milk_volume_ml"])).toEqual([]);
    const all = placedItems(trial).filter(({ form }) => form.key === "milk_volume");
    expect(liveItems(trial, "milk_volume", null)).toEqual(all.map(({ item }) => item.key));
  });

  it("change nothing for a reader", () => {
    const store = storeOf(trial, false);
    const acts = designerOf("milk_volume", store.get);
    expect([acts.addItem("pumping", null), acts.duplicate("pump_min"), acts.removeItem("pump_min")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(acts.step("pump_min", "up")).toBe(false);
    expect(store.get().document).toEqual(trial);
  });
});

describe("the list of items", () => {
  it("shows every item with its key and type, and marks where something is open", () => {
    const store = storeOf(trial);
    const path = "forms/milk_volume/sections/pumping/items/milk_volume_ml/softRange";
    const finding: Finding = {
      code: "range_reversed",
      path,
      params: { min: 2, max: 1 },
      severity: "must",
      mend: { page: "forms", path },
    };
    store.takeFindings([finding]);
    const markup = draw(store, <Outline form={milk(trial)} />);
    for (const { item } of placedItems({ forms: [milk(trial)] })) {
      expect(markup).toContain(`id="row/${item.key}"`);
      expect(markup).toContain(t(`type_${item.type}`));
    }
    expect(markup.split('class="fd-mark must"')).toHaveLength(2);
    expect(markup).toContain(t("count_items", { items: 7, sections: 2 }));
  });

  it("has what can be done to the selected row at one place below all rows, shut where it would do nothing", () => {
    const shut = (selection: Selection) => {
      const markup = draw(storeOf(trial), <Outline form={milk(trial)} />, selection);
      const foot = markup.slice(markup.indexOf('class="fd-adds"'));
      expect(markup.indexOf("fd-tools")).toBeGreaterThan(markup.lastIndexOf("fd-row"));
      const buttons = [...foot.matchAll(/<button[^>]*>/g)].map(([tag]) => tag);
      expect(buttons).toHaveLength(7);
      return buttons.slice(1, 5).map((tag) => /disabled/.test(tag));
    };
    const item = (section: string, key: string): Selection => ({ kind: "item", section, item: key });
    expect(shut({ kind: "form" })).toEqual([true, true, true, true]);
    expect(shut(item("before_pumping", "volume_at"))).toEqual([true, false, false, false]);
    expect(shut(item("pumping", "pump_min"))).toEqual([false, false, false, false]);
    expect(shut(item("pumping", "volume_note"))).toEqual([false, true, false, false]);
    expect(shut({ kind: "section", section: "before_pumping" })).toEqual([true, false, true, false]);
    expect(shut({ kind: "section", section: "pumping" })).toEqual([false, true, true, false]);
  });

  it("offers a reader no way to change it", () => {
    const markup = draw(storeOf(trial, false), <Outline form={milk(trial)} />, {
      kind: "item",
      section: "pumping",
      item: "pump_min",
    });
    expect(markup).not.toContain(t("item_add"));
    expect(markup).not.toContain('draggable="true"');
    expect(markup).not.toContain("fd-tools");
  });

  it("knows which part a finding is about", () => {
    const form = milk(trial);
    expect(selectionOf(form, "forms/milk_volume/sections/pumping/items/pump_min/softRange".split("/"))).toEqual({
      kind: "item",
      section: "pumping",
      item: "pump_min",
    });
    expect(selectionOf(form, "forms/milk_volume/sections/pumping/title/en".split("/"))).toEqual({
      kind: "section",
      section: "pumping",
    });
    expect(selectionOf(form, "forms/milk_volume/sections/pumping/items/nobody".split("/"))).toEqual({
      kind: "section",
      section: "pumping",
    });
    expect(selectionOf(form, ["forms", "other"])).toBeNull();
  });
});

describe("the item editor", () => {
  const fields: Partial<Record<string, string>> = {
    unit: "unit",
    decimals: "decimals",
    codelist: "codelist",
    hardRange: "hardRange",
    softRange: "softRange",
    calculation: "calculation",
    timerMinutes: "timerMinutes",
    maxLength: "maxLength",
    mask: "mask",
    checkDigit: "checkDigit",
    maxKilobytes: "maxKilobytes",
  };

  it.each(Object.keys(itemTypes) as ItemTypeKey[])("offers %s what its type may carry, and nothing else", (type) => {
    const item: Item = { key: "made", type, label: { id: "Dibuat", en: "Made" }, required: false };
    const form = milk(trial);
    const document: Protocol = {
      ...trial,
      forms: trial.forms.map((one) =>
        one.key === form.key ? { ...one, sections: [{ key: "main", title: { id: "", en: "" }, items: [item] }] } : one,
      ),
    };
    const place = "forms/milk_volume/sections/main/items/made";
    const markup = draw(storeOf(document), <ItemEditor form="milk_volume" section="main" item="made" />);
    const offered = Object.entries(fields).filter(([, field]) => markup.includes(`id="${place}/${field ?? ""}"`));
    const may = itemTypes[type].allowedProperties.filter((name) => fields[name] !== undefined);
    expect(offered.map(([name]) => name).toSorted()).toEqual([...may].toSorted());
    const isEntered = itemTypes[type].isStored && !itemTypes[type].isComputed;
    expect(markup.includes(`id="${place}/required"`)).toBe(isEntered);
    expect(markup.includes(`id="${place}/missingReasons"`)).toBe(isEntered);
  });

  it("shows answers edited in place and says who else uses them", () => {
    const markup = draw(storeOf(trial), <ItemEditor form="confounders" section="anxiety" item="gad_2" />);
    const list = trial.codelists.find(({ key }) => key === "frequency") ?? trial.codelists[0];
    expect(markup).toContain("Also used by");
    expect(list).toBeDefined();
    const item = placedItems(trial).find((one) => one.item.key === "gad_2")?.item;
    const codes = trial.codelists.find(({ key }) => key === item?.codelist)?.codes ?? [];
    for (const { code } of codes) expect(markup).toContain(`id="codelists/${item?.codelist ?? ""}/codes/${code}/code"`);
  });

  it("gives every control a name", () => {
    for (const [form, section, item] of [
      ["milk_volume", "pumping", "milk_volume_ml"],
      ["confounders", "anxiety", "gad_2"],
      ["confounders", "nutrition", "bmi"],
    ] as const) {
      const markup = draw(storeOf(trial), <ItemEditor form={form} section={section} item={item} />);
      const controls = [...markup.matchAll(/<(input|textarea|select)\b[^>]*>/g)].map(([tag]) => tag);
      expect(controls.length).toBeGreaterThan(5);
      for (const tag of controls) {
        const id = / id="([^"]+)"/.exec(tag)?.[1];
        const isNamed = tag.includes("aria-label=") || (id !== undefined && markup.includes(`for="${id}"`));
        const isWrapped = tag.includes('type="checkbox"');
        expect(isNamed || isWrapped, tag).toBe(true);
      }
    }
  });

  it("lets a reader read, not write", () => {
    const markup = draw(
      storeOf(trial, false),
      <ItemEditor form="milk_volume" section="pumping" item="milk_volume_ml" />,
    );
    for (const [tag] of markup.matchAll(/<(?:input|textarea)\b[^>]*>/g))
      expect(/readOnly|disabled/i.test(tag), tag).toBe(true);
    expect(draw(storeOf(trial, false), <SectionEditor form="milk_volume" section="pumping" />)).toContain("readOnly");
  });
});

describe("the ruler", () => {
  it("says in words what it shows", () => {
    const item = { hardRange: { min: 0, max: 500 }, softRange: { min: 0, max: 200 }, unit: "ml" };
    const markup = draw(storeOf(trial), <LimitsRuler item={item} />);
    expect(markup.replaceAll(/[\u2060\u00a0]/g, " ").replaceAll("  ", " ")).toMatch(
      /Possible 0\s?–\s?500 ml, normal 0\s?–\s?200 ml/,
    );
    expect(markup).not.toContain("NaN");
  });

  it.each([
    [{ min: 5, max: 5 }, undefined],
    [undefined, { min: null, max: 3 }],
    [
      { min: null, max: 0 },
      { min: -4, max: null },
    ],
    [
      { min: 10, max: 1 },
      { min: 900, max: -3 },
    ],
  ])("draws odd limits too: %j, %j", (hardRange, softRange) => {
    const item = {
      ...(hardRange === undefined ? {} : { hardRange }),
      ...(softRange === undefined ? {} : { softRange }),
    };
    expect(draw(storeOf(trial), <LimitsRuler item={item} />)).not.toMatch(/NaN|Infinity/);
  });
});

describe("the preview", () => {
  it("judges as the phone does, for random answers to every form of the reference studies", () => {
    const random = seededRandom(11);
    const compile = createPreviewCompiler(expressionEngine);
    let compared = 0;
    for (const study of [trial, read("oxytocin-pretest-posttest")]) {
      for (const { key } of study.forms) {
        const phone = compileForm(study, key, expressionEngine);
        const preview = compile(study, key);
        if (!phone.ok || preview === null) throw new Error("does not compile");
        expect(preview.broken).toBe(0);
        for (let round = 0; round < 60; round += 1) {
          const values = Object.fromEntries(
            phone.value.fields.flatMap(({ item }): [string, Json][] =>
              random() < 0.3 ? [] : [[item.key, randomAnswer(item, random)]],
            ),
          );
          const context = { kind: "test", values: {}, today: "2026-11-22" as never } as const;
          const here = checkEntry({ form: preview.form, values, context, softReasons: {} });
          expect(here).toEqual(checkEntry({ form: phone.value, values, context, softReasons: {} }));
          compared += 1;
        }
      }
    }
    expect(compared).toBe(13 * 60);
  });

  it("leaves out what cannot be read yet, counts it, and takes it in once it can", () => {
    const compile = createPreviewCompiler(expressionEngine);
    const change = (expression: string): Protocol => ({
      ...trial,
      forms: trial.forms.map((form) =>
        form.key !== "milk_volume"
          ? form
          : {
              ...form,
              sections: form.sections.map((section) => ({
                ...section,
                items: section.items.map((item) =>
                  item.key === "pump_side" ? { ...item, relevant: expression } : item,
                ),
              })),
            },
      ),
    });
    expect(compile(change("nobody > 1"), "milk_volume")?.broken).toBe(1);
    expect(compile(change("last_feed_min >"), "milk_volume")?.broken).toBe(1);
    const sound = compile(change("last_feed_min > 5"), "milk_volume");
    expect(sound?.broken).toBe(0);
    const context = { kind: "test", values: {} } as const;
    const judged = (minutes: number) =>
      sound === null || sound === undefined
        ? null
        : checkEntry({ form: sound.form, values: { last_feed_min: minutes }, context, softReasons: {} }).hidden;
    expect(judged(3)).toContain("pump_side");
    expect(judged(30)).not.toContain("pump_side");
    expect(compile(trial, "nobody")).toBeNull();
  });
});

function randomAnswer(item: Item, random: () => number): Json {
  const number = Math.round(random() * 600 - 20);
  const odd: readonly Json[] = [null, "x", true, { m: "refused" }, [1], -1, 1e9];
  if (random() < 0.15) return odd[Math.floor(random() * odd.length)] ?? null;
  switch (itemTypes[item.type].defaultInput) {
    case "yes_no":
      return random() < 0.5;
    case "date_time":
      return `2026-11-${10 + Math.floor(random() * 15)}T0${Math.floor(random() * 9)}:30`;
    case "time":
      return "07:15";
    case "single_choice":
      return Math.floor(random() * 4);
    case "text":
    case "text_area":
      return "kata";
    default:
      return number;
  }
}
