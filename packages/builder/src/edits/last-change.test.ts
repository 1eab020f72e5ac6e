import { describe, expect, it } from "vitest";
import type { Edit } from "./edit-session.ts";
import { traceBack, tracePlaces } from "./last-change.ts";

const label = (visit: string): Edit => ({ path: ["visits", visit, "label"], kind: "change", from: "x", to: "y" });
const rename: Edit = { path: ["visits", "a", "key"], kind: "change", from: "a", to: "b" };
const paths = (places: readonly { readonly path: readonly string[] }[]) => places.map(({ path }) => path.join("/"));

describe("the last change of a place", () => {
  it("is that of the place, of the part around it, or of something in it", () => {
    const places = tracePlaces([["visits", "a"], ["visits", "b", "label"], ["title"]]);
    const { changed, open } = traceBack(places, [label("a"), label("b")]);
    expect(paths(changed).toSorted()).toEqual(["visits/a", "visits/b/label"]);
    expect(paths(open)).toEqual(["title"]);
    const removed: Edit = { path: ["visits", "b"], kind: "remove", value: { key: "b" } };
    expect(paths(traceBack(places, [removed]).changed)).toEqual(["visits/b/label"]);
  });

  it("is found under the name that the place had before", () => {
    const places = tracePlaces([["visits", "b", "label"]]);
    const renamed = traceBack(places, [rename]);
    expect(renamed.changed).toEqual([]);
    expect(paths(traceBack(renamed.open, [label("a")]).changed)).toEqual(["visits/b/label"]);
    expect(traceBack(renamed.open, [label("b")]).changed).toEqual([]);
    // Who asks for the name itself, or for the part, finds who renamed it.
    const both = tracePlaces([
      ["visits", "b", "key"],
      ["visits", "b"],
    ]);
    expect(traceBack(both, [rename]).changed).toHaveLength(2);
  });

  it("is no move of the part around it, and no change of a whole that leaves it as it was", () => {
    const places = tracePlaces([["codes", "one", "label"]]);
    const move: Edit = { path: ["codes", "one"], kind: "move", after: null };
    const from = [{ key: "one", label: "x" }];
    const whole: Edit = { path: ["codes"], kind: "change", from, to: [...from, { key: "two", label: "z" }] };
    expect(traceBack(places, [move, whole]).changed).toEqual([]);
    const other: Edit = { path: ["codes"], kind: "change", from, to: [{ key: "one", label: "y" }] };
    expect(traceBack(places, [other]).changed).toHaveLength(1);
  });
});
