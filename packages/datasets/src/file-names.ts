import type { StudyKind } from "@kendali/domain";
import type { DatasetModel } from "./derive-dataset.ts";
import type { TableName } from "./table.ts";

/** Data that are not of real persons say so in every file's name. */
const kindPrefixes: Readonly<Record<StudyKind, string>> = {
  live: "",
  test: "test_",
  practice: "practice_",
  simulated: "simulated_",
  reconstructed: "reconstructed_",
};

/** The file of a table, e.g. `simulated_oxytocin-rct_participants.csv`; pooled data say `pooled`. */
export function tableFileName(model: Pick<DatasetModel, "kind" | "study" | "isMasked">, table: TableName): string {
  return `${kindPrefixes[model.kind]}${model.study.key}_${model.isMasked ? "pooled_" : ""}${table}.csv`;
}

/** The name of the whole download; eight digits of the hash tell two snapshots apart in a folder. */
export function packageFileName(model: Pick<DatasetModel, "kind" | "study" | "isMasked" | "snapshot">): string {
  return `${kindPrefixes[model.kind]}${model.study.key}_${model.isMasked ? "pooled_" : ""}${model.snapshot.hash.slice(0, 8)}.zip`;
}
