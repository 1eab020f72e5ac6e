import type { Item, Protocol } from "@kendali/domain";
import { describe, expect, test } from "vitest";
import { stratumKey } from "../strata/stratum-key.ts";
import { crossedStrata, factorsOfProtocol, isOpenLabel } from "./factors-of-protocol.ts";

const both = (text: string) => ({ id: text, en: text });
const item = (key: string, type: Item["type"], more: Partial<Item> = {}): Item => ({
  key,
  type,
  label: both(key),
  required: true,
  ...more,
});
const site = (key: string) => ({ key, code: "ABC", name: both(key.toUpperCase()), timeZone: "Asia/Jakarta" });

const protocol: Pick<Protocol, "allocation" | "sites" | "forms" | "codelists"> = {
  sites: [site("north"), site("south")],
  codelists: [
    {
      key: "parity_codes",
      label: both("Parity"),
      codes: [1, 2, 3].map((code) => ({ code, label: both(`parity ${code}`) })),
    },
  ],
  forms: [
    {
      key: "profile",
      title: both("Profile"),
      performedBy: ["coordinator"],
      purpose: "characteristics",
      revealsArm: false,
      sections: [
        {
          key: "all",
          title: both("All"),
          items: [
            item("parity", "choice", { codelist: "parity_codes", shortLabel: both("Para") }),
            item("anaemia", "yes_no"),
          ],
        },
      ],
    },
  ],
  allocation: {
    scheme: "permuted_blocks",
    ratio: ["massage", "usual"].map((arm) => ({ arm, weight: 1 })),
    blockSizes: [4],
    strata: [{ source: "site" }, { source: "item", item: "parity" }, { source: "item", item: "anaemia" }],
    afterVisit: "pretest",
  },
};

describe("the strata of a protocol", () => {
  test("are its sites, the codes of its choices and yes or no, in words of both languages", () => {
    const factors = factorsOfProtocol(protocol);
    expect(factors.map(({ key, label, levels }) => [key, label?.id ?? null, levels.map((level) => level.key)])).toEqual(
      [
        ["site", null, ["north", "south"]],
        ["parity", "Para", ["1", "2", "3"]],
        ["anaemia", "anaemia", ["true", "false"]],
      ],
    );
    expect(factors[2]?.levels.map(({ label }) => label)).toEqual([
      { id: "Ya", en: "Yes" },
      { id: "Tidak", en: "No" },
    ]);
    expect(factorsOfProtocol({ ...protocol, allocation: null })).toEqual([]);
  });

  test("are every combination once, with shares that multiply and the keys that participants get", () => {
    const [sites, parity, anaemia] = factorsOfProtocol(protocol);
    if (sites === undefined || parity === undefined || anaemia === undefined) throw new Error("a factor is missing");
    const uneven = { ...sites, levels: sites.levels.map((level, index) => ({ ...level, share: index + 2 })) };
    const twice = { ...parity, levels: parity.levels.map((level) => ({ ...level, share: 5 })) };
    const strata = crossedStrata([uneven, twice, anaemia]);
    if (!strata.ok) throw new Error(JSON.stringify(strata.refusal));
    expect(strata.value.map(({ share }) => share)).toEqual([...Array(6).fill(10), ...Array(6).fill(15)]);
    const keys = strata.value.map(({ values }) => {
      const key = stratumKey(values);
      return key.ok ? key.value : "";
    });
    expect(new Set(keys).size).toBe(12);
    // Values are text, as `strataOf` hands them to an allocation.
    expect(keys[0]).toBe('{"anaemia":"true","parity":"1","site":"north"}');
    expect(crossedStrata([])).toMatchObject({ ok: true, value: [{ values: {}, share: 1 }] });
  });

  test("are not made where nobody could look through them", () => {
    const [sites] = factorsOfProtocol(protocol);
    if (sites === undefined) throw new Error("there are no sites");
    const many = Array.from({ length: 14 }, (_, index) => ({ ...sites, key: `factor${index}` }));
    expect(crossedStrata(many)).toMatchObject({
      ok: false,
      refusal: { code: "protocol_invalid", problems: [{ path: "/strata", params: { value: 16384 } }] },
    });
  });
});

test("a protocol is open-label when somebody at the sites may know the treatment", () => {
  const blinding = (level: "none" | "own_act" | "blind"): Protocol["blinding"] => ({
    statement: both(""),
    levels: [
      { role: "administrator", level: "none" },
      { role: "provider", level },
    ],
  });
  expect(isOpenLabel({ blinding: blinding("own_act") })).toBe(true);
  expect(isOpenLabel({ blinding: blinding("none") })).toBe(true);
  expect(isOpenLabel({ blinding: blinding("blind") })).toBe(false);
});
