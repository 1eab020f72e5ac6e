import { parseParticipantNumber } from "./participant-number.ts";

/**
 * Whether a free text says the number of a participant, however it is spaced. Texts about a screening, a refusal or a
 * training may well name an intervention ("trained in the massage"), but beside a number that would tell her arm to the
 * masked people who read them.
 */
export function namesParticipant(text: string): boolean {
  const said = text.normalize("NFKC").replace(/\p{Cf}+/gu, "");
  const numbers = /(?<![A-Za-z])[A-Za-z]{2,4}(?:[\s\p{Pd}_./]*\d){4,7}(?!\d)/gu;
  return [...said.matchAll(numbers)].some(
    ([found]) => parseParticipantNumber(found.replace(/[^A-Za-z\d]/gu, "")) !== null,
  );
}
