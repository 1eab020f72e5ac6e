import { canonicalJson, type Json, type Protocol } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { applyShared, itemReferences, lintDraft, removeMember } from "../src/index.ts";
import { referencePilot } from "./reference-studies.ts";

const pilot = referencePilot();
const place = (item: string): readonly string[] => {
  for (const form of pilot.forms)
    for (const section of form.sections)
      if (section.items.some(({ key }) => key === item))
        return ["forms", form.key, "sections", section.key, "items", item];
  throw new Error(item);
};
const applied = (document: Protocol, edits: Parameters<typeof applyShared>[1]): Protocol => {
  const made = applyShared(document as unknown as Json, edits);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value as unknown as Protocol;
};
const before = (path: readonly string[]): string | null => {
  const list = pilot.forms
    .find(({ key }) => key === path[1])
    ?.sections.find(({ key }) => key === path[3])
    ?.items.map(({ key }) => key);
  return list?.[list.indexOf(path[5] ?? "") - 1] ?? null;
};
const aboutPaths = ({ assumptions }: Protocol) => assumptions.map(({ key, about }) => [key, about] as const);
const unknownPlaces = (document: Protocol) =>
  lintDraft(document, { today: "2026-11-23" }).filter(({ code }) => code === "assumption_path_unknown");

describe("a member that is taken away", () => {
  it("is no longer what a note is about that is about something else too, and comes back byte for byte", () => {
    const path = place("last_feed_min");
    expect(itemReferences(pilot, "last_feed_min").map(({ kind }) => kind)).not.toContain("assumption");
    const { edits, undo } = removeMember(pilot, path, before(path));
    const without = applied(pilot, edits);
    expect(unknownPlaces(without)).toEqual([]);
    const [changed, ...others] = aboutPaths(without).filter(
      ([key, about]) =>
        canonicalJson(about as Json) !== canonicalJson(Object.fromEntries(aboutPaths(pilot))[key] as Json),
    );
    expect([changed?.[0], changed?.[1].length, others]).toEqual(["extra_items", 2, []]);
    expect(canonicalJson(applied(without, undo) as unknown as Json)).toBe(canonicalJson(pilot as unknown as Json));
  });

  it("stays named by a note that would be about nothing, which is a finding", () => {
    const alone = {
      ...pilot,
      assumptions: [
        { key: "alone", about: ["forms/milk_volume/before_pumping/last_feed_min"], note: { id: "a", en: "a" } },
      ],
    };
    expect(itemReferences(alone, "last_feed_min").map(({ kind }) => kind)).toContain("assumption");
    const path = place("last_feed_min");
    const without = applied(alone, removeMember(alone, path, before(path)).edits);
    expect(unknownPlaces(without).map(({ path: at }) => at)).toEqual(["assumptions/alone/about"]);
  });

  it("is nothing where there is no such member", () => {
    expect(removeMember(pilot, ["forms", "nobody"], null)).toEqual({ edits: [], undo: [] });
  });
});
