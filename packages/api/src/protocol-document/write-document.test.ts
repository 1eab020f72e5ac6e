import { protocolHash, type Protocol } from "@kendali/domain";
import { buildProtocolDocument, type ProtocolDocument } from "@kendali/reports";
import { strFromU8, unzipSync } from "fflate";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, it } from "vitest";
import { referenceStudies } from "../reference-studies.generated.ts";
import { documentFileName } from "./document-file.ts";
import { plainFace } from "./plain-face.ts";
import { writeDocument } from "./write-document.ts";

const studies = referenceStudies.map(({ document }) => JSON.parse(document) as Protocol);
const cases = studies.flatMap((protocol) =>
  (["id", "en"] as const).map((locale) => ({ name: `${protocol.key} ${locale}`, protocol, locale })),
);
/** Text as a reader of files gives it: one kind of space. */
const flat = (text: string): string => text.replaceAll(/\s+/gu, " ");

/** Every heading that a reader should meet, in order. */
function headingsOf(model: ProtocolDocument): readonly string[] {
  return [...model.chapters, ...model.appendices].flatMap(({ title, sections }) => [
    title,
    ...sections.map((section) => section.title),
  ]);
}

/** Looks for each text after the one before; answers the first that is not there. */
function firstOutOfOrder(text: string, wanted: readonly string[], from: number): string | null {
  let at = from;
  for (const words of wanted) {
    const found = text.indexOf(flat(words), at);
    if (found < 0) return words;
    at = found + words.length;
  }
  return null;
}

function wordsOfDocx(bytes: Uint8Array): {
  readonly names: readonly string[];
  readonly xml: string;
  readonly text: string;
} {
  const files = unzipSync(bytes);
  const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array());
  const runs = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<\/w:p>/gu)].map((match) => match[1] ?? "\n");
  const plain = runs.join("").replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return { names: Object.keys(files), xml, text: flat(plain.replaceAll("&quot;", '"').replaceAll("&apos;", "'")) };
}

/** The first thing by which an XML parser refuses a text: a character XML 1.0 cannot hold, or tags that do not close. */
function unsoundXml(xml: string): string | null {
  const bad = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(xml);
  if (bad !== null) return `U+${(bad[0].codePointAt(0) ?? 0).toString(16)} at ${String(bad.index)}`;
  const open: string[] = [];
  const token = /<\?[^>]*\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/uy;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    if (found === null) return `no token at ${String(at)}`;
    const [, closes, opens, attributes, isEmpty, text] = found;
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/iu.test(`${attributes ?? ""}${text ?? ""}`))
      return `a bare & at ${String(at)}`;
    if (text?.includes("]]>") === true) return `]]> at ${String(at)}`;
    if (closes !== undefined && open.pop() !== closes) return `</${closes}> at ${String(at)}`;
    if (opens !== undefined && isEmpty === "") open.push(opens);
  }
  return open.length === 0 ? null : `<${open.join("> <")}> not closed`;
}

describe.each(cases)("the document of $name", ({ protocol, locale }) => {
  const model = buildProtocolDocument(protocol, locale);
  let docx: Uint8Array;
  let pdf: Uint8Array;
  beforeAll(async () => {
    [docx, pdf] = await Promise.all([writeDocument(model, "docx"), writeDocument(model, "pdf")]);
  });

  it("is a Word file whose parts are there, with every section in the guideline's order", () => {
    const { names, xml, text } = wordsOfDocx(docx);
    expect(names).toEqual(expect.arrayContaining(["[Content_Types].xml", "word/styles.xml", "word/numbering.xml"]));
    expect(text).toContain(flat(model.title));
    expect(text).toContain(protocolHash(protocol));
    // The contents come first; after them each heading stands again, where its section is.
    expect(firstOutOfOrder(text, headingsOf(model), text.indexOf(flat(model.contentsTitle)))).toBeNull();
    expect(
      firstOutOfOrder(text, headingsOf(model), text.lastIndexOf(flat(model.chapters[0]?.title ?? "?"))),
    ).toBeNull();
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/gu)?.length).toBe(
      model.chapters.length + model.appendices.length + 2,
    );
    expect(xml).toContain("<w:tblHeader/>");
  });

  it("has the participant timeline as a table of Word with marks, arrows and a head on every page", () => {
    const { xml, text } = wordsOfDocx(docx);
    const grid = model.chapters
      .flatMap(({ sections }) => sections)
      .flatMap(({ parts }) => parts)
      .flatMap((part) => (part.kind === "figure" ? [part.grid] : []))[0];
    if (grid === undefined) throw new Error("no timeline");
    const table = xml.split("<w:tbl>").find((one) => one.includes(`>${grid.period}<`)) ?? "";
    expect(table.match(/<w:tblHeader\/>/gu)?.length).toBe(2);
    const cells = grid.groups.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    const bands = cells.filter(({ kind }) => kind === "band");
    expect(bands.length).toBe(protocol.interventions.length);
    expect(table.match(/>◄</gu)?.length).toBe(bands.length);
    expect(table.match(/>►</gu)?.length).toBe(bands.length);
    const crosses = cells.filter((cell) => cell.kind === "mark" && cell.arms === "everybody");
    expect(table.match(/>×</gu)?.length).toBe(crosses.length + (grid.legend === null ? 0 : 1));
    // Each row has every column once, whatever an arrow spans.
    for (const { rows } of grid.groups)
      for (const row of rows)
        expect(row.cells.reduce((sum, cell) => sum + (cell.kind === "band" ? cell.columns : 1), 0)).toBe(
          grid.columns.length,
        );
    expect(xml.includes('w:orient="landscape"')).toBe(grid.columns.length > 5);
    expect(text).toContain(flat(grid.note ?? "?"));
  });

  it("marks every open item at the front and in its place, and links one to the other", () => {
    const { xml, text } = wordsOfDocx(docx);
    const places = new Set([...xml.matchAll(/<w:bookmarkStart w:name="([^"]+)"/gu)].map((match) => match[1]));
    const links = [...xml.matchAll(/w:anchor="([^"]+)"/gu)].map((match) => match[1]);
    expect(links.filter((link) => !places.has(link))).toEqual([]);
    for (const { asks } of model.open.items) expect(text).toContain(flat(`${model.missingWord}: ${asks}`));
  });

  it("is a tagged PDF with outline and language, whose text has every section in order", async () => {
    const proxy = await getDocumentProxy(pdf.slice());
    const { text } = await extractText(proxy, { mergePages: true });
    const read = flat(text);
    expect(
      firstOutOfOrder(read, headingsOf(model), read.lastIndexOf(flat(model.chapters[0]?.title ?? "?"))),
    ).toBeNull();
    for (const { asks } of model.open.items) expect(read).toContain(flat(`${model.missingWord}: ${asks}`));
    const outline = await proxy.getOutline();
    expect(outline.map(({ title }) => title)).toEqual(
      [...model.chapters, ...model.appendices].map(({ title }) => title),
    );
    expect(outline.map(({ items }) => items.length)).toEqual(
      [...model.chapters, ...model.appendices].map(({ sections }) => sections.length),
    );
    expect(await proxy.getMarkInfo()).toMatchObject({ Marked: true });
    // A figure on a page across has the heading of its section there.
    const { text: pages } = await extractText(proxy, { mergePages: false });
    for (const section of [...model.chapters, ...model.appendices].flatMap(({ sections }) => sections)) {
      const [figure] = section.parts;
      if (figure?.kind !== "figure") continue;
      const own = pages.map(flat).filter((page) => page.includes(flat(figure.caption)));
      expect(own.some((page) => page.includes(flat(section.title)))).toBe(true);
    }
    const { info } = await proxy.getMetadata();
    expect(info).toMatchObject({ Title: model.title, Language: locale === "id" ? "id-ID" : "en-GB" });
    const [first] = [await (await proxy.getPage(1)).getStructTree()];
    expect(JSON.stringify(first)).toContain('"role":"Table"');
  });
});

describe("any document", () => {
  const trial = studies.find(({ allocation }) => allocation !== null);
  if (trial === undefined) throw new Error("no reference trial");

  it("never says a block size", () => {
    const model = buildProtocolDocument(
      { ...trial, allocation: { ...trial.allocation, blockSizes: [9_991, 8_887] } } as Protocol,
      "en",
    );
    const said = JSON.stringify(model);
    expect(said).toContain("Randomly permuted blocks");
    expect(said).not.toMatch(/9[,.]?991|8[,.]?887/u);
  });

  it("says nothing that somebody noted about the allocation's settings, and what was computed in plain words", () => {
    const model = buildProtocolDocument(trial, "id");
    const said = JSON.stringify(model);
    expect(trial.assumptions.some(({ note }) => note.id.includes("Ukuran blok 4 dan 6"))).toBe(true);
    expect(said).not.toMatch(/blok 4/iu);
    expect(said).not.toMatch(/parity >= 2|hoursBetween/u);
    expect(said).toContain("pukul 15.00–18.00");
  });

  it("marks a missing ethics approval where the guideline does not ask for it", () => {
    const pilot = studies.find(({ allocation }) => allocation === null);
    if (pilot === undefined) throw new Error("no reference study of one group");
    const model = buildProtocolDocument({ ...pilot, ethics: null }, "en");
    expect(model.open.items.at(-1)).toMatchObject({ key: "ethics", path: "ethics" });
    const ethics = model.chapters.flatMap(({ sections }) => sections).find(({ key }) => key === "ethics");
    expect(ethics?.parts[0]).toEqual({ kind: "missing", text: "MISSING: Ethics approval." });
  });

  it("tells when recruitment is planned, how long it takes, and how many are expected of each arm", () => {
    const planned: Protocol = {
      ...trial,
      timetable: { recruitmentStart: "2027-01-04", recruitmentEnd: "2028-04-05", recruitmentPerMonth: 8 },
      allocation:
        trial.allocation === null
          ? null
          : {
              ...trial.allocation,
              ratio: trial.allocation.ratio.map(({ arm }, index) => ({ arm, weight: index === 0 ? 2 : 1 })),
            },
    };
    const parts = buildProtocolDocument(planned, "en").chapters.flatMap(({ sections }) =>
      sections.filter(({ key }) => key === "spirit_19" || key === "spirit_20").flatMap((section) => section.parts),
    );
    const said = JSON.stringify(parts);
    expect(said).toContain("Recruitment is planned from 4 January 2027 to 5 April 2028.");
    expect(said).toContain("so that 120 participants take 15 months");
    expect(said).toContain("in the ratio 2 : 1: Oxytocin massage 80, Usual care 40");
    const flow = parts.find((part) => part.kind === "table" && part.head.length === 4);
    expect(flow).toMatchObject({
      rows: [
        ["Recruited", "80", "40", "120"],
        [expect.any(String), "16", "8", "24"],
        [expect.any(String), "64", "32", "96"],
      ],
    });
  });

  it("prints no hash where the settings of the randomization were withheld", async () => {
    const model = buildProtocolDocument(trial, "en", { isWhole: false });
    expect(JSON.stringify(model)).not.toContain(protocolHash(trial));
    const { text } = wordsOfDocx(await writeDocument(model, "docx"));
    expect(text).not.toMatch(/[0-9a-f]{12}/u);
  });

  it("keeps comparison signs, arrows, angle brackets and odd characters readable in both files", async () => {
    const words = 'p ≤ 0.05, n ≥ 3 → x × y − 1, α < β & "kutip" \u0007';
    const odd = structuredClone(trial);
    odd.design.objective = { id: words, en: words };
    const model = buildProtocolDocument(odd, "en");
    const wanted = 'p ≤ 0.05, n ≥ 3 → x × y − 1, α < β & "kutip"';
    expect(wordsOfDocx(await writeDocument(model, "docx")).text).toContain(wanted);
    const { text } = await extractText(await getDocumentProxy(await writeDocument(model, "pdf")), { mergePages: true });
    expect(flat(text)).toContain(wanted);
  });

  it("is a Word file of sound XML whatever is typed, in its text and in its properties", async () => {
    const odd = structuredClone(trial);
    const typed = "a\u0001b\u000bc\ufffed\uffffe ]]> <x> & \u202eRTL \u{1f930}";
    odd.title = { id: typed, en: typed };
    odd.design.objective = { id: typed, en: typed };
    for (const form of odd.forms) form.title = { id: typed, en: typed };
    const files = unzipSync(await writeDocument(buildProtocolDocument(odd, "en"), "docx"));
    const parts = Object.entries(files).filter(([name]) => /\.(?:xml|rels)$/u.test(name));
    expect(parts.map(([name]) => name)).toEqual(expect.arrayContaining(["word/document.xml", "docProps/core.xml"]));
    for (const [name, bytes] of parts) expect([name, unsoundXml(strFromU8(bytes))]).toEqual([name, null]);
    expect(strFromU8(files["docProps/core.xml"] ?? new Uint8Array())).toContain("a\ufffdb\ufffdc\ufffdd\ufffde ");
  });

  it("is written in a time that grows with its text, also where a text has no blank, and loses no letter", async () => {
    const letters = Array.from({ length: 12_000 }, (_, index) => "abcdefghijk"[(index * index) % 11] ?? "").join("");
    const written = async (text: string) => {
      const long = structuredClone(trial);
      const [form] = long.forms;
      const [arm] = long.arms;
      if (form === undefined || arm === undefined) throw new Error("the trial has forms and arms");
      long.title = { id: text, en: text };
      long.design.objective = { id: text, en: text };
      form.title = { id: text, en: text };
      arm.description = { id: text, en: text };
      const model = buildProtocolDocument(long, "en");
      const before = process.cpuUsage();
      const bytes = await writeDocument(model, "pdf");
      return { bytes, cpu: process.cpuUsage(before).user };
    };
    const blanks = await written(letters.replaceAll(/.{20}/gu, "$& "));
    const unbroken = await written(letters);
    // It took minutes where the rest of a word was measured anew for each line.
    expect(unbroken.cpu).toBeLessThan(4 * blanks.cpu + 1_000_000);
    const read = await extractText(await getDocumentProxy(unbroken.bytes), { mergePages: true });
    expect(read.text.replaceAll(/[\s\u200b]/gu, "")).toContain(letters.slice(0, 2_000));
  });

  it("is written however little a draft says, with a marker wherever a text is missing", async () => {
    const bare: Protocol = {
      ...trial,
      title: { id: "", en: "" },
      interventions: [],
      visits: [],
      forms: [],
      outcomes: [],
      roles: [],
      estimands: [],
      populations: [],
      analysisPlan: { ...trial.analysisPlan, analyses: [] },
    };
    for (const locale of ["id", "en"] as const) {
      const model = buildProtocolDocument(bare, locale);
      expect(model.title).toBe(locale === "id" ? "[BELUM DIISI]" : "[MISSING]");
      expect((await writeDocument(model, "pdf")).length).toBeGreaterThan(5_000);
      expect((await writeDocument(model, "docx")).length).toBeGreaterThan(5_000);
    }
  });

  it("loses no line of a cell that is higher than a page", async () => {
    const long = structuredClone(trial);
    const line = (index: number): string => `baris${String(index)}x`;
    const text = Array.from({ length: 260 }, (_, index) => line(index)).join("\n");
    const [intervention] = long.interventions;
    if (intervention !== undefined) intervention.why = { id: text, en: text };
    const bytes = await writeDocument(buildProtocolDocument(long, "en"), "pdf");
    const read = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    for (let index = 0; index < 260; index += 1) expect(read.text).toContain(line(index));
  });

  it("gives the same PDF, byte by byte, and the same words in Word each time", async () => {
    const pilot = studies.find(({ allocation }) => allocation === null);
    if (pilot === undefined) throw new Error("no reference study of one group");
    const model = buildProtocolDocument(pilot, "id");
    const [first, second] = [await writeDocument(model, "pdf"), await writeDocument(model, "pdf")];
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
    const words = async (): Promise<string> => wordsOfDocx(await writeDocument(model, "docx")).text;
    expect(await words()).toBe(await words());
  });

  it("has a file name that says study, version and language", () => {
    expect(documentFileName("oxytocin-rct", { version: "1.0", locale: "id" }, "pdf")).toBe(
      "oxytocin-rct_protocol_1.0_id.pdf",
    );
  });
});

describe("a plain face", () => {
  it("names no shaping tables and keeps the others where they were", () => {
    const record = (tag: string, offset: number): Buffer => {
      const bytes = Buffer.alloc(16);
      bytes.write(tag, 0, "latin1");
      bytes.writeUInt32BE(offset, 8);
      return bytes;
    };
    const head = Buffer.alloc(12);
    head.writeUInt16BE(3, 4);
    const face = plainFace(Buffer.concat([head, record("GPOS", 100), record("glyf", 200), record("cmap", 300)]));
    expect(face.readUInt16BE(4)).toBe(2);
    expect(face.toString("latin1", 12, 16)).toBe("glyf");
    expect(face.readUInt32BE(12 + 8)).toBe(200);
    expect(face.toString("latin1", 28, 32)).toBe("cmap");
  });
});
