import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical.ts";
import { applyChanges, diffProtocol, type ProtocolChange } from "./diff-protocol.ts";
import { both, item, oneGroupProtocol, trialProtocol } from "./invented-protocol.fixture.ts";
import type { Protocol } from "./types.ts";

function changed(edit: (draft: Protocol) => void): Protocol {
  const draft = JSON.parse(JSON.stringify(oneGroupProtocol)) as Protocol;
  edit(draft);
  return draft;
}

function told(changes: readonly ProtocolChange[]): readonly string[] {
  return changes.map(({ kind, aspect, path }) => `${kind} ${aspect} ${path.join("/")}`);
}

function diffAfter(edit: (draft: Protocol) => void): readonly string[] {
  return told(diffProtocol(oneGroupProtocol, changed(edit)));
}

function itemsOf(draft: Protocol, form: string): Protocol["forms"][number]["sections"][number]["items"] {
  return draft.forms.find(({ key }) => key === form)?.sections[0]?.items ?? [];
}

describe("the diff of two protocols", () => {
  it("of equal documents is empty, whatever the order of their members", () => {
    const reordered = Object.fromEntries(Object.entries(oneGroupProtocol).toReversed()) as Protocol;
    expect(diffProtocol(oneGroupProtocol, reordered)).toEqual([]);
  });

  it("leads from the pilot to the trial, to the canonical byte, and touches no item", () => {
    const changes = diffProtocol(oneGroupProtocol, trialProtocol);
    const applied = applyChanges(oneGroupProtocol, changes);
    expect(applied.ok && canonicalJson(applied.value)).toBe(canonicalJson(trialProtocol));
    expect(changes.filter(({ path }) => path[0] === "forms")).toEqual([]);
    expect(told(changes)).toContain("add structure arms/usual");
  });

  it("leads back", () => {
    const applied = applyChanges(trialProtocol, diffProtocol(trialProtocol, oneGroupProtocol));
    expect(applied.ok && canonicalJson(applied.value)).toBe(canonicalJson(oneGroupProtocol));
  });

  it("says what each change touches", () => {
    expect(diffAfter((draft) => Object.assign(itemsOf(draft, "milk")[3]?.label ?? {}, { en: "Milk" }))).toEqual([
      "change label forms/milk/sections/main/items/volume/label/en",
    ]);
    expect(diffAfter((draft) => Object.assign(itemsOf(draft, "milk")[3]?.hardRange ?? {}, { max: 600 }))).toEqual([
      "change range forms/milk/sections/main/items/volume/hardRange/max",
    ]);
    expect(diffAfter((draft) => Object.assign(itemsOf(draft, "milk")[3] ?? {}, { type: "integer" }))).toEqual([
      "change type forms/milk/sections/main/items/volume/type",
    ]);
    expect(diffAfter((draft) => Object.assign(itemsOf(draft, "milk")[5] ?? {}, { relevant: "!has_pain" }))).toEqual([
      "change expression forms/milk/sections/main/items/pain/relevant",
    ]);
    expect(diffAfter((draft) => Object.assign(draft.codelists[1]?.codes[0]?.label ?? {}, { id: "kiri" }))).toEqual([
      "change choice_label codelists/side/codes/1/label/id",
    ]);
    expect(diffAfter((draft) => draft.codelists[1]?.codes.push({ code: 3, label: both("both") }))).toEqual([
      "add choice_code codelists/side/codes/3",
    ]);
  });

  it("tells a move from a removal and an addition, and moves as few as it can", () => {
    expect(diffAfter((draft) => itemsOf(draft, "milk").unshift(...itemsOf(draft, "milk").splice(3, 1)))).toEqual([
      "move structure forms/milk/sections/main/items/volume",
    ]);
    expect(diffAfter((draft) => draft.visits.push(...draft.visits.splice(0, 1)))).toEqual([
      "move structure visits/pretest",
    ]);
  });

  it("adds, removes and moves in one list at once", () => {
    const edited = changed((draft) => {
      const items = itemsOf(draft, "milk");
      items.splice(2, 2);
      items.reverse();
      items.splice(1, 0, item("extra_one", "text"), item("extra_two", "text"));
    });
    const before = { ...oneGroupProtocol, outcomes: [], assumptions: [] };
    const after = { ...edited, outcomes: [], assumptions: [] };
    const changes = diffProtocol(before, after);
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["add", "remove", "move"]));
  });
});

describe("applying changes", () => {
  it("refuses changes that do not fit the document", () => {
    const changes = diffProtocol(oneGroupProtocol, trialProtocol);
    expect(applyChanges(trialProtocol, changes)).toMatchObject({ ok: false, refusal: { code: "revision_conflict" } });
    const stray: ProtocolChange = {
      path: ["visits", "nowhere", "day"],
      aspect: "other",
      kind: "change",
      from: 1,
      to: 2,
    };
    expect(applyChanges(oneGroupProtocol, [stray])).toMatchObject({
      ok: false,
      refusal: { params: { path: "/visits/nowhere/day" } },
    });
  });

  it("refuses an outcome that is not a valid protocol", () => {
    const removal: ProtocolChange = { path: ["arms"], aspect: "structure", kind: "remove", value: null };
    expect(applyChanges(oneGroupProtocol, [removal])).toMatchObject({
      ok: false,
      refusal: { code: "protocol_invalid" },
    });
  });

  it("reaches no prototype", () => {
    const paths = [["__proto__"], ["__proto__", "polluted"], ["constructor", "prototype", "polluted"]];
    for (const path of paths) {
      const change: ProtocolChange = { path, aspect: "other", kind: "add", value: { polluted: true } };
      expect(applyChanges(oneGroupProtocol, [change]).ok).toBe(false);
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("leaves the document it starts from as it was", () => {
    const before = canonicalJson(oneGroupProtocol);
    applyChanges(oneGroupProtocol, diffProtocol(oneGroupProtocol, trialProtocol));
    expect(canonicalJson(oneGroupProtocol)).toBe(before);
  });
});
