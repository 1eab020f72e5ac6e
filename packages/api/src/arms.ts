import { readAllocation, readAllocations, type Executor } from "@kendali/db";
import { isArmSpecific, type LocalizedText, type Protocol } from "@kendali/domain";
import type { StudyContext } from "./context.ts";

export type ArmView = { readonly key: string; readonly label: LocalizedText };

/** Arms of participants as the viewer may know them, by number. An allocation never changes, so one read is enough. */
export type KnownArms = ReadonlyMap<string, string>;

const remembered = new Map<string, string>();
const capacity = 50_000;

/** The arms of every participant that the viewer may know: all, those that have visits of their own, or none. */
export async function knownArms(context: StudyContext, tx?: Executor): Promise<KnownArms> {
  const { protocol, viewer, id } = context.study;
  if (viewer.sight === "none" || protocol.allocation === null) return new Map();
  const read = (executor: Executor) => readAllocations(executor, id);
  const rows = tx === undefined ? await context.db.drizzle.transaction(read) : await read(tx);
  return new Map([...rows].filter(([, row]) => maySee(context, row.arm)).map(([number, row]) => [number, row.arm]));
}

/** The arm of one participant as the viewer may know it; null when not allocated or not to be told. */
export async function knownArm(
  context: StudyContext,
  participant: string,
  /** The transaction that asks, if there is one: a second connection for one command could starve the pool. */
  executor: Executor = context.db.drizzle,
): Promise<string | null> {
  const { protocol, viewer } = context.study;
  const only = protocol.arms.length === 1 ? protocol.arms[0] : undefined;
  if (only !== undefined) return only.key;
  if (viewer.sight === "none" || protocol.allocation === null) return null;
  const arm = await armOf(context, participant, executor);
  return arm !== null && maySee(context, arm) ? arm : null;
}

/** Keeps an arm that was committed a moment ago: who asks next is spared the read. An allocation never changes. */
export function rememberArm(context: StudyContext, participant: string, arm: string): void {
  if (remembered.size >= capacity) remembered.clear();
  remembered.set(`${context.study.id}/${participant}`, arm);
}

/** The arm from a list that `knownArms` made, or the only arm of a one-group study. */
export function armIn(context: StudyContext, arms: KnownArms, participant: string): string | null {
  const { protocol } = context.study;
  return protocol.arms.length === 1 ? (protocol.arms[0]?.key ?? null) : (arms.get(participant) ?? null);
}

export function armView(protocol: Protocol, key: string | null): ArmView | null {
  const arm = protocol.arms.find((candidate) => candidate.key === key);
  return arm === undefined ? null : { key: arm.key, label: arm.label };
}

/** The arm of an allocated participant for the one answer of an unmasking, whatever the viewer may see otherwise. */
export function armToShowOnce(context: StudyContext, participant: string): Promise<string | null> {
  return armOf(context, participant, context.db.drizzle);
}

async function armOf(context: StudyContext, participant: string, executor: Executor): Promise<string | null> {
  const cacheKey = `${context.study.id}/${participant}`;
  const known = remembered.get(cacheKey);
  if (known !== undefined) return known;
  const read = (tx: Executor) => readAllocation(tx, context.study.id, participant);
  const isPool = executor === context.db.drizzle;
  const row = isPool ? await context.db.drizzle.transaction(read) : await read(executor);
  if (row === null) return null;
  rememberArm(context, participant, row.arm);
  return row.arm;
}

/** Who gives the intervention knows of the arms that have it, by having its sessions to give; of the others, nothing. */
function maySee({ study }: StudyContext, arm: string): boolean {
  if (study.viewer.sight === "all") return true;
  return (
    study.viewer.sight === "treated" &&
    study.protocol.visits.some((visit) => isArmSpecific(study.protocol, visit) && (visit.arms ?? []).includes(arm))
  );
}
