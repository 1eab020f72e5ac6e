import type { Arm, Visit } from "@kendali/domain";

type Arms = readonly Pick<Arm, "key">[];

/** Whether participants of an arm have a visit. */
export function hasArm(visit: Pick<Visit, "arms">, arm: string): boolean {
  return visit.arms?.includes(arm) ?? true;
}

/** The keys of the arms that have a visit, in the document's order. */
export function armsOf(visit: Pick<Visit, "arms">, all: Arms): readonly string[] {
  return all.filter(({ key }) => hasArm(visit, key)).map(({ key }) => key);
}

/** Whether a visit is of just these arms. */
export function isOfArms(visit: Pick<Visit, "arms">, arms: readonly string[], all: Arms): boolean {
  return all.every(({ key }) => hasArm(visit, key) === arms.includes(key));
}

/** A visit of some arms; of all of them it names none, so that a further arm has it too. */
export function withArms(visit: Visit, arms: readonly string[], all: Arms): Visit {
  const { arms: _arms, ...rest } = visit;
  return all.every(({ key }) => arms.includes(key)) ? rest : { ...rest, arms: inOrder(arms, all) };
}

/** Arms in the document's order; names of others are dropped. */
export function inOrder(arms: readonly string[], all: Arms): string[] {
  return all.filter(({ key }) => arms.includes(key)).map(({ key }) => key);
}
