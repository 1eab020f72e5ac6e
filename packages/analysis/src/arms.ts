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

/** The arm that the other is compared with: the control, or the protocol's last where none is named so. */
export function comparedArms(
  protocol: Protocol,
): { readonly reference: Protocol["arms"][number]; readonly compared: Protocol["arms"][number] } | null {
  const reference = protocol.arms.find((arm) => arm.kind === "control") ?? protocol.arms.at(-1);
  const compared = protocol.arms.find((arm) => arm !== reference);
  return reference === undefined || compared === undefined ? null : { reference, compared };
}
