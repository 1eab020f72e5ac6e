import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256Hex } from "@kendali/domain";
import { simulationGenerator, type AllocationBundle, type SimulationGenerator } from "@kendali/randomization";
import { describe, expect, it } from "vitest";
import { call, dataDirectory } from "../testing/call.ts";
import { blocksBundle, cardsBundle, minimizationBundle } from "../testing/invented-bundle.ts";

const path = join(dataDirectory, "bundle.json");
const verify = (bundle: unknown, ...options: readonly string[]) => {
  writeFileSync(path, typeof bundle === "string" ? bundle : JSON.stringify(bundle));
  return call(["allocation", "verify", path, ...options]);
};

/** A changed bundle, and the lines that must say so. */
type Tampered = { readonly bundle: AllocationBundle; readonly said: readonly (string | RegExp)[] };
type Tampering = (bundle: AllocationBundle, chance: SimulationGenerator) => Tampered;

const promiseBroken = /^The commitment [0-9a-f]{64} does not hold:/mu;
const anyRow = /^Row \d+, INV-\d{3}: .* is recorded \w+, derived \w+\.$/mu;

function rowAt(bundle: AllocationBundle, row: number) {
  const found = bundle.allocations[row];
  if (found === undefined) throw new Error(`no row ${row}`);
  return found;
}

const pick = (bundle: AllocationBundle, chance: SimulationGenerator) => chance.nextBelow(bundle.allocations.length);
const named = (bundle: AllocationBundle, row: number) => `Row ${row + 1}, ${rowAt(bundle, row).participant}: `;

function withRow(bundle: AllocationBundle, row: number, change: object): AllocationBundle {
  const allocations = bundle.allocations.map((before, index) => (index === row ? { ...before, ...change } : before));
  return { ...bundle, allocations };
}

function otherDigit(text: string, chance: SimulationGenerator): string {
  const at = chance.nextBelow(text.length);
  const digit = (Number.parseInt(text[at] ?? "0", 16) + 1 + chance.nextBelow(15)) % 16;
  return text.slice(0, at) + digit.toString(16) + text.slice(at + 1);
}

const tamperings: Readonly<Record<string, Tampering>> = {
  "another arm": (bundle, chance) => {
    const row = pick(bundle, chance);
    const { armKey: derived, slot, stratumKey } = rowAt(bundle, row);
    const recorded = derived === "massage" ? "usual_care" : "massage";
    const words = `slot ${slot} of stratum ${stratumKey} is recorded ${recorded}, derived ${derived}.`;
    return { bundle: withRow(bundle, row, { armKey: recorded }), said: [named(bundle, row) + words] };
  },
  "an arm that is none": (bundle, chance) => {
    const row = pick(bundle, chance);
    return { bundle: withRow(bundle, row, { armKey: "placebo" }), said: [named(bundle, row)] };
  },
  "another slot": (bundle, chance) => {
    const row = pick(bundle, chance);
    const { slot, stratumKey } = rowAt(bundle, row);
    const other = (slot + 1 + chance.nextBelow(30)) % 40;
    const moved = other === slot ? slot + 1 : other;
    return {
      bundle: withRow(bundle, row, { slot: moved }),
      said: [named(bundle, row), `No row has slot ${slot} of stratum ${stratumKey}, derived`],
    };
  },
  "another stratum": (bundle, chance) => {
    const row = pick(bundle, chance);
    const { stratumKey, slot } = rowAt(bundle, row);
    const others = [...bundle.strata.map((counted) => counted.stratumKey), '{"site":"anggrek"}'];
    const offered = others.filter((other) => other !== stratumKey);
    const moved = offered[chance.nextBelow(offered.length)];
    return {
      bundle: withRow(bundle, row, { stratumKey: moved }),
      said: [named(bundle, row), `No row has slot ${slot} of stratum ${stratumKey}, derived`],
    };
  },
  "another secret": (bundle, chance) => {
    return { bundle: { ...bundle, secret: otherDigit(bundle.secret, chance) }, said: [promiseBroken, anyRow] };
  },
  "another nonce": (bundle, chance) => {
    return { bundle: { ...bundle, nonce: otherDigit(bundle.nonce, chance) }, said: [promiseBroken] };
  },
  "another commitment": (bundle, chance) => {
    return { bundle: { ...bundle, commitment: otherDigit(bundle.commitment, chance) }, said: [promiseBroken] };
  },
  "another protocol": (bundle, chance) => {
    return { bundle: { ...bundle, protocolHash: otherDigit(bundle.protocolHash, chance) }, said: [promiseBroken] };
  },
  "other parameters": (bundle, chance) => {
    const blockSizes = [[4], [6], [4, 6, 8], [6, 8], [10]][chance.nextBelow(5)] ?? [];
    return { bundle: { ...bundle, parameters: { ...bundle.parameters, blockSizes } }, said: [promiseBroken] };
  },
  "another scheme": (bundle) => {
    const parameters = { ...bundle.parameters, blockSizes: [] };
    return { bundle: { ...bundle, scheme: "simple", parameters }, said: [promiseBroken, anyRow] };
  },
  "a row taken out": (bundle, chance) => {
    const row = pick(bundle, chance);
    const { stratumKey, slot, armKey } = rowAt(bundle, row);
    const allocations = bundle.allocations.filter((_, index) => index !== row);
    return {
      bundle: { ...bundle, allocations },
      said: [`No row has slot ${slot} of stratum ${stratumKey}, derived ${armKey}.`],
    };
  },
  "a row doubled": (bundle, chance) => {
    const row = pick(bundle, chance);
    const copy = rowAt(bundle, row);
    const to = pick(bundle, chance);
    const doubled = { ...bundle, allocations: bundle.allocations.toSpliced(to, 0, copy) };
    const [first, second] = to <= row ? [to, row + 1] : [row, to];
    return {
      bundle: doubled,
      said: [
        named(doubled, first),
        named(doubled, second),
        `Row ${second + 1}: ${copy.participant} has a row already.`,
      ],
    };
  },
  "a row moved": (bundle, chance) => {
    const row = pick(bundle, chance);
    const last = bundle.allocations.length - 1;
    const to = row < last / 2 ? last - chance.nextBelow(20) : chance.nextBelow(20);
    const allocations = bundle.allocations.toSpliced(row, 1).toSpliced(to, 0, rowAt(bundle, row));
    const moved = { ...bundle, allocations };
    return { bundle: moved, said: [`${named(moved, to)}not in its place`] };
  },
  "a row invented": (bundle, chance) => {
    const stratum = chance.nextBelow(bundle.strata.length);
    const { stratumKey, allocated: slot } = bundle.strata[stratum] ?? { stratumKey: "", allocated: 0 };
    const armKey = ["massage", "usual_care"][chance.nextBelow(2)] ?? "";
    const row = bundle.allocations.filter((each) => each.stratumKey <= stratumKey).length;
    const invented = { participant: "INV-999", stratumKey, slot, armKey };
    return {
      bundle: { ...bundle, allocations: bundle.allocations.toSpliced(row, 0, invented) },
      said: [`Row ${row + 1}, INV-999: slot ${slot} is beyond the end of the list of stratum ${stratumKey}.`],
    };
  },
  "another participant's number": (bundle, chance) => {
    const row = 1 + chance.nextBelow(bundle.allocations.length - 1);
    const { participant } = rowAt(bundle, chance.nextBelow(row));
    return {
      bundle: withRow(bundle, row, { participant }),
      said: [`Row ${row + 1}: ${participant} has a row already.`],
    };
  },
  "another count": (bundle, chance) => {
    const which = chance.nextBelow(bundle.strata.length);
    const { stratumKey, allocated } = bundle.strata[which] ?? { stratumKey: "", allocated: 0 };
    const isMore = chance.nextBelow(2) === 1;
    const strata = bundle.strata.with(which, { stratumKey, allocated: allocated + (isMore ? 1 : -1) });
    const last = bundle.allocations.findIndex((row) => row.stratumKey === stratumKey && row.slot === allocated - 1);
    return {
      bundle: { ...bundle, strata },
      said: [isMore ? `No row has slot ${allocated} of stratum ${stratumKey}` : named(bundle, last)],
    };
  },
};

describe("allocation verify", () => {
  it("accepts true bundles of either kind of scheme, in both languages", async () => {
    for (let seed = 1n; seed <= 10n; seed += 1n) {
      for (const bundle of [blocksBundle(seed), minimizationBundle(seed)]) {
        const { status, out, error } = await verify(bundle, "--commitment", bundle.commitment);
        expect({ status, error }).toEqual({ status: 0, error: "" });
        expect(out).toContain("It is the commitment printed before the first participant.");
        expect(out).toMatch(new RegExp(`^All ${bundle.allocations.length} allocations follow from the revealed`, "mu"));
      }
    }
    const indonesian = await verify(blocksBundle(1n), "--language", "id");
    expect(indonesian).toMatchObject({ status: 0, error: "" });
    expect(indonesian.out).toMatch(/^Semua 60 alokasi dapat diturunkan dari rahasia yang dibuka\.$/mu);
  });

  it("names what was changed in each of 200 tampered bundles", async () => {
    const chance = simulationGenerator(20260302n);
    const kinds = Object.entries(tamperings);
    const missed: string[] = [];
    for (let round = 0; round < 200; round += 1) {
      const [kind, tamper] = kinds[round % kinds.length] ?? ["", () => ({ bundle: blocksBundle(0n), said: [] })];
      const { bundle, said } = tamper(blocksBundle(BigInt(1000 + round)), chance);
      const { status, out } = await verify(bundle);
      const unsaid = said.filter((words) => (typeof words === "string" ? !out.includes(words) : !words.test(out)));
      if (status !== 1 || said.length === 0 || unsaid.length > 0)
        missed.push(`${round}, ${kind}: status ${status}, unsaid ${unsaid.join(" | ")}\n${out}`);
    }
    expect(missed).toEqual([]);
  });

  it("derives used cards again, and names what was changed in each of 60 tampered ones", async () => {
    for (let round = 0; round < 60; round += 1) {
      const bundle = cardsBundle(BigInt(3000 + round));
      const cards = bundle.cards;
      const row = round % 9;
      const card = cards?.used[row];
      if (cards === undefined || card === undefined) throw new Error("no card");
      if (round === 0) {
        const { status, out } = await verify(bundle);
        expect(status).toBe(0);
        expect(out).toContain("Sealed cards: 9 used of 36 in 3 piles");
        expect(out).toContain("All 29 allocations follow from the revealed secret.");
      }
      const armKey = card.armKey === "massage" ? "usual_care" : "massage";
      const at = `Card ${card.code}, ${card.participant}: `;
      const [used, words] = (
        [
          [cards.used.with(row, { ...card, armKey }), `${at}recorded ${armKey}, derived ${card.armKey}.`],
          [cards.used.with(row, { ...card, position: 11 }), `${at}not in that pile at that number.`],
          [cards.used.with(row, { ...card, participant: "INV-001" }), "INV-001 has a row already."],
          [cards.used.toSpliced(row, 1), "Used cards: 9 were counted, 8 rows are here."],
          [
            cards.used.toSpliced(row, 0, { ...card, participant: "INV-099" }),
            `${at}this card stands in more than one row.`,
          ],
        ] as const
      )[round % 5] ?? [cards.used, "unreachable"];
      const { status, out } = await verify({ ...bundle, cards: { ...cards, used } });
      expect(status).toBe(1);
      expect(out).toContain(words);
    }
  });

  it("names a changed row of minimization alone, and the gap after which nothing can be derived", async () => {
    const bundle = minimizationBundle(3n);
    const armKey = rowAt(bundle, 17).armKey === "massage" ? "usual_care" : "massage";
    const changed = await verify(withRow(bundle, 17, { armKey }));
    expect(changed.status).toBe(1);
    expect(changed.out.match(/^Row .*$/gmu)).toEqual([expect.stringContaining("Row 18, INV-018: slot 17")]);
    for (const row of [17, 39]) {
      const { status, out } = await verify({ ...bundle, allocations: bundle.allocations.toSpliced(row, 1) });
      expect(status).toBe(1);
      expect(out).toContain(`No row has slot ${row}; what comes after it cannot be derived again.`);
    }
  });

  it("needs the printed commitment to tell a bundle that was made anew, and the recorded hash for exchanged numbers", async () => {
    const [bundle, anew] = [blocksBundle(5n), blocksBundle(6n)];
    expect((await verify(anew)).status).toBe(0);
    const other = await verify(anew, "--commitment", bundle.commitment);
    expect(other.status).toBe(1);
    expect(other.out).toContain(`The one printed before the first participant is another: ${bundle.commitment}.`);
    expect(other.out).toMatch(/^Every row agrees with this file, but this file is not what was promised\.$/mu);
    const sha256 = sha256Hex(JSON.stringify(bundle));
    expect((await verify(bundle, "--sha256", sha256)).status).toBe(0);
    const [first, second] = [rowAt(bundle, 0).participant, rowAt(bundle, 1).participant];
    const exchanged = withRow(withRow(bundle, 0, { participant: second }), 1, { participant: first });
    const told = await verify(exchanged, "--sha256", sha256);
    expect(told.status).toBe(1);
    expect(told.out).toContain(`The audit trail records another: ${sha256}.`);
  });

  it("answers a machine with everything, rows from 1 as in the words", async () => {
    const bundle = withRow(blocksBundle(7n), 4, { armKey: "placebo" });
    const { status, out } = await verify(bundle, "--json");
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      rows: 60,
      checked: 60,
      commitmentHolds: true,
      commitmentIsPublished: null,
      differences: [{ kind: "arm_differs", row: 5, recorded: "placebo", message: expect.stringMatching(/^Row 5, /u) }],
    });
  });

  const true1 = blocksBundle(1n);
  it.each([
    ["is no JSON", "{", /line 1, column 2/u],
    ["is something else", "[]", /document/iu],
    ["has another schema", { ...true1, schema: "kendali-allocation-bundle/2" }, /^ {2}schema: /mu],
    ["has an unknown member", { ...true1, note: "x" }, /note/u],
    ["has no rows", { ...true1, allocations: undefined }, /^ {2}allocations: /mu],
    ["has a slot before the first", withRow(true1, 3, { slot: -1 }), /^ {2}allocations\/4\/slot: /mu],
    ["has a slot beyond any list", withRow(true1, 3, { slot: 2 ** 40 }), /^ {2}allocations\/4\/slot: /mu],
    ["has a row without an arm", withRow(true1, 3, { armKey: undefined }), /^ {2}allocations\/4\/armKey: /mu],
    ["steers the terminal", withRow(true1, 3, { participant: "\u001b[2J" }), /^ {2}allocations\/4\/participant: /mu],
    ["has half a secret", { ...true1, secret: "00" }, /^ {2}secret: /mu],
    ["has an unknown algorithm", { ...true1, algorithmVersion: "kendali-allocation/9" }, /^ {2}algorithmVersion: /mu],
    [
      "has blocks that cannot hold the ratio",
      { ...true1, parameters: { ...true1.parameters, blockSizes: [5] } },
      /^ {2}parameters\/blockSizes\/1: /mu,
    ],
    [
      "counts a stratum twice",
      { ...true1, strata: [...true1.strata, ...true1.strata.slice(0, 1)] },
      /^ {2}strata\/4: /mu,
    ],
  ])("cannot read a file that %s, and says where", async (_, bundle, words) => {
    const { status, out, error } = await verify(bundle);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).toMatch(words);
  });

  it("is not misled by a count or a slot of any size", async () => {
    const bundle = blocksBundle(8n);
    const [first] = bundle.strata;
    if (first === undefined) throw new Error("no strata");
    const counted = await verify({ ...bundle, strata: bundle.strata.with(0, { ...first, allocated: 1_000_000 }) });
    expect(counted.status).toBe(1);
    expect(counted.out).toContain(`Stratum ${first.stratumKey}: 1000000 allocations were counted`);
    expect((await verify(withRow(bundle, 3, { slot: 2_000_000_000 }))).out).toContain(named(bundle, 3));
  });

  it("is called wrongly without a file, with half a hash or in a third language", async () => {
    expect((await call(["allocation", "verify"])).status).toBe(2);
    expect((await call(["allocation", "verify", join(dataDirectory, "nowhere.json")])).status).toBe(2);
    expect((await verify(true1, "--commitment", "ab")).status).toBe(2);
    expect((await verify(true1, "--language", "fr")).status).toBe(2);
    expect((await call(["allocation", "reveal", "some-study"])).status).toBe(2);
  });
});
