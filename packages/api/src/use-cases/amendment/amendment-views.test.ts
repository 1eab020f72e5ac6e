import type { AmendmentImpact } from "@kendali/domain";
import { expect, test } from "vitest";
import { referenceProtocol } from "../../testing/study-world.ts";
import { impactViews, storedImpact } from "./amendment-views.ts";

const protocol = referenceProtocol("oxytocin-rct");
const documents = { before: protocol, after: protocol };

function impact(touched: AmendmentImpact["changes"][number]["touched"]): AmendmentImpact {
  const path = ["forms", "confounders", "title", "en"];
  const change = { path, kind: "change", from: "a", to: "b" } as never;
  return { changes: [{ change, touched, statement: "words", problems: [] } as never], problems: [], meanings: [] };
}

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
