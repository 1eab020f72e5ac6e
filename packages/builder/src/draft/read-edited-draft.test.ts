import type { Json, Protocol } from "@kendali/domain";
import { inventedOneGroupProtocol } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { applyShared } from "../edits/apply-shared.ts";
import type { Edit } from "../edits/edit-session.ts";
import { readDraft, readEditedDraft } from "./read-draft.ts";

const before = inventedOneGroupProtocol();
const item = ["forms", "milk", "sections", "main", "items", "milk_volume_ml"];

function edited(edits: readonly Edit[]): Json {
  const made = applyShared(before as unknown as Json, edits);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value;
}

const cases: readonly (readonly [string, Edit, boolean])[] = [
  ["a text that is blank", { path: ["title", "id"], kind: "change", from: before.title.id, to: "" }, true],
  ["a member of a list taken away", { path: ["outcomes", "milk_volume"], kind: "remove", value: null }, true],
  ["a unit", { path: [...item, "unit"], kind: "change", from: "ml", to: "l" }, true],
  [
    "a part of its own",
    { path: ["statements"], kind: "add", value: [{ key: "trend_2", text: { id: "a", en: "b" } }] },
    true,
  ],
  ["a unit that is a number", { path: [...item, "unit"], kind: "change", from: "ml", to: 7 }, false],
  ["a key of capitals", { path: [...item, "key"], kind: "change", from: "milk_volume_ml", to: "Volume" }, false],
  ["a name nobody knows", { path: ["colour"], kind: "add", value: "red" }, false],
  ["a name nobody knows inside", { path: [...item, "colour"], kind: "add", value: "red" }, false],
  ["a part taken away", { path: ["forms"], kind: "remove", value: null }, false],
  [
    "a text that no database stores",
    { path: ["title", "id"], kind: "change", from: before.title.id, to: "a\u0000" },
    false,
  ],
];

const section = item.slice(0, 4);
const fresh = { key: "fresh", type: "integer", label: { id: "", en: "" }, required: false };
const nested: typeof cases = [
  ["a letter of a question", { path: [...item, "label", "en"], kind: "change", from: words("en"), to: "" }, true],
  ["a question that is a number", { path: [...item, "label", "en"], kind: "change", from: words("en"), to: 7 }, false],
  [
    "a question that no database stores",
    { path: [...item, "label", "id"], kind: "change", from: words("id"), to: "a\u0000" },
    false,
  ],
  ["a third language of a question", { path: [...item, "label", "nl"], kind: "add", value: "melk" }, false],
  ["a language taken away", { path: [...item, "label", "id"], kind: "remove", value: words("id") }, false],
  ["a new item", { path: [...section, "items", "fresh"], kind: "add", value: fresh, after: null }, true],
  [
    "a new item of a type nobody knows",
    { path: [...section, "items", "fresh"], kind: "add", value: { ...fresh, type: "smell" }, after: null },
    false,
  ],
  ["a condition", { path: [...item, "relevant"], kind: "add", value: "age > 3" }, true],
  ["a blank condition", { path: [...item, "relevant"], kind: "add", value: "" }, false],
  [
    "a check without words in one language",
    {
      path: [...item, "constraints"],
      kind: "add",
      value: [{ expression: "true", message: { id: "" }, severity: "soft" }],
    },
    false,
  ],
];

function words(language: "id" | "en"): string {
  return (
    before.forms.flatMap(({ sections }) => sections.flatMap(({ items }) => items)).find(({ key }) => key === item[5])
      ?.label[language] ?? ""
  );
}

describe("reading what an edit touched", () => {
  it.each(nested)("judges %s inside a form as reading the whole does", (_name, edit, isReadable) => {
    const after = edited([edit]);
    const [whole, part] = [readDraft(after), readEditedDraft(before, after)];
    expect([whole.ok, part.ok]).toEqual([isReadable, isReadable]);
    if (!whole.ok && !part.ok) expect(part.refusal).toEqual(whole.refusal);
  });

  it.each(cases)("judges %s as reading the whole does", (_name, edit, isReadable) => {
    const after = edited([edit]);
    const whole = readDraft(after);
    const part = readEditedDraft(before, after);
    expect(part.ok).toBe(isReadable);
    expect(whole.ok).toBe(isReadable);
    if (whole.ok && part.ok) expect(part.value).toEqual(whole.value);
    if (!whole.ok && !part.ok) expect(part.refusal).toEqual(whole.refusal);
  });

  it("gives the edited document itself, so that what did not change is the same value", () => {
    const after = edited([{ path: [...item, "unit"], kind: "change", from: "ml", to: "l" }]);
    const read = readEditedDraft(before, after);
    expect(read.ok && read.value).toBe(after as unknown as Protocol);
    expect(read.ok && read.value.visits).toBe(before.visits);
  });
});
