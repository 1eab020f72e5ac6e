import type { Protocol, StudyKind } from "../protocol/types.ts";

/**
 * Whether one account may hold roles that exclude each other and both treat and measure one participant: in a study of kind
 * test with one group, whose participants are invented and where nobody is masked, so that who builds a study can fill every
 * form of it. A test of several arms keeps who treats or allocates apart from who measures: that is what is tried there.
 */
export function mayPlayEveryPart(study: {
  readonly kind: StudyKind;
  readonly protocol: Pick<Protocol, "arms">;
}): boolean {
  return study.kind === "test" && study.protocol.arms.length === 1;
}
