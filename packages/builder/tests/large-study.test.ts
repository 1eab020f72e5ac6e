import type { Json } from "@kendali/domain";
import { largeProtocol } from "@kendali/fixtures";
import { validateStudyDocument } from "@kendali/randomization";
import { describe, expect, it } from "vitest";
import { applyEdits, lintDraft, readDraft, readEditedDraft, startSession, undo } from "../src/index.ts";

describe("a large study", () => {
  it("of 500 items is valid, half a megabyte, and in order but for what every new study lacks", () => {
    const study = largeProtocol(500);
    expect(validateStudyDocument(study).ok).toBe(true);
    expect(JSON.stringify(study).length).toBeGreaterThan(400_000);
    const codes = new Set(lintDraft(study, { today: null }).map(({ code }) => code));
    expect(codes).toEqual(new Set(["guideline_open", "ethics_missing"]));
  });

  it("keeps, through a letter typed, every part that the letter is not in", () => {
    const study = largeProtocol(500);
    const item = study.forms[4]?.sections[1]?.items[1];
    const path = ["forms", "form_4", "sections", "part_1", "items", item?.key ?? "", "label", "en"];
    const session = startSession(study as unknown as Json);
    const typed = applyEdits(session, [{ path, kind: "change", from: item?.label.en ?? "", to: "W" }], "label");
    if (!typed.ok) throw new Error(JSON.stringify(typed.refusal));
    const read = readEditedDraft(study, typed.value.document);
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    expect(read.value.forms.filter((form, index) => form !== study.forms[index]).map(({ key }) => key)).toEqual([
      "form_4",
    ]);
    expect(read.value.visits).toBe(study.visits);
    const back = undo(typed.value);
    expect(back.ok && back.value.document).toEqual(study);
  });

  it("of 5,000 items is read and kept, and told to be too large", () => {
    const study = largeProtocol(5_000);
    expect(readDraft(study).ok).toBe(true);
    const must = lintDraft(study, { today: null }).filter(({ severity }) => severity === "must");
    expect(must).toMatchObject([
      { code: "items_too_many", path: "forms", params: { count: 5_000, maximum: 3_000 }, mend: { page: "forms" } },
    ]);
  });
});
