import { gunzipSync } from "node:zlib";
import { findSnapshot, type SnapshotRow } from "@kendali/db";
import { runPlan, type AnalysisResults } from "@kendali/analysis";
import { deriveDataset, hasArms, type DatasetModel, type StudyData } from "@kendali/datasets";
import { accept, invariant, refuse, type Protocol, type Result } from "@kendali/domain";
import type { StudyContext, StudyScope } from "../../context.ts";

export type OpenSnapshot = {
  readonly row: SnapshotRow;
  readonly model: DatasetModel;
  /** The document that the dataset was frozen with. */
  readonly protocol: Protocol;
  readonly results: AnalysisResults;
};

/** A snapshot's content is read, checked against its hash and analysed once per process; it cannot change. */
const opened = new Map<string, Omit<OpenSnapshot, "row">>();
const capacity = 12;

/** A snapshot with its tables and the results of its plan. Refuses `not_found`, `snapshot_masked`. */
export async function openSnapshot(context: StudyContext, id: string): Promise<Result<OpenSnapshot>> {
  const row = await findSnapshot(context.db.drizzle, context.study.id, id);
  if (row === null) return refuse("not_found");
  if (!maySeeSnapshot(context.study, row)) return refuse("snapshot_masked");
  const known = opened.get(row.hash) ?? openContent(row);
  if (opened.size >= capacity) opened.delete(opened.keys().next().value ?? "");
  opened.set(row.hash, known);
  return accept({ row, ...known });
}

/** Snapshots that hold arms are for those who may know every arm. */
export function maySeeSnapshot(
  study: Pick<StudyScope, "protocol" | "viewer">,
  row: Pick<SnapshotRow, "withArm">,
): boolean {
  return !row.withArm || !hasArms(study.protocol) || study.viewer.sight === "all";
}

function openContent(row: SnapshotRow): Omit<OpenSnapshot, "row"> {
  const data = JSON.parse(gunzipSync(row.content).toString("utf8")) as StudyData;
  const model = deriveDataset(data, { withArm: row.withArm });
  invariant(model.snapshot.hash === row.hash, `snapshot ${row.id} is not what its hash says`);
  return { model, protocol: data.protocol, results: runPlan({ model, protocol: data.protocol }) };
}
