import type { LocalizedText, Protocol } from "@kendali/domain";
import type { Frame, Selection } from "./frame.ts";

/** One arm's part of a population. */
export type ArmSelection = { readonly arm: string; readonly label: LocalizedText; readonly selection: Selection };

/** Each arm's rows of a population, in the protocol's order. */
export function selectArms(protocol: Protocol, frame: Frame, selection: Selection): readonly ArmSelection[] {
  const arms = frame.cells("arm");
  return protocol.arms.map((arm) => ({
    arm: arm.key,
    label: arm.label,
    selection: {
      rows: selection.rows.filter((row) => arms[row] === arm.key),
      r: `subset_arm(${selection.r}, "${arm.key}")`,
    },
  }));
}

type Arm = Protocol["arms"][number];

/** Whom an analysis compares: every other arm with the reference, in the protocol's order. */
export type ComparedArms = { readonly reference: Arm; readonly compared: readonly [Arm, ...Arm[]] };

/**
 * The arm that the others are compared with (the control, or the protocol's last where none is named so) and those others.
 * Each is a comparison of its own (CONSORT 2010 extension for multi-arm trials: Juszczak et al. (2019), JAMA 321:1610).
 */
export function comparedArms(protocol: Protocol): ComparedArms | null {
  const reference = protocol.arms.find((arm) => arm.kind === "control") ?? protocol.arms.at(-1);
  const [first, ...more] = protocol.arms.filter((arm) => arm !== reference);
  return reference === undefined || first === undefined ? null : { reference, compared: [first, ...more] };
}
