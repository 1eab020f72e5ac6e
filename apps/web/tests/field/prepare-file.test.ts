import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";

import type { Item } from "@kendali/domain";

import { isRefusedForGood } from "../../features/field/entry/attach/file-tally.ts";
import { prepareFile } from "../../features/field/entry/attach/prepare-file.ts";

const item: Item = {
  key: "letter",
  type: "attachment",
  label: { id: "Surat", en: "Letter" },
  required: false,
  maxKilobytes: 100,
};
const prepare = (name: string, content: string) =>
  prepareFile(new File([Uint8Array.from(Buffer.from(content, "latin1"))], name), item, "attachment");

describe("a file that was chosen", () => {
  test("and is not what its name says is told so before anything is sent", async () => {
    const told = (kind: string) => ({ obstacle: { code: "other_content", kind } });
    expect(await prepare("small.pdf", "a text that a chat gave another name")).toEqual(told("PDF"));
    expect(await prepare("table.xlsx", "name;weight")).toEqual(told("XLSX"));
    expect(await prepare("table.csv", "\0\u0001\u0002")).toEqual(told("CSV"));
    expect(await prepare("small.pdf", "%PDF-1.7 a letter")).toMatchObject({ mediaType: "application/pdf" });
  });

  test("goes without the place where it was recorded, under the hash of what is sent", async () => {
    const head = "\0\0\0\u0018ftypM4A \0\0\0\0\0\0\0\0";
    const prepared = await prepare(
      "voice.m4a",
      `${head}\0\0\0\u001e\u00a9xyz\0\u0012\u0015\u00c7-06.8852+107.6117/ sound`,
    );
    if ("obstacle" in prepared) throw new Error(prepared.obstacle.code);
    const sent = Buffer.from(prepared.content);
    expect(sent.includes("107.6117")).toBe(false);
    expect(sent.toString("latin1").startsWith(head)).toBe(true);
    expect(sent.toString("latin1").endsWith(" sound")).toBe(true);
    expect(prepared.value).toBe(`${createHash("sha256").update(sent).digest("hex")}.m4a`);
  });

  test("and holds a picture with a place in a packed document is not taken: blanking would spoil the document", async () => {
    const place = ' exif:GPSLatitude="6,53.102S" ';
    expect(await prepare("letter.docx", `PK\u0003\u0004${place}`)).toEqual({ obstacle: { code: "has_location" } });
  });

  test("is never sent again by itself once its content was refused; a damaged one can be", () => {
    const refused = (code: "file_other_content" | "attachment_has_location" | "file_damaged") =>
      isRefusedForGood({ failure: { kind: "refusal", refusal: { code, params: {} } } });
    expect([refused("file_other_content"), refused("attachment_has_location"), refused("file_damaged")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isRefusedForGood({ failure: { kind: "unreachable" } })).toBe(false);
  });
});
