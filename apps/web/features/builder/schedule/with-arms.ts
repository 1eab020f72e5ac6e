import type { Visit } from "@kendali/domain";

/** A visit of some arms; of all of them it names none, so that a further arm has it too. */
export function withArms(visit: Visit, arms: readonly string[], all: readonly { readonly key: string }[]): Visit {
  const { arms: _arms, ...rest } = visit;
  return all.every(({ key }) => arms.includes(key)) ? rest : { ...rest, arms: [...arms] };
}
