import { diffProtocol, type Protocol } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { protocolChangeWords } from "./protocol-change-words.ts";

const words = (id: string, en: string) => ({ id, en });
const item = (key: string, label: { id: string; en: string }) => ({ key, type: "integer", label, required: true });

/** As much of a document as the words read. */
function documentOf(items: readonly object[], more: object = {}): Protocol {
  const sections = [{ key: "main", title: words("Utama", "Main"), items }];
  return {
    version: "1.0",
    forms: [{ key: "milk", title: words("Volume ASI", "Milk volume"), sections }],
    ...more,
  } as unknown as Protocol;
}

function said(before: Protocol, after: Protocol): readonly (readonly [string, string])[] {
  return diffProtocol(before, after).map((change) => [
    protocolChangeWords("id", change, { before, after }),
    protocolChangeWords("en", change, { before, after }),
  ]);
}

const volume = item("volume", words("Volume", "Volume"));
const pain = item("pain", words("Nyeri", "Pain"));

describe("a change in plain words", () => {
  it("names the place by what people call it, and what was there and is now", () => {
    const renamed = item("volume", words("Volume ASI", "Volume"));
    expect(said(documentOf([volume]), documentOf([renamed]))).toEqual([
      [
        'formulir "Volume ASI" › bagian "Utama" › pertanyaan "Volume ASI" › label › bahasa Indonesia: dari "Volume" menjadi "Volume ASI"',
        'form "Milk volume" › section "Main" › question "Volume" › label › Indonesian: "Volume" became "Volume ASI"',
      ],
    ]);
  });

  it("says what came, went and moved, and after what", () => {
    expect(said(documentOf([volume]), documentOf([volume, pain]))[0]?.[1]).toBe(
      'form "Milk volume" › section "Main" › question "Pain": "Pain" was added after "Volume"',
    );
    expect(said(documentOf([volume, pain]), documentOf([volume]))[0]?.[1]).toBe(
      'form "Milk volume" › section "Main" › question "Pain": removed; it was "Pain"',
    );
    const moved = said(documentOf([volume, pain]), documentOf([pain, volume])).map(([, english]) => english);
    expect(moved).toHaveLength(1);
    expect(moved[0]).toMatch(/moved (to the beginning|to after "Pain")$/u);
  });

  it("says plain values plainly", () => {
    const before = documentOf([volume], { ethics: null, deliveryItem: "a", sizes: [4, 6] });
    const after = documentOf([volume], { ethics: { number: "7" }, sizes: [8], layout: true });
    expect(said(before, after).map(([, english]) => english)).toEqual([
      'deliveryItem: removed; it was "a"',
      "ethics: empty became 1 part",
      "layout: added yes",
      "sizes: [4, 6] became [8]",
    ]);
  });
});
