import { holdSaves, type UnitOfWork } from "@kendali/db";
import type { StudyContext } from "../../context.ts";
import { confirmStudy } from "../../study-moved.ts";

/** Waits for every save under way and holds off new ones; the versions that this request knows are then all there are. */
export async function holdVersions(context: StudyContext, unit: UnitOfWork): Promise<void> {
  confirmStudy(context, await holdSaves(unit.tx, context.study.id));
}
