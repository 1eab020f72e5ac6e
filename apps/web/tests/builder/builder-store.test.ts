import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Edit, SentEdits } from "@kendali/builder";
import { applyJsonChanges, type Json, type Protocol } from "@kendali/domain";
import { largeProtocol } from "@kendali/fixtures";

import { createBuilderStore, type DraftServer } from "../../features/builder/shell/builder-store.ts";
import type { Failure } from "../../features/trpc/refusal-of.ts";

const protocol = largeProtocol(500);

/** A server that keeps a draft, takes each command once, and can be out of reach. */
function fakeServer(document: Protocol) {
  let text: Json = document as unknown as Json;
  let revision = 1;
  const steps: { readonly revision: number; readonly edits: readonly Edit[] }[] = [];
  const receipts = new Map<string, { revision: number; edits: readonly Edit[] }>();
  const state = { failure: null as Failure | null, losesAnswer: false, sent: [] as SentEdits[] };
  const save = (edits: readonly Edit[]): void => {
    const applied = applyJsonChanges(text, edits);
    if (!applied.ok) throw { kind: "refusal", refusal: applied.refusal } satisfies Failure;
    text = applied.value;
    revision += 1;
    steps.push({ revision, edits });
  };
  const server: DraftServer = {
    edit: async (sent) => {
      state.sent.push(sent);
      if (state.failure !== null) throw state.failure;
      const known = receipts.get(sent.commandId);
      if (known !== undefined) return known;
      const others = steps.filter((step) => step.revision > sent.baseRevision).flatMap((step) => step.edits);
      save(sent.edits);
      receipts.set(sent.commandId, { revision, edits: others });
      if (state.losesAnswer) {
        state.losesAnswer = false;
        throw { kind: "unreachable" } satisfies Failure;
      }
      return { revision, edits: others };
    },
    load: async () => {
      if (state.failure !== null) throw state.failure;
      return { revision, document: text as unknown as Protocol, name: "Draft" };
    },
    failureOf: (error) => error as Failure,
  };
  const titleOf = () => (text as { shortTitle: { en: string } }).shortTitle.en;
  return { server, state, save, titleOf, revisionOf: () => revision };
}

function open(
  kept: readonly Edit[] = [],
  document: Protocol = protocol,
  sent: readonly SentEdits[] = [],
  fake = fakeServer(document),
) {
  const device = { edits: [] as readonly Edit[] };
  const store = createBuilderStore(
    {
      id: "draft",
      name: "Draft",
      revision: 1,
      study: null,
      mayEdit: true,
      document,
      base: null,
      settingsHidden: false,
    },
    { sent, edits: kept },
    {
      server: fake.server,
      keep: (unsent) => {
        device.edits = [...unsent.sent.flatMap(({ edits }) => edits), ...unsent.edits];
        return true;
      },
      timeOfDay: () => "10:00",
      onSignedOut: () => undefined,
    },
  );
  store.start();
  return { ...fake, store, device, type: (text: string) => store.get().set(["shortTitle", "en"], text) };
}

describe("saving a draft", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("sends letters typed one after the other as one edit, and keeps them on the device until it has an answer", async () => {
    const { type, state, device, store, titleOf } = open();
    for (const text of ["M", "Ma", "Mas"]) type(text);
    expect(state.sent).toHaveLength(0);
    expect(device.edits).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(state.sent.map(({ edits }) => edits.length)).toEqual([1]);
    expect(titleOf()).toBe("Mas");
    expect(device.edits).toEqual([]);
    expect(store.get()).toMatchObject({ saving: "saved", savedAt: "10:00", draft: { revision: 2 } });
  });

  it("asks again under its own id for what was on its way when a page was left, so that a rename is no conflict with itself", async () => {
    const form = protocol.forms[0]?.key ?? "";
    const renamed = `${form}_2`;
    const path = ["forms", form, "key"];
    const rename: Edit = { path, kind: "change", from: form, to: renamed };
    const sent: SentEdits = { commandId: "left", baseRevision: 1, edits: [rename] };
    const fake = fakeServer(protocol);
    // The server took it; the page that would have had the answer is gone.
    await fake.server.edit(sent);
    const after: Edit = { path: ["shortTitle", "en"], kind: "change", from: protocol.shortTitle.en, to: "Later" };
    const { store, device, state, titleOf } = open([after], protocol, [sent], fake);
    expect(device.edits).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(3000);
    expect(state.sent.filter(({ commandId }) => commandId === "left")).toHaveLength(2);
    expect(store.get()).toMatchObject({ saving: "saved", conflicts: [] });
    expect(store.get().document.forms[0]?.key).toBe(renamed);
    expect(titleOf()).toBe("Later");
  });

  it("sends what never arrived when the page was left, and keeps it while there is no network", async () => {
    const rename: Edit = { path: ["shortTitle", "en"], kind: "change", from: protocol.shortTitle.en, to: "Never sent" };
    const fake = fakeServer(protocol);
    fake.state.failure = { kind: "unreachable" };
    const { store, titleOf, type, device } = open(
      [],
      protocol,
      [{ commandId: "x", baseRevision: 1, edits: [rename] }],
      fake,
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.get().saving).toBe("offline");
    expect(store.get().document.shortTitle.en).toBe("Never sent");
    type("Typed meanwhile");
    expect(device.edits).toHaveLength(2);
    fake.state.failure = null;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(store.get()).toMatchObject({ saving: "saved", conflicts: [] });
    expect(titleOf()).toBe("Typed meanwhile");
  });

  it("has one command on its way at a time, and saves while somebody types on and on", async () => {
    const { type, state, titleOf } = open();
    for (let letter = 1; letter <= 60; letter++) {
      type("x".repeat(letter));
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(state.sent.length).toBeGreaterThanOrEqual(2);
    await vi.advanceTimersByTimeAsync(2000);
    expect(titleOf()).toBe("x".repeat(60));
  });

  it("sends the same command again after a lost answer, so that it has one effect", async () => {
    const { type, state, store, titleOf, revisionOf } = open();
    state.losesAnswer = true;
    type("Once");
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.get().saving).toBe("offline");
    await vi.advanceTimersByTimeAsync(5000);
    expect(new Set(state.sent.map(({ commandId }) => commandId)).size).toBe(1);
    expect([titleOf(), revisionOf(), store.get().saving]).toEqual(["Once", 2, "saved"]);
  });

  it("keeps everything on the device without a network, and sends it when it is back", async () => {
    const { type, state, store, device, titleOf } = open();
    state.failure = { kind: "unreachable" };
    type("Kept");
    await vi.advanceTimersByTimeAsync(1000);
    type("Kept here");
    expect(store.get().saving).toBe("offline");
    expect(device.edits.map((edit) => (edit.kind === "change" ? edit.to : null)).at(-1)).toBe("Kept here");
    state.failure = null;
    store.get().retry();
    await vi.advanceTimersByTimeAsync(5000);
    expect([titleOf(), device.edits.length, store.get().saving]).toEqual(["Kept here", 0, "saved"]);
  });

  it("sends after a reload what the window before it could not", async () => {
    const before = open();
    before.type("Typed before");
    const after = open(before.device.edits);
    expect(after.store.get().document.shortTitle.en).toBe("Typed before");
    await vi.advanceTimersByTimeAsync(1000);
    expect(after.titleOf()).toBe("Typed before");
  });

  it("sends what still waits when its pages are left, and nothing twice", async () => {
    const { type, store, state, titleOf } = open();
    type("Left");
    store.stop();
    await vi.advanceTimersByTimeAsync(100);
    expect(titleOf()).toBe("Left");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(state.sent).toHaveLength(1);
  });

  it("shows both values where somebody else changed the same place first, and saves the one chosen", async () => {
    const { type, save, store, titleOf } = open();
    save([{ path: ["shortTitle", "en"], kind: "change", from: protocol.shortTitle.en, to: "Theirs" }]);
    type("Mine");
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.get()).toMatchObject({
      saving: "conflict",
      conflicts: [{ path: ["shortTitle", "en"], mine: "Mine", theirs: "Theirs" }],
    });
    store.get().settle(["shortTitle", "en"], "mine");
    await vi.advanceTimersByTimeAsync(1000);
    expect([titleOf(), store.get().saving]).toEqual(["Mine", "saved"]);
  });

  it("says why the server refuses, keeps what was typed, and tries again when asked", async () => {
    const { type, state, store, device, titleOf } = open();
    state.failure = { kind: "refusal", refusal: { code: "not_allowed", params: {} } };
    type("Refused");
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.get()).toMatchObject({ saving: "failed", refusal: { code: "not_allowed" } });
    expect(device.edits).toHaveLength(1);
    state.failure = null;
    store.get().retry();
    await vi.advanceTimersByTimeAsync(1000);
    expect(titleOf()).toBe("Refused");
  });

  it("undoes what was typed in one field at once, but not what was typed after a pause", () => {
    const { type, store } = open();
    type("a");
    type("ab");
    vi.advanceTimersByTime(3000);
    type("abc");
    store.get().undo();
    expect(store.get().document.shortTitle.en).toBe("ab");
    store.get().undo();
    expect(store.get().document.shortTitle.en).toBe(protocol.shortTitle.en);
    store.get().redo();
    expect(store.get().document.shortTitle.en).toBe("ab");
  });
});

describe("a letter in a document of 500 items", () => {
  it("costs less than the 50 ms that it may, and leaves every other part the same value", () => {
    const { store } = open();
    const form = protocol.forms.at(-1);
    const section = form?.sections.at(-1);
    const item = section?.items.at(-1);
    if (form === undefined || section === undefined || item === undefined) throw new Error("the document has items");
    const path = ["forms", form.key, "sections", section.key, "items", item.key, "label", "en"];
    const first = store.get().document.forms[0];
    store.get().set(path, "warm");
    const times = Array.from({ length: 40 }, (_, letter) => {
      const begun = performance.now();
      store.get().set(path, `Label ${"x".repeat(letter)}`);
      store.get();
      return performance.now() - begun;
    }).toSorted((a, b) => a - b);
    expect(store.get().document.forms[0]).toBe(first);
    expect(times[20]).toBeLessThan(40);
  });
});
