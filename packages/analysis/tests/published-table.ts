import { readFileSync } from "node:fs";
import type { ReportedTable } from "../src/index.ts";

const file = new URL("../../../studies/oxytocin-pretest-posttest/published/table.json", import.meta.url);

/** The pilot's published table, as the file has it. */
export const published = JSON.parse(readFileSync(file, "utf8")) as ReportedTable;
