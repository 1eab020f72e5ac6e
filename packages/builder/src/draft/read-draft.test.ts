import { inventedOneGroupProtocol } from "@kendali/fixtures";
import { describe, expect, it } from "vitest";
import { readDraft } from "./read-draft.ts";

const problemsOf = (input: unknown): readonly string[] => {
  const read = readDraft(input);
  return read.ok ? [] : (read.refusal.problems ?? []).map(({ code, path }) => `${code} ${path}`);
};

describe("reading a draft", () => {
  it("takes a document whose lists are short, texts blank and references without an end, and shares nothing with it", () => {
    const draft = {
      ...inventedOneGroupProtocol(),
      outcomes: [],
      sites: [],
      title: { id: "", en: "" },
      deliveryItem: "nowhere",
    };
    const read = readDraft(draft);
    expect(read).toEqual({ ok: true, value: draft });
    expect(read.ok && read.value.forms).not.toBe(draft.forms);
  });

  it("takes a list inside a list that is short", () => {
    const draft = inventedOneGroupProtocol();
    draft.forms[0]?.sections.splice(0);
    draft.visits[0]?.forms.splice(0);
    expect(problemsOf(draft)).toEqual([]);
  });

  it("lists every other fault of shape with its place", () => {
    const draft = inventedOneGroupProtocol();
    const broken = {
      ...draft,
      outcomes: [],
      version: "one",
      forms: [{ ...draft.forms[0], colour: "red", performedBy: "me" }],
    };
    expect(problemsOf(broken)).toEqual([
      "shape_bad_format version",
      "shape_wrong_type forms/characteristics/performedBy",
      "shape_unknown_key forms/characteristics",
    ]);
  });

  it("refuses a blank expression, which an editor takes out instead", () => {
    const draft = inventedOneGroupProtocol();
    const item = draft.forms[0]?.sections[0]?.items[0];
    if (item !== undefined) item.relevant = "";
    expect(problemsOf(draft)).toEqual(["shape_out_of_range forms/characteristics/main/age/relevant"]);
  });

  it.each([
    null,
    7,
    "text",
    [],
    {},
    Object.create({ forms: [] }),
    {
      forms: [
        {
          get key() {
            return "x";
          },
        },
      ],
    },
  ])("refuses what is no document: %j", (input) => {
    expect(readDraft(input).ok).toBe(false);
  });
});
