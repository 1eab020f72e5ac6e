import type { Protocol } from "@kendali/domain";
import type { ControlledAnswers } from "./answers.ts";
import { withShares } from "../allocation/with-shares.ts";
import { controlledWords } from "./controlled-words.ts";
import { freeKey } from "./free-key.ts";

/**
 * The answers with one treated arm more, its share that of the control. It is given as the pilot's intervention is, by the
 * same people at the same place, until somebody describes it; it has no sessions yet.
 */
export function withOtherArm(pilot: Protocol, answers: ControlledAnswers): ControlledAnswers {
  const { allocation, control, otherArms } = answers;
  const number = otherArms.length + 2;
  const label = controlledWords("other_arm_label", { number });
  const taken = [...pilot.arms, control.arm, ...otherArms.map(({ arm }) => arm)].map(({ key }) => key);
  const key = freeKey(`intervention_${number}`, taken);
  const interventions = [...pilot.interventions, control.intervention, ...otherArms.map((other) => other.intervention)];
  const given =
    pilot.interventions.find((one) => pilot.arms[0]?.interventions.includes(one.key)) ?? control.intervention;
  const intervention = {
    ...given,
    key: freeKey(
      `intervention_${number}`,
      interventions.map((one) => one.key),
    ),
    name: label,
    why: controlledWords("other_arm_why"),
    steps: [],
    sessions: null,
  };
  const description = controlledWords("other_arm_description", { control: control.arm.label });
  const share = allocation.ratio.find(({ arm }) => arm === control.arm.key)?.weight ?? 1;
  const ratio = allocation.ratio.flatMap((one) =>
    one.arm === control.arm.key ? [{ arm: key, weight: share }, one] : [one],
  );
  return {
    ...answers,
    otherArms: [...otherArms, { arm: { key, label, description }, intervention }],
    allocation: withShares(allocation, ratio),
  };
}

/** The answers without one of the further arms and its share. */
export function withoutOtherArm(answers: ControlledAnswers, key: string): ControlledAnswers {
  const ratio = answers.allocation.ratio.filter(({ arm }) => arm !== key);
  return {
    ...answers,
    otherArms: answers.otherArms.filter(({ arm }) => arm.key !== key),
    allocation: withShares(answers.allocation, ratio),
  };
}
