import type { AmendmentImpact } from "@kendali/domain";
import { expect, test } from "vitest";
import { referenceProtocol } from "../../testing/study-world.ts";
import { impactViews, placedProblems, storedImpact } from "./amendment-views.ts";

const protocol = referenceProtocol("oxytocin-rct");
const documents = { before: protocol, after: protocol };

function impact(touched: AmendmentImpact["changes"][number]["touched"]): AmendmentImpact {
  const path = ["forms", "confounders", "title", "en"];
  const change = { path, kind: "change", from: "a", to: "b" } as never;
  return { changes: [{ change, touched, statement: "words", problems: [] } as never], problems: [], meanings: [] };
}

test("a problem of the document is placed by the names of the parts that lead to it", () => {
  const form = protocol.forms.find(({ key }) => key === "milk_volume");
  const section = form?.sections.find(({ items }) => items.some(({ key }) => key === "milk_volume_ml"));
  const item = section?.items.find(({ key }) => key === "milk_volume_ml");
  const problem = (path: string) => ({ path, code: "x", params: {} });
  const paths = [`forms/milk_volume/${section?.key}/milk_volume_ml/hardRange`, "version", "visits/nowhere/label"];
  const placed = placedProblems(paths.map(problem), protocol);
  expect(placed.map(({ part, place, property }) => [part, place, property])).toEqual([
    ["forms", [form?.title, section?.title, item?.label], "hardRange"],
    ["version", [], ""],
    ["visits", [{ id: "nowhere", en: "nowhere" }], "label"],
  ]);
});

test("a masked person is told of a published version only what is counted without visits that some groups have", () => {
  const all = { entries: 9, values: 126, participants: 6, visits: 9 };
  const told = { entries: 6, values: 84, participants: 6, visits: 6 };
  const stored = storedImpact(impact(all), impact(told));
  expect(impactViews(stored, documents, true).map(({ touched }) => touched)).toEqual([all]);
  expect(impactViews(stored, documents, false).map(({ touched }) => touched)).toEqual([told]);
});

test("of a version that was published before both were kept, and of what tells the arm, she is told no count", () => {
  const all = { entries: 9, values: 126, participants: 6, visits: 9 };
  const earlier = storedImpact(impact(all), impact(all)).map(({ maskedTouched: _maskedTouched, ...change }) => change);
  expect(impactViews(earlier, documents, false).map(({ touched }) => touched)).toEqual([null]);
  expect(impactViews(storedImpact(impact(all), impact(null)), documents, false)).toEqual([]);
});
