import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shuffle, shufflePositions } from "./shuffle.ts";

const ascending = (a: number, b: number) => a - b;

describe("a shuffle", () => {
  test("keeps every item, whatever is drawn", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 30 }), fc.infiniteStream(fc.nat()), (items, chance) => {
        const shuffled = shuffle(items, (n) => (chance.next().value as number) % n);
        expect(shuffled.toSorted(ascending)).toEqual(items.toSorted(ascending));
      }),
    );
  });

  test("reaches each of the 24 orders of four items by exactly one path of draws", () => {
    const orders = new Set<string>();
    for (let first = 0; first < 4; first += 1)
      for (let second = 0; second < 3; second += 1)
        for (let third = 0; third < 2; third += 1) {
          const draws = [first, second, third];
          orders.add(shuffle(["a", "b", "c", "d"], () => draws.shift() ?? 0).join(""));
        }
    expect(orders.size).toBe(24);
  });

  test("leaves the given array alone", () => {
    const items = ["A", "B", "C"];
    expect(shuffle(items, () => 0)).toEqual(["B", "C", "A"]);
    expect(items).toEqual(["A", "B", "C"]);
  });

  test("asks for one integer fewer than there are items, and for none below two", () => {
    const widths: number[] = [];
    shufflePositions(5, (n) => (widths.push(n), 0));
    expect(widths).toEqual([5, 4, 3, 2]);
    expect(shufflePositions(1, () => 0)).toEqual([]);
    expect(shuffle([], () => 0)).toEqual([]);
  });

  test("stops at a draw that is out of range", () => {
    expect(() => shuffle(["A", "B"], () => 2)).toThrow("invariant");
  });
});
