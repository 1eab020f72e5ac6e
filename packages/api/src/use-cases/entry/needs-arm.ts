import { isArmSpecific, type Protocol } from "@kendali/domain";

/** Whether deciding about a visit takes the participant's arm: only for visits that some arms have and others not. */
export function needsArm(protocol: Protocol, visitKey: string): boolean {
  const visit = protocol.visits.find((candidate) => candidate.key === visitKey);
  return visit !== undefined && (protocol.arms.length === 1 || isArmSpecific(protocol, visit));
}
