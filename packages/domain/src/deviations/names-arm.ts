import type { Protocol } from "../protocol/types.ts";

/**
 * Whether a free text says the name of an arm or of an intervention, in either language. A masked person reads what others
 * write about a participant, so the text may not carry what the rest of the record leaves out. Whole names count, whatever
 * their case, spacing and invisible characters, with the Indonesian ending -nya too; a name of several words also inside
 * other words ("dipijat oksitosin"). A word in passing ("dipijat") cannot be told and is what the page warns of.
 */
export function namesArm(protocol: Pick<Protocol, "arms" | "interventions">, text: string): boolean {
  if (protocol.arms.length < 2) return false;
  const said = ` ${plain(text)} `;
  const run = joined(said);
  const names = [
    ...protocol.arms.flatMap((arm) => [arm.key, arm.label.id, arm.label.en]),
    ...protocol.interventions.flatMap((intervention) => [intervention.name.id, intervention.name.en]),
  ];
  return names.map(plain).some((name) => {
    if (name === "") return false;
    if (said.includes(` ${name} `) || said.includes(` ${name}nya `)) return true;
    const one = joined(name);
    return one !== name && one.length >= longName && run.includes(one);
  });
}

/** Letters from which a name stands for itself inside other words too: "Arm A" would be found in "pharmacy". */
const longName = 8;

/** Letters and digits in lower case without accents, everything else one space; what cannot be seen is left out. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function joined(text: string): string {
  return text.replaceAll(" ", "");
}
