// Writes the six reconstructions as CSV beside this file. Run by hand: node make-reconstructions.mjs
//
// A margin pair with two values has one free number: how many mothers went down (2 to 1). With pre-test margins
// (a ones, 20 - a twos) and post-test margins (b ones, 20 - b twos), k mothers down leaves
//   1 to 1: b - k    1 to 2: a - b + k    2 to 1: k    2 to 2: 20 - a - k
// All four counts must be 0 or more, which here leaves k = 0, 1, 2 for either pair of margins: the sets are complete.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const mothers = 20;

/** The margins that were published. `preOnes` and `postOnes` count the mothers with code 1. */
const sources = [
  { name: "means", preOnes: 16, postOnes: 2 },
  { name: "counts", preOnes: 18, postOnes: 4 },
];

for (const { name, preOnes, postOnes } of sources) {
  const mostDown = Math.min(postOnes, mothers - preOnes);
  for (let down = Math.max(0, postOnes - preOnes); down <= mostDown; down += 1) {
    const pairs = [
      [1, 1, postOnes - down],
      [1, 2, preOnes - postOnes + down],
      [2, 1, down],
      [2, 2, mothers - preOnes - down],
    ];
    const rows = pairs.flatMap(([before, after, count]) => Array.from({ length: count }, () => [before, after]));
    if (rows.length !== mothers) throw new Error(`${name}, ${down} down: ${rows.length} rows`);
    const lines = rows.map(([before, after], index) => `${index + 1},${before},${after}`);
    const header = "row,lactation_category__pretest,lactation_category__posttest";
    writeFileSync(join(here, `${name}-${down}-down.csv`), `${[header, ...lines].join("\n")}\n`);
  }
}
