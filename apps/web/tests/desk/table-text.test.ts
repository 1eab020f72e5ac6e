import { expect, test } from "vitest";

import type { ReportCell, ReportTable } from "@kendali/reports";
import { tableText } from "../../features/desk/results/table-text.ts";

const cell = (text: string, span = 1): ReportCell => ({
  content: [{ text, style: "plain" }],
  align: "left",
  span,
  numbers: [],
});

test("a spanner keeps the columns below it in line", () => {
  const table: ReportTable = {
    type: "table",
    number: 1,
    name: "Table 1",
    caption: "Milk volume",
    head: [
      [cell(""), cell("Before", 2)],
      [cell("Outcome"), cell("M"), cell("SD")],
    ],
    rows: [{ kind: "row", cells: [cell("Volume"), cell("16.3"), cell("7.6")] }],
    note: [[{ text: "n = 20", style: "plain" }]],
  };
  expect(tableText(table)).toBe("Table 1. Milk volume\n\tBefore\t\nOutcome\tM\tSD\nVolume\t16.3\t7.6\nn = 20");
});
