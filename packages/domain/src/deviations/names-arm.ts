import type { Protocol } from "../protocol/types.ts";

/**
 * Whether a free text says the name of an arm or of an intervention, in either language. A masked person reads what others
 * write about an error of allocation, so the text may not carry what the rest of the record leaves out. Whole names count,
 * whatever their case and spacing; a word in passing ("dipijat") cannot be told and is what the page warns of.
 */
export function namesArm(protocol: Pick<Protocol, "arms" | "interventions">, text: string): boolean {
  if (protocol.arms.length < 2) return false;
  const said = ` ${plain(text)} `;
  const names = [
    ...protocol.arms.flatMap((arm) => [arm.key, arm.label.id, arm.label.en]),
    ...protocol.interventions.flatMap((intervention) => [intervention.name.id, intervention.name.en]),
  ];
  return names.map(plain).some((name) => name !== "" && said.includes(` ${name} `));
}

/** Letters and digits in lower case, everything else one space. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
