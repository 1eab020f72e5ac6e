import type { BareChange, Json } from "@kendali/domain";
import { describe, expect, it } from "vitest";
import { changeWords, placeWords, valueLines, valueText } from "./change-words.ts";

const item = (max: number) => ({
  key: "volume",
  label: { id: "Volume", en: "Volume" },
  softRange: { min: 0, max },
});
const document = (max: number): Json => ({
  shortTitle: { id: "Pijat", en: "Massage" },
  forms: [
    {
      key: "milk",
      title: { id: "Volume ASI", en: "Milk volume" },
      sections: [{ key: "pumping", title: { id: "Memompa", en: "Pumping" }, items: [item(max)] }],
    },
  ],
  visits: [
    { key: "one", label: { id: "Hari 1", en: "Day 1" } },
    { key: "two", label: { id: "Hari 2", en: "Day 2" } },
  ],
});

const volume = ["forms", "milk", "sections", "pumping", "items", "volume"];

describe("words of a change", () => {
  it("name the place by what its members are called, and the property, with both values", () => {
    const change = { path: [...volume, "softRange", "max"], kind: "change" as const, from: 200, to: 250.5 };
    expect(changeWords("id", change, document(200), document(250.5))).toEqual({
      part: "Formulir",
      place: "Volume ASI: Memompa: Volume",
      words: "Batas wajar, paling banyak diubah",
      from: "200",
      to: "250,5",
    });
  });

  it("say what kind of member is new or gone", () => {
    const gone = { path: volume, kind: "remove" as const, value: item(200) };
    expect(changeWords("en", gone, document(200), document(200)).words).toBe("Item removed: Volume");
    const added = { path: ["visits", "two"], kind: "add" as const, value: {}, after: "one" };
    expect(changeWords("en", added, document(200), document(200))).toMatchObject({
      part: "Schedule: visits",
      place: "",
      words: "New visit: Day 2",
    });
  });

  it("say what is done about several comparisons, and why nothing is", () => {
    const path = ["analysisPlan", "multiplicity"];
    const none = { method: "none", reason: { id: "Pertanyaan sendiri-sendiri", en: "Questions of their own" } };
    expect(changeWords("en", { path, kind: "add", value: none }, document(1), document(1))).toMatchObject({
      part: "Analysis plan",
      words: "Multiplicity filled",
      to: "Method: Not adjusted, for a reason; Reason: Questions of their own",
    });
    const change = { path: [...path, "method"], kind: "change" as const, from: "none", to: "holm" };
    expect(changeWords("id", change, document(1), document(1))).toMatchObject({
      from: "Tidak disesuaikan, dengan alasan",
      to: "Nilai p disesuaikan menurut Holm (lazim)",
    });
  });

  it("say in which language a text changed, and where a member went", () => {
    const text = { path: ["shortTitle", "en"], kind: "change" as const, from: "Massage", to: "" };
    expect(changeWords("en", text, document(1), document(1))).toMatchObject({
      words: "Short title (English) changed",
      to: "empty",
    });
    const moved = { path: ["visits", "two"], kind: "move" as const, after: null };
    expect(changeWords("id", moved, document(1), document(1)).words).toBe(
      "Kunjungan Hari 2 dipindah ke urutan pertama",
    );
  });

  it("say keys of other parts by what those are called", () => {
    const change = { path: ["outcomes", "main", "item"], kind: "change" as const, from: "gone", to: "volume" };
    expect(changeWords("en", change, document(1), document(1))).toMatchObject({ from: "gone", to: "Volume" });
    const visits = { path: ["analysisPlan", "visit"], kind: "add" as const, value: "two" };
    expect(changeWords("id", visits, document(1), document(1)).to).toBe("Hari 2");
  });

  it("never take a code for a number of the language", () => {
    const text = { path: ["shortTitle", "id"], kind: "change" as const, from: "1.234", to: "12-3-4" };
    expect(changeWords("id", text, document(1), document(1))).toMatchObject({ from: "1.234", to: "12-3-4" });
  });
});

describe("values that were chosen", () => {
  it("are said as the page offers them, keys of other parts by their names", () => {
    const scheme = { path: ["allocation", "scheme"], kind: "change" as const, from: "simple", to: "permuted_blocks" };
    expect(changeWords("id", scheme, document(1), document(1))).toMatchObject({
      from: "Acak sederhana",
      to: "Blok permutasi",
    });
    const coin = {
      path: ["allocation", "coin"],
      kind: "add" as const,
      value: { numerator: 4, denominator: 5 },
    };
    expect(changeWords("en", coin, document(1), document(1)).to).toBe("4/5");
    const type = { path: [...volume, "type"], kind: "change" as const, from: "decimal", to: "text" };
    expect(changeWords("id", type, document(1), document(1))).toMatchObject({
      from: "Bilangan desimal",
      to: "Teks pendek",
    });
    const made = {
      path: ["allocation"],
      kind: "add" as const,
      value: { scheme: "permuted_blocks", blockSizes: [4, 6], strata: [{ source: "site" }] },
    };
    expect(changeWords("id", made, document(1), document(1)).to).toBe(
      "Skema: Blok permutasi; Ukuran blok: 4, 6; Strata: Lokasi penelitian",
    );
  });
});

describe("words of a place", () => {
  it("name members as people do, and properties by their words", () => {
    const words = (path: string): string => placeWords("id", document(200), path.split("/"));
    expect(words("forms/milk/performedBy")).toBe("Formulir: Volume ASI: Diisi oleh");
    expect(words(volume.join("/"))).toBe("Formulir: Volume ASI: Memompa: Volume");
    expect(words("shortTitle/en")).toBe("Judul pendek (Inggris)");
    expect(words("visits")).toBe("Jadwal: kunjungan");
    expect(words("statements/trend_2")).toBe("Butir SPIRIT, TREND");
    const roles = { roles: [{ role: "provider", training: { id: "", en: "" } }] };
    expect(placeWords("id", roles, ["roles", "provider", "training"])).toBe("Peran: Pelaksana intervensi: Pelatihan");
  });
});

describe("a value to be read beside another", () => {
  const lines = (path: readonly string[], value: Json) =>
    valueLines("en", [document(9)], path, value).map(({ label, words }) =>
      label === null ? words : `${label}: ${words}`,
    );

  it("is said by its lines: a text as it is, both languages, each property of a part", () => {
    expect(lines(["title", "en"], "Milk {1}")).toEqual(["Milk {1}"]);
    expect(lines(["shortTitle"], { id: "Pijat", en: "Massage" })).toEqual([
      "Short title (Indonesian): Pijat",
      "Short title (English): Massage",
    ]);
    expect(lines(volume, item(9))).toEqual([
      "Key: volume",
      "Name (Indonesian): Volume",
      "Name (English): Volume",
      "Normal range: 0 to 9",
    ]);
    expect(lines(["visits"], (document(9) as { visits: Json }).visits)).toEqual(["Day 1", "Day 2"]);
    expect(lines(["outcomes", "milk", "item"], "volume")).toEqual(["Volume"]);
    expect(lines(["visits"], [])).toEqual(["none"]);
  });

  it("is copied whole, also where reading it shortens it", () => {
    const codes = Array.from({ length: 12 }, (_, code) => ({
      code,
      label: { id: `Kode ${code}`, en: `Code ${code}` },
    }));
    const text = valueText("en", { key: "list", codes });
    expect(text).toContain("Code 11");
    expect(text).not.toMatch(/[{}[\]"]/);
    expect(valueText("en", "as typed")).toBe("as typed");
  });
});

describe("a change of what has no name of its own", () => {
  const before = {
    arms: [
      { key: "massage", label: { id: "Pijat", en: "Massage" } },
      { key: "usual", label: { id: "Standar", en: "Usual care" } },
    ],
    forms: [
      {
        key: "blood",
        title: { id: "Pemeriksaan darah", en: "Blood tests" },
        sections: [{ key: "s", items: [{ key: "parity", label: { id: "Paritas", en: "Parity" } }] }],
      },
    ],
    visits: [{ key: "pre", label: { id: "Pretest", en: "Pretest" }, forms: [{ form: "blood", required: true }] }],
    blinding: { levels: [{ role: "assessor", level: "none" }] },
    sampling: { method: "total" },
    allocation: null,
  };

  it("names the role, the form and the arms that it is about", () => {
    const said = (change: BareChange) => changeWords("id", change, before, before);
    const level: BareChange = {
      path: ["blinding", "levels", "assessor", "level"],
      kind: "change",
      from: "none",
      to: "blind",
    };
    expect(said(level).place).toBe("Penilai luaran");
    const planned: BareChange = {
      path: ["visits", "pre", "forms", "blood"],
      kind: "add",
      value: { form: "blood", required: true },
      after: null,
    };
    expect(said(planned).words).toContain("Pemeriksaan darah");
    const method: BareChange = { path: ["sampling", "method"], kind: "change", from: "total", to: "consecutive" };
    expect([said(method).from, said(method).to].join(" ")).not.toMatch(/^total|consecutive$/);
    const ratio = [
      { arm: "massage", weight: 2 },
      { arm: "usual", weight: 1 },
    ];
    const strata = [{ source: "site" }, { source: "item", item: "parity" }];
    const allocation: BareChange = { path: ["allocation"], kind: "change", from: null, to: { ratio, strata } };
    expect(said(allocation).to).toContain("Pijat 2, Standar 1");
    expect(said(allocation).to).toMatch(/Lokasi penelitian, Paritas/);
  });
});
