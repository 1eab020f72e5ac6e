import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { type Edit, type EditHistory, mergeEdits, type SentEdits } from "@kendali/builder";
import { applyJsonChanges, type Json, type Protocol } from "@kendali/domain";
import { largeProtocol } from "@kendali/fixtures";

import { createBuilderStore, type DraftServer } from "../../features/builder/shell/builder-store.ts";
import type { UnsentEdits } from "../../features/builder/shell/device-edits.ts";
import type { Failure } from "../../features/trpc/refusal-of.ts";

const protocol = largeProtocol(500);

/** A server that keeps a draft, takes each command once, and can be out of reach. */
function fakeServer(document: Protocol) {
  let text: Json = document as unknown as Json;
  let revision = 1;
  const steps: { readonly revision: number; readonly edits: readonly Edit[] }[] = [];
  const receipts = new Map<string, { revision: number; edits: readonly Edit[] }>();
  const state = {
    failure: null as Failure | null,
    losesAnswer: false,
    sent: [] as SentEdits[],
    polled: [] as number[],
    loads: 0,
    asked: [] as string[],
    held: null as Promise<void> | null,
  };
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
      if (state.held !== null) await state.held;
      if (state.failure !== null) throw state.failure;
      const known = receipts.get(sent.commandId);
      if (known !== undefined) return known;
      const others = steps.filter((step) => step.revision > sent.baseRevision).flatMap((step) => step.edits);
      const merged = mergeEdits(text, others, sent.edits);
      if (!merged.ok) throw { kind: "refusal", refusal: merged.refusal } satisfies Failure;
      save(merged.value.edits);
      receipts.set(sent.commandId, { revision, edits: others });
      if (state.losesAnswer) {
        state.losesAnswer = false;
        throw { kind: "unreachable" } satisfies Failure;
      }
      return { revision, edits: others };
    },
    changes: async (since) => {
      if (state.failure !== null) throw state.failure;
      state.polled.push(since);
      if (since > revision) return { revision, name: "Draft", document: text as unknown as Protocol };
      return {
        revision,
        name: "Draft",
        edits: steps.filter((step) => step.revision > since).flatMap(({ edits }) => edits),
      };
    },
    lastChanges: async (paths) =>
      paths.map((path) => {
        state.asked.push(path.join("/"));
        return { by: "Rina", isOwn: false, at: "2026-11-23T02:00:00.000Z", secondsAgo: 180 };
      }),
    load: async () => {
      if (state.failure !== null) throw state.failure;
      state.loads += 1;
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
  revision = 1,
) {
  const device = {
    edits: [] as readonly Edit[],
    kept: { sent: [], edits: [] } as UnsentEdits,
    history: { done: [], undone: [] } as EditHistory,
  };
  const store = createBuilderStore(
    {
      id: "draft",
      name: "Draft",
      revision,
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
        device.kept = unsent;
        device.edits = [...unsent.sent.flatMap(({ edits }) => edits), ...unsent.edits];
        return true;
      },
      keepHistory: (history) => {
        device.history = { done: history.done, undone: history.undone };
      },
      followTyping: () => undefined,
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
    let isLeft = false;
    store.leave(() => (isLeft = true));
    await vi.advanceTimersByTimeAsync(100);
    expect(titleOf()).toBe("Left");
    await vi.advanceTimersByTimeAsync(10_000);
    expect([state.sent.length, isLeft]).toEqual([1, true]);
  });

  it("keeps what is on its way under the id of its command, so that a reload before the answer asks for this very one", async () => {
    const fake = fakeServer(protocol);
    fake.state.held = new Promise(() => undefined);
    const before = open([], protocol, [], fake);
    before.type("Was on its way");
    await vi.advanceTimersByTimeAsync(1000);
    before.type("Was on its way, and more");
    const { sent, edits } = before.device.kept;
    expect([sent.map(({ commandId }) => commandId), edits.length]).toEqual([[fake.state.sent[0]?.commandId], 1]);
    before.store.close();
    fake.state.held = null;
    const after = open(edits, protocol, sent, fake);
    await vi.advanceTimersByTimeAsync(3000);
    expect(after.titleOf()).toBe("Was on its way, and more");
    expect([after.store.get().saving, after.store.get().conflicts]).toEqual(["saved", []]);
  });

  it("does nothing any more once its edits were handed over, whatever answer still comes", async () => {
    const fake = fakeServer(protocol);
    let answer: () => void = () => undefined;
    fake.state.held = new Promise((resolve) => (answer = resolve));
    const before = open([], protocol, [], fake);
    before.type("Handed over");
    await vi.advanceTimersByTimeAsync(1000);
    const left = before.store.close();
    before.device.edits = [];
    const after = open(left.edits, protocol, left.sent, fake);
    answer();
    await vi.advanceTimersByTimeAsync(5000);
    expect([after.titleOf(), after.revisionOf(), after.store.get().saving]).toEqual(["Handed over", 2, "saved"]);
    expect(before.device.edits).toEqual([]);
    expect(new Set(fake.state.sent.map(({ commandId }) => commandId)).size).toBe(1);
  });

  it("keeps what waits for a choice between two values, so that a reload asks again", async () => {
    const fake = fakeServer(protocol);
    const before = open([], protocol, [], fake);
    fake.save([{ path: ["shortTitle", "en"], kind: "change", from: protocol.shortTitle.en, to: "Theirs" }]);
    before.type("Mine");
    await vi.advanceTimersByTimeAsync(1000);
    expect(before.store.get().saving).toBe("conflict");
    const { document } = await fake.server.load();
    const after = open(before.device.kept.edits, document, before.device.kept.sent, fake, 2);
    expect(after.store.get().conflicts).toMatchObject([{ mine: "Mine", theirs: "Theirs" }]);
    after.store.get().settle(["shortTitle", "en"], "mine");
    await vi.advanceTimersByTimeAsync(1000);
    expect([after.titleOf(), after.device.edits]).toEqual(["Mine", []]);
  });

  it("asks who changed the place of a conflict and when, once, also after a reload", async () => {
    const fake = fakeServer(protocol);
    const before = open([], protocol, [], fake);
    fake.save([{ path: ["shortTitle", "en"], kind: "change", from: protocol.shortTitle.en, to: "Theirs" }]);
    before.type("Mine");
    await vi.advanceTimersByTimeAsync(1000);
    const told = [{ mine: "Mine", theirs: "Theirs", changed: { by: "Rina", isOwn: false, secondsAgo: 180 } }];
    expect(before.store.get().conflicts).toMatchObject(told);
    await before.store.refresh();
    const { document } = await fake.server.load();
    const after = open(before.device.kept.edits, document, [], fake, 2);
    await vi.advanceTimersByTimeAsync(0);
    expect(after.store.get().conflicts).toMatchObject(told);
    expect(fake.state.asked).toEqual(["shortTitle/en", "shortTitle/en"]);
    // Somebody writes there again: the value beside one's own is the newest, and it is asked whose it is.
    fake.save([{ path: ["shortTitle", "en"], kind: "change", from: "Theirs", to: "Theirs, later" }]);
    await after.store.refresh();
    await after.store.refresh();
    expect(after.store.get().conflicts).toMatchObject([{ theirs: "Theirs, later", changed: { by: "Rina" } }]);
    expect(fake.state.asked).toHaveLength(3);
  });

  it("goes on in a part that somebody else gave another name", async () => {
    const { save, store, state } = open();
    const form = protocol.forms[0]?.key ?? "";
    save([{ path: ["forms", form, "key"], kind: "change", from: form, to: "other_name" }]);
    store.get().set(["forms", form, "title", "en"], "Typed meanwhile");
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.get().conflicts).toEqual([]);
    expect(store.get().document.forms[0]).toMatchObject({ key: "other_name", title: { en: "Typed meanwhile" } });
    expect([store.get().saving, state.loads]).toEqual(["saved", 0]);
  });

  it("asks only for what changed since, and reads the whole only where it must", async () => {
    const { save, store, state } = open();
    save([{ path: ["shortTitle", "en"], kind: "change", from: protocol.shortTitle.en, to: "Theirs" }]);
    await store.refresh();
    expect([store.get().document.shortTitle.en, store.get().draft.revision]).toEqual(["Theirs", 2]);
    await store.refresh();
    expect([state.polled, state.loads]).toEqual([[1, 2], 0]);
  });

  it("takes over what a window left that is gone, beside what is typed here, but not while something is on its way", async () => {
    const { store, type, titleOf, state } = open();
    const left: Edit = { path: ["version"], kind: "change", from: protocol.version, to: "9.9" };
    const taken: string[] = [];
    const take = () => {
      taken.push("taken");
      return { sent: [{ commandId: "left", baseRevision: 1, edits: [left] }], edits: [] };
    };
    let answer: () => void = () => undefined;
    state.held = new Promise((resolve) => (answer = resolve));
    type("Here");
    await vi.advanceTimersByTimeAsync(1000);
    store.adopt(take);
    expect(taken).toEqual([]);
    state.held = null;
    answer();
    await vi.advanceTimersByTimeAsync(1000);
    type("Here, later");
    store.adopt(take);
    await vi.advanceTimersByTimeAsync(3000);
    expect([titleOf(), store.get().document.version, store.get().saving]).toEqual(["Here, later", "9.9", "saved"]);
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
    expect(store.get()).toMatchObject({
      saving: "failed",
      refused: { failure: { refusal: { code: "not_allowed" } }, edits: [{ path: ["shortTitle", "en"] }], waiting: 1 },
    });
    expect(device.edits).toHaveLength(1);
    state.failure = null;
    store.get().retry();
    await vi.advanceTimersByTimeAsync(1000);
    expect(titleOf()).toBe("Refused");
  });

  /** A server that refuses one word wherever it stands, naming the place. */
  const refusing = (word: string) => {
    const fake = fakeServer(protocol);
    const { edit } = fake.server;
    const server: DraftServer = {
      ...fake.server,
      edit: async (sent) => {
        const bad = sent.edits.find((one) => one.kind === "change" && one.to === word);
        if (bad === undefined) return edit(sent);
        const refusal = {
          code: "protocol_invalid",
          params: {},
          problems: [{ path: bad.path.join("/"), code: "x", params: {} }],
        };
        throw { kind: "refusal", refusal } as unknown as Failure;
      },
    };
    return { ...fake, server };
  };

  it("names the edit that is refused, takes it back alone with what was built on it, and sends the rest", async () => {
    const { type, store, titleOf, device } = open([], protocol, [], refusing("Refused"));
    type("Refused");
    store.get().set(["version"], "9.9");
    await vi.advanceTimersByTimeAsync(1000);
    const { refused } = store.get();
    expect(refused?.edits.map(({ path }) => path.join("/"))).toEqual(["shortTitle/en"]);
    expect([refused?.waiting, store.get().saving]).toEqual([2, "failed"]);
    expect(device.edits).toHaveLength(2);
    expect(store.get().goesWith(refused?.edits ?? [])).toEqual(refused?.edits);
    store.get().takeBack(refused?.edits ?? []);
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.get()).toMatchObject({ saving: "saved", refused: null, document: { version: "9.9" } });
    expect([titleOf(), device.edits]).toEqual([protocol.shortTitle.en, []]);
  });

  it("sends what mends a refused edit together with it, without being asked", async () => {
    const { type, store, titleOf } = open([], protocol, [], refusing("Refused"));
    type("Refused");
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.get().saving).toBe("failed");
    type("Mended");
    await vi.advanceTimersByTimeAsync(5000);
    expect([titleOf(), store.get().saving, store.get().refused]).toEqual(["Mended", "saved", null]);
  });

  it("says after a reload what of the page before it is refused", async () => {
    const fake = refusing("Refused");
    const edit: Edit = { path: ["shortTitle", "en"], kind: "change", from: protocol.shortTitle.en, to: "Refused" };
    const { store } = open([], protocol, [{ commandId: "left", baseRevision: 1, edits: [edit] }], fake);
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.get()).toMatchObject({ saving: "failed", refused: { edits: [edit], waiting: 1 } });
    expect(store.get().document.shortTitle.en).toBe("Refused");
  });

  it("sends less at once where it was too much at once, and waits where the database is away", async () => {
    const fake = fakeServer(protocol);
    const { edit } = fake.server;
    let isAway = true;
    const sizes: number[] = [];
    const refuse = (code: string) => ({ kind: "refusal", refusal: { code, params: {} } }) as unknown as Failure;
    const server: DraftServer = {
      ...fake.server,
      edit: async (sent) => {
        sizes.push(sent.edits.length);
        if (isAway) throw refuse("database_unavailable");
        if (sent.edits.length > 1) throw refuse("request_too_large");
        return edit(sent);
      },
    };
    const { type, store, titleOf } = open([], protocol, [], { ...fake, server });
    type("Long");
    store.get().set(["version"], "9.9");
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.get().saving).toBe("failed");
    isAway = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect([titleOf(), store.get().saving, store.get().refused]).toEqual(["Long", "saved", null]);
    expect(sizes).toEqual([2, 2, 1, 1]);
  });

  it("takes steps back and forth after a reload, and says where somebody else has been since", async () => {
    const fake = fakeServer(protocol);
    const before = open([], protocol, [], fake);
    before.type("One");
    before.store.get().set(["version"], "9.9");
    before.store.get().undo();
    await vi.advanceTimersByTimeAsync(1000);
    const { document } = await fake.server.load();
    const after = open([], document, [], fake, fake.revisionOf());
    after.store.recall(() => before.device.history);
    after.store.get().redo();
    expect(after.store.get().document.version).toBe("9.9");
    after.store.get().undo();
    expect([after.store.get().document.version, after.store.get().canUndo]).toEqual([protocol.version, true]);
    await vi.advanceTimersByTimeAsync(1000);
    fake.save([{ path: ["shortTitle", "en"], kind: "change", from: "One", to: "Theirs" }]);
    await after.store.refresh();
    after.store.get().undo();
    await vi.advanceTimersByTimeAsync(1000);
    expect(after.store.get()).toMatchObject({
      canUndo: false,
      document: { shortTitle: { en: "Theirs" } },
      passedOver: { way: "back", path: ["shortTitle", "en"], changed: { by: "Rina" } },
    });
    expect(fake.titleOf()).toBe("Theirs");
    after.type("Mine");
    expect(after.store.get().passedOver).toBeNull();
  });

  it("makes what is typed after a reload a step of its own, also in the same field", async () => {
    const fake = fakeServer(protocol);
    const before = open([], protocol, [], fake);
    before.type("One");
    await vi.advanceTimersByTimeAsync(1000);
    const { document } = await fake.server.load();
    const after = open([], document, [], fake, fake.revisionOf());
    after.store.recall(() => before.device.history);
    after.type("One and more");
    after.store.get().undo();
    expect(after.store.get().document.shortTitle.en).toBe("One");
    after.store.get().undo();
    expect(after.store.get().document.shortTitle.en).toBe(protocol.shortTitle.en);
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
