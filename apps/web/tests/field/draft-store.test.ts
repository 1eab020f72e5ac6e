import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { noAnswers } from "../../features/field/entry/answers.ts";
import {
  type Draft,
  type DraftPlace,
  listDrafts,
  readDraft,
  removeDraft,
  writeDraft,
} from "../../features/field/entry/draft-store.ts";

const place: DraftPlace = { account: "a-1", study: "trial", participant: "MLT-001-2", visit: "pretest", form: "milk" };
const draft: Draft = {
  version: 1,
  baseRevision: 0,
  answers: { ...noAnswers, texts: { milk_volume_ml: "42,5" } },
  facts: { performedOn: "2026-11-22", performedBy: "a-1", outOfWindowReason: "", changeReason: "" },
  step: 3,
  savedAt: "2026-11-22T07:32:00.000Z",
  attempt: null,
};

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("localStorage", {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a draft comes back as it was written, and only at its own place", () => {
  expect(writeDraft(place, draft)).toBe(true);
  expect(readDraft(place)).toEqual(draft);
  expect(readDraft({ ...place, form: "lactation" })).toBeNull();
  removeDraft(place);
  expect(readDraft(place)).toBeNull();
});

test("a shared phone shows each person only her own drafts, the newest first", () => {
  writeDraft(place, draft);
  writeDraft({ ...place, form: "lactation" }, { ...draft, savedAt: "2026-11-22T08:00:00.000Z" });
  writeDraft({ ...place, account: "b-2" }, draft);
  expect(listDrafts("a-1", "trial").map((one) => one.place.form)).toEqual(["lactation", "milk"]);
  expect(listDrafts("b-2", "trial")).toHaveLength(1);
  expect(listDrafts("a-1", "pilot")).toEqual([]);
});

test.each(["", "{", "null", '{"version":2}', '{"version":1,"answers":null}'])("%j is not taken for a draft", (text) => {
  writeDraft(place, draft);
  const [name = ""] = kept.keys();
  kept.set(name, text);
  expect(readDraft(place)).toBeNull();
  expect(listDrafts("a-1", "trial")).toEqual([]);
});

test("a device without room says so instead of failing", () => {
  const full = new DOMException("full", "QuotaExceededError");
  vi.stubGlobal("localStorage", {
    setItem: () => {
      throw full;
    },
  });
  expect(writeDraft(place, draft)).toBe(false);
});
