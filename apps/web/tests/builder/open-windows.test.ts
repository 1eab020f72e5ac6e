import { BroadcastChannel as NodeChannel } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import {
  keepEdits,
  keepingTabs,
  keepSteps,
  steppingTabs,
  takeKeptEdits,
  takeKeptSteps,
} from "../../features/builder/shell/device-edits.ts";
import { goneWindows, holdWindow } from "../../features/builder/shell/open-windows.ts";

/** Locks as a browser gives them out to the windows of one origin. */
function fakeLocks() {
  const held = new Set<string>();
  return {
    request: async (name: string, act: () => Promise<void>) => {
      held.add(name);
      await act();
      held.delete(name);
    },
    query: async () => ({ held: [...held].map((name) => ({ name })), pending: [] }),
  };
}

function fakeStorage() {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  };
}

beforeEach(() => {
  vi.stubGlobal("localStorage", fakeStorage());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const place = { account: "a", draft: "d" };
const edit = { path: ["version"], kind: "change", from: "1", to: "2" } as const;
const keep = (tab: string) => keepEdits({ ...place, tab }, { sent: [], edits: [edit] }, `2026-11-23T00:00:0${tab}Z`);

describe.each([
  ["locks", () => vi.stubGlobal("navigator", { locks: fakeLocks() })],
  [
    "answers, on pages without HTTPS",
    () => {
      vi.stubGlobal("navigator", {});
      vi.stubGlobal("BroadcastChannel", NodeChannel);
    },
  ],
])("edits kept on a device, by %s", (_name, prepare) => {
  it("are each window's own while it is there, and taken over when it is gone", async () => {
    prepare();
    const [first, second] = [holdWindow("1"), holdWindow("2")];
    keep("1");
    keep("2");
    keep("3");
    expect(keepingTabs(place)).toEqual(["1", "2", "3"]);
    expect(await goneWindows(keepingTabs(place))).toEqual(["3"]);
    first();
    await new Promise((resolve) => setImmediate(resolve));
    const gone = await goneWindows(keepingTabs(place));
    expect(gone).toEqual(["1", "3"]);
    expect(takeKeptEdits(place, gone).edits).toHaveLength(2);
    expect(keepingTabs(place)).toEqual(["2"]);
    second();
  });
});

describe("the way back, kept on a device", () => {
  const step = (to: string) => ({ edits: [{ ...edit, to }], stands: [], mergeKey: null });
  const none = { done: [], undone: [] };

  it("is the newest of the windows that are gone, and is forgotten with the last step", () => {
    keepSteps({ ...place, tab: "1" }, { done: [step("old")], undone: [] }, "2026-11-23T00:00:01Z");
    keepSteps({ ...place, tab: "2" }, { done: [step("new")], undone: [step("forth")] }, "2026-11-23T00:00:02Z");
    keepSteps({ ...place, tab: "3", account: "b" }, { done: [step("hers")], undone: [] }, "2026-11-23T00:00:03Z");
    expect(steppingTabs(place)).toEqual(["1", "2"]);
    expect(takeKeptSteps(place, ["1", "2"])).toEqual({ done: [step("new")], undone: [step("forth")] });
    expect([steppingTabs(place), takeKeptSteps(place, ["1", "2"])]).toEqual([[], none]);
    keepSteps({ ...place, tab: "4" }, { done: [step("new")], undone: [] }, "2026-11-23T00:00:04Z");
    keepSteps({ ...place, tab: "4" }, none, "2026-11-23T00:00:05Z");
    expect(steppingTabs(place)).toEqual([]);
  });

  it("is not taken from what another version of the app, or somebody's hand, wrote there", () => {
    keepSteps({ ...place, tab: "1" }, { done: [step("new")], undone: [] }, "2026-11-23T00:00:01Z");
    const name = localStorage.key(0) ?? "";
    for (const text of ["{", "null", '{"done":[{}],"undone":[],"keptAt":"x"}', '{"done":[],"keptAt":"x"}']) {
      localStorage.setItem(name, text);
      expect(takeKeptSteps(place, ["1"])).toEqual(none);
    }
  });
});
